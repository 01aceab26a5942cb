"""The whole register into a workbook and back: every field of every record is the same."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from openpyxl import load_workbook

from accounts.models import AuditEvent, User
from exchanges.models import Activity
from exchanges.services import demo
from partnerships.files import store
from partnerships.models import Document, Partnership
from partnerships.procedures import MEMORANDUM_STEPS
from partnerships.services import procedures
from reports.models import ReviewPaper
from tests import factories as make
from tests.meta.records import BUILDERS, of_unit
from tests.reports.register_copy import entered, everything, written

WORDS = "=1+1\t_x000D_ \r\n“ngoặc”   \x07 宁明 ວຽງໄຊ 🏔" + "dài " * 20_000


def assert_same(before: dict) -> None:
    after = everything()
    assert before.keys() == after.keys()
    for label, records in before.items():
        assert after[label] == records, label


@pytest.fixture(scope="module")
def workbook(django_db_setup, django_db_blocker, tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    return path, written(django_db_blocker, path, demo.load)


def test_the_demonstration_register_comes_back_the_same(db, workbook):
    path, before = workbook
    counts = entered(path)

    assert_same(before)
    assert sum(counts.values()) > 500
    (event,) = AuditEvent.objects.filter(action="register.imported")
    assert event.details["records"]["Partnership"] == Partnership.objects.count()


def test_accounts_come_without_a_password_and_those_that_are_here_keep_theirs(db, workbook):
    path, before = workbook
    make.UserFactory(username="doctin", password="as it was")
    entered(path)

    assert_same(before)
    assert User.objects.get(username="doctin").password == "as it was"
    assert not User.objects.get(username="canbo.thanhhoa").has_usable_password()


def test_places_and_steps_that_were_loaded_are_no_hindrance(db, workbook):
    path, before = workbook
    by = make.UserFactory(username="quantri")
    make.UnitFactory(name="xã Na Mèo")
    procedures.load(rows=MEMORANDUM_STEPS[:2], by=by)
    entered(path)

    assert_same(before)


def test_a_dry_run_finds_the_same_and_writes_nothing(db, workbook):
    path, _before = workbook
    assert entered(path, dry_run=True)["Meeting"] == 1
    assert not Partnership.objects.exists()
    assert not AuditEvent.objects.exists()


def every_kind():
    """A record of each type, in the states that only services reach, and words of all sorts."""
    unit = make.UnitFactory(name="xã Na Mèo")
    for name in BUILDERS:
        model = next(m for m in apps.get_models() if m.__name__ == name)
        of_unit(model, unit)
    make.ActivityFactory(note=WORDS, title="=HYPERLINK(1)")
    make.ActivityFactory(note="#REF!", title=" thụt vào ")


@pytest.fixture(params=["files", "files.zip"])
def files(request, tmp_path):
    return tmp_path / request.param


def test_every_kind_of_record_comes_back_the_same(
    db, django_db_setup, django_db_blocker, tmp_path, settings, files
):
    path = tmp_path / "register.xlsx"

    def enter_and_take():
        every_kind()
        call_command("export_register", path, documents=files, stdout=StringIO())

    before = written(django_db_blocker, tmp_path / "again.xlsx", enter_and_take)
    settings.MEDIA_ROOT = tmp_path / "other"
    folder = settings.STORAGES["documents"] | {"OPTIONS": {"location": str(tmp_path / "store")}}
    settings.STORAGES = settings.STORAGES | {"documents": folder}
    call_command("import_register", path, documents=files, stdout=StringIO())

    assert_same(before)
    assert Activity.objects.filter(note=WORDS.rstrip("\x00")).exists()
    store.require_there(Document.objects.first().sha256)
    for paper in ReviewPaper.objects.exclude(pdf_sha256=""):
        assert paper.pdf.storage.exists(paper.pdf.name)


def test_the_commands_say_what_they_did_and_what_hinders(db, workbook, tmp_path):
    path, _before = workbook
    said = StringIO()
    call_command("import_register", path, dry_run=True, stdout=said)
    assert "could be entered" in said.getvalue()

    with transaction.atomic():
        call_command("import_register", path, stdout=said)
        with pytest.raises(CommandError, match="findings"):
            call_command("import_register", path, stdout=said)
        assert "The register holds records already" in said.getvalue()
        transaction.set_rollback(True)
    with pytest.raises(CommandError, match="There is no such file"):
        call_command("import_register", tmp_path / "none.xlsx")
    with pytest.raises(CommandError, match="no folder"):
        call_command("export_register", tmp_path / "none" / "register.xlsx")


def test_the_workbook_opens_in_other_programs_and_holds_no_formula(workbook):
    path, _before = workbook
    book = load_workbook(path, read_only=True)
    assert book.sheetnames[0] == "Register"
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    book.close()
