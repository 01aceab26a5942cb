"""ReviewPaper: drafts and finals, what is printed, who gets the file."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import AuditEvent
from core.errors import RuleViolation
from reports import figures
from reports.choices import PaperCopy, PaperKind, PaperLayout, PaperStatus, ReviewStatus
from reports.models import AnnualReview, Build, ReviewPaper
from reports.services import review_papers
from tests.factories import AnnualReviewFactory as make_review
from tests.factories import BuildFactory, OfficeFactory, ReviewPaperFactory, ReviewSeriesFactory
from tests.factories.reports import HASH, text

NARRATIVE = {"directions": text("Họp hai lần.")}


@pytest.fixture
def review(partnership):
    series = ReviewSeriesFactory(partnerships=[partnership], code="QSN-VXA")
    return make_review(series=series, narrative=NARRATIVE)


def order(review, officer, kind=PaperKind.JOINT, **more):
    return review_papers.order(review=review, kind=kind, by=officer, **more)


def sent(review):
    AnnualReview.objects.update(
        status=ReviewStatus.SENT,
        figures_hash=HASH,
        figures=figures.collect(review),
        issued_on=date(2025, 1, 15),
    )
    review.refresh_from_db()
    return review


def test_drafts_are_unlimited_and_the_final_of_a_kind_and_copy_is_one(review, officer):
    assert not order(review, officer).final
    assert not order(review, officer).final

    sent(review)
    assert order(review, officer).final
    assert order(review, officer, copy=PaperCopy.COUNTERPART).final
    assert order(review, officer, PaperKind.INTERNAL).final
    with pytest.raises(RuleViolation, match="final paper of this kind has been ordered"):
        order(review, officer)


def test_every_paper_has_a_readable_code_of_its_own(review, officer):
    drafts = [order(review, officer), order(review, officer, copy=PaperCopy.COUNTERPART)]
    drafts.append(order(review, officer, PaperKind.INTERNAL))
    sent(review)
    finals = [order(review, officer), order(review, officer, copy=PaperCopy.COUNTERPART)]
    finals.append(order(review, officer, PaperKind.INTERNAL))

    assert [paper.code for paper in (*drafts, *finals)] == [
        "QSN-VXA-2024/1.DT1",
        "QSN-VXA-2024/1-B.DT2",
        "QSN-VXA-2024/1-BC.DT3",
        "QSN-VXA-2024/1",
        "QSN-VXA-2024/1-B",
        "QSN-VXA-2024/1-BC",
    ]


def test_a_paper_prints_what_it_was_ordered_with(review, officer):
    paper = order(review, officer, copy=PaperCopy.COUNTERPART, layout=PaperLayout.CONSECUTIVE)

    said = {name: paper.content[name] for name in ("copy", "layout", "languages", "draft", "code")}
    assert said == {
        "copy": "counterpart",
        "layout": "consecutive",
        "languages": ["vi", "lo"],
        "draft": True,
        "code": paper.code,
    }
    assert paper.content["narrative"] == NARRATIVE
    assert paper.content["period"] == {"from": "2024-01-01", "until": "2025-01-01"}
    assert paper.content["hash"] == paper.content_hash


def test_the_joint_paper_does_not_tell_what_is_missing_and_the_report_does(review, officer):
    officer.office = OfficeFactory(name="Sở Ngoại vụ", code="SNgV", superior="Ủy ban nhân dân")
    joint, report = order(review, officer), order(review, officer, PaperKind.INTERNAL)

    assert "gaps" not in joint.content
    assert report.content["gaps"]
    assert report.content["report"]["office"] == "Sở Ngoại vụ"
    assert (report.content["report"]["number"], report.languages) == (None, ["vi"])


def test_papers_of_one_state_share_one_hash_and_a_change_gives_another(review, officer):
    first, second = order(review, officer), order(review, officer, PaperKind.INTERNAL)
    AnnualReview.objects.update(narrative={})
    third = order(review, officer)

    assert first.content_hash == second.content_hash != third.content_hash


@pytest.mark.parametrize(
    ("languages", "words"),
    [(["vi"], "one other language"), (["lo"], "in Vietnamese"), (["vi", "lo", "zh"], "one other")],
)
def test_a_joint_paper_has_vietnamese_and_one_other_language(review, officer, languages, words):
    with pytest.raises(RuleViolation, match=words):
        order(review, officer, languages=languages)


def test_a_joint_paper_needs_a_side_across_the_border(officer, unit):
    series = ReviewSeriesFactory(unit=unit)
    with pytest.raises(RuleViolation, match="No counterpart is known"):
        order(make_review(series=series), officer)


def test_a_final_joint_paper_waits_for_agreed_texts(review, officer):
    sent(review)
    with pytest.raises(RuleViolation, match="Not agreed in Chinese: Directions"):
        order(review, officer, languages=["vi", "zh"])


def test_an_order_sends_the_build_only_after_commit(
    review, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        ordered = order(review, officer)

    assert [call.keywords for call in callbacks] == [{"paper_id": ordered.pk}]
    assert Build.objects.get().paper == ordered


def test_only_a_failed_paper_is_built_again(review, officer):
    ordered = order(review, officer)
    with pytest.raises(RuleViolation, match="It is “Building” already"):
        review_papers.retry(paper=ordered, by=officer)

    Build.objects.update(error="hết đĩa", attempts=3)
    ReviewPaper.objects.update(status=PaperStatus.FAILED)
    review_papers.retry(paper=ordered, by=officer)
    build = Build.objects.get(paper=ordered)
    assert (build.error, build.attempts) == ("", 0)


def test_the_trail_says_who_took_a_file(review, officer):
    review_papers.handed_out(paper=order(review, officer), by=officer)

    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.by) == ("paper.downloaded", officer.username)


# What PostgreSQL keeps


@pytest.mark.parametrize(
    "change", ["content = '{}'", "final = true", "languages = '{zh}'", "code = 'X'"]
)
def test_plain_sql_cannot_change_what_is_printed(db, change):
    ReviewPaperFactory()
    with pytest.raises(DatabaseError, match="Cannot update"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_reviewpaper SET {change}")


def test_plain_sql_cannot_replace_or_delete_a_built_final_paper(review, officer):
    order(sent(review), officer)
    ReviewPaper.objects.update(pdf="a.pdf", pdf_sha256=HASH)
    Build.objects.all().delete()
    for command in (
        "UPDATE reports_reviewpaper SET pdf = 'b.pdf'",
        "UPDATE reports_reviewpaper SET pdf_sha256 = ''",
        "DELETE FROM reports_reviewpaper",
    ):
        with (
            pytest.raises(DatabaseError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(command)


def test_database_keeps_one_build_in_flight_per_paper(db):
    paper = BuildFactory().paper
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_build (paper_id, attempts, error, step, steps)"
            f" VALUES ({paper.pk}, 0, '', 0, 5)"
        )


def test_database_refuses_a_final_paper_before_the_review_is_sent(review):
    with pytest.raises(IntegrityError, match="papers are drafts until the review is sent"):
        ReviewPaperFactory(review=review, final=True)


def test_database_refuses_a_final_joint_paper_with_a_text_that_is_not_agreed(review):
    sent(review)
    content = {"narrative": {"causes": text("Đường xa.", "agreed", "vi")}}
    with pytest.raises(IntegrityError, match="prints agreed texts only"):
        ReviewPaperFactory(
            review=review, kind=PaperKind.JOINT, final=True, languages=["vi", "lo"], content=content
        )


def test_database_keeps_one_final_paper_of_a_kind(review):
    sent(review)
    ReviewPaperFactory(review=review, final=True)
    with pytest.raises(IntegrityError, match="one_final_paper_of_a_kind"):
        ReviewPaperFactory(review=review, final=True)
