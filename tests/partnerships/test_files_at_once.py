"""Two people at the files of one text in the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core.errors import RuleViolation
from partnerships.choices import FileKind
from partnerships.models import Document
from partnerships.services import files
from tests import uploads
from tests.factories import DocumentFactory, MemorandumFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """What became of each: "done", or the words of its refusal."""
    together = Barrier(len(acts))

    def run(act) -> str:
        try:
            together.wait(timeout=10)
            act()
            return "done"
        except RuleViolation as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_the_same_scan_from_two_windows_becomes_one_file():
    text, user, data = MemorandumFactory(), UserFactory(), uploads.pdf("Bản ký")

    def attach():
        files.attach(
            model=Document,
            of={"memorandum": text},
            upload=uploads.upload("a.pdf", data),
            kind=FileKind.SIGNED_COPY,
            declared=True,
            by=user,
        )

    said = sorted(at_once(attach, attach, attach))
    assert said.count("done") == 1
    assert all("here already" in words for words in said if words != "done")
    assert Document.objects.count() == 1


def test_two_masters_marked_at_once_leave_one():
    text, user = MemorandumFactory(), UserFactory()
    scans = DocumentFactory.create_batch(2, memorandum=text, kind=FileKind.SIGNED_COPY)
    acts = [lambda scan=scan: files.make_master(document=scan, by=user) for scan in scans]
    assert at_once(*acts) == ["done", "done"]
    assert Document.objects.filter(is_master=True).count() == 1
