"""AnnualReview from draft to sent: the rules of its services."""

from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEvent
from core.errors import RuleViolation
from exchanges.choices import AidStatus
from reports.choices import ReviewStatus
from reports.models import AnnualReview
from reports.services import annual_reviews, review_series
from tests.factories import (
    AidProjectFactory,
    PartnershipFactory,
    UnitFactory,
)
from tests.factories.reports import HASH, YEAR_2024, text

TODAY = date(2025, 2, 1)
NEEDED = {"shortcomings": text("Thiếu đường."), "directions": text("Họp hai lần.")}


@pytest.fixture
def series(partnership, officer):
    return review_series.of_ties(ties=[partnership], by=officer)


@pytest.fixture
def review(series, officer):
    return drafted(series, officer)


def drafted(series, by, period=YEAR_2024, languages=("vi", "lo")):
    return annual_reviews.draft(series=series, period=period, languages=list(languages), by=by)


def written(review):
    AnnualReview.objects.filter(pk=review.pk).update(narrative=NEEDED)
    review.refresh_from_db()
    return review


def approved(review, officer, head):
    annual_reviews.freeze(review=written(review), on=TODAY, by=officer)
    return annual_reviews.approve(review=review, by=head)


def new(words, rev=0, state="agreed"):
    return {"text": words, "state": state, "rev": rev}


# Series


def test_a_series_of_the_same_ties_is_found_again(partnership, officer):
    other = PartnershipFactory()
    one = review_series.of_ties(ties=[partnership], by=officer)
    both = review_series.of_ties(ties=[other, partnership], by=officer)

    assert review_series.of_ties(ties=[partnership], by=officer) == one
    assert review_series.of_ties(ties=[partnership, other], by=officer) == both
    assert one != both
    assert one.code == partnership.code
    assert both.code.endswith("+1")


def test_a_series_of_a_unit_is_found_again_and_its_code_stays_unique(officer):
    places = [UnitFactory(name="Đồng Đăng"), UnitFactory(name="Đồng Đăng")]
    series = [review_series.of_unit(unit=unit, by=officer) for unit in places]

    assert [one.code for one in series] == ["DONG-DANG", "DONG-DANG.2"]
    assert review_series.of_unit(unit=places[0], by=officer) == series[0]


def test_a_series_without_any_tie_is_refused(officer):
    with pytest.raises(RuleViolation, match="Choose the tie"):
        review_series.of_ties(ties=[], by=officer)


# Drafting


def test_the_next_edition_waits_until_the_last_is_sent(review, series, officer):
    with pytest.raises(RuleViolation, match="has not been sent yet"):
        drafted(series, officer)

    AnnualReview.objects.update(
        status=ReviewStatus.SENT,
        figures_hash=HASH,
        narrative={"causes": text("x")},
        issued_on=date(2025, 1, 15),
    )
    again = annual_reviews.next_edition(review=review, by=officer)
    assert (review.edition, again.edition) == (1, 2)
    assert again.narrative == {"causes": text("x")}
    assert again.code.endswith("-2024/2")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (DateRange(date(2024, 1, 1), None), "first and a last day"),
        (DateRange(date(2024, 1, 1), date(2024, 1, 1)), "comes after its first"),
    ],
)
def test_a_period_without_two_days_in_order_is_refused(series, officer, period, words):
    with pytest.raises(RuleViolation, match=words):
        drafted(series, officer, period)


@pytest.mark.parametrize("languages", [["lo"], ["vi", "lo", "zh"], ["vi", "xx"], ["vi", "vi"]])
def test_a_review_is_in_vietnamese_and_one_other_language(series, officer, languages):
    with pytest.raises(RuleViolation, match="at most one other language"):
        drafted(series, officer, languages=languages)


def test_the_draft_of_a_period_is_found_or_made(series, officer):
    first, again = (
        annual_reviews.find_or_draft(
            series=series, period=YEAR_2024, languages=["vi", "lo"], by=officer
        )
        for _time in range(2)
    )
    assert first == again


def test_periods_other_than_a_year_spell_their_days_in_the_code(series, officer):
    report = DateRange(date(2023, 11, 15), date(2024, 11, 15))
    assert drafted(series, officer, report).code.endswith("-20231115-20241114/1")
    assert drafted(series, officer).code.endswith("-2024/1")


def test_the_languages_of_a_series_are_those_of_its_ties_or_of_the_other_state(officer):
    lao = PartnershipFactory(paper_languages=["vi", "lo"])
    unsaid = PartnershipFactory(counterpart__unit__country__code="CN")
    found = [
        annual_reviews.usual_languages(review_series.of_ties(ties=[tie], by=officer))
        for tie in (lao, unsaid)
    ]
    assert found == [["vi", "lo"], ["vi", "zh"]]


# Writing


def test_two_people_writing_two_languages_both_keep_what_they_wrote(review, officer):
    annual_reviews.write(review=review, changes={"causes": {"vi": new("Đường xa.")}}, by=officer)
    review = annual_reviews.write(
        review=review, changes={"causes": {"lo": new("ທາງໄກ", state="unchecked")}}, by=officer
    )
    assert review.narrative["causes"]["vi"]["text"] == "Đường xa."
    assert review.narrative["causes"]["lo"]["state"] == "unchecked"


