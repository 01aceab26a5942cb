"""CSV of a long list beside COPY of the same columns: time, first byte, memory."""

import time
from dataclasses import dataclass, field
from statistics import median

from django.db import connection
from django.http import QueryDict

from benches.asking import Visitor
from benches.cpu import forget_peak, memory
from core.exports.sheet import Sheet
from core.lists import Table
from exchanges.lists import MEETINGS
from exchanges.models import Meeting
from exchanges.views.meetings import with_ties

URL = "/meetings/?as=csv"


@dataclass
class Taken:
    ratios: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)  # seconds
    grown: float = 0  # MB of the worker that grew most
    rows: int = 0


def asked_for(user) -> str:
    """The query of the list, as plain SQL."""
    rows = with_ties(Meeting.objects.visible_to(user), user)
    sheet = Sheet(Table(rows, MEETINGS, QueryDict(""), default_sort="-held"))
    sql, values = sheet.rows.values_list(*sheet.lookups).query.sql_with_params()
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, values)


def copied(sql: str) -> tuple[float, int]:
    """Seconds of COPY, and its lines."""
    began, lines = time.perf_counter(), 0
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as out:
        for piece in out:
            lines += bytes(piece).count(b"\n")
    return time.perf_counter() - began, lines


def measure(visitor: Visitor, user, workers: list[int], *, times: int) -> Taken:
    """In turns, wall clock: both wait for the same PostgreSQL."""
    sql, found = asked_for(user), Taken()
    visitor.take(URL)  # the workers have met it once
    visitor.take(URL)
    for process in workers:
        forget_peak(process)
    before = {process: memory(process) for process in workers}
    for _ in range(times):
        plain, found.rows = copied(sql)
        first, whole, _size = visitor.take(URL)
        found.ratios.append(whole / plain)
        found.first.append(first)
    found.grown = max(memory(process, "VmHWM") - before[process] for process in workers)
    return found


def ratio(found: Taken) -> float:
    return median(found.ratios)
