"""What a review says of its sides, as they were then, and of aid in and outside the period."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import PartialDate
from partnerships.choices import Level, PartnershipEventKind
from tests import factories as make
from tests.reports.collected import gift, place, said

YEAR_2026 = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def titles(table):
    return [row["title"]["vi"]["text"] for row in table["rows"]]


# Sides in time


def test_a_side_is_named_as_it_was_at_the_end_of_the_period(tie):
    sides = said(tie)["sides"]

    assert sides["home"]["parties"] == [{"level": "huyện", "vi": "Quan Sơn"}]
    assert sides["home"]["vacant_since"] is None
    assert sides["counterpart"]["country"] == "LA"
    (name,) = sides["counterpart"]["parties"]
    assert (name["vi"], name["lo"]) == ("Viêng Xay", "ເມືອງວຽງໄຊ")


def test_a_side_without_successor_is_vacant_after_the_reform(tie):
    home = said(tie, period=YEAR_2026)["sides"]["home"]

    assert home["vacant_since"] == "2025-07-01"
    assert [name["vi"] for name in home["parties"]] == ["Quan Sơn"]


def test_a_successor_is_printed_with_what_stood_there_before(tie):
    successor = place("xã", "Quan Sơn", level=Level.COMMUNE, valid_from=date(2025, 7, 1))
    make.PartnershipPartyFactory(partnership=tie, unit=successor, since=date(2025, 7, 1))

    before = said(tie)["sides"]["home"]["parties"]
    after = said(tie, period=YEAR_2026, code="LATER")["sides"]["home"]
    assert [name["level"] for name in before] == ["huyện"]
    assert after["vacant_since"] is None
    (name,) = after["parties"]
    assert name["level"] == "xã"
    assert name["formerly"] == [
        {"until": "2025-07-01", "name": {"level": "huyện", "vi": "Quan Sơn"}}
    ]


def test_a_village_is_named_with_the_place_it_lay_in_then(db):
    commune = place("xã", "Na Mèo", level=Level.COMMUNE)
    village = place("bản", "Na Mèo", parent=commune)
    tie = make.PartnershipFactory(home__unit=village)

    (name,) = said(tie)["sides"]["home"]["parties"]
    assert name["in"] == {"level": "xã", "vi": "Na Mèo"}


def test_events_after_the_period_are_not_told(tie):
    make.PartnershipEventFactory(partnership=tie)
    make.PartnershipEventFactory(
        partnership=tie,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2026"),
        reason="dịch bệnh",
    )
    known = said(tie)["tie"]

    assert [event["kind"] for event in known["events"]] == ["established"]
    assert known["since"]["from"] == "2015-12-01"


# Aid


def test_aid_counts_in_the_period_only_if_it_is_surely_of_it(tie):
    gift(tie, "Cầu treo", 100, when="5/2024")
    gift(tie, "Quà Tết", 200)
    gift(tie, "Trạm y tế", 300, when="2023")
    project = gift(tie, "Trường học", 400)
    project.handed_over = PartialDate(DateRange(date(2023, 1, 1), date(2025, 1, 1)), "2023-2024")
    project.save()
    known = said(tie)

    assert titles(known["aid"]) == ["Cầu treo"]
    assert [total["sum"] for total in known["aid"]["totals"]] == ["100"]
    assert sorted(titles(known["aid_undated"])) == ["Quà Tết", "Trường học"]


def test_what_is_exact_is_never_mixed_with_what_is_not(tie, district, across):
    for number, bound in ((1300, "exact"), (180, "exact"), (400, "under"), (500, "over")):
        gift(tie, "Quà", number, bound)
    gift(tie, "Không nêu giá trị")

    (total,) = said(tie)["aid_undated"]["totals"]
    assert total == {
        "unit": "VND",
        "of": "all",
        "exact": "1480",
        "under": "400",
        "over": "500",
        "about": None,
        "sum": "2380",
    }


def test_what_the_home_unit_gave_alone_is_summed_up_too(tie, district, across):
    village = place("bản", "Na Mèo", parent=district)
    gift(None, "Trường", 1300, givers=[district], receivers=[across])
    gift(None, "Nhà văn hóa", 180, givers=[village, district], receivers=[across])
    known = said(tie)["aid_undated"]

    assert [total["sum"] for total in known["totals"]] == ["1480", "1300"]
    assert known["totals"][1]["of"]["vi"] == "Quan Sơn"


def test_aid_between_other_places_is_left_out(tie, district):
    gift(None, "Nhà công vụ", 500, givers=[district], receivers=[place("huyện", "Sầm Tớ")])
    assert titles(said(tie)["aid_undated"]) == []
