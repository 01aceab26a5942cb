"""The narrative of a review out to a translator by Word and back in; its versions."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from reports.choices import ReviewStatus, Section
from reports.services import annual_reviews, words
from tests.core.word_files import CHINESE, LAO, filled, opened
from tests.factories import AnnualReviewFactory, ReviewSeriesFactory, UserFactory


def new(text, rev=0, state=""):
    return {"text": text, "state": state, "rev": rev}


@pytest.fixture
def review(partnership, officer):
    series = ReviewSeriesFactory(partnerships=[partnership])
    made = AnnualReviewFactory(series=series, languages=["vi", "lo"])
    changes = {
        Section.SHORTCOMINGS: {"vi": new("Chưa họp đúng kỳ.")},
        Section.AGREEMENT: {"vi": new("Đã thực hiện\nbiên bản.", state="checked")},
    }
    return annual_reviews.write(review=made, changes=changes, by=officer)


def address(review, name):
    return reverse(f"reports:annual-review-{name}", args=[review.uuid])


def downloaded(client, review, **asked) -> bytes:
    return b"".join(client.get(address(review, "word-out"), asked).streaming_content)


def upload(client, review, data, **how):
    file = SimpleUploadedFile("dịch.docx", data)
    return client.post(address(review, "word-in"), {"file": file}, **how)


def test_what_is_for_our_side_alone_does_not_leave(client, review, officer):
    ours = {Section.ASSESSMENT_INTERNAL: {"vi": new("Bạn còn thiếu cán bộ.")}}
    annual_reviews.write(review=review, changes=ours, by=officer)
    client.force_login(officer)
    table = zipfile.ZipFile(io.BytesIO(downloaded(client, review, language="lo")))
    said = table.read("word/document.xml").decode()
    assert "Chưa họp đúng kỳ." in said
    assert "Bạn còn thiếu cán bộ." not in said


def test_the_parts_leave_in_the_order_of_the_paper_and_come_back(client, review, officer):
    client.force_login(officer)
    data = downloaded(client, review)
    _document, table = opened(data)
    assert [row.cells[1].text for row in table.rows[1:]] == [
        "Đã thực hiện\nbiên bản.",
        "Chưa họp đúng kỳ.",
    ]
    answer = upload(client, review, filled(data, None, LAO), follow=True)
    (offer,) = answer.context["proposal"].offers
    sent = {f"take_{offer.name}": "on", f"rev_{offer.name}": "0"}
    client.post(address(review, "word-check"), sent)

    review.refresh_from_db()
    assert review.narrative["shortcomings"]["lo"] == new(LAO, 1, "unchecked")
    assert review.narrative["agreement"]["vi"] == new("Đã thực hiện\nbiên bản.", 1, "checked")
    trail = AuditEvent.objects.filter(action__startswith="review.word").order_by("pk")
    assert [(event.action, event.details) for event in trail] == [
        ("review.word_out", {"language": "lo"}),
        ("review.word_in", {"language": "lo", "lines": 1}),
    ]


def test_the_file_of_another_language_is_refused(client, review, officer):
    client.force_login(officer)
    other = AnnualReviewFactory(
        series=review.series, languages=["vi", "zh"], edition=2, narrative=review.narrative
    )
    data = filled(downloaded(client, other), CHINESE)
    answer = upload(client, review, data)
    assert "file of another text" in str(answer.context["form"].errors["file"])


def test_a_frozen_review_takes_nothing(client, review, officer):
    client.force_login(officer)
    data = filled(downloaded(client, review), LAO)
    annual_reviews.freeze(review=review, on=review.period.upper, by=officer)
    answer = upload(client, review, data)
    assert answer.status_code == 422
    assert "Only a draft can be written in." in answer.text
    assert address(review, "word-in") not in client.get(review.get_absolute_url()).text


def test_a_review_of_vietnamese_alone_has_no_file(client, review, officer):
    client.force_login(officer)
    review.languages = ["vi"]
    review.save(update_fields=["languages"])
    answer = client.get(address(review, "word-out"), follow=True)
    assert "no other language to translate into" in answer.text


def test_the_service_leaves_no_trail_of_a_refusal(review, officer):
    changes = {"shortcomings": {"lo": new(LAO, rev=5)}}
    with pytest.raises(RuleViolation, match="Somebody else has changed this text"):
        words.take_back(review=review, changes=changes, language="lo", by=officer)
    assert not AuditEvent.objects.filter(action="review.word_in").exists()
    assert review.status == ReviewStatus.DRAFT


@pytest.mark.django_db(transaction=True)
def test_versions_of_a_narrative_are_compared(client, review, officer):
    changes = {"shortcomings": {"vi": new("Chưa họp đúng định kỳ.", rev=1)}}
    annual_reviews.write(review=review, changes=changes, by=officer)
    annual_reviews.freeze(review=review, on=review.period.upper, by=officer)
    client.force_login(officer)

    answer = client.get(address(review, "revisions"))

    assert [one.number for one in answer.context["versions"]] == [2, 1]
    ((label, (compared,)),) = answer.context["differing"]
    assert label == "Shortcomings"
    assert [(span.kind, span.text) for span in compared.spans] == [
        ("kept", "Chưa họp đúng "),
        ("added", "định "),
        ("kept", "kỳ."),
    ]


@pytest.mark.parametrize("role", [Role.READER, Role.LIAISON])
def test_drafts_of_a_review_are_not_for_those_who_read_what_is_issued(client, review, unit, role):
    client.force_login(UserFactory(role=role, units=[unit]))
    assert client.get(address(review, "revisions")).status_code == 403


def test_pages_cost_few_queries(client, review, officer, django_assert_max_num_queries):
    client.force_login(officer)
    upload(client, review, filled(downloaded(client, review), LAO))
    for name in ("word-in", "word-check", "revisions"):
        with django_assert_max_num_queries(8):
            assert client.get(address(review, name)).status_code == 200
