"""The filters that every list shares: what each finds, whom it offers, and what it costs."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from core import access
from core.fields import PartialDate
from core.pages import ListPage
from exchanges.models import Meeting
from partnerships.choices import Level, SuccessionKind
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipFactory,
    PostFactory,
    UnitFactory,
    UnitParentFactory,
    UnitSuccessionFactory,
    UserFactory,
)
from tests.meta.routes import PAGES, ROUTES

LISTS = {
    name: page
    for name, page in PAGES.items()
    if isinstance(page, type) and issubclass(page, ListPage)
}
MEETINGS = "exchanges:meeting-list"


@pytest.fixture
def everywhere(db):
    return UserFactory(sees_all=True)


@pytest.fixture
def province(db):
    return UnitFactory(name="Thanh Hóa", word="tỉnh", level=Level.PROVINCE)


@pytest.fixture
def commune(province):
    """A commune of today, made of two of the past, one of which lay in a district."""
    commune = UnitFactory(name="Na Mèo", word="xã", level=Level.COMMUNE, parent=province)
    for number in range(2):
        before = UnitFactory(name=f"xã cũ {number}", level=Level.COMMUNE, valid_to=date(2025, 7, 1))
        UnitSuccessionFactory(predecessor=before, successor=commune, kind=SuccessionKind.MERGED)
    return commune


@pytest.fixture
def listed(client, everywhere):
    client.force_login(everywhere)

    def titles(query, name=MEETINGS):
        page = client.get(reverse(name), query)
        assert page.status_code == 200
        return sorted(row["cells"][0].text for row in page.context["table"].rows)

    return titles


def test_a_place_is_found_with_all_below_it_and_what_it_was_made_of(listed, province, commune):
    then = commune.precessions.first().predecessor
    village = UnitFactory(name="bản Bo", parent=commune)
    for number, unit in enumerate((province, commune, then, village, UnitFactory())):
        MeetingFactory(title=f"M{number}", unit=unit, partnerships=[])
    tie = PartnershipFactory(home__unit=village)
    MeetingFactory(title="of the tie", partnerships=[tie])

    assert listed({"province": str(province.uuid)}) == ["M0", "M1", "M2", "M3", "of the tie"]
    assert listed({"place": str(commune.uuid)}) == ["M1", "M2", "M3", "of the tie"]
    assert listed({"place": str(then.uuid)}) == ["M1", "M2", "M3", "of the tie"]
    assert listed({"place_q": "na meo"}) == ["M1", "M2", "M3", "of the tie"]


def test_country_level_tie_and_period_each_cut_the_list(listed):
    laos = PartnershipFactory(level=Level.PROVINCE)
    china = PartnershipFactory(counterpart__unit__country__code="CN")
    MeetingFactory(title="Lao", partnerships=[laos], held=PartialDate.read("05/05/2024"))
    MeetingFactory(title="China", partnerships=[china], held=PartialDate.read("12/03/2025"))

    assert listed({"country": str(CountryFactory(code="CN").uuid)}) == ["China"]
    assert listed({"level": "province"}) == ["Lao"]
    assert listed({"tie": str(china.uuid)}) == ["China"]
    assert listed({"since": "05/05/2024", "until": "11/03/2025"}) == ["Lao"]
    assert listed({"until": "05/05/2024", "since": "12/03/2025"}) == ["China", "Lao"]
    assert listed({"since": "12/03/2025"}) == ["China"]


def test_people_and_organisations_are_found_by_their_places(listed, province, commune):
    body = OrganisationFactory(name="Đồn Na Mèo", seat=commune)
    PostFactory(unit=None, organisation=body, person__name="Hà Văn Một")
    PostFactory(unit=UnitFactory(), person__name="Hà Văn Hai")
    asked = {"province": str(province.uuid)}

    assert listed(asked, "partnerships:organisation-list") == ["Đồn Na Mèo"]
    assert listed(asked | {"q": "ha van"}, "partnerships:person-list") == ["Hà Văn Một"]
    assert listed({"organisation": str(body.uuid)}, "partnerships:person-list") == ["Hà Văn Một"]


@pytest.mark.parametrize("few", [1000, 0])
def test_many_rows_are_asked_one_by_one_and_the_same_ones_found(
    listed, province, commune, monkeypatch, few
):
    monkeypatch.setattr(access, "FEW", few)
    both = PartnershipFactory(home__unit=commune)
    MeetingFactory(title="of two ways", unit=commune, partnerships=[both])
    MeetingFactory(title="elsewhere")

    assert listed({"province": str(province.uuid)}) == ["of two ways"]
    assert listed({"province": str(UnitFactory(level=Level.PROVINCE).uuid)}) == []


def test_provinces_are_offered_out_of_what_the_user_may_see(client, everywhere, province, commune):
    """Of a commune's ties: the province it lies in, and those of the ties across."""
    across = UnitFactory(name="Hủa Phăn", level=Level.PROVINCE, country__code="LA")
    UnitFactory(name="Nghệ An", level=Level.PROVINCE)
    UnitFactory(name="Hà Tây", level=Level.PROVINCE, valid_to=date(2008, 8, 1))
    tie = PartnershipFactory(home__unit=commune)
    UnitParentFactory(unit=tie.parties.get(side="counterpart").unit, parent=across)

    for user, names in (
        (UserFactory(units=[commune]), ["tỉnh Thanh Hóa", "Hủa Phăn (LA)"]),
        (UserFactory(units=[UnitFactory()]), []),
        (everywhere, ["Nghệ An", "tỉnh Thanh Hóa", "Hủa Phăn (LA)"]),
    ):
        client.force_login(user)
        page = client.get(reverse(MEETINGS), {"more": "1"})
        field = page.context["filter"].form.fields["province"]
        assert [words for value, words in field.choices if value] == names


