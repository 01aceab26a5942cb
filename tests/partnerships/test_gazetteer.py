"""Entering a list of places: what is there is completed, what is wrong is refused by its row."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from accounts.services.users import loader
from core.errors import RuleViolation
from partnerships.models import Country, Unit, UnitSuccession
from partnerships.services import gazetteer
from partnerships.services.gazetteer.matching import Known
from partnerships.services.gazetteer.reading import Became, Listed
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
REFORM = date(2025, 7, 1)
PROVINCE = Listed("VN", "38", "province", "tỉnh", "Thanh Hóa", row="list:2")
OLD = Listed(
    "VN", "15013", "commune", "xã", "Na Mèo", "38", valid_to=REFORM, row="list:3",
    latitude=Decimal("20.29143"), longitude=Decimal("104.64712"),
    names=(("lo", "ນາແມວ", "official"),),
)  # fmt: skip
NEW = Listed("VN", "15013", "commune", "xã", "Na Mèo", "38", valid_from=REFORM, row="list:4")
KEPT = Became("VN", "15013", "15013", "kept", REFORM, "steps:2")


def load(*places, steps=()):
    return gazetteer.load(by=loader(), places=places, successions=steps)


def place(**facts):
    country, _new = Country.objects.get_or_create(
        code="VN", defaults={"name": "Việt Nam", "paper_language": "vi"}
    )
    return UnitFactory(country=country, **facts)


def test_a_list_is_entered_with_names_parents_and_successions():
    assert load(PROVINCE, OLD, NEW, steps=[KEPT]) == {
        "unit": 3,
        "unitparent": 2,
        "unitname": 1,
        "unitsuccession": 1,
    }
    old, new = Unit.objects.filter(code="15013").order_by("valid_to")
    assert (old.valid_to, new.valid_from) == (REFORM, REFORM)
    assert (old.parent, new.parent) == (Unit.objects.get(code="38"),) * 2
    assert (old.parents.get().until, new.parents.get().since) == (REFORM, REFORM)
    assert UnitSuccession.objects.get().predecessor == old
    event = AuditEvent.objects.get(action=gazetteer.LOADED)
    assert event.details["unit"] == 3


def test_what_is_there_is_completed_and_never_changed():
    province = place(word="tỉnh", name="Thanh Hoá", level="province", latitude=1, longitude=2)
    commune = place(word="Xã", name="Na Mèo", level="commune", code="15013", parent=province)
    load(PROVINCE, OLD, NEW, steps=[KEPT])
    province.refresh_from_db()
    assert (province.code, province.name, province.latitude) == ("38", "Thanh Hoá", 1)
    assert province.names.get().text == "Thanh Hóa"
    commune.refresh_from_db()  # of unknown days: taken for the commune of today
    assert (commune.valid_from, commune.valid_to) == (REFORM, None)
    assert commune.parents.get().since == REFORM
    assert Unit.objects.count() == 3
    assert load(PROVINCE, OLD, NEW, steps=[KEPT]) == {}


def test_an_undated_unit_of_another_name_is_not_taken_for_the_one_that_has_its_code_today():
    commune = place(word="xã", name="Yên Khoái", level="commune", code="15013")
    load(PROVINCE, Listed("VN", "15013", "commune", "xã", "Yên Khoái", "38", valid_to=REFORM), NEW)
    commune.refresh_from_db()
    assert commune.valid_to == REFORM
    assert Unit.objects.get(name="Na Mèo").valid_from == REFORM


def test_a_name_elsewhere_or_with_another_code_is_another_place():
    province = place(word="tỉnh", name="Thanh Hóa", level="province", code="38")
    place(word="xã", name="Na Mèo", level="commune", code="99999", parent=province)
    place(word="xã", name="Na Mèo", level="commune", parent=place(level="province"))
    load(PROVINCE, NEW)
    assert Unit.objects.filter(name="Na Mèo").count() == 3


def test_a_merged_duplicate_is_not_found_again():
    kept = place(word="tỉnh", name="Thanh Hóa", level="province")
    double = place(word="tỉnh", name="Thanh Hóa", level="province", code="38", merged_into=kept)
    assert Known(["VN"]).find(PROVINCE) == kept
    load(PROVINCE)
    kept.refresh_from_db()
    assert (kept.code, Unit.objects.exclude(pk=double.pk).count()) == ("38", 1)


def test_a_decided_succession_of_an_abolished_district_is_left_alone():
    district = Listed("VN", "387", "district", "huyện", "Quan Sơn", "38", valid_to=REFORM)
    load(PROVINCE, district)
    old = Unit.objects.get(code="387")
    UnitSuccession.objects.create(
        predecessor=old, successor=Unit.objects.get(code="38"), kind="merged", on=REFORM
    )
    assert load(steps=[Became("VN", "387", "", "abolished", REFORM)]) == {}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Listed("VN", "15013", "commune", "xã", "Khác", "38", valid_from=date(2025, 6, 1),
                row="list:9"), r"list:3: .* 15013 .*xã Khác \(list:9\)"),
        (Listed("VN", "20000", "commune", "xã", "Khác", "77", row="list:9"), "list:9.*77"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_by_its_place_in_the_list(wrong, said):
    with pytest.raises(RuleViolation, match=said):
        load(PROVINCE, OLD, wrong)
    assert not Unit.objects.exists()


def test_a_code_that_a_unit_of_the_register_still_has_is_refused_by_the_row():
    province = place(word="tỉnh", name="Thanh Hóa", level="province", code="38")
    place(word="xã", name="Khác", level="commune", code="15013", parent=province,
          valid_from=date(2026, 1, 1))  # fmt: skip
    with pytest.raises(RuleViolation, match=r"list:4.*15013.*xã Khác"):
        load(PROVINCE, NEW)


def test_a_succession_of_an_unknown_code_is_refused_by_its_row():
    with pytest.raises(RuleViolation, match=r"steps:2.*15013.*30/06/2025"):
        load(PROVINCE, NEW, steps=[KEPT])
