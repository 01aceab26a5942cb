"""All rows of a list as a file needs them: in its order, with its columns, a portion at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from django.contrib.postgres.fields.ranges import RangeField
from django.db import connection, transaction
from django.db.models import F, Field, QuerySet, TextField
from django.db.models.functions import Cast

from core.exports.cells import Reading
from core.lists import Column, Table

PORTION = 2000  # rows fetched and written at once
# Days as Reading reads them; and no time spent on compiling what is read once.
SETTINGS = "SET LOCAL datestyle = 'ISO'; SET LOCAL jit = off"


class Sheet:
    """The rows of a table, all of them, and its columns each with its way of reading."""

    def __init__(self, table: Table):
        self.columns: list[Column] = table.columns
        self.rows: QuerySet = table.all_rows()
        self.lookups = list(dict.fromkeys(name for one in self.columns for name in one.lookups))
        found = {lookup: field_of(self.rows, lookup) for lookup in self.lookups}
        self.readings = [
            Reading(column, [found[lookup] for lookup in column.lookups]) for column in self.columns
        ]
        self.places = [
            [self.lookups.index(lookup) for lookup in column.lookups] for column in self.columns
        ]
        self.ranges = [name for name, field in found.items() if isinstance(field, RangeField)]

    def headings(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def portions(self) -> Iterator[list[tuple]]:
        """Portions of rows, each as the values of its lookups one beside the other.

        One query in one transaction, read through a cursor of the server: whatever is written
        meanwhile, the file shows one moment, and no more than two portions are in memory.
        """
        as_text = {f"text_{name}": Cast(F(name), TextField()) for name in self.ranges}
        names = [f"text_{name}" if name in self.ranges else name for name in self.lookups]
        rows = self.rows.annotate(**as_text).values_list(*names)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(SETTINGS)
            yield from ahead(_by_lookup(rows.iterator(chunk_size=PORTION)))

    def parts(self, portion: list[tuple]) -> Iterator[tuple[Reading, list[tuple]]]:
        """Each column's reading with the values that it reads."""
        for reading, places in zip(self.readings, self.places, strict=True):
            yield reading, [portion[place] for place in places]


def _by_lookup(walking: Iterator[tuple]) -> Iterator[list[tuple]]:
    while portion := list(islice(walking, PORTION)):
        yield list(zip(*portion, strict=True))


def ahead(portions: Iterator[list[tuple]]) -> Iterator[list[tuple]]:
    """The same, but while one is worked on, PostgreSQL looks for the next.

    The first is asked for here, so that all are read through the connection of this thread; and
    what is closed early waits for the portion that is on its way.
    """
    portion = next(portions, None)
    with ThreadPoolExecutor(max_workers=1) as beside:
        while portion:
            coming = beside.submit(next, portions, None)
            yield portion
            portion = coming.result()


def field_of(rows: QuerySet, lookup: str) -> Field:
    """What kind of value a lookup gives."""
    return rows.query.clone().resolve_ref(lookup).output_field
