"""A review is prepared and put right: ties of a frame, a unit, presets, the meeting, one text, and
the report on agreements.
"""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from core.errors import RuleViolation
from exchanges.choices import MinutesStatus
from exchanges.models import Minutes
from reports.choices import PaperKind, ReviewPurpose, ReviewStatus
from reports.models import AnnualReview
from reports.services import annual_reviews, review_papers, review_series, review_state
from tests import factories as make
from tests.factories.reports import HASH, YEAR_2024, text


@pytest.fixture
def meeting(partnership):
    return make.MeetingFactory(partnerships=[partnership], title="Họp đánh giá năm 2024")


@pytest.fixture
def minutes(meeting):
    return make.MinutesFactory(meeting=meeting)


@pytest.fixture
def review(partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership])
    return make.AnnualReviewFactory(series=series)


def url(page, *targets):
    return reverse(f"reports:{page}", args=[target.uuid for target in targets])


def prepared(client, **typed):
    return client.post(url("annual-review-create"), {"preset": "year", "year": "2024"} | typed)


@pytest.mark.parametrize(
    ("preset", "days"),
    [
        ("half_1", ("2024-01-01", "2024-07-01")),
        ("half_2", ("2024-07-01", "2025-01-01")),
        ("quarter_3", ("2024-07-01", "2024-10-01")),
        ("quarter_4", ("2024-10-01", "2025-01-01")),
    ],
)
def test_half_years_and_quarters_are_presets(client, officer, partnership, preset, days):
    client.force_login(officer)
    prepared(client, ties=[partnership.uuid], preset=preset)
    period = AnnualReview.objects.get().period
    assert (period.lower.isoformat(), period.upper.isoformat()) == days


def test_a_frame_is_reviewed_with_the_ties_under_it_that_the_officer_sees(
    client, officer, partnership, unit
):
    below = make.PartnershipFactory(home__unit=unit, frame=partnership)
    make.PartnershipFactory(frame=partnership)  # of another area
    client.force_login(officer)
    fragment = client.get(url("tie-reviews", partnership), headers={"HX-Request": "true"}).text
    offered = f"{url('annual-review-create')}?tie={partnership.uuid}&amp;below=1"
    assert offered in fragment
    assert 'name="below" ' in client.get(offered.replace("&amp;", "&")).text

    prepared(client, ties=[partnership.uuid], below="on")
    series = AnnualReview.objects.get().series
    assert set(series.partnerships.all()) == {partnership, below}


def test_ties_without_a_second_language_are_asked_for_one(client, officer, unit):
    tie = make.PartnershipFactory(home__unit=unit, counterpart__unit__country__code="TH")
    tie.parties.filter(side="counterpart").first().unit.country.__class__.objects.filter(
        code="TH"
    ).update(paper_language="")
    client.force_login(officer)
    page = prepared(client, ties=[tie.uuid])
    assert page.status_code == 422
    assert "No second language is known of these ties." in page.text
    prepared(client, ties=[tie.uuid], language="vi")
    assert AnnualReview.objects.get().languages == ["vi"]


def test_the_meeting_is_chosen_while_preparing_and_changed_in_a_draft(
    client, officer, partnership, meeting, minutes
):
    client.force_login(officer)
    found = client.get(url("review-meeting-picker"), {"name": "meeting", "q": "danh gia"}).text
    assert meeting.title in found
    prepared(client, ties=[partnership.uuid], meeting=meeting.uuid, one_text="on")
    review = AnnualReview.objects.get()
    assert (review.meeting, review.one_text) == (meeting, True)
    page = client.get(review.get_absolute_url()).text
    assert "the joint paper is its minutes" in page

    change = url("annual-review-change", review)
    assert "The joint paper is the minutes" in client.get(change).text
    client.post(change, {"meeting": meeting.uuid, "language": "zh"})
    review.refresh_from_db()
    assert (review.one_text, review.languages) == (False, ["vi", "zh"])
    refused = client.post(change, {"one_text": "on", "language": "zh"})
    assert refused.status_code == 422
    assert "Choose the meeting whose minutes the paper is." in refused.text


