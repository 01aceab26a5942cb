"""What a frozen review would say differently today, and why: played with real edits."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from core.fields import Amount, PartialDate
from exchanges.choices import AgreedItemStatus, MeetingKind
from exchanges.services import agreed_items, aid_projects, incidents, meetings
from partnerships.choices import Side
from partnerships.services import places
from reports import drift, figures
from reports.drift.words import Spoken
from reports.models import AnnualReview
from reports.services import annual_reviews
from tests import factories as make
from tests.reports.collected import gift, meeting, review_of

TODAY = date(2025, 2, 1)


@pytest.fixture
def officer(district):
    return make.UserFactory(
        role=Role.OFFICER, last_name="Lò Thị", first_name="Mai", units=[district], sees_all=True
    )


@pytest.fixture
def records(tie, district, across):
    met = meeting(tie, "10/02/2024", Side.HOME)
    return {
        "meeting": met,
        "item": make.AgreedItemFactory(meeting=met, title="Tuần tra chung"),
        "gift": gift(tie, "Cầu treo", 100, when="5/2024", givers=[district], receivers=[across]),
        "undated": gift(tie, "Quà Tết", 200),
        "note": make.NoteFactory(partnership=tie),
        "incident": make.IncidentFactory(
            partnership=tie, title="Kè sông", happened=PartialDate.read("4/2024")
        ),
    }


@pytest.fixture
def review(tie, records, officer):
    return annual_reviews.freeze(review=review_of(tie), on=TODAY, by=officer)


def differences(review):
    return drift.compare(review.figures, figures.collect(review))


def told(review, *, records_only=True):
    """(kind, section, what, field, before, now) of records, or of sums too."""
    return [
        (str(one.kind), one.section, one.what, one.field, one.before, one.now)
        for one in differences(review)
        if one.id or not records_only
    ]


def page(client, review, user, **headers):
    client.force_login(user)
    return client.get(reverse("reports:annual-review-drift", args=[review.uuid]), headers=headers)


def test_a_review_without_edits_has_no_drift_and_says_so(client, review, officer):
    assert differences(review) == []
    assert "nothing differs" in page(client, review, officer).text
    whole = client.get(review.get_absolute_url()).text
    assert reverse("reports:annual-review-drift", args=[review.uuid]) in whole


def test_a_meeting_entered_late_would_be_added_and_counted(tie, review, officer):
    late = meetings.record_past(
        kind=MeetingKind.BRIEFING,
        partnerships=[tie],
        held=PartialDate.read("12/11/2024"),
        host=Side.COUNTERPART,
        title="Giao ban quý IV",
        by=officer,
    )
    (added,) = [one for one in differences(review) if one.kind == "added" and one.id]
    assert (added.section, added.id, added.model) == (
        "meetings",
        str(late.uuid),
        "exchanges.meeting",
    )
    sums = {
        what: (before, now) for _k, _s, what, _f, before, now in told(review, records_only=False)
    }
    assert sums["Meetings held in the period"] == ("1\xa0events", "2\xa0events")


def test_a_due_day_that_was_met_after_all_names_the_act_on_the_meeting(client, tie, officer):
    make.CadenceFactory(partnership=tie, starts=date(2024, 1, 1), days=["01-03"], title="Gặp gỡ")
    meeting(tie, "10/03/2024", Side.HOME)
    review = annual_reviews.freeze(review=review_of(tie), on=TODAY, by=officer)
    meetings.record_past(
        kind=MeetingKind.BRIEFING,
        partnerships=[tie],
        held=PartialDate.read("05/01/2024"),
        host=Side.HOME,
        by=officer,
    )
    found = {row[3]: row[4:] for row in told(review) if row[1] == "dues"}
    assert found == {
        "Held on": ("not stated", "05/01/2024"),
        "State": ("Missed, none held", "Held"),
    }
    shown = page(client, review, officer).text
    assert shown.count("entered the meeting") == 2  # at the due day and at the meeting
    assert "follows from other records" in shown  # the later meeting is out of turn now


def test_a_corrected_amount_differs_in_the_row_and_in_the_sum(client, review, records, officer):
    aid_projects.revise(project=records["gift"], on=TODAY, amount=Amount(250, "VND"), by=officer)
    assert told(review) == [
        ("changed", "aid", "Cầu treo", "Amount", "100\xa0VND", "250\xa0VND"),
    ]
    sums = [row for row in told(review, records_only=False) if row[1] == "counts"]
    assert ("100\xa0VND", "250\xa0VND") in {row[4:] for row in sums}

    shown = page(client, review, officer).text
    assert f'href="{records["gift"].get_absolute_url()}"' in shown
    assert re.search(r"Lò Thị Mai\s+corrected the aid", shown)


def test_a_closed_item_differs_with_the_reason(client, review, records, officer):
    item = records["item"]
    agreed_items.move(item=item, status=AgreedItemStatus.IN_HAND, closed=None, proof="", by=officer)
    agreed_items.move(
        item=item,
        status=AgreedItemStatus.DONE,
        closed=date(2024, 12, 20),
        proof="Biên bản tuần tra",
        by=officer,
    )
    found = {row[3]: row[4:] for row in told(review) if row[2] == "Tuần tra chung"}
    assert found["State"] == ("Open", "Done")
    assert found["Closed on"] == ("not stated", "20/12/2024")
    shown = page(client, review, officer).text
    assert "closed the agreed item as done (Biên bản tuần tra)" in re.sub(r"\s+", " ", shown)


def test_a_renamed_place_differs_once(client, review, across, records, officer):
    places.rename(unit=across, name="Viêng Xay Mới", on=date(2024, 6, 1), today=TODAY, by=officer)
    assert told(review, records_only=False) == [
        (
            "changed",
            "places",
            "Viêng Xay Mới district",
            "Name",
            "Viêng Xay district",
            "Viêng Xay Mới district",
        )
    ]
    assert "recorded a new name of the place" in page(client, review, officer).text


def test_what_gets_its_day_moves_into_the_period(review, records, officer):
    aid_projects.revise(
        project=records["undated"], on=TODAY, handed_over=PartialDate.read("1/2024"), by=officer
    )
    found = {row[3]: row[4:] for row in told(review)}
    assert found["Where it stands"] == ("Aid without a sure day", "Aid in the period")
    assert {row[0] for row in told(review)} == {"changed"}


def test_what_is_taken_back_would_be_left_out_and_nothing_else(review, records, officer):
    incidents.withdraw(incident=records["incident"], reason="Nhập hai lần", by=officer)
    assert [row[:3] for row in told(review)] == [("removed", "incidents", "Kè sông")]


def test_another_order_and_later_records_are_no_drift(tie, review, records):
    frozen = review.figures
    turned = frozen | {
        "agreed_items": frozen["agreed_items"][::-1],
        "facts": frozen["facts"][::-1],
        "places": frozen["places"][::-1],
        "gaps": frozen["gaps"][::-1],
    }
    assert drift.compare(frozen, turned) == []
    gift(tie, "Năm sau", 900, when="5/2026")
    assert told(review, records_only=False) == []


def test_time_alone_is_no_drift(tie, officer, monkeypatch):
    make.CadenceFactory(partnership=tie, starts=date(2023, 12, 20), title="Gặp gỡ")
    review = annual_reviews.freeze(review=review_of(tie), on=date(2024, 12, 1), by=officer)
    assert review.figures["meetings_due"]["rows"][0]["state"] == "due"
    monkeypatch.setattr(figures.timezone, "localdate", lambda: date(2026, 1, 1))
    assert differences(review) == []


def test_a_sensitive_incident_is_told_to_those_with_the_right_alone(
    client, tie, review, officer, records
):
    hidden = make.IncidentFactory(partnership=tie, title="Việc kín", sensitive=True)
    assert ("added", "sensitive", "Việc kín") in [row[:3] for row in told(review)]
    assert "Việc kín" not in page(client, review, officer).text
    officer.sees_sensitive = True
    officer.save()
    shown = page(client, review, officer).text
    assert hidden.get_absolute_url() in shown


def test_figures_of_the_first_schema_are_not_compared(client, review, officer):
    old = make.AnnualReviewFactory(series=review.series, edition=2, sent=True, figures={"aid": {}})
    assert drift.compare(old.figures, review.figures) is None
    assert "cannot be compared" in page(client, old, officer).text
    draft = make.AnnualReviewFactory(series=review.series, edition=3)
    assert "not frozen yet" in page(client, draft, officer).text


def test_readers_are_not_asked_to_judge_it(client, review, district):
    AnnualReview.objects.filter(pk=review.pk).update(status="sent", issued_on=TODAY)
    reader = make.UserFactory(role=Role.READER, units=[district])
    assert page(client, review, reader).status_code == 403
    assert "part-drift" not in client.get(review.get_absolute_url()).text


def test_the_cost_does_not_grow_with_the_differences(client, tie, review, officer):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page(client, review, officer)
        return len(queries)

    meeting(tie, "03/03/2024", Side.HOME)
    gift(tie, "Trạm y tế", 5, when="6/2024")
    first = cost()
    for number in range(4):
        meeting(tie, f"{number + 4:02}/03/2024", Side.HOME)
        gift(tie, f"Quà {number}", 5, when="6/2024")
    assert cost() <= first


@pytest.mark.parametrize("number", ["0012-BC-UB", "2024-13-45"])
def test_a_number_that_looks_like_a_day_is_told_as_it_is(number):
    assert Spoken({}).said("", "", "number", number) == number
    assert Spoken({}).said("", "", "date", "2024-12-05") == "05/12/2024"
