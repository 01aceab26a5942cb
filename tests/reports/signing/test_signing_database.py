"""The rules of signed copies, signatures and certificates, asked of PostgreSQL in plain SQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from core.errors import RuleViolation
from partnerships.choices import Side
from reports.choices import Verdict
from reports.services import signed_copies
from tests import factories as make
from tests.reports.signing.conftest import final
from tests.reports.signing.scanned import SECOND

pytestmark = pytest.mark.django_db

COPY = "UPDATE reports_signedcopy SET"
SIGNED = "UPDATE reports_papersignature SET"
TRUSTED = "UPDATE reports_trustedcertificate SET"


def refuses(words, sql, *values):
    refused = pytest.raises(DatabaseError, match=words)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def does(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def copy():
    return make.SignedCopyFactory(master=True)


def again(row, table, **facts):
    """The statement that writes the row once more, with these facts."""
    names = [field.column for field in row._meta.concrete_fields if field.column != "id"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT gen_random_uuid()::text")
        facts = {"uuid": cursor.fetchone()[0]} | facts
    shown = ", ".join(f"%s::{_type(row, name)}" if name in facts else f'"{name}"' for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    values = [facts[name] for name in names if name in facts]
    return (
        f"INSERT INTO {table} ({columns}) SELECT {shown} FROM {table} WHERE id = {row.pk}",
        values,
    )


def _type(row, name):
    field = next(one for one in row._meta.concrete_fields if one.column == name)
    return field.db_type(connection).replace("serial", "integer").split(" COLLATE")[0]


def test_a_copy_is_of_a_final_paper_that_is_built_and_stays_of_it(copy):
    draft = make.ReviewPaperFactory()
    sql, values = again(copy, "reports_signedcopy", paper_id=draft.pk, sha256="a" * 64)
    refuses("only a final paper that is built", sql, *values)
    other = make.SignedCopyFactory().paper
    refuses("Cannot update", f"{COPY} paper_id = %s WHERE id = %s", other.pk, copy.pk)
    refuses("Cannot update", f"{COPY} how = 'digital' WHERE id = %s", copy.pk)
    refuses("Cannot delete", "DELETE FROM reports_signedcopy WHERE id = %s", copy.pk)
    refuses("Cannot update", f"{COPY} sha256 = %s WHERE id = %s", "b" * 64, copy.pk)


def test_a_paper_has_a_file_once_and_one_master(copy):
    sql, values = again(copy, "reports_signedcopy", is_master=False)
    refuses("a_paper_has_a_signed_copy_once", sql, *values)
    sql, values = again(copy, "reports_signedcopy", sha256="a" * 64)
    refuses("a_paper_has_one_master", sql, *values)


def test_a_verdict_comes_with_the_reading_and_stays(copy):
    waiting = make.SignedCopyFactory(waiting=True)
    refuses("has_a_verdict", f"{COPY} verdict = 'complete' WHERE id = %s", waiting.pk)
    refuses("has_a_verdict", f"{COPY} state = 'read' WHERE id = %s", waiting.pk)
    refuses("Cannot update", f"{COPY} verdict = 'foreign' WHERE id = %s", copy.pk)
    refuses("Cannot update", f"{COPY} findings = '{{}}' WHERE id = %s", copy.pk)
    refuses("Cannot update", f"{COPY} state = 'waiting', verdict = '' WHERE id = %s", copy.pk)


@pytest.mark.parametrize("verdict", [Verdict.MISSING, Verdict.FOREIGN, Verdict.UNREAD])
def test_the_master_is_the_whole_paper(verdict):
    part = make.SignedCopyFactory(verdict=verdict)
    refuses("the_master_is_the_whole_paper", f"{COPY} is_master = true WHERE id = %s", part.pk)


def test_only_unread_pages_are_vouched_for_by_somebody(copy):
    unread = make.SignedCopyFactory(verdict=Verdict.UNREAD)
    who = copy.uploaded_by_id
    vouch = f"{COPY} vouched_reason = %s, vouched_by_id = %s WHERE id = %s"
    refuses("only_unread_pages", vouch, "seen", who, copy.pk)
    refuses("only_unread_pages", vouch, "seen", None, unread.pk)
    refuses("only_unread_pages", vouch, "", who, unread.pk)
    does(vouch, "seen", who, unread.pk)
    does(f"{COPY} is_master = true WHERE id = %s", unread.pk)


def test_a_copy_with_signatures_is_not_withdrawn(copy):
    signed = make.PaperSignatureFactory(copy=copy)
    withdraw = f"{COPY} withdrawn_reason = 'slip' WHERE id = %s"
    refuses("a copy with recorded signatures stays", withdraw, copy.pk)
    does(f"{SIGNED} taken_back_reason = 'slip' WHERE id = %s", signed.pk)
    does(withdraw, copy.pk)


def test_a_reading_has_a_heartbeat_with_its_claim():
    reading = make.ScanReadingFactory()
    sql = "UPDATE reports_scanreading SET token = gen_random_uuid() WHERE copy_id = %s"
    refuses("a_reading_has_a_heartbeat", sql, reading.pk)


# Who signed


def signing(copy, **facts):
    row = {
        "paper_id": copy.paper_id,
        "copy_id": copy.pk,
        "side": "home",
        "person_id": make.PersonFactory().pk,
        "signed_on": date(2025, 2, 1),
    } | facts
    names = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    return (
        f"INSERT INTO reports_papersignature (uuid, taken_back_reason, {names})"
        f" VALUES (gen_random_uuid(), '', {marks})"
    ), list(row.values())


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"signed_on": date(2099, 1, 1)}, "a signature lies in the past"),
        ({"signed_on": date(2025, 1, 14)}, "a paper is signed once it is issued"),
        ({"side": "counterpart"}, "signed by our side alone"),
    ],
)
def test_a_signature_is_of_its_day_and_side(copy, facts, words):
    sql, values = signing(copy, **facts)
    refuses(words, sql, *values)


def test_a_signature_is_seen_on_a_whole_copy_of_its_paper(copy, review):
    words = "recorded on a whole copy of its paper"
    for broken in (
        make.SignedCopyFactory(verdict=Verdict.UNREAD),
        make.SignedCopyFactory(verdict=Verdict.MISSING),
        make.SignedCopyFactory(withdrawn_reason="slip"),
        make.SignedCopyFactory(waiting=True),
    ):
        sql, values = signing(broken)
        refuses(words, sql, *values)
    other = make.SignedCopyFactory()
    sql, values = signing(copy, copy_id=other.pk)
    refuses(words, sql, *values)


def test_a_side_signs_once_and_what_was_recorded_stays(copy):
    signed = make.PaperSignatureFactory(copy=copy)
    sql, values = signing(copy)
    refuses("a_side_signs_a_paper_once", sql, *values)
    refuses("Cannot update", f"{SIGNED} signed_on = '2025-03-01' WHERE id = %s", signed.pk)
    refuses("Cannot update", f"{SIGNED} side = 'counterpart' WHERE id = %s", signed.pk)
    refuses("Cannot delete", "DELETE FROM reports_papersignature WHERE id = %s", signed.pk)
    does(f"{SIGNED} taken_back_reason = 'slip' WHERE id = %s", signed.pk)
    does(sql, *values)


# Archived


ARCHIVE = "UPDATE reports_annualreview SET status = 'archived' WHERE id = %s"
WORDS = "a review is archived with its signed copy"


def test_an_internal_report_is_archived_with_its_master_and_one_signature():
    copy = make.SignedCopyFactory()
    review = copy.paper.review
    refuses(WORDS, ARCHIVE, review.pk)
    signed = make.PaperSignatureFactory(copy=copy)
    refuses(WORDS, ARCHIVE, review.pk)
    does(f"{COPY} is_master = true WHERE id = %s", copy.pk)
    does(ARCHIVE, review.pk)

    refuses("archived with its master", f"{COPY} is_master = false WHERE id = %s", copy.pk)
    back = f"{SIGNED} taken_back_reason = 'slip' WHERE id = %s"
    refuses("signatures of an archived review stay", back, signed.pk)
    sent = "UPDATE reports_annualreview SET status = 'sent' WHERE id = %s"
    refuses("Cannot update", sent, review.pk)


def test_a_joint_paper_is_archived_with_both_signatures(review):
    copy = make.SignedCopyFactory(paper=final(review, "X-2024/2"), master=True)
    make.PaperSignatureFactory(copy=copy)
    refuses(WORDS, ARCHIVE, review.pk)
    make.PaperSignatureFactory(copy=copy, side=Side.COUNTERPART)
    does(ARCHIVE, review.pk)


@pytest.mark.django_db(transaction=True)
def test_a_signature_is_not_taken_back_while_its_review_is_being_archived():
    copy = make.SignedCopyFactory(master=True)
    signed = make.PaperSignatureFactory(copy=copy)

    def take_back():
        try:
            with transaction.atomic():
                does("SET LOCAL lock_timeout = '300ms'")
                does(f"{SIGNED} taken_back_reason = 'slip' WHERE id = %s", signed.pk)
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as other:
        does(ARCHIVE, copy.paper.review.pk)
        with pytest.raises(OperationalError, match="lock timeout"):
            other.submit(take_back).result(timeout=10)


class Watched(BytesIO):
    """A file that asks, each time it is read, whether somebody else may have its paper."""

    name, asked = "scan.pdf", 0

    def read(self, *size):
        with ThreadPoolExecutor(1) as other:
            other.submit(self.take).result(timeout=10)
        self.asked += 1
        return super().read(*size)

    @staticmethod
    def take():
        try:
            with transaction.atomic():
                does("SELECT FROM reports_reviewpaper FOR UPDATE NOWAIT")
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_paper_while_its_scan_is_looked_at():
    paper = final(make.AnnualReviewFactory(sent=True), SECOND)
    upload = Watched(b"no scan at all")
    upload.size = 14
    with pytest.raises(RuleViolation, match="PDF"):
        signed_copies.bring(paper=paper, upload=upload, declared=True, by=make.UserFactory())
    assert upload.asked


# Certificates


def test_a_certificate_stays_as_it_was_installed():
    row = make.TrustedCertificateFactory()
    for change in ("name = 'B'", "pem = ''", "fingerprint = repeat('a', 64)"):
        refuses("Cannot update", f"{TRUSTED} {change} WHERE id = %s", row.pk)
    refuses("Cannot delete", "DELETE FROM reports_trustedcertificate WHERE id = %s", row.pk)
    table = "reports_trustedcertificate"
    sql, values = again(row, table)
    refuses("fingerprint", sql, *values)
    sql, values = again(row, table, fingerprint="A" * 64)
    refuses("a_certificate_has_a_fingerprint", sql, *values)
    sql, values = again(row, table, fingerprint="a" * 64, valid_until="2001-01-01")
    refuses("a_certificate_is_valid_from_until", sql, *values)
    does(f"{TRUSTED} withdrawn_reason = 'lost' WHERE id = %s", row.pk)
