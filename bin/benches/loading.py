"""The workbook, and what is done with it: all by the services that a worker calls."""

from datetime import date, timedelta
from io import StringIO
from tempfile import TemporaryFile

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from openpyxl import Workbook

from accounts.choices import Role
from accounts.models import User
from benches.cpu import Clock, memory
from benches.loads import ALONE, Step, timed
from core.fields import PartialDate
from exchanges.models import Meeting
from exchanges.services import meetings
from house.errors import Broken
from partnerships.models import Partnership
from reports.choices import ImportState
from reports.models import Import
from reports.services import import_jobs, imports
from tests import factories as make

TIES = 50
HEAD = ("Cặp kết nghĩa", "Loại cuộc gặp", "Tên cuộc gặp", "Ngày họp", "Địa điểm", "Bên chủ trì")
FIRST = date(1970, 1, 1)
DAYS = 18_000  # so far apart that no two rows tell of one tie and day
RIGHT = ["right"]
FACTS = "uuid, basis, kind, title, status, reason, held_days, held_words, place, host"


class Loading:
    """`roots` are the processes whose CPU counts: this one and PostgreSQL."""

    def __init__(self, *, roots: tuple[int, ...], rows: int):
        self.roots, self.rows = roots, rows
        self.clock = Clock(*roots)
        self.ties = make.PartnershipFactory.create_batch(TIES)
        units = [tie.parties.get(side="home").unit for tie in self.ties]
        self.officer: User = make.UserFactory(role=Role.OFFICER, units=units)
        self.steps: dict[str, Step] = {}
        self.grown = 0.0

    def measure(self) -> None:
        self._step("alone", self._one_by_one, rows=min(ALONE, self.rows))
        self._step("copy", self._copied)
        with TemporaryFile() as file:
            workbook(self.ties, self.rows).save(file)
            brought = self._brought(file)
        before = memory(self.roots[0])
        imports.match(brought=brought, matching=brought.matching, by=self.officer)
        self._job(brought, "check", ImportState.CHECKED)
        imports.accept(brought=brought, verdicts=RIGHT, by=self.officer)
        self._job(brought, "write", ImportState.WRITTEN)
        imports.take_back(brought=brought, by=self.officer)
        self._job(brought, "undo", ImportState.UNDONE)
        self.grown = memory(self.roots[0], "VmHWM") - before

    def _step(self, name: str, work, rows: int = 0) -> None:
        self.steps[name] = timed(name, rows or self.rows, self.clock, work)

    def _brought(self, file) -> Import:
        size = file.tell()
        upload = UploadedFile(File(file), "loads.xlsx", size=size)
        return imports.bring(upload=upload, kind="meetings", declared=True, by=self.officer)

    def _job(self, brought: Import, name: str, state: ImportState) -> None:
        self._step(name, lambda: import_jobs.run(import_id=brought.pk))
        brought.refresh_from_db()
        if brought.state != state:
            raise Broken(f"{name}: {brought.state} {brought.error}")

    def _one_by_one(self) -> None:
        """As a form enters them, each in a transaction of its own."""
        for number in range(min(ALONE, self.rows)):
            tie = self.ties[number % TIES]
            day = PartialDate.read(f"{FIRST + timedelta(days=number):%d/%m/%Y}")
            meetings.record_past(
                kind="talks", partnerships=[tie], held=day, host="home", by=self.officer
            )

    def _copied(self) -> None:
        """The same facts into tables without keys, rules, history or search."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMP TABLE bare AS SELECT {FACTS}, 1::bigint AS tie"
                f" FROM {Meeting._meta.db_table} LIMIT 0"
            )
            lines = StringIO()
            for number, (code, kind, title, day, place, host) in rows_of(self.ties, self.rows):
                facts = ("reported", kind, title, "held", "", f"[{day},{day}]", "", place, host)
                uuid = f"00000000-0000-4000-8000-{number:012}"
                lines.write("\t".join((uuid, *facts, str(len(code)))) + "\n")
            with cursor.copy("COPY bare FROM STDIN") as copy:
                copy.write(lines.getvalue())


def rows_of(ties: list[Partnership], rows: int):
    """Each row of the table with its number; no day comes twice for a tie within 900,000 rows."""
    for number in range(rows):
        day = FIRST + timedelta(days=number // TIES % DAYS)
        code, title = ties[number % TIES].code, f"Cuộc gặp thường kỳ số {number}"
        yield number, (code, "talks", title, day, f"Nhà văn hóa bản {number % 97}", "home")


def workbook(ties: list[Partnership], rows: int) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Cuộc gặp")
    sheet.append(HEAD)
    for _number, cells in rows_of(ties, rows):
        sheet.append(cells)
    return book
