"""What a review says of a tie whose side passed to others: each name with its days."""

from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from partnerships.choices import Level, NameKind, Side
from partnerships.models import Decision
from partnerships.services import decisions, taking_back
from reports.papers import names, wording
from reports.papers.printer import Printer
from reports.papers.typography import Typesetter
from tests import factories as make
from tests.reports.collected import gift, place, said
from tests.reports.papers import contents

REFORM = date(2025, 7, 1)
LATER = date(2026, 3, 1)


def year(number):
    return DateRange(date(number, 1, 1), date(number + 1, 1, 1))


def home(tie, period, code="S-1"):
    return said(tie, period=period, code=code)["sides"]["home"]


def spelled(tie, period, code="S-1"):
    return [names.spelled_with_past(one, "vi") for one in home(tie, period, code)["parties"]]


@pytest.fixture
def communes(db):
    return [
        place("xã", name, level=Level.COMMUNE, valid_from=REFORM)
        for name in ("Quan Sơn", "Mường Mìn", "Sơn Thủy")
    ]


def carried_over(tie, heirs, on=REFORM):
    decision = decisions.carry_over(
        partnership=tie,
        side=Side.HOME,
        heirs=heirs,
        on=on,
        decided_by="UBND tỉnh Thanh Hóa",
        by=make.UserFactory(),
    )
    with connection.cursor() as cursor:  # what a commit would ask
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return decision


def test_after_a_decision_each_review_prints_the_name_that_was_right(tie, communes):
    carried_over(tie, communes[:1])
    assert spelled(tie, year(2024)) == ["huyện Quan Sơn"]
    assert spelled(tie, year(2026), "S-2") == ["xã Quan Sơn (trước 1/7/2025: huyện Quan Sơn)"]


def test_a_review_of_the_year_of_the_reform_prints_both_with_the_day(tie, communes):
    carried_over(tie, communes[:1])
    assert spelled(tie, year(2025)) == ["xã Quan Sơn (trước 1/7/2025: huyện Quan Sơn)"]
    first_half = DateRange(date(2025, 1, 1), REFORM)
    assert spelled(tie, first_half, "S-2") == ["huyện Quan Sơn"]


def test_decided_later_the_side_was_vacant_in_between(tie, communes):
    carried_over(tie, communes[:1], on=LATER)
    between = home(tie, year(2025))
    assert between["vacant_since"] == "2025-07-01"
    assert [one["level"] for one in between["parties"]] == ["huyện"]
    assert spelled(tie, year(2026), "S-2") == ["xã Quan Sơn (trước 1/7/2025: huyện Quan Sơn)"]


def test_taken_back_the_side_is_vacant_again(tie, communes):
    decision = carried_over(tie, communes[:1])
    taking_back.take_back(
        decision=decision,
        on=LATER,
        reason="nhầm xã",
        decided_by="UBND tỉnh",
        by=make.UserFactory(),
    )
    assert home(tie, year(2026))["vacant_since"] == "2025-07-01"
    assert Decision.objects.count() == 2


def test_several_heirs_each_say_whom_they_follow(tie, communes):
    carried_over(tie, communes)
    past = "(trước 1/7/2025: huyện Quan Sơn)"
    assert spelled(tie, year(2026)) == [
        f"xã {name} {past}" for name in ("Quan Sơn", "Mường Mìn", "Sơn Thủy")
    ]


def test_who_joins_beside_others_follows_nobody(tie, communes):
    """Three communes with one town: one left years before another came."""
    tie.parties.filter(side=Side.HOME).delete()
    first, second, third = communes
    make.PartnershipPartyFactory(partnership=tie, unit=first)
    make.PartnershipPartyFactory(partnership=tie, unit=second, until=date(2020, 1, 1))
    make.PartnershipPartyFactory(partnership=tie, unit=third, since=date(2022, 1, 1))
    assert spelled(tie, year(2024)) == ["xã Quan Sơn", "xã Sơn Thủy"]


def test_who_comes_again_is_named_once(tie, district):
    district.valid_to = None
    district.save()
    tie.parties.filter(side=Side.HOME).update(until=date(2018, 1, 1))
    assert home(tie, year(2019))["vacant_since"] == "2018-01-01"
    make.PartnershipPartyFactory(partnership=tie, unit=district, since=date(2020, 1, 1))
    assert spelled(tie, year(2017), "S-2") == ["huyện Quan Sơn"]
    assert spelled(tie, year(2024), "S-3") == ["huyện Quan Sơn"]


def test_two_reforms_are_told_the_latest_first(tie, communes):
    commune, _second, _third = communes
    carried_over(tie, [commune])
    commune.valid_to = date(2030, 1, 1)
    commune.save()
    ward = place("phường", "Quan Sơn", level=Level.COMMUNE, valid_from=date(2030, 1, 1))
    carried_over(tie, [ward], on=date(2030, 1, 1))
    assert spelled(tie, year(2031)) == [
        "phường Quan Sơn (trước 1/1/2030: xã Quan Sơn) (trước 1/7/2025: huyện Quan Sơn)"
    ]


def test_what_the_former_party_gave_counts_and_is_summed_up_for_itself(
    tie, district, across, communes
):
    carried_over(tie, communes[:1])
    gift(None, "cho nhau", 5, givers=[district], receivers=[across])
    gift(tie, "của xã", 7, givers=communes[:1], receivers=[across])
    gift(tie, "của đồn", 11)
    everything, *of_one = said(tie, period=year(2026))["aid_undated"]["totals"]
    assert everything["sum"] == "23"
    assert {one["of"]["level"]: one["sum"] for one in of_one} == {"xã": "7", "huyện": "5"}


def test_a_tie_below_is_named_as_it_stood(tie, district, across, communes):
    hamlet = make.PartnershipFactory(
        frame=tie, home__unit=district, counterpart__unit=across, level=Level.COMMUNE
    )
    carried_over(hamlet, communes[:1])
    (row,) = said(tie)["twinnings"]
    assert row["home"]["level"] == "huyện"
    (row,) = said(tie, period=year(2026), code="S-2")["twinnings"]
    assert row["home"]["level"] == "xã"


def test_a_unit_is_called_what_it_was_called_then(db):
    commune = place("xã", "Tam Lư", level=Level.COMMUNE)
    make.UnitNameFactory(
        unit=commune, language="vi", text="Tam Lữ", kind=NameKind.FORMER, until=date(2020, 1, 1)
    )
    tie = make.PartnershipFactory(home__unit=commune)
    assert spelled(tie, year(2019)) == ["xã Tam Lữ"]
    assert spelled(tie, year(2020), "S-2") == ["xã Tam Lư"]


# In words


@pytest.mark.parametrize("code", sorted(wording.LANGUAGES))
def test_a_vacant_side_says_since_when_in_every_language(code):
    content = contents.quan_son()
    content["sides"]["home"]["vacant_since"] = "2025-07-01"
    printer = Printer(content, ["vi", code], Typesetter({}))
    plain, remarked = (printer.parties("home", with_past=past)[code] for past in (False, True))
    day = "2025年7月1日" if code == "zh" else "1/7/2025"
    assert remarked == plain + names.remark(wording.word("vacant_since", code, day=day), code)
    assert day in remarked
    if code == "vi":
        assert remarked.endswith("(khuyết từ 1/7/2025)")


def test_a_former_name_has_its_day_in_the_chinese_form():
    name = contents.unit("xã", "Quan Sơn", None) | {
        "formerly": [{"until": "2025-07-01", "name": contents.ONLY_QUAN_SON}]
    }
    assert "（2025年7月1日以前：" in names.spelled_with_past(name, "zh")
