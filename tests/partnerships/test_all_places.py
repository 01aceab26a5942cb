"""All shipped lists loaded once: their counts, the places of the articles, the cost of pages."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Count
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from accounts.services.users import loader
from partnerships.models import Unit, UnitReach, UnitSuccession
from partnerships.services import gazetteer
from partnerships.services.gazetteer import reading
from tests.factories import UserFactory
from tests.live import analyze
from tests.partnerships.listed_places import (
    ABROAD,
    BORDER_PROVINCES,
    CITIES,
    DISTRICTS,
    OLD,
    POSITIONS,
)

REFORM, EVE = date(2025, 7, 1), date(2025, 6, 30)


@pytest.fixture(scope="module", autouse=True)
def _all_places(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        # Tables that tests have emptied count as empty until somebody says otherwise, and the
        # planner would walk a whole index for each of 15,000 rows, and for each of 11,000
        # successions. So some of both first, then all.
        upper = [row for row in reading.units() if row.level != "commune"]
        codes = {(row.country, row.code) for row in upper}
        ends = [step for step in reading.successions() if (step.country, step.predecessor) in codes]
        known = [
            step for step in ends if not step.successor or (step.country, step.successor) in codes
        ]
        gazetteer.load(by=loader(), places=upper, successions=known)
        analyze()
        gazetteer.load(by=loader())
        connection.check_constraints()
        analyze()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]


def units(on, country="VN"):
    return Unit.objects.existing(on).filter(country=country)


def levels(rows):
    return Counter(rows.values_list("level", flat=True))


def called(unit):
    return f"{unit.code} {unit}"


def test_the_counts_hold_before_and_since_the_reform():
    assert levels(units(EVE)) == {"province": 63, "district": 696, "commune": 10_035}
    assert levels(units(REFORM)) == {"province": 34, "commune": 3_321}
    assert levels(units(REFORM, "LA")) == {"province": 18, "district": 148}
    assert levels(units(REFORM, "KH")) == {"province": 9, "district": 77}
    assert levels(units(REFORM, "CN")) == {
        "province": 2,
        "prefecture": 6,
        "district": 54,
        "commune": 588,
    }


def test_every_unit_below_a_province_has_the_unit_above_of_its_time():
    lone = Unit.objects.exclude(level="province").filter(parents=None)
    assert not lone.exists()
    assert not Unit.objects.exclude(level="province").filter(parent=None).exists()
    tiers = Counter(
        Unit.objects.filter(country="VN").values_list("level", "parent__level", "valid_to")
    )
    assert tiers == {
        ("province", None, None): 11 + 23,
        ("province", None, REFORM): 52,
        ("district", "province", REFORM): 696,
        ("commune", "district", REFORM): 10_035,
        ("commune", "province", None): 3_321,
    }


@pytest.mark.parametrize(("code", "name", "district", "province", "became"), OLD)
def test_an_old_commune_is_found_by_code_and_leads_to_those_of_today(
    code, name, district, province, became
):
    old = units(EVE).get(code=code)
    assert (str(old), str(old.parent), str(old.parent.parent)) == (name, district, province)
    assert old.valid_to == REFORM
    assert old in units(EVE).named(old.name)
    after = [step.successor for step in old.successions.order_by("successor__code")]
    assert tuple(map(called, after)) == became
    for unit in after:
        assert unit.exists_on(date(2026, 11, 21))
        assert unit in units(REFORM).named(unit.name)
        assert unit.parent.level == "province"


@pytest.mark.parametrize(("code", "name", "province"), DISTRICTS)
def test_an_old_district_ended_without_a_successor(code, name, province):
    old = units(EVE).get(code=code)
    assert (str(old), str(old.parent), old.valid_to) == (name, province, REFORM)
    assert old in units(EVE).named(old.name)
    assert [(step.kind, step.successor) for step in old.successions.all()] == [("abolished", None)]


@pytest.mark.parametrize("name", CITIES)
def test_a_city_below_a_province_ended_with_the_districts(name):
    assert units(EVE).get(word="thành phố", name=name).valid_to == REFORM
    assert not units(REFORM).filter(word="thành phố", name=name).exists()


@pytest.mark.parametrize(("country", "code", "name", "others"), ABROAD)
def test_a_place_abroad_is_found_by_its_names_in_every_script(country, code, name, others):
    unit = units(REFORM, country).get(code=code)
    assert unit.name == name
    for typed in (name, *others):
        assert unit in Unit.objects.named(typed), typed


@pytest.mark.parametrize(("country", "code", "latitude", "longitude"), POSITIONS)
def test_positions_are_those_of_the_sources(country, code, latitude, longitude):
    unit = Unit.objects.get(country=country, code=code)
    assert (str(unit.latitude), str(unit.longitude)) == (latitude, longitude)


def test_every_old_commune_of_the_border_provinces_leads_to_one_of_today():
    today = units(REFORM).filter(level="commune", parent__code__in=BORDER_PROVINCES)
    into = units(REFORM).filter(code__in=BORDER_PROVINCES, level="province")
    assert into.count() == 15
    before = Unit.objects.filter(successions__successor__in=into).union(
        units(EVE).filter(pk__in=into)
    )
    old = units(EVE).filter(
        level="commune", parent__parent__in=list(before.values_list("pk", flat=True))
    )
    found = today.values("pk")
    assert old.count() == 3_727
    assert not old.exclude(successions__successor__in=found).exists()


def test_every_unit_of_today_has_a_past_and_nothing_that_ended_is_lost():
    assert not units(EVE).filter(valid_to=REFORM, successions=None).exists()
    new = units(REFORM).filter(valid_from=REFORM)
    assert not new.filter(precessions=None).exists()
    kinds = Counter(UnitSuccession.objects.values_list("predecessor__level", "kind"))
    assert kinds == {
        ("province", "merged"): 52,
        ("district", "abolished"): 691,
        ("district", "renamed"): 5,  # islands without communes, now special zones
        ("commune", "merged"): 9_432,
        ("commune", "divided"): 1_033,
        ("commune", "kept"): 124,
        ("commune", "renamed"): 8,
    }


def test_what_became_of_a_unit_is_said_alike_in_all_its_rows():
    kinds = defaultdict(set)
    rows = UnitSuccession.objects.values_list("predecessor", "kind")
    for predecessor, kind in rows:
        kinds[predecessor].add(kind)
    assert all(len(said) == 1 for said in kinds.values())
    divided = UnitSuccession.objects.filter(kind="divided").values("predecessor")
    parts = divided.annotate(parts=Count("pk")).values_list("parts", flat=True)
    assert min(parts) > 1


def test_reused_codes_name_one_unit_at_a_time():
    lao_cai = Unit.objects.filter(country="VN", code="15").order_by("valid_to")
    assert [(str(unit), unit.valid_to) for unit in lao_cai] == [
        ("tỉnh Yên Bái", REFORM),
        ("tỉnh Lào Cai", None),
    ]
    codes = Counter(units(REFORM).values_list("code", flat=True))
    codes_before = Counter(units(EVE).values_list("code", flat=True))
    assert max(codes.values()) == max(codes_before.values()) == 1


def test_the_province_of_today_reaches_what_it_was_made_of():
    lao_cai = units(REFORM).get(name="Lào Cai", level="province")
    muong_khuong = units(EVE).get(code="083")
    assert UnitReach.objects.filter(ancestor=lao_cai, unit=muong_khuong).exists()


def test_a_second_load_finds_everything_and_leaves_no_trace(django_assert_max_num_queries):
    rows = (Unit.objects.count(), AuditEvent.objects.count())
    with django_assert_max_num_queries(30):
        assert gazetteer.load(by=loader()) == {}
    assert (Unit.objects.count(), AuditEvent.objects.count()) == rows


@pytest.fixture
def reader(client):
    user = UserFactory(role=Role.READER, units=[units(REFORM).get(code="38", level="province")])
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?q=quan+son",
        "?q=河口",
        "?level=province",
        "?ending=ended",
        "?country=CN",
        "?on=2025-06-30",
    ],
)
def test_the_list_of_places_keeps_its_cost(client, reader, asked, django_assert_max_num_queries):
    client.get(reverse("partnerships:unit-list"))
    with django_assert_max_num_queries(6):
        page = client.get(reverse("partnerships:unit-list") + asked)
    assert page.status_code == 200


def test_the_picker_finds_a_name_typed_without_tone_marks(
    client, reader, django_assert_max_num_queries
):
    url = reverse("partnerships:unit-picker") + "?q=muong+chanh"
    with django_assert_max_num_queries(6):
        page = client.get(url)
    assert "Mường Chanh" in page.content.decode()


@pytest.mark.parametrize("code", ["38", "15", "01"])
def test_the_page_of_a_province_keeps_its_cost(client, reader, code, django_assert_max_num_queries):
    province = units(REFORM).get(code=code)
    for part in ("detail", "ties", "below", "border"):
        with django_assert_max_num_queries(10):
            page = client.get(reverse(f"partnerships:unit-{part}", args=[province.uuid]))
        assert page.status_code == 200, part


def test_a_name_is_found_through_the_trigram_indexes():
    with connection.cursor() as cursor:
        # Until autovacuum has sorted in what was just loaded, reading it all seems cheaper: here
        # it counts that the query has a way through both indexes. An "or" would have none.
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Unit.objects.named("na meo").order_by().explain()
        cursor.execute("SET LOCAL enable_seqscan = DEFAULT")
    assert "unit_by_folded_name" in plan, plan
    assert "unit_name_by_folded_text" in plan, plan
