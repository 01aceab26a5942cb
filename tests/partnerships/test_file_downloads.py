"""The bytes of a file: who gets them, under which name, and that they are the right ones."""

import os

import pytest
from django.core.files.storage import storages

from accounts.choices import Role
from accounts.models import AuditEvent
from core.fields import PartialDate
from partnerships.files import store
from partnerships.models import Document
from tests import uploads
from tests.factories import DocumentFactory, MemorandumFactory, PaperFactory, UserFactory
from tests.partnerships.file_form import page, sent


@pytest.fixture
def text(partnership):
    return MemorandumFactory(partnerships=[partnership], title="Thỏa thuận hợp tác Đông – Tây")


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def test_a_download_is_byte_for_byte_and_has_a_speaking_name(signed_in, officer, text):
    text.signed = PartialDate.read("12/03/2022")
    text.save()
    data = uploads.pdf("Bản ký")
    sent(signed_in, text, data, "scan0001.pdf", language="lo")
    scan = Document.objects.get()

    answer = signed_in.get(page("document-download", scan))

    assert b"".join(answer.streaming_content) == data
    name = answer["Content-Disposition"]
    assert 'attachment; filename="Thoa thuan hop tac Dong  Tay - Signed copy - lo - 2022-' in name
    assert "filename*=UTF-8''Th%E1%BB%8Fa%20thu%E1%BA%ADn" in name
    assert name.endswith("2022-03-12.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    taken = AuditEvent.objects.get(action="file.downloaded")
    assert (taken.target, taken.by) == (scan.uuid, officer.username)
    assert taken.details["sha256"] == scan.sha256


def test_a_title_cannot_break_out_of_the_header(signed_in, text):
    text.title = 'a"; filename="x.exe\r\nSet-Cookie: a=b'
    text.save()
    answer = signed_in.get(page("document-download", DocumentFactory(memorandum=text)))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].count('filename="') == 1
    assert 'x.exe"' not in answer["Content-Disposition"]


def test_bytes_that_are_lost_or_others_are_not_handed_out(signed_in, text):
    scan = DocumentFactory(memorandum=text)
    path = storages["documents"].path(store.path_of(scan.sha256))
    for broken in (lambda: _write(path, b"other"), lambda: _remove(path)):
        broken()
        answer = signed_in.get(page("document-download", scan), follow=True)
        assert "Tell the administrator." in answer.text
    assert not AuditEvent.objects.filter(action="file.downloaded").exists()


def _write(path, data):
    os.chmod(path, 0o600)
    with open(path, "wb") as file:
        file.write(data)


def _remove(path):
    os.unlink(path)


OF_A_FILE = ["document-detail", "document-page", "document-download"]


@pytest.mark.parametrize("name", OF_A_FILE)
def test_nobody_out_of_scope_gets_page_picture_or_bytes(client, text, name):
    scan = DocumentFactory(memorandum=text)
    client.force_login(UserFactory(role=Role.OFFICER))
    assert client.get(page(name, scan)).status_code == 404
    assert not AuditEvent.objects.filter(action="file.downloaded").exists()


@pytest.mark.parametrize("name", OF_A_FILE)
def test_the_file_of_a_published_paper_is_for_everybody_who_reads(db, client, name):
    scan = DocumentFactory(memorandum=None, paper=PaperFactory(published=True))
    client.force_login(UserFactory(role=Role.READER))
    assert client.get(page(name, scan)).status_code == 200