def test_a_tie_out_of_sight_cannot_be_asked_for(client, commune):
    other = PartnershipFactory(title="not yours")
    client.force_login(UserFactory(units=[commune]))

    page = client.get(reverse(MEETINGS), {"tie": str(other.uuid)})

    assert "not in your area" in page.text
    assert "not yours" not in page.text


def test_filters_wait_until_they_are_asked_for_or_in_use(client, everywhere, province):
    client.force_login(everywhere)
    url = reverse(MEETINGS)

    assert "More filters" in client.get(url).text
    assert 'name="province"' not in client.get(url).text
    assert 'name="province"' in client.get(url, {"province": str(province.uuid)}).text
    opened = client.get(url, {"more": "1"}).text
    assert "More filters" not in opened
    for name in ("province", "place_q", "country", "level", "tie_q", "since", "until"):
        assert f'name="{name}"' in opened


def test_a_chip_says_the_name_of_what_was_picked(client, everywhere, commune):
    client.force_login(everywhere)
    page = client.get(reverse(MEETINGS), {"place": str(commune.uuid), "level": "village"})

    said = {chip.value: chip.url for chip in page.context["chips"]}
    assert said == {"xã Na Mèo": "?level=village", "Village": f"?place={commune.uuid}"}


@pytest.mark.parametrize("name", [one for one in LISTS if "<uuid" not in ROUTES[one]])
def test_bad_values_are_said_at_the_field_and_break_nothing(client, db, rf, name):
    page = LISTS[name]
    user = UserFactory(sees_all=True, role=min(page.permission.roles))
    filters = page.filterset_class.base_filters if page.filterset_class else {}
    for bad in ("99/99/9999", "31/12/9999", "-1", "1e9", "\x00", "'", "0" * 300):
        asked, listed = rf.get(reverse(name), dict.fromkeys(filters, bad)), page()
        asked.user = user
        listed.setup(asked)
        assert None not in (listed.table.rows, listed.table.count)

    client.force_login(user)
    answer = client.get(reverse(name), dict.fromkeys(filters, "x"))
    assert answer.status_code == 200
    for bound in answer.context["filter"].form if filters else ():
        if bound.errors:
            assert escape(str(bound.errors[0])) in answer.text


def test_filtering_as_one_types_says_what_is_wrong_and_keeps_a_short_address(client, everywhere):
    client.force_login(everywhere)
    asked = {"since": "yesterday", "q": "", "level": "village", "place_q": "qu"}
    page = client.get(reverse(MEETINGS), asked, headers={"HX-Request": "true", "HX-Target": "rows"})

    assert page["HX-Replace-Url"] == f"{reverse(MEETINGS)}?since=yesterday&level=village&place_q=qu"
    assert page.text.count('role="alert"') == 1  # words still being typed are no fault yet
    assert "From the day:" in page.text


def test_words_are_found_without_tone_marks(listed):
    MeetingFactory(title="Hội đàm Mường Chanh")

    assert listed({"q": "muong chanh"}) == ["Hội đàm Mường Chanh"]
    assert listed({"q": "100%"}) == []


def test_an_empty_list_says_which_filter_to_drop(client, everywhere):
    client.force_login(everywhere)
    MeetingFactory(title="Giao ban")
    page = client.get(reverse(MEETINGS), {"q": "giao ban", "status": "cancelled"})

    assert [(chip.value, count) for chip, count in page.context["instead"]] == [
        ("giao ban", "0"),
        ("Cancelled", "1"),
    ]
    assert "Nothing fits these filters." in page.text


def test_an_empty_list_leads_to_the_form_of_those_who_may_write(client, db):
    for role, may in (("officer", True), ("reader", False)):
        client.force_login(UserFactory(sees_all=True, role=role))
        page = client.get(reverse("partnerships:partnership-list")).text
        inner = page[page.index("Nothing is recorded here yet.") :]
        assert (reverse("partnerships:partnership-create") in inner) == may


def test_the_common_filters_cost_a_list_few_queries(
    client, everywhere, province, commune, django_assert_num_queries
):
    """As without filters (5), and: the province's reach and its few rows, what is offered, and
    where the first of what is known vaguely lies.
    """
    client.force_login(everywhere)
    MeetingFactory.create_batch(3, unit=commune, partnerships=[])
    asked = {"province": str(province.uuid), "level": "commune", "since": "01/01/2020"}
    for _time in range(2):
        with django_assert_num_queries(9):
            assert len(client.get(reverse(MEETINGS), asked).context["table"].rows) == 3
        MeetingFactory.create_batch(20, unit=commune, partnerships=[])
        Meeting.objects.filter(pk__in=Meeting.objects.order_by("-pk")[:20]).delete()
