"""Many rows at once cost little, and are told of as if each were tried alone."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import AuditEvent
from core.fields import PartialDate
from exchanges.models import Meeting
from exchanges.services import meetings
from partnerships.models import Partnership
from reports.models import SearchEntry
from reports.services import import_work, imports
from tests import factories as make
from tests.factories.imports import upload, workbook

HEAD = ("Cặp kết nghĩa", "Loại", "Ngày họp", "begins", "ends")
BEGUN = date(2001, 1, 1)


@pytest.fixture
def tie(db):
    return make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")


@pytest.fixture
def officer(tie):
    return make.UserFactory(role=Role.OFFICER, units=[tie.parties.get(side="home").unit])


def row(number: int, begins="", ends="") -> tuple:
    return ("LA-001", "briefing", BEGUN + timedelta(days=number), begins, ends)


def brought(officer, *rows, kind="meetings", head=HEAD):
    data = upload(workbook(head, *rows))
    return imports.bring(upload=data, kind=kind, declared=True, by=officer)


def checked(officer, *rows, **more):
    one = brought(officer, *rows, **more)
    return imports.match(brought=one, matching=one.matching, by=officer)


def cost(work) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def told(one) -> list[tuple]:
    return [(found["row"], found["reason"]) for each in one.rows.all() for found in each.findings]


def test_a_further_row_costs_few_questions(officer):
    """Its record, its ties, a savepoint: what is said of many rows is asked once for all."""
    checks, writes = [], []
    for rows in (10, 40):
        first = BEGUN + timedelta(days=rows * 100)
        table = [("LA-001", "briefing", first + timedelta(days=n), "", "") for n in range(rows)]
        one = brought(officer, *table)
        match = partial(imports.match, brought=one, matching=one.matching)
        checks.append(cost(partial(match, by=officer)))
        accept = partial(imports.accept, brought=one, verdicts=["right"])
        writes.append(cost(partial(accept, by=officer)))

    assert Meeting.objects.count() == 50
    assert (checks[1] - checks[0]) / 30 <= 3
    assert (writes[1] - writes[0]) / 30 <= 2


def read_so_far() -> int:
    """Rows that the transaction of the test has read of the tables that an import fills."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables
            WHERE relname = ANY(%s)""",
            [["exchanges_meeting", "exchanges_meeting_partnerships", "reports_searchentry"]],
        )
        return cursor.fetchone()[0]


def test_a_row_that_is_written_reads_no_more_the_more_went_before(officer, tie, monkeypatch):
    """PostgreSQL has counted none of them yet; and the plans of a session that has entered a few
    by itself are those of empty tables.
    """
    monkeypatch.setattr(import_work, "PART", 20)
    for n in range(7):  # as many as PostgreSQL looks at before it keeps a plan
        held = PartialDate.read(f"0{n + 1}/01/1999")
        meetings.record_past(kind="talks", partnerships=[tie], held=held, host="home", by=officer)
    each = []
    for rows, first in ((40, 0), (180, 1000)):
        one = checked(officer, *(row(first + n) for n in range(rows)))
        before = read_so_far()
        imports.accept(brought=one, verdicts=["right"], by=officer)
        each.append((read_so_far() - before) / rows)

    assert Meeting.objects.count() == 227
    assert each[1] < 2 * each[0], each


def test_one_that_the_database_refuses_leaves_the_others_as_they_are(officer):
    one = checked(officer, row(1), row(2, "09:00", "08:00"), row(3), row(4, "", "08:00"), row(5))

    wrong = {number for number, _reason in told(one)}
    assert wrong == {3, 5}
    assert imports.counts(one) == {"right": 3, "doubtful": 0, "wrong": 2}
    assert not Meeting.objects.exists()


def test_rows_are_tried_as_if_no_other_were_there(officer):
    """Two ties between the same parties: either may be written, so neither is wrong by itself; that
    they tell of the same is a caution.
    """
    make.UnitFactory(name="Bản Một", parent=officer.units.get())
    make.UnitFactory(name="Bản Hai", country__code="LA")
    head = ("title", "kind", "level", "home", "counterpart")
    rows = [(f"Cặp {n}", "twinning", "village", "Bản Một", "Bản Hai") for n in range(2)]
    one = checked(officer, *rows, kind="ties", head=head)

    assert told(one) == [(3, "The row tells of the same record as row 2.")]
    with pytest.raises(Exception, match=r"Row 3: The same parties have a tie of this kind"):
        imports.accept(brought=one, verdicts=["right", "doubtful"], by=officer)
    assert Partnership.objects.count() == 1


def test_a_row_outside_the_area_is_wrong_among_others(officer):
    make.UnitFactory(name="Xã Xa")
    head = ("unit", "kind", "held")
    own = str(officer.units.get())
    rows = [(own, "briefing", BEGUN), ("Xã Xa", "briefing", BEGUN), (own, "talks", BEGUN)]
    one = checked(officer, *rows, head=head)

    assert told(one) == [(3, "The row lies outside your area.")]


def test_each_record_has_its_act_in_order_and_is_found(officer):
    one = checked(officer, *(row(n) for n in range(5)))
    assert not AuditEvent.objects.filter(action="meeting.recorded").exists()
    assert not SearchEntry.objects.filter(kind="i").exists()

    imports.accept(brought=one, verdicts=["right"], by=officer)

    acts = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert acts[-7:] == ["paper.recorded", *["meeting.recorded"] * 5, "import.written"]
    named = AuditEvent.objects.filter(action="meeting.recorded").order_by("pk")
    uuids = Meeting.objects.order_by("held_days").values_list("uuid", flat=True)
    assert list(named.values_list("target", flat=True)) == list(uuids)
    assert SearchEntry.objects.filter(kind="i", first=True).count() == 5
    papers = {source.paper.uuid for each in Meeting.objects.all() for source in each.sources.all()}
    assert papers == {one.uuid}


def test_people_and_organisations_that_are_there_are_told_whatever_their_tone_marks(officer):
    area = officer.units.get()
    make.OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=area, country=area.country)
    head = ("name", "kind", "seat")
    rows = [("Don bien phong Na Meo", "border_guard", str(area)), ("Trạm", "hospital", str(area))]
    one = checked(officer, *rows, kind="organisations", head=head)

    reason = "The register may have it already: “Đồn Biên phòng Na Mèo”."
    assert told(one) == [(2, reason)]
