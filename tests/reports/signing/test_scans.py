"""A scan of the signed paper: every page is known by its code, and the verdict follows."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.errors import RuleViolation
from partnerships.files import store
from reports.choices import ScanState, Verdict
from reports.models import ScanReading, SignedCopy
from reports.models.build import ATTEMPTS
from reports.services import scans, signed_copies
from reports.signing import sheets, words
from tests import factories as make
from tests.reports.signing import scanned
from tests.reports.signing.conftest import final, read_now
from tests.reports.signing.scanned import blank, faded, scan, sheet, turned, whole, without_code
from tests.uploads import locked_pdf, pdf, picture, upload, word

pytestmark = pytest.mark.django_db


def said(copy):
    return " ".join(words.summary(copy))


def test_a_whole_scan_is_whole_however_it_lay_on_the_glass(bring):
    """Upside down, on its side, askew, faded, coarse; two-sided with empty sides; out of order."""
    one, two, three, four, five = whole()
    pages = [
        turned(three, 180),
        turned(one, 90),
        blank(),
        turned(faded(two), 1.7),
        sheet(4, dpi=130),
        blank(180),
        turned(five, -4),
        four,
    ]
    copy = read_now(bring(scan(*pages)))

    assert (copy.state, copy.verdict) == (ScanState.READ, Verdict.COMPLETE)
    assert [row["what"] for row in copy.findings["pages"]].count("blank") == 2
    assert copy.findings["twice"] == [4]
    assert "another order" in said(copy)
    assert copy.is_whole
    assert not ScanReading.objects.exists()


def test_a_page_of_another_edition_is_named_and_the_copy_is_never_the_master(
    bring, review, paper, other_copy, by
):
    first = type(review).objects.get(edition=1)
    final(first, scanned.FIRST)
    pages = whole()
    pages[2] = sheet(3, scanned.FIRST)
    pages[3] = sheet(4, scanned.OTHER_COPY)
    copy = read_now(bring(scan(*pages)))

    assert copy.verdict == Verdict.FOREIGN
    assert "Page 3 belongs to edition 1 (SMA-MET-2024/1, page 3)." in said(copy)
    assert "Page 4 belongs to another copy: copy of the counterpart side" in said(copy)
    with pytest.raises(RuleViolation, match="every page of this paper"):
        signed_copies.make_master(copy=copy, by=by)
    with pytest.raises(RuleViolation, match="Only pages without a readable code"):
        signed_copies.vouch(copy=copy, reason="looked at them", by=by)


def test_a_code_that_was_never_issued_is_foreign(bring):
    copy = read_now(bring(scan(*whole(), sheet(1, scanned.FIRST))))
    assert copy.verdict == Verdict.FOREIGN
    assert "never issued here: SMA-MET-2024/1" in said(copy)


def test_a_missing_page_is_named(bring):
    copy = read_now(bring(scan(*whole()[:3], whole()[4])))
    assert (copy.verdict, copy.findings["missing"]) == (Verdict.MISSING, [4])
    assert "Page 4 of the paper is missing." in said(copy)


def test_pages_without_a_code_are_vouched_for_with_words(bring, by):
    one, two, three, four, five = whole()
    copy = read_now(bring(scan(one, without_code(two), three, four, five)))
    assert (copy.verdict, copy.is_whole) == (Verdict.UNREAD, False)
    assert "Page 2 of the scan has no readable code." in said(copy)

    with pytest.raises(RuleViolation, match="Say how"):
        signed_copies.vouch(copy=copy, reason=" ", by=by)
    copy = signed_copies.vouch(copy=copy, reason="Compared with the printed page", by=by)
    assert copy.is_whole
    assert signed_copies.make_master(copy=copy, by=by).is_master


def test_too_few_sheets_for_what_is_missing(bring):
    one, two, three, _four, _five = whole()
    copy = read_now(bring(scan(one, without_code(two), three)))
    assert (copy.verdict, copy.findings["missing"]) == (Verdict.MISSING, [2, 4, 5])


def test_a_scan_of_something_else_and_a_picture_of_one_page(bring, paper):
    copy = read_now(bring(scan(turned(without_code(sheet(1)), 3))))
    assert copy.verdict == Verdict.MISSING
    photo = scanned.BytesIO()
    sheet(1).save(photo, "JPEG")
    copy = read_now(bring(upload("page.jpg", photo.getvalue())))
    assert (copy.verdict, copy.findings["missing"]) == (Verdict.MISSING, [2, 3, 4, 5])


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", lambda: pdf("No picture at all"), "Page 1 is not the picture of a sheet"),
        ("a.pdf", lambda: scanned.pdf_of(sheet(1))[:-900], "damaged or cut off"),
        ("a.pdf", lambda: locked_pdf(user="secret"), "opens only with a password"),
        ("a.docx", lambda: word("Biên bản"), "Bring a PDF"),
        ("a.png", lambda: picture()[:-40], "damaged"),
        ("a.pdf", lambda: scanned.pdf_of(*[picture_of()] * 31), "has 31 pages, the paper has 5"),
        ("a.pdf", scanned.issued, "without a signature"),
        ("a.pdf", lambda: b"", "empty"),
    ],
)
def test_what_is_no_scan_is_refused_with_what_to_do(bring, name, data, words):
    with pytest.raises(RuleViolation, match=words):
        bring(upload(name, data()))
    assert not SignedCopy.objects.exists()


def picture_of():
    return blank().resize((124, 175))


def test_a_picture_too_large_to_be_drawn_is_refused(bring, monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST_PICTURE", 1_000_000)
    with pytest.raises(RuleViolation, match=r"Page 1 is a picture of 1241 × 1754 points"):
        bring(scan())


def test_nothing_is_brought_to_a_draft_undeclared_or_twice(bring, paper, by):
    draft = make.ReviewPaperFactory(review=paper.review)
    with pytest.raises(RuleViolation, match="Only a final paper that is built"):
        bring(scan(), of=draft)
    with pytest.raises(RuleViolation, match="state secret"):
        signed_copies.bring(paper=paper, upload=scan(), declared=False, by=by)
    bring(upload("a.pdf", scanned.pdf_of(sheet(1))))
    with pytest.raises(RuleViolation, match="This very file is here already"):
        bring(upload("a.pdf", SignedCopy.objects.get() and _bytes(SignedCopy.objects.get())))


def _bytes(copy):
    with store.opened(copy.sha256) as file:
        return file.read()


# Workers that are killed, come late, or find the file gone


def test_a_worker_killed_at_a_page_is_followed_by_another_and_one_verdict_stands(bring):
    copy = bring(scan())
    lost = scans.claim(copy_id=copy.pk)
    ScanReading.objects.update(page=3)
    assert scans.claim(copy_id=copy.pk) is None  # it is at work
    ScanReading.objects.update(heartbeat=timezone.now() - timedelta(hours=1))

    copy = read_now(copy)
    assert copy.verdict == Verdict.COMPLETE
    assert not scans.finish(copy_id=copy.pk, token=lost, found=[])  # comes late
    assert not scans.read(copy_id=copy.pk)
    copy.refresh_from_db()
    assert copy.verdict == Verdict.COMPLETE


def test_a_scan_that_kills_every_worker_is_given_up_and_can_be_read_again(bring, by):
    copy = bring(scan())
    for _attempt in range(ATTEMPTS):
        scans.claim(copy_id=copy.pk)
        ScanReading.objects.update(heartbeat=timezone.now() - timedelta(hours=1))
    scans.sweep()
    copy.refresh_from_db()
    assert copy.state == ScanState.FAILED
    assert "3 workers were lost" in copy.reading.error

    with transaction.atomic():
        copy = scans.retry(copy=copy, by=by)
    assert read_now(copy).verdict == Verdict.COMPLETE
    with pytest.raises(RuleViolation, match="Only a scan that could not be read"):
        scans.retry(copy=copy, by=by)


def test_a_file_lost_from_the_storage_is_told(bring):
    copy = bring(scan())
    store.documents().delete(store.path_of(copy.sha256))
    assert read_now(copy).state == ScanState.FAILED
    assert "lost from the storage" in copy.reading.error