def test_a_meeting_of_others_or_without_minutes_of_ours_is_refused(review, meeting, officer):
    def change(**more):
        said = {"languages": ["vi", "lo"], "meeting": meeting, "one_text": False} | more
        return annual_reviews.change(review=review, **said, by=officer)

    with pytest.raises(RuleViolation, match="not one of what is reviewed"):
        change(meeting=make.MeetingFactory())
    with pytest.raises(RuleViolation, match="no minutes made here"):
        change(one_text=True)
    with pytest.raises(RuleViolation, match="Choose the meeting"):
        change(one_text=True, meeting=None)
    AnnualReview.objects.update(narrative={"causes": text("x")})
    with pytest.raises(RuleViolation, match="There are texts in Lao"):
        change(languages=["vi"])
    AnnualReview.objects.update(status=ReviewStatus.FROZEN, figures_hash=HASH)
    with pytest.raises(RuleViolation, match="Only a draft can be changed"):
        change()


def test_one_text_is_sent_once_the_text_of_the_minutes_is_agreed(review, meeting, minutes, officer):
    known = {"status": ReviewStatus.APPROVED, "figures_hash": HASH, "one_text": True}
    AnnualReview.objects.update(**known, meeting=meeting)
    with pytest.raises(RuleViolation, match="text is not agreed with the other side"):
        annual_reviews.send(review=review, on=date(2025, 1, 15), by=officer)
    Minutes.objects.update(status=MinutesStatus.TEXT_AGREED)
    assert annual_reviews.send(review=review, on=date(2025, 1, 15), by=officer).is_issued


# The report on agreements


def test_the_report_on_agreements_is_of_a_unit_and_for_our_side(client, officer, unit):
    client.force_login(officer)
    page = client.get(url("agreements-report-create")).text
    assert "Due by 15 November" in page
    typed = {"unit": unit.uuid, "preset": "report", "year": "2024"}
    client.post(url("agreements-report-create"), typed)
    review = AnnualReview.objects.get()
    assert (review.series.purpose, review.languages) == (ReviewPurpose.AGREEMENTS, ["vi"])
    assert review.period.lower == date(2023, 11, 15)
    assert review.series.code.endswith("-TT")

    page = client.get(review.get_absolute_url()).text
    assert "Due by 15/11/2024" in page
    assert "Not written yet: Carrying out what was signed, Plan for the next period." in page
    assert "Reserved opinion" not in client.get(url("annual-review-write", review)).text
    order = client.get(url("review-paper-create", review)).text
    assert 'value="joint"' not in order
    with pytest.raises(RuleViolation, match="has no joint paper"):
        review_papers.order(review=review, kind=PaperKind.JOINT, by=officer)


def test_a_unit_has_one_series_of_each_purpose(officer, unit):
    both = [
        review_series.of_unit(unit=unit, purpose=purpose, by=officer)
        for purpose in (*ReviewPurpose, *ReviewPurpose)
    ]
    assert both[:2] == both[2:]
    with pytest.raises(IntegrityError, match="a_unit_has_one_series_of_a_purpose"):
        make.ReviewSeriesFactory(unit=unit)


def test_what_is_for_our_side_alone_is_in_vietnamese_and_needs_no_agreement(review, officer):
    new = {"text": "Bạn còn thiếu cán bộ.", "state": "", "rev": 0}
    changed = annual_reviews.write(
        review=review, changes={"assessment_internal": {"vi": new}}, by=officer
    )
    assert review_state.not_agreed(changed) == []
    assert not any("Lao" in reason for reason in review_state.obstacles(changed))
    with pytest.raises(RuleViolation, match="for our side alone"):
        annual_reviews.write(review=review, changes={"plan": {"lo": new}}, by=officer)


def test_the_period_of_a_meeting_is_that_of_its_review(review, officer, meeting):
    assert review.period == YEAR_2024
    assert list(review_state.meetings_of(review.series)) == [meeting]
