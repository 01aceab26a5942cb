"""Files of memoranda and papers: attached once, never changed, never lost."""

import os

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import FileKind, MemorandumStatus
from partnerships.files import store
from partnerships.models import Document
from partnerships.services import files
from tests import uploads
from tests.factories import DocumentFactory, MemorandumFactory, PaperFactory


@pytest.fixture
def text(partnership):
    return MemorandumFactory(partnerships=[partnership], title="Thỏa thuận hợp tác")


@pytest.fixture
def attach(officer, text):
    """`attach()`: a new PDF with the text; keywords say otherwise."""

    def attached(data=None, name="bản ký.pdf", **facts):
        facts = {"kind": FileKind.SIGNED_COPY, "declared": True, "by": officer} | facts
        facts.setdefault("of", {"memorandum": text})
        upload = uploads.upload(name, uploads.pdf(name) if data is None else data)
        return files.attach(model=Document, upload=upload, **facts)

    return attached


def stored() -> list[str]:
    """Every file in the store."""
    root = storages["documents"].location
    return [name for _folder, _dirs, names in os.walk(root) for name in names]


def test_what_is_attached_is_described_and_kept_byte_by_byte(attach, text, officer):
    data = uploads.signed_pdf("Nguyễn Văn An")

    scan = attach(data, language="vi", note="bản quét", is_master=True)

    assert (scan.memorandum, scan.size, scan.pages) == (text, len(data), 1)
    assert (scan.uploaded_by, scan.name, scan.is_master) == (officer, "bản ký.pdf", True)
    assert scan.signatures[0]["signer"] == "Nguyễn Văn An"
    with store.opened(scan.sha256) as kept:
        assert kept.read() == data  # a signed file is not written anew
    written = AuditEvent.objects.get(action="file.attached")
    assert (written.target, written.details["sha256"]) == (scan.uuid, scan.sha256)


def test_the_bytes_lie_under_their_hash_and_nobody_may_write_them(attach):
    scan = attach()
    path = storages["documents"].path(f"{scan.sha256[:2]}/{scan.sha256[2:]}")
    assert os.stat(path).st_mode & 0o222 == 0


def test_the_same_bytes_on_two_records_are_stored_once(attach, partnership):
    data = uploads.pdf("chung")
    one = attach(data)
    other = attach(data, of={"memorandum": MemorandumFactory(partnerships=[partnership])})
    assert one.sha256 == other.sha256
    assert len(stored()) == 1


def test_bytes_that_are_there_are_never_written_over(attach):
    data = uploads.pdf("một lần")
    first = attach(data)
    path = storages["documents"].path(store.path_of(first.sha256))
    before = os.stat(path)
    attach(data, of={"paper": PaperFactory()})
    store.documents().save(store.path_of(first.sha256), uploads.upload("x", b"other bytes"))
    after = os.stat(path)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    with open(path, "rb") as kept:
        assert kept.read() == data


def test_without_the_declaration_nothing_is_taken(attach):
    with pytest.raises(RuleViolation, match="state secret") as refused:
        attach(declared=False)
    assert refused.value.field == "declared"
    assert not stored()


def test_a_stamped_file_leaves_no_trace_in_the_store(attach):
    with pytest.raises(RuleViolation, match="MẬT"):
        attach(uploads.pdf("MẬT"))
    assert not stored()
    assert not Document.objects.exists()


def test_the_same_scan_twice_names_the_first_and_its_day(attach):
    data = uploads.pdf("một")
    attach(data, "bản đầu.pdf")
    today = f"{timezone.localdate():%d/%m/%Y}"
    with pytest.raises(RuleViolation, match=f"“bản đầu.pdf”, brought on {today}") as refused:
        attach(data, "tên khác.pdf")
    assert refused.value.field == "file"


def test_a_file_withdrawn_by_mistake_may_come_again(attach, officer):
    data = uploads.pdf("một")
    files.withdraw(document=attach(data), reason="nhầm văn bản", by=officer)
    assert attach(data).withdrawn_reason == ""
    assert len(stored()) == 1