def test_a_text_that_somebody_else_wrote_since_is_refused_and_nothing_is_kept(review, officer):
    annual_reviews.write(review=review, changes={"causes": {"vi": new("một")}}, by=officer)
    late = {"lessons": {"vi": new("hai")}, "causes": {"vi": new("ba")}}
    with pytest.raises(RuleViolation, match="Causes: Somebody else has changed this text: vi"):
        annual_reviews.write(review=review, changes=late, by=officer)

    review.refresh_from_db()
    assert "lessons" not in review.narrative


def test_only_a_draft_can_be_written_in_and_collected(review, officer):
    annual_reviews.freeze(review=review, on=TODAY, by=officer)
    with pytest.raises(RuleViolation, match="Only a draft"):
        annual_reviews.write(review=review, changes={"causes": {"vi": new("x")}}, by=officer)
    with pytest.raises(RuleViolation, match="are frozen"):
        annual_reviews.collect(review=review, by=officer)


def test_a_language_that_the_review_does_not_have_is_refused(review, officer):
    with pytest.raises(RuleViolation, match="not written in this language"):
        annual_reviews.write(review=review, changes={"causes": {"zh": new("x")}}, by=officer)


# Freezing, approving, sending


def test_frozen_figures_stay_when_the_records_change(review, partnership, officer):
    project = AidProjectFactory(
        partnership=partnership, status=AidStatus.HANDED_OVER, title="Cầu treo", basis="reported"
    )
    frozen = annual_reviews.freeze(review=review, on=TODAY, by=officer)
    project.title = "tên khác"
    project.save()

    frozen.refresh_from_db()
    assert frozen.figures["aid_undated"]["rows"][0]["title"]["vi"]["text"] == "Cầu treo"
    assert len(frozen.figures_hash) == 64
    assert frozen.cut_off == TODAY


def test_a_period_that_has_not_begun_is_not_frozen(review, officer):
    with pytest.raises(RuleViolation, match="has not begun"):
        annual_reviews.freeze(review=review, on=date(2023, 12, 31), by=officer)


def test_the_head_cannot_approve_what_is_not_written(review, officer, head):
    annual_reviews.freeze(review=review, on=TODAY, by=officer)
    with pytest.raises(RuleViolation, match="Not written yet: Shortcomings, Directions"):
        annual_reviews.approve(review=review, by=head)


def test_the_head_cannot_approve_a_part_without_its_second_language(review, officer, head):
    AnnualReview.objects.update(narrative=NEEDED | {"causes": text("Đường xa.", "checked", "vi")})
    annual_reviews.freeze(review=review, on=TODAY, by=officer)
    with pytest.raises(RuleViolation, match="No text in Lao yet: Causes"):
        annual_reviews.approve(review=review, by=head)


def test_nobody_approves_what_they_drafted(review, officer):
    annual_reviews.freeze(review=written(review), on=TODAY, by=officer)
    with pytest.raises(RuleViolation, match="Somebody else approves"):
        annual_reviews.approve(review=review, by=officer)


def test_a_frozen_or_approved_review_goes_back_to_draft_with_a_reason(review, officer, head):
    approved(review, officer, head)
    with pytest.raises(RuleViolation, match="Say why"):
        annual_reviews.return_to_draft(review=review, reason=" ", by=head)
    back = annual_reviews.return_to_draft(review=review, reason="sai số liệu", by=head)

    assert (back.status, back.edition, back.reason) == (ReviewStatus.DRAFT, 1, "sai số liệu")
    assert AuditEvent.objects.latest("pk").reason == "sai số liệu"


def test_sending_waits_for_an_agreed_text_in_each_printed_language(review, officer, head):
    AnnualReview.objects.update(
        narrative=NEEDED
        | {"directions": text("Họp.", "agreed", "vi") | text("ປະຊຸມ", "machine", "lo")}
    )
    annual_reviews.freeze(review=review, on=TODAY, by=officer)
    annual_reviews.approve(review=review, by=head)
    with pytest.raises(RuleViolation, match="Not agreed in Lao: Directions"):
        annual_reviews.send(review=review, on=date(2025, 1, 15), by=officer)


def test_what_is_sent_does_not_go_back_to_draft(review, officer, head):
    approved(review, officer, head)
    annual_reviews.send(review=review, on=date(2025, 1, 15), by=officer)
    with pytest.raises(RuleViolation, match="Cannot go from “Sent” to “Draft”"):
        annual_reviews.return_to_draft(review=review, reason="muộn", by=head)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (annual_reviews.approve, "Cannot go from “Draft” to “Approved”"),
        (partial(annual_reviews.send, on=TODAY), "Cannot go from “Draft” to “Sent”"),
    ],
)
def test_a_draft_is_neither_approved_nor_sent(review, head, act, words):
    with pytest.raises(RuleViolation, match=words):
        act(review=review, by=head)


def test_an_act_that_fails_leaves_no_trace(review, officer, monkeypatch):
    before = AuditEvent.objects.count()
    monkeypatch.setattr(annual_reviews.audit, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        annual_reviews.freeze(review=review, on=TODAY, by=officer)

    review.refresh_from_db()
    assert (review.status, AuditEvent.objects.count()) == (ReviewStatus.DRAFT, before)
