"""What the register may have already is offered before it is entered once more."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.models import Organisation, Partnership, Person
from partnerships.services import lookalikes
from partnerships.services.units import succeed
from tests.factories import (
    CountryFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    UnitNameFactory,
)
from tests.live import analyze
from tests.partnerships.test_tie_forms import filled, party

TIE = "partnerships:partnership-create"
ORGANISATION = "partnerships:organisation-create"
PERSON = "partnerships:person-create"
LIKE = "The register may have this already:"


@pytest.fixture
def district(db):
    return UnitFactory(name="Quan Sơn", word="huyện", level="district")


def units(name, parent=None, **more):
    vietnam = CountryFactory(code="VN")
    return lookalikes.units(name=name, country=vietnam, level="village", parent=parent, **more)


@pytest.mark.parametrize("typed", ["Na Mèo", "na meo", "Na Meò", "Na Méo", "Nà Mèo", "Na Mèoo"])
def test_a_place_is_found_however_it_is_typed(district, typed):
    there = UnitFactory(name="Na Mèo", word="bản", parent=district)
    UnitFactory(name="Son", word="bản", parent=district)
    assert units(typed, district) == [there]


def test_a_place_is_found_by_its_former_name_and_in_another_script(district):
    there = UnitFactory(name="Tiến Xuân", parent=district)
    UnitNameFactory(unit=there, language="vi", text="Na Mèo", kind="former")
    UnitNameFactory(unit=there, language="lo", text="ນາແມວ")
    assert units("Na Mèo", district) == [there]
    assert units("bản mới", district, other_names=["ນາແມວ"]) == [there]


def test_a_place_of_the_same_name_elsewhere_is_another_one(district):
    UnitFactory(name="Na Mèo", parent=UnitFactory(name="Mường Lát"))
    UnitFactory(name="Na Mèo", parent=district, level="commune")
    UnitFactory(name="Na Mèo", country__code="LA")
    assert units("Na Mèo", district) == []


def test_one_that_ended_before_is_a_predecessor_and_not_the_same(district):
    there = UnitFactory(name="Na Mèo", parent=district, valid_to=date(2025, 7, 1))
    assert units("Na Mèo", district) == [there]
    assert units("Na Mèo", district, since=date(2025, 7, 1)) == []


def test_a_merged_place_is_not_offered(district):
    kept = UnitFactory(name="Na Mèo", parent=district)
    UnitFactory(name="Na Mèo", merged_into=kept)
    assert units("Na Mèo", district) == [kept]


def organisations(name, **more):
    return lookalikes.organisations(name=name, country=CountryFactory(code="VN"), **more)


def test_organisations_are_alike_by_their_own_words_not_by_those_of_their_kind(district):
    there = OrganisationFactory(name="Đồn Biên phòng cửa khẩu quốc tế Na Mèo", seat=district)
    OrganisationFactory(name="Đồn Biên phòng Tén Tằn", seat=district)
    assert organisations("Đồn Biên phòng Na Mèo", seat=district) == [there]
    assert organisations("don bien phong na meo") == [there]
    assert organisations("Đồn Biên phòng Na Mèo", seat=UnitFactory()) == []


def test_an_organisation_is_found_from_what_its_seat_became(district, officer):
    now = UnitFactory(name="Quan Sơn", word="xã", level="commune", valid_from=date(2025, 7, 1))
    there = OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=district)
    succeed(predecessor=district, successor=now, kind="merged", on=date(2025, 7, 1), by=officer)
    assert organisations("Đồn BP Na Meo", seat=now) == [there]


def test_an_organisation_is_found_in_another_script(district):
    there = OrganisationFactory(
        name="Ban Ngoại vụ", seat=district, other_names={"lo": "ພະແນກການຕ່າງປະເທດ"}
    )
    assert organisations("Sở Ngoại giao", other_names=["ພະແນກການຕ່າງປະເທດ"]) == [there]


def test_ties_between_the_same_two_sides_of_any_kind_or_called_so(officer, unit):
    there = PartnershipFactory(home__unit=unit, kind="friendship")
    home, them = there.parties.all()
    hidden = PartnershipFactory(title="bản Na Mèo – bản Lơi")
    sides = [{"side": one.side, "unit": one.unit} for one in (home, them)]
    say = {"title": "khác hẳn", "user": officer}
    assert lookalikes.ties(parties=sides, **say) == [there]
    assert lookalikes.ties(parties=sides[:1], **say) == []
    PartnershipPartyFactory(partnership=hidden, unit=unit)
    assert lookalikes.ties(parties=[], title="ban na meo – ban loi", user=officer) == [hidden]


def test_ties_and_people_of_another_area_are_not_offered(officer):
    there = PartnershipFactory(title="bản Na Mèo – bản Lơi")
    person = PostFactory(person=PersonFactory(name="Lò Văn Pánh")).person
    sides = [{"side": one.side, "unit": one.unit} for one in there.parties.all()]
    assert lookalikes.ties(parties=sides, title=there.title, user=officer) == []
    assert lookalikes.people(name=person.name, user=officer) == []


# The forms


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def test_the_form_of_a_tie_comes_back_once_and_nothing_typed_is_lost(at_work, unit):
    there = PartnershipFactory(home__unit=unit, title="bản Na Mèo – bản Lơi")
    them = there.parties.get(side="counterpart").unit
    sent = filled(
        unit,
        parties=[party("home", unit, since="01/01/2020"), party("counterpart", them)],
        fields_of_work="văn hóa",
    )
    page = at_work.post(reverse(TIE), sent)
    assert page.status_code == 422
    for words in (LIKE, there.title, there.code, "văn hóa", "01/01/2020"):
        assert words in page.text
    assert Partnership.objects.count() == 1
    wrong = at_work.post(reverse(TIE), sent | {"another_one": "1", "title": ""})
    assert wrong.status_code == 422
    assert 'type="hidden" name="another_one"' in wrong.text  # asked once only
    answer = at_work.post(reverse(TIE), sent | {"another_one": "1"})
    assert answer.status_code == 302
    assert Partnership.objects.count() == 2


def test_an_edit_asks_nothing(at_work, unit, partnership):
    PartnershipFactory(home__unit=unit, title=partnership.title)
    page = at_work.get(reverse("partnerships:partnership-edit", args=[partnership.uuid]))
    assert LIKE not in page.text


def test_an_organisation_and_a_person_are_asked_about_too(at_work, unit):
    OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=unit)
    PostFactory(person=PersonFactory(name="Lò Văn Pánh"), unit=unit)
    sent = {"name": "Đồn biên phòng Na Meo", "kind": "border_guard", "seat": str(unit.uuid)}
    page = at_work.post(reverse(ORGANISATION), sent | {"submission": str(uuid4())})
    assert (page.status_code, LIKE in page.text) == (422, True)
    sent["another_one"] = "1"
    assert at_work.post(reverse(ORGANISATION), sent).status_code == 302
    assert Organisation.objects.count() == 2

    sent = {
        "name": "Lo Van Panh",
        "posts-TOTAL_FORMS": 1,
        "posts-INITIAL_FORMS": 0,
        "posts-0-title": "Trưởng bản",
        "posts-0-unit": str(unit.uuid),
        "posts-0-basis": "reported",
    }
    page = at_work.post(reverse(PERSON), sent)
    assert (page.status_code, LIKE in page.text) == (422, True)
    assert "Chủ tịch Ủy ban nhân dân, xã Na Mèo" in page.text
    assert at_work.post(reverse(PERSON), sent | {"another_one": "1"}).status_code == 302
    assert Person.objects.count() == 2


# At the size of the whole country


@pytest.fixture
def a_country(db):
    """15,000 places, each with a name in another script besides."""
    country = CountryFactory(code="VN")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search.waits = 'on'")  # the search is not asked here
        cursor.execute(
            """
            INSERT INTO partnerships_unit (uuid, word, name, level, country_id, code)
            SELECT gen_random_uuid(), 'xã', syllable[1 + n %% 20] || ' '
                || syllable[1 + n / 20 %% 20] || ' ' || md5(n::text), 'commune', %s, ''
            FROM generate_series(1, 15000) n, (SELECT ARRAY[
                'Na', 'Mường', 'Sơn', 'Tân', 'Quan', 'Thủy', 'Bình', 'Yên', 'Khương', 'Trung',
                'Hạ', 'Lâm', 'Phú', 'Lệ', 'Thanh', 'Xuân', 'Kim', 'Ngọc', 'Bản', 'Cẩm'
            ] AS syllable) s
            """,
            [country.pk],
        )
        cursor.execute(
            """
            INSERT INTO partnerships_unitname (uuid, unit_id, language, text, kind, checked)
            SELECT gen_random_uuid(), id, 'vi', md5(name), 'former', false FROM partnerships_unit
            """
        )
    analyze()
    return country


def test_fifteen_thousand_places_are_searched_by_the_indexes(a_country):
    there = UnitFactory(name="Na Mèo", word="xã", level="commune", country=a_country)
    with CaptureQueriesContext(connection) as asked:
        found = lookalikes.units(name="Na Meo", country=a_country, level="commune")
    assert found[0] == there
    plans = [explained(query["sql"]) for query in asked.captured_queries[1:]]
    assert "unit_by_folded_name" in plans[0]
    assert "unit_name_by_folded_text" in plans[0]
    assert not any("Seq Scan on partnerships_unit" in plan for plan in plans)
    took = sum(float(plan.rpartition("Execution Time: ")[2].split()[0]) for plan in plans)
    assert took < 20, plans


def explained(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT TEXT) {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())
