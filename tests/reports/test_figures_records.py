"""What a review says of texts, promises, meetings, published figures, facts and gaps."""

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from core.fields import PartialDate
from partnerships.choices import Measure, Side
from partnerships.models import Partnership
from reports import figures
from tests import factories as make
from tests.factories.borders import BorderMarkerFactory
from tests.factories.reports import text
from tests.reports.collected import gift, meeting, place, review_of, said, which

YEAR_2026 = DateRange(date(2026, 1, 1), date(2027, 1, 1))


# Texts and promises


def test_a_commitment_without_interval_expects_no_instalment(tie, district, across):
    promise = make.CommitmentFactory(
        partnership=tie, giver=district, since=PartialDate.read("2023"), interval_months=None
    )
    make.CommitmentReceiverFactory(commitment=promise, unit=across)
    make.CommitmentReceiverFactory(commitment=promise)
    (known,) = said(tie)["commitments"]

    assert (known["interval_months"], known["instalments"]) == (None, [])
    assert [name["vi"] for name in known["receiver"]] == ["Viêng Xay"]
    assert [name["vi"] for name in known["giver"]] == ["Quan Sơn"]


def test_instalments_of_a_stated_interval_fall_into_the_period(tie, district):
    make.CommitmentFactory(
        partnership=tie, giver=district, since=PartialDate.read("31/08/2023"), interval_months=6
    )
    (known,) = said(tie)["commitments"]

    assert [one["period"]["from"] for one in known["instalments"]] == ["2024-02-29", "2024-08-31"]


def test_a_monthly_promise_of_long_ago_is_still_reckoned_to_its_end(tie, district):
    make.CommitmentFactory(
        partnership=tie,
        giver=district,
        since=PartialDate.read("01/01/2016"),
        until=PartialDate.read("30/06/2024"),
        interval_months=1,
    )
    (known,) = said(tie)["commitments"]

    days = [one["period"]["from"] for one in known["instalments"]]
    assert days == [f"2024-{month:02}-01" for month in range(1, 7)]


def test_texts_whose_term_is_over_or_not_begun_are_not_of_the_period(tie):
    for title, first, last in (("cũ", 2016, 2020), ("nay", 2022, 2025), ("sau", 2026, 2030)):
        term = DateRange(date(first, 1, 1), date(last + 1, 1, 1))
        make.MemorandumFactory(partnerships=[tie], title=title, term=term, signed=PartialDate())
    make.MemorandumFactory(partnerships=[tie], title="không rõ", signed=PartialDate())

    known = [one["title"]["vi"]["text"] for one in said(tie)["memoranda"]]
    assert known == ["nay", "không rõ"]


# Meetings


def test_the_meeting_after_the_year_that_reviews_it_signs_the_paper(tie, district):
    meeting(tie, "10/02/2023", Side.COUNTERPART)
    later = meeting(tie, "28/03/2025", Side.HOME, year_reviewed=2024, place_unit=district)
    make.AgreedItemFactory(meeting=later, title="Tuần tra")
    known = said(tie)

    assert known["meeting"]["date"]["from"] == "2025-03-28"
    assert known["meeting"]["place"]["vi"] == "Quan Sơn"
    assert which(known) == [("previous", "counterpart"), ("held", "home"), ("next", "counterpart")]
    assert [item["what"]["vi"]["text"] for item in known["agreed_items"]] == ["Tuần tra"]
    counted = {row["measure"]: row["computed"]["number"] for row in known["figures"]}
    assert counted["meetings_held"] == "0"  # held after the period


def test_the_next_host_is_not_guessed(tie):
    meeting(tie, "10/02/2024", Side.HOME)
    assert which(said(tie)) == [("held", "home")]


def test_a_text_signed_over_there_tells_that_the_sides_take_turns(tie):
    make.MemorandumFactory(partnerships=[tie], place="huyện Viêng Xay")
    meeting(tie, "10/02/2024", Side.HOME)
    assert which(said(tie))[-1] == ("next", "counterpart")


# Figures and facts


