"""The tree and the list of places as of a day, what became of a place, and its names in time."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.choices import Level, NameKind
from partnerships.models import Unit, UnitSuccession
from partnerships.views import chain
from tests.factories import (
    CountryFactory,
    PartnershipFactory,
    UnitFactory,
    UnitNameFactory,
    UnitParentFactory,
    UnitSuccessionFactory,
    UserFactory,
)

EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)
TREE = reverse("partnerships:unit-tree")


def place(name, word, level, above=None, **facts):
    """A unit that belongs to another just as long as it exists."""
    unit = UnitFactory(name=name, word=word, level=level, **facts)
    if above:
        UnitParentFactory(unit=unit, parent=above, since=unit.valid_from, until=unit.valid_to)
        unit.refresh_from_db()
    return unit


@pytest.fixture
def thanh_hoa(db):
    """A province with a district until the reform, its communes, and the one they went into."""
    province = place("Thanh Hóa", "tỉnh", Level.PROVINCE, code="38")
    district = place("Quan Sơn", "huyện", Level.DISTRICT, province, valid_to=REFORM)
    old = [
        place(name, "xã", Level.COMMUNE, district, valid_to=REFORM, code=code)
        for name, code in (("Sơn Hà", "15010"), ("Sơn Lư", "15013"))
    ]
    new = place("Quan Sơn", "xã", Level.COMMUNE, province, valid_from=REFORM, code="15010")
    for commune in old:
        UnitSuccessionFactory(predecessor=commune, successor=new, on=REFORM)
    UnitSuccessionFactory(predecessor=district, successor=None, kind="abolished", on=REFORM)
    return province


def branch(unit, on=""):
    query = f"?on={on}" if on else ""
    return reverse("partnerships:unit-branch", args=[unit.uuid]) + query


def words(page) -> str:
    assert page.status_code == 200
    return page.content.decode()


# The tree


def test_the_tree_shows_what_lay_below_on_either_day(client, reader, thanh_hoa):
    before = words(client.get(branch(thanh_hoa, "2025-06-30")))
    after = words(client.get(branch(thanh_hoa, "01/07/2025")))
    assert "huyện Quan Sơn" in before
    assert "2 units below" in before
    assert "xã Quan Sơn" not in before
    assert "xã Quan Sơn" in after
    assert "huyện" not in after
    assert "code 15010" in after


def test_the_tree_begins_with_the_countries_ours_first(client, reader, thanh_hoa):
    lao = place("Hủa Phăn", "tỉnh", Level.PROVINCE, country=CountryFactory(code="LA", name="Lào"))
    UnitNameFactory(unit=lao, text="ຫົວພັນ")
    page = client.get(TREE)
    assert [country.code for country, _tops, _left in page.context["countries"]] == ["VN", "LA"]
    shown = words(page)
    assert "ຫົວພັນ" in shown
    assert branch(thanh_hoa) in shown
    assert branch(lao) not in shown  # nothing lies below it


def test_a_village_of_an_ended_commune_is_not_lost_from_the_tree(client, reader, thanh_hoa):
    commune = Unit.objects.get(name="Sơn Hà")
    village = UnitFactory(name="Nà Vang", word="thôn", parent=commune)
    page = client.get(TREE)
    left = [one.unit for _country, _tops, left in page.context["countries"] for one in left]
    assert left == [village]
    assert "belonged to xã Sơn Hà, until 01/07/2025" in words(page)
    page = client.get(f"{TREE}?on=2025-06-30")
    assert not any(left for _country, _tops, left in page.context["countries"])


def test_a_place_to_come_and_a_duplicate_are_not_in_the_tree(client, reader, thanh_hoa):
    place("Ngày Mai", "xã", Level.COMMUNE, thanh_hoa, valid_from=date(2999, 1, 1))
    same = place("Quan Son", "xã", Level.COMMUNE, thanh_hoa)
    Unit.objects.filter(pk=same.pk).update(merged_into=Unit.objects.get(code="38"))
    shown = words(client.get(branch(thanh_hoa)))
    assert "Ngày Mai" not in shown
    assert "Quan Son<" not in shown


def test_the_tree_counts_only_the_ties_that_the_user_sees(client, thanh_hoa):
    district = Unit.objects.get(name="Quan Sơn", level=Level.DISTRICT)
    PartnershipFactory(home__unit=district)
    seen = {}
    for who, facts in {"theirs": {"units": [thanh_hoa]}, "others": {}}.items():
        client.force_login(UserFactory(role="reader", **facts))
        page = client.get(TREE)
        seen[who] = [node.unit.ties for _c, tops, _l in page.context["countries"] for node in tops]
    assert seen["theirs"][0] == 1
    assert seen["others"][0] == 0


def test_a_day_that_is_none_is_said_and_today_is_shown(client, reader, thanh_hoa):
    shown = words(client.get(f"{TREE}?on=31/02/2025"))
    assert "There is no such day: 31/02/2025" in shown
    assert "31/02/2025" in shown
    assert "Shown is" in shown


def test_a_level_of_the_tree_costs_the_same_for_few_and_many(
    client, reader, thanh_hoa, django_assert_num_queries
):
    """Who is signed in (2), the unit, reach, and the level with its counts."""
    for more in (1, 40):
        for number in range(more):
            commune = place(f"xã {more}.{number}", "xã", Level.COMMUNE, thanh_hoa)
            place("bản", "bản", Level.VILLAGE, commune)
            PartnershipFactory(home__unit=commune)
        with django_assert_num_queries(5):
            client.get(branch(thanh_hoa), headers={"HX-Request": "true"})
        with django_assert_num_queries(4):
            client.get(TREE)


# The list as of a day


def rows_of(client, query) -> list[tuple]:
    page = client.get(reverse("partnerships:unit-list") + query)
    assert page.status_code == 200
    return [tuple(cell.text for cell in row["cells"]) for row in page.context["table"].rows]


def test_the_list_of_a_day_has_the_places_and_parents_of_that_day(client, reader, thanh_hoa):
    moved = UnitFactory(name="Bản Hẹ", word="bản", level=Level.VILLAGE)
    old, new = Unit.objects.get(name="Sơn Hà"), Unit.objects.get(code="15010", valid_to=None)
    moved.parents.create(parent=old, until=REFORM)
    moved.parents.create(parent=new, since=REFORM)
    before = rows_of(client, "?on=30/06/2025&columns=name&columns=parent")
    after = rows_of(client, "?on=2025-07-01&columns=name&columns=parent")
    assert ("bản Bản Hẹ", "xã Sơn Hà") in before
    assert ("huyện Quan Sơn", "tỉnh Thanh Hóa") in before
    assert ("bản Bản Hẹ", "xã Quan Sơn") in after
    assert ("huyện Quan Sơn", "tỉnh Thanh Hóa") not in after


def test_the_list_is_cut_to_a_province_a_country_and_what_became_of_places(
    client, reader, thanh_hoa
):
    UnitFactory(name="Nơi khác", country=CountryFactory(code="LA"))
    lao = CountryFactory(code="LA")
    names = {
        f"?province={thanh_hoa.uuid}&level=commune": {"xã Sơn Hà", "xã Sơn Lư", "xã Quan Sơn"},
        f"?country={lao.uuid}": {"Nơi khác"},
        "?ending=merged": {"xã Sơn Hà", "xã Sơn Lư"},
        "?ending=abolished": {"huyện Quan Sơn"},
        "?ending=ended&level=district": {"huyện Quan Sơn"},
    }
    for query, expected in names.items():
        assert {row[0] for row in rows_of(client, query)} == expected, query
    still = {row[0] for row in rows_of(client, "?ending=there")}
    assert "xã Quan Sơn" in still
    assert not still & {"xã Sơn Hà", "huyện Quan Sơn"}


def test_every_filter_of_the_list_stays_within_the_limit(
    client, reader, thanh_hoa, django_assert_max_num_queries
):
    query = f"?on=30/06/2025&q=son&province={thanh_hoa.uuid}&ending=merged"
    with django_assert_max_num_queries(6):
        client.get(f"{reverse('partnerships:unit-list')}{query}&country={thanh_hoa.country.uuid}")


# What it came from and what became of it


def test_the_past_and_the_future_are_followed_several_steps(thanh_hoa):
    oldest, newest = UnitFactory(name="Sơn Cổ"), UnitFactory(name="Sơn Mới")
    first, new = Unit.objects.get(name="Sơn Hà"), Unit.objects.get(code="15010", valid_to=None)
    UnitSuccessionFactory(predecessor=oldest, successor=first, kind="kept", on=date(1990, 1, 1))
    UnitSuccessionFactory(predecessor=new, successor=newest, kind="kept", on=date(2026, 1, 1))

    before, after = chain.around(first)
    assert [step.unit for step in before] == [oldest]
    assert [step.unit for step in after] == [new]
    assert [step.unit for step in after[0].beyond] == [newest]  # and not Sơn Lư, its other half

    before, _after = chain.around(newest)
    assert {step.unit.name for step in before[0].beyond} == {"Sơn Hà", "Sơn Lư"}
    assert UnitSuccession.objects.around(newest).count() == 4


def test_the_page_of_a_place_tells_its_chain_and_its_state_on_a_day(client, reader, thanh_hoa):
    commune = Unit.objects.get(name="Sơn Hà")
    today = words(client.get(commune.get_absolute_url()))
    assert "no more since 01/07/2025" in today
    assert "xã Quan Sơn · tỉnh Thanh Hóa" in today
    then = words(client.get(f"{commune.get_absolute_url()}?on=2025-06-30"))
    assert "As it was on 30/06/2025" in then
    assert "there on that day" in then


def test_the_page_of_an_ended_district_shows_what_lay_below_it_last(client, reader, thanh_hoa):
    district = Unit.objects.get(name="Quan Sơn", level=Level.DISTRICT)
    below = words(client.get(reverse("partnerships:unit-below", args=[district.uuid])))
    assert "Places below on 30/06/2025" in below
    assert "xã Sơn Hà" in below
    assert branch(district, "2025-06-30") in words(client.get(district.get_absolute_url()))


def test_inherited_ties_say_through_which_unit_they_came(client, thanh_hoa):
    district = Unit.objects.get(name="Quan Sơn", level=Level.DISTRICT)
    PartnershipFactory(home__unit=district, title="của huyện")
    PartnershipFactory(home__unit=thanh_hoa, title="của tỉnh")
    client.force_login(UserFactory(role="reader", sees_all=True))
    page = client.get(reverse("partnerships:unit-ties", args=[thanh_hoa.uuid]))
    told = {str(row["cells"][0][1]): row["through"] for row in page.context["rows"]}
    assert [one for name, one in told.items() if "của tỉnh" in name] == [""]
    assert [one for name, one in told.items() if "của huyện" in name] == [
        "through huyện Quan Sơn, until 01/07/2025"
    ]


# Names


def test_a_place_is_called_on_a_day_as_it_was_called_then(client, reader):
    unit = UnitFactory(name="Hòa Bình", word="xã")
    for text, since, until in (("Xuân Lộc", None, 1980), ("Tân Lộc", 1980, 1995)):
        days = {"since": since and date(since, 1, 1), "until": date(until, 1, 1)}
        UnitNameFactory(unit=unit, language="vi", text=text, kind=NameKind.FORMER, **days)
    UnitNameFactory(unit=unit, language="vi", text="Hoà Bình", kind=NameKind.ALIAS)
    UnitNameFactory(unit=unit, language="vi", text="Làng Xưa", kind=NameKind.FORMER)  # no days
    expected = {1979: "Xuân Lộc", 1980: "Tân Lộc", 1994: "Tân Lộc", 1995: "Hòa Bình"}
    for year, name in expected.items():
        on = date(year, 1, 1) if year != 1994 else date(1994, 12, 31)
        assert unit.name_on(on) == name
        assert Unit.objects.with_names(on).get(pk=unit.pk).then == name
    assert "xã Tân Lộc" in words(client.get(f"{unit.get_absolute_url()}?on=1990-05-01"))


@pytest.mark.parametrize("typed", ["Mừng Chanh", "mung chanh", "Mường Chanh", "ເມືອງຈັນ", "孟占"])
def test_a_place_is_found_by_every_name_in_list_and_picker(client, reader, typed):
    unit = UnitFactory(name="Mường Chanh", word="xã")
    UnitNameFactory(unit=unit, language="vi", text="Mừng Chanh", kind=NameKind.ALIAS)
    UnitNameFactory(unit=unit, language="lo", text="ເມືອງຈັນ")
    UnitNameFactory(unit=unit, language="zh", text="孟占")
    assert [row[0] for row in rows_of(client, f"?q={typed}")] == ["xã Mường Chanh"]
    found = client.get(reverse("partnerships:unit-picker"), {"q": typed, "name": "unit"})
    assert "xã Mường Chanh" in words(found)


def test_a_picker_offers_todays_first_with_type_unit_above_and_end(client, reader, thanh_hoa):
    page = client.get(reverse("partnerships:unit-picker"), {"q": "quan son", "name": "unit"})
    offered = [one.picked_as for one in page.context["found"]]
    assert offered == [
        "xã Quan Sơn · tỉnh Thanh Hóa",
        "huyện Quan Sơn · tỉnh Thanh Hóa · until 01/07/2025",
    ]
    assert all(one in words(page) for one in offered)


def test_whoever_is_called_just_so_is_offered_before_those_called_somewhat_so(client, reader):
    for number in range(25):
        UnitFactory(name=f"Nam Sơn {number}", word="xã", level=Level.COMMUNE)
    UnitFactory(name="Nam Sơn", word="bản", level=Level.VILLAGE)
    page = client.get(reverse("partnerships:unit-picker"), {"q": "nam son", "name": "unit"})
    assert page.context["found"][0].picked_as == "bản Nam Sơn"