def test_act_and_audit_are_written_together_or_not_at_all(attach, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(storages["documents"], "save", broken)
    with pytest.raises(RuleViolation, match="does not answer"), transaction.atomic():
        attach()
    assert not Document.objects.exists()
    assert not AuditEvent.objects.filter(action="file.attached").exists()


# Versions and masters


def test_a_new_version_stands_beside_the_old_one(attach):
    old = attach(name="một.pdf")
    new = attach(name="hai.pdf", replaces=old)
    assert list(Document.objects.order_by("pk")) == [old, new]
    with pytest.raises(RuleViolation, match="already its new version"):
        attach(name="ba.pdf", replaces=old)


def test_a_new_version_belongs_to_the_same_record(attach, partnership):
    other = DocumentFactory()
    with pytest.raises(RuleViolation, match="same record"):
        attach(replaces=other)


def test_withdrawing_one_in_the_middle_joins_those_beside_it(attach, officer):
    first = attach(name="một.pdf")
    second = attach(name="hai.pdf", replaces=first)
    third = attach(name="ba.pdf", replaces=second)
    files.withdraw(document=second, reason="quét thiếu trang", by=officer)
    third.refresh_from_db()
    assert third.replaces == first


def test_one_master_for_each_language(attach):
    attach(name="vi.pdf", language="vi", is_master=True)
    attach(name="lo.pdf", language="lo", is_master=True)
    with pytest.raises(RuleViolation, match=r"“vi\.pdf” is the master") as refused:
        attach(name="vi 2.pdf", language="vi", is_master=True)
    assert refused.value.field == "is_master"


def test_a_new_version_of_the_master_may_take_over_the_mark(attach):
    old = attach(name="một.pdf", language="vi", is_master=True)
    new = attach(name="hai.pdf", language="vi", is_master=True, replaces=old)
    old.refresh_from_db()
    assert (old.is_master, new.is_master) == (False, True)


def test_only_a_signed_copy_is_a_master(attach, officer):
    with pytest.raises(RuleViolation, match="Only a signed copy"):
        attach(kind=FileKind.DRAFT, is_master=True)
    draft = attach(kind=FileKind.DRAFT)
    with pytest.raises(RuleViolation, match="Only a signed copy"):
        files.make_master(document=draft, by=officer)


def test_the_mark_moves_to_the_other_one_of_its_language(attach, officer):
    first = attach(name="một.pdf", language="vi", is_master=True)
    lao = attach(name="lào.pdf", language="lo", is_master=True)
    second = attach(name="hai.pdf", language="vi")
    files.make_master(document=second, by=officer)
    marked = Document.objects.filter(is_master=True)
    assert set(marked) == {second, lao}
    assert first not in marked
    assert AuditEvent.objects.filter(action="file.made_master", target=second.uuid).exists()


def test_the_master_of_a_text_signed_here_is_not_withdrawn(attach, officer, text, monkeypatch):
    scan = attach(language="vi", is_master=True)
    text.basis = "made_here"  # as it stands in the hands of the service
    text.status = MemorandumStatus.SIGNED
    monkeypatch.setattr(scan, "memorandum", text)
    assert files._holds_up_a_signed_text(scan)
    assert not files._holds_up_a_signed_text(attach(name="hai.pdf", language="lo"))


def test_what_is_said_of_a_file_is_put_right_its_bytes_are_not(attach, officer):
    scan = attach(kind=FileKind.DRAFT)
    hash_before = scan.sha256
    files.describe(document=scan, kind=FileKind.TRANSLATION, language="lo", note="", by=officer)
    scan.refresh_from_db()
    assert (scan.kind, scan.language, scan.sha256) == ("translation", "lo", hash_before)


def test_a_master_stays_a_signed_copy_and_alone_in_its_language(attach, officer):
    scan = attach(name="vi.pdf", language="vi", is_master=True)
    attach(name="lo.pdf", language="lo", is_master=True)
    with pytest.raises(RuleViolation, match="master copy is a signed copy"):
        files.describe(document=scan, kind=FileKind.DRAFT, language="vi", by=officer)
    with pytest.raises(RuleViolation, match=r"“lo\.pdf” is the master copy in that"):
        files.describe(document=scan, kind=FileKind.SIGNED_COPY, language="lo", by=officer)


def test_a_paper_kept_elsewhere_is_pointed_to(text, officer):
    files.point_outside(record=text, number="Hồ sơ 12/VT", by=officer)
    text.refresh_from_db()
    assert text.kept_outside == "Hồ sơ 12/VT"
    assert AuditEvent.objects.filter(action="memorandum.kept_outside").exists()


# What PostgreSQL refuses


SQL = [
    ("DELETE FROM partnerships_document", "Cannot delete"),
    ("UPDATE partnerships_document SET sha256 = repeat('0', 64)", "Cannot update"),
    ("UPDATE partnerships_document SET size = 1", "Cannot update"),
    ("UPDATE partnerships_document SET name = 'x.pdf'", "Cannot update"),
    ("UPDATE partnerships_document SET uploaded_at = now()", "Cannot update"),
    ("UPDATE partnerships_document SET is_master = true", "master_is_a_signed_copy"),
    (
        "UPDATE partnerships_document SET is_master = true, kind = 'signed_copy'",
        "a_text_has_one_master_per_language",
    ),
    ("UPDATE partnerships_document SET paper_id = 1", "document_has_one_record"),
    ("UPDATE partnerships_document SET memorandum_id = NULL", "document_has_one_record"),
]
INSERTED = [
    ({"sha256": "A" * 64}, "document_has_a_hash"),
    ({"sha256": "12"}, "document_has_a_hash"),
    ({"size": 0}, "document_is_not_empty"),
    ({"media_type": "text/html"}, "document_is_of_a_known_type"),
]


@pytest.mark.parametrize(("sql", "rule"), SQL)
def test_plain_sql_is_refused_too(text, sql, rule):
    DocumentFactory.create_batch(2, memorandum=text, language="vi")
    with (
        pytest.raises((IntegrityError, ProgrammingError), match=rule),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(("wrong", "rule"), INSERTED)
def test_a_row_without_a_right_hash_size_or_type_is_refused(text, wrong, rule):
    with pytest.raises(IntegrityError, match=rule):
        DocumentFactory(memorandum=text, **{"sha256": "0" * 64, "size": 1} | wrong)


def test_the_same_file_twice_is_refused_in_plain_sql(text):
    file = DocumentFactory(memorandum=text)
    columns = "sha256, size, media_type, name, kind, language, note, is_master, signatures,"
    columns += " withdrawn_reason, uploaded_by_id, memorandum_id"
    copy = f"INSERT INTO partnerships_document (uuid, {columns})"
    copy += f" SELECT gen_random_uuid(), {columns} FROM partnerships_document WHERE id = {file.pk}"
    with (
        pytest.raises(IntegrityError, match="a_text_has_a_file_once"),
        connection.cursor() as cursor,
    ):
        cursor.execute(copy)


def test_a_reported_text_is_signed_without_any_file(partnership):
    text = MemorandumFactory(partnerships=[partnership])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert text.status == MemorandumStatus.SIGNED
    assert not text.documents.exists()