def test_published_figures_stand_beside_what_the_register_counts(tie, district, across):
    villages = [
        place("bản", "Na Mèo", parent=district),
        make.UnitFactory(parent=across, country__code="LA"),
    ]
    make.PartnershipFactory(home__unit=villages[0], counterpart=None)
    below = Partnership.objects.exclude(pk=tie.pk).get()
    make.PartnershipPartyFactory(partnership=below, side=Side.COUNTERPART, unit=villages[1])
    make.StatedFigureFactory(partnership=tie, measure=Measure.VILLAGE_TIES)
    known = said(tie)

    (row,) = [one for one in known["figures"] if one["measure"] == "twinned_villages"]
    assert (row["computed"]["number"], row["stated"][0]["amount"]["number"]) == ("1", "26")
    assert [one["home"]["vi"] for one in known["twinnings"]] == ["Na Mèo"]


def test_sources_are_cited_by_paper_and_paragraph(tie):
    note = make.NoteFactory(partnership=tie)
    source = make.SourceFactory(paragraph=4)
    note.sources.add(source)
    known = said(tie)

    (fact,) = [one for one in known["facts"] if one["source"]]
    assert fact["source"] == [{"key": "S1", "paragraph": 4}]
    assert known["sources"][0]["title"] == source.paper.title


def test_an_activity_without_a_day_stands_apart(tie):
    make.ActivityFactory(partnership=tie, title="Giao lưu")
    make.ActivityFactory(partnership=tie, title="Lễ hội", happened=PartialDate.read("3/2024"))
    make.ActivityFactory(partnership=tie, title="Năm khác", happened=PartialDate.read("2020"))

    known = {one["text"]["vi"]["text"]: one["undated"] for one in said(tie)["facts"]}
    assert known == {"Giao lưu.": True, "Lễ hội (tháng 3/2024).": False}


def test_sensitive_incidents_never_go_on_paper_nor_those_taken_back(tie):
    make.IncidentFactory(partnership=tie, title="Kè sông")
    make.IncidentFactory(partnership=tie, title="Nhập hai lần", withdrawn_reason="Nhầm")
    make.IncidentFactory(partnership=tie, title="Kín", sensitive=True)
    assert [one["kind"]["vi"]["text"] for one in said(tie)["incidents"]] == ["Kè sông"]


def test_an_incident_is_told_with_its_marker(tie):
    marker = BorderMarkerFactory(number=331, suffix="/2")
    make.IncidentFactory(partnership=tie, title="Kè sông", marker=marker)
    assert [one["marker"] for one in said(tie)["incidents"]] == ["331/2"]


def test_what_is_missing_is_told(tie):
    gift(tie, "Nhà văn hóa")
    gaps = [one["vi"]["text"] for one in said(tie, period=YEAR_2026)["gaps"]]
    assert any(line.startswith("Nhà văn hóa: còn thiếu") for line in gaps)
    assert any(line.startswith("Khuyết bên Việt Nam từ 01/07/2025") for line in gaps)


def test_the_number_of_queries_does_not_grow_with_the_records(tie, district, across):
    def fill(many):
        for number in range(many):
            source = make.SourceFactory()
            for record in (
                gift(tie, f"Quà {number}", 5, givers=[district], receivers=[across]),
                make.NoteFactory(partnership=tie),
                make.ActivityFactory(partnership=tie),
                make.MemorandumFactory(partnerships=[tie]),
                make.StatedFigureFactory(partnership=tie),
                meeting(tie, f"{number + 1:02}/02/2024", Side.HOME),
            ):
                record.sources.add(source)
            promise = make.CommitmentFactory(partnership=tie, giver=district)
            make.CommitmentReceiverFactory(commitment=promise, unit=across)
            make.PartnershipFactory(frame=tie)

    review = review_of(tie)
    counts = []
    for many in (1, 8):
        fill(many)
        with CaptureQueriesContext(connection) as queries:
            figures.collect(review)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def test_the_hash_is_of_figures_and_text(tie):
    known = said(tie)
    assert figures.digest(known, {}) == figures.digest(dict(reversed(known.items())), {})
    assert figures.digest(known, {}) != figures.digest(known, {"causes": text("x")})


def test_a_review_of_a_unit_tells_of_all_ties_in_it(tie, district):
    review = make.AnnualReviewFactory(series=make.ReviewSeriesFactory(unit=district))
    known = figures.collect(review)

    assert [name["vi"] for name in known["sides"]["home"]["parties"]] == ["Quan Sơn"]
    assert [name["vi"] for name in known["sides"]["counterpart"]["parties"]] == ["Viêng Xay"]
