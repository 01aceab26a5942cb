"""The pages of annual reviews: what each role sees and does, scope, progress, and their cost."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from reports.choices import ReviewStatus
from reports.forms import name_of
from reports.models import AnnualReview
from tests import factories as make
from tests.factories.reports import HASH, text

NEEDED = {"shortcomings": text("Thiếu đường."), "directions": text("Họp hai lần.")}


@pytest.fixture
def review(partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership], title="Na Mèo – Lơi")
    return make.AnnualReviewFactory(series=series)


@pytest.fixture
def reader(unit):
    return make.UserFactory(role=Role.READER, units=[unit])


def url(page, target=None):
    return reverse(f"reports:{page}", args=[target.uuid] if target else [])


def created(client, partnership, **more):
    typed = {"ties": [partnership.uuid], "preset": "year", "year": "2024"} | more
    return client.post(url("annual-review-create"), typed)


def typed_part(section, code, words, *, rev=0, state=""):
    return {
        name_of(type("S", (), {"value": section}), part, code): value
        for part, value in {"text": words, "state": state, "rev": rev}.items()
    }


# Preparing


def test_an_officer_prepares_a_review_of_a_tie(client, officer, partnership):
    client.force_login(officer)
    created(client, partnership)

    review = AnnualReview.objects.get()
    assert [tie.code for tie in review.series.partnerships.all()] == [partnership.code]
    assert (review.year, review.languages, review.drafted_by) == (2024, ["vi", "lo"], officer)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"preset": "report", "year": "2024"}, ("2023-11-15", "2024-11-15")),
        (
            {"preset": "free", "year": "", "first": "01/03/2024", "last": "31/05/2024"},
            ("2024-03-01", "2024-06-01"),
        ),
    ],
)
def test_other_periods_can_be_chosen(client, officer, partnership, typed, days):
    client.force_login(officer)
    created(client, partnership, **typed)

    period = AnnualReview.objects.get().period
    assert (period.lower.isoformat(), period.upper.isoformat()) == days


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"year": ""}, "Enter the year."),
        ({"ties": []}, "Choose either ties or a unit."),
        ({"ties": [], "year": ""}, "Enter the year."),  # everything wrong is told at once
        ({"preset": "free", "first": "", "last": "31/05/2024"}, "Enter the day."),
        (
            {"preset": "free", "first": "01/06/2024", "last": "31/05/2024"},
            "The last day comes before the first.",
        ),
        ({"preset": "free", "first": "31/02/2024", "last": "x"}, "There is no such day"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, officer, partnership, typed, words):
    client.force_login(officer)
    page = created(client, partnership, **typed)

    assert page.status_code == 422
    assert words in page.text
    assert not AnnualReview.objects.exists()


def test_the_same_form_sent_twice_makes_one_review(client, officer, partnership):
    client.force_login(officer)
    page = client.get(url("annual-review-create")).text
    submission = re.search(r'name="submission" value="([0-9a-f-]+)"', page)[1]
    answers = [created(client, partnership, submission=submission) for _time in range(2)]

    assert answers[0].url == answers[1].url
    assert AnnualReview.objects.count() == 1


def test_a_tie_or_unit_out_of_scope_is_not_chosen(client, officer):
    client.force_login(officer)
    assert created(client, make.PartnershipFactory()).status_code == 422
    page = created(client, make.PartnershipFactory(), ties=[], unit=make.UnitFactory().uuid)
    assert page.status_code == 422
    assert not AnnualReview.objects.exists()


def test_pickers_offer_what_is_in_scope(client, officer, partnership, unit):
    make.PartnershipFactory(title="bản Việt khác")
    client.force_login(officer)
    found = client.get(url("tie-picker"), {"name": "ties", "q": "ban viet"}).text
    assert partnership.title in found
    assert "bản Việt khác" not in found
    assert "Na Mèo" in client.get(url("unit-picker"), {"name": "unit", "q": "na meo"}).text


# From draft to sent


def test_a_review_goes_from_draft_to_sent_on_the_pages(client, officer, head, review):
    AnnualReview.objects.update(narrative=NEEDED)

    def post(user, verb, **data):
        client.force_login(user)
        return client.post(url(f"annual-review-{verb}", review), data, follow=True).text

    post(officer, "collect")
    post(officer, "freeze")
    assert "Approve" in post(head, "approve")
    assert "sai số liệu" in post(head, "return", reason="sai số liệu")
    post(officer, "freeze")
    post(head, "approve")
    page = post(officer, "send")

    review.refresh_from_db()
    assert review.status == ReviewStatus.SENT
    assert "Prepare the next edition" in page
    assert "edition 2" in post(officer, "edition")


def test_reasons_stand_where_a_button_would_not_work(client, head, review):
    AnnualReview.objects.update(status=ReviewStatus.FROZEN, figures_hash=HASH)
    client.force_login(head)
    page = client.get(review.get_absolute_url()).text

    assert "It cannot be approved yet, because:" in page
    assert "Not written yet: Shortcomings" in page
    assert url("annual-review-approve", review) not in page


def test_a_step_out_of_turn_is_refused_in_words(client, head, review):
    client.force_login(head)
    page = client.post(url("annual-review-approve", review), follow=True).text
    assert "Cannot go from “Draft” to “Approved”." in page


# The narrative


def test_texts_are_written_side_by_side(client, officer, review):
    client.force_login(officer)
    typed = typed_part("causes", "vi", "Đường xa.", state="checked")
    typed |= typed_part("causes", "lo", "ທາງໄກ")
    client.post(url("annual-review-write", review), typed)

    review.refresh_from_db()
    assert review.narrative["causes"]["vi"] == {"text": "Đường xa.", "state": "checked", "rev": 1}
    assert review.narrative["causes"]["lo"]["state"] == "unchecked"
    page = client.get(review.get_absolute_url()).text
    assert '<div lang="lo"><p>ທາງໄກ</p></div>' in page


def test_a_text_changed_meanwhile_is_told_and_shown_and_can_then_be_saved(client, officer, review):
    AnnualReview.objects.update(narrative={"causes": text("của người khác", "checked", "vi")})
    client.force_login(officer)
    typed = typed_part("causes", "vi", "của tôi")
    page = client.post(url("annual-review-write", review), typed)

    assert page.status_code == 422
    assert "Somebody else has changed this text: vi" in page.text
    assert "của người khác" in page.text
    assert ">\ncủa tôi</textarea>" in page.text
    assert 'name="causes-rev-vi" value="1"' in page.text

    again = typed_part("causes", "vi", "của tôi", rev=1) | {
        "initial-causes-text-vi": "của người khác"
    }
    client.post(url("annual-review-write", review), again)
    review.refresh_from_db()
    assert review.narrative["causes"]["vi"]["text"] == "của tôi"


def test_the_editor_keeps_what_is_typed_by_itself(client, officer, review):
    client.force_login(officer)
    page = url("annual-review-write", review)
    client.post(page, typed_part("causes", "vi", "dở dang") | {"autosave": "1"})

    assert "You left a draft" in client.get(page).text
    assert "dở dang" in client.get(f"{page}?draft=1").text
    review.refresh_from_db()
    assert review.narrative == {}


@pytest.mark.parametrize("asked", ["tie=abc", "tie=7", "unit=abc", "tie=%00", "unit=99999999999"])
def test_a_review_prepared_of_what_is_no_record_begins_empty(client, officer, asked):
    client.force_login(officer)
    page = client.get(f"{url('annual-review-create')}?{asked}")
    assert page.status_code == 200


def test_a_tie_out_of_scope_in_the_address_is_not_reviewed(client, officer):
    elsewhere = make.PartnershipFactory()
    client.force_login(officer)
    where = f"{url('annual-review-create')}?tie={elsewhere.uuid}"
    assert elsewhere.title not in client.get(where).text
    sent = {"preset": "year", "year": "2024", "submission": str(uuid4())}
    assert client.post(where, sent).status_code == 422


def test_the_list_of_series_counts_no_drafts_for_readers(client, unit, review):
    client.force_login(make.UserFactory(role=Role.READER, units=[unit]))
    (row,) = client.get(url("review-series-list")).context["table"].rows
    assert [cell.text for cell in row["cells"][2:]] == ["", ""]
