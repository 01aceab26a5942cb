"""Lists by declaration: columns named once serve the table, its sorting and choice, and files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.access import reached_by, row_by_row
from core.addresses import address
from core.badges import piece
from core.list_rows import COUNTED, PAGE, Found

UNKNOWN = _("not known")
NONE_YET = _("none recorded")
NOT_STATED = _("not stated")


@dataclass(frozen=True)
class Column:
    """One column: its name in URLs, its heading, the lookups it needs and how they are shown.

    `order` is what rows are sorted by: a lookup that is never NULL, or a function that gets
    `descending` and returns an expression (`partial(earliest, "handed_over")`). `show` returns
    words, a Badge, Words, or several of them; nothing is shown as the words of `missing`, never
    as 0 or a dash. `kind` is "number" (right-aligned), "short" (never broken),
    "day" (never broken, with its heading on a phone: a bare date says too little) or nothing.
    `link` names a URL and the lookup of its uuid. A hidden column is shown when chosen.
    """

    name: str
    label: str
    lookups: tuple[str, ...]
    show: Callable[..., Any] = lambda value: value
    order: str | Callable | None = None
    kind: str = ""
    missing: str = UNKNOWN
    link: tuple[str, str] | None = None
    hidden: bool = False

    @property
    def sortable(self) -> bool:
        """A template asks this: it would call an order that is a function."""
        return self.order is not None

    def shown(self, row: dict):
        value = self.show(*(row[lookup] for lookup in self.lookups))
        if isinstance(value, (tuple, list)):
            return tuple(part for part in value if part is not None and str(part)) or None
        return value if value is not None and str(value) else None

    def text(self, row: dict) -> str:
        """For a spreadsheet: plain words, and an empty cell where nothing is known."""
        return plain(self.shown(row))

    def url(self, row: dict, detail: str | None = None) -> str | None:
        name, lookup = self.link or (detail, "uuid")
        found = row.get(lookup) if name else None
        return address(name, found) if found else None

    def sort_key(self, descending: bool):
        return self.order(descending=descending) if callable(self.order) else F(self.order)


def plain(value) -> str:
    """A shown value in words alone; nothing where nothing is known."""
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Cell:
    """One value on the page: as it was found, and as HTML for the browser."""

    column: Column
    value: Any
    html: str

    @property
    def text(self) -> str:
        return plain(self.value)


class Table(Found):
    """Rows of one queryset as the query string asks: ?sort=-title&columns=…&after=<uuid>."""

    def __init__(self, rows: QuerySet, columns: tuple[Column, ...], params, **options):
        self.detail = options.get("detail")
        self.labelled = options.get("labelled", False)
        self.all_columns = columns
        wanted = params.getlist("columns")
        chosen = [c for c in columns if c.name in wanted]
        self.columns = chosen or [c for c in columns if not c.hidden]
        self.chosen = {column.name for column in self.columns}
        self.chosen_names = [column.name for column in chosen]
        self.kept = [  # what choosing columns or a spreadsheet leaves as it is
            (name, value)
            for name, values in params.lists()
            if name not in ("columns", "as", "after", "before", "from")
            for value in values
        ]
        self._read_sort(params.get("sort") or options.get("default_sort") or "")
        self.given = rows
        self.queryset = rows.annotate(sort_key=self.sorted_by.sort_key(self.descending))
        self.reached = reached_by(rows)
        self.few = self._few()
        self.count = f"{COUNTED}+" if self.few is None else str(len(self.few))
        self.edge = self._edge(params.get("before") or params.get("after"))
        self.backwards = "before" in params and self.edge is not None
        self.previous = self.next = None
        self._drawings: dict[tuple, tuple[Any, str]] = {}
        self.rows = self._page()
        self._number(params.get("from", ""))

    def _read_sort(self, asked: str) -> None:
        sortable = {column.name: column for column in self.all_columns if column.order}
        self.descending = asked.startswith("-")
        self.sorted_by = sortable.get(asked.lstrip("-")) or next(iter(sortable.values()))

    def _edge(self, uuid: str | None) -> tuple | None:
        """Where the page before ended. A row that is gone or out of sight starts anew."""
        try:
            seen = self.queryset.filter(uuid=UUID(uuid or ""))
        except ValueError:
            return None
        with row_by_row():
            return seen.values_list("sort_key", "pk").first()

    def _page(self) -> list[dict]:
        """One page by its edge, never by an offset: page 1,000 costs what page 1 costs."""
        found, more = self._walked() if self.few is None else self._of_few()
        if self.backwards:
            found.reverse()
        if found and (more or self.backwards):
            self.next = found[-1]["uuid"]
        if found and self.edge and (more or not self.backwards):
            self.previous = found[0]["uuid"]
        return [self._shown(row) for row in found]

    def _shown(self, row: dict) -> dict:
        cells = self._cells(row)
        return {"uuid": row["uuid"], "cells": cells, "html": self._html(cells)}

    def _html(self, cells: list[Cell]) -> SafeString:
        """The cells of a row. Put together here: as a template 400 cells take four times as long.

        What all cells of a column share stands once, in the class of the table (`css`).
        """
        first, *rest = cells
        others = (f"<td{self._labels[cell.column.name]}>{cell.html}</td>" for cell in rest)
        return mark_safe(f'<th scope="row">{first.html}</th>{"".join(others)}')

    @property
    def css(self) -> str:
        """Which columns are numbers, and which are never broken, by their place: " n2 r5"."""
        letters = {"number": "r", "short": "n", "day": "n"}
        shaped = enumerate(self.columns[1:], start=2)
        return "".join(f" {letters[c.kind]}{place}" for place, c in shaped if c.kind in letters)

    @property
    def leads_elsewhere(self) -> bool:
        """The first link of a row does not name the row's own record."""
        return self.detail is None or self.columns[0].link is not None

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {
            column.name: format_html(' data-label="{}"', column.label)
            if self.labelled or column.kind == "day"
            else ""
            for column in self.columns
        }

    def _cells(self, row: dict) -> list[Cell]:
        """The first column leads to the record, others where their declaration says."""
        cells = []
        for place, column in enumerate(self.columns):
            value, html = self._drawn(column, row)
            url = column.url(row, self.detail if place == 0 else None)
            if url:  # made of the name of a page and a uuid: nothing in it could end the quotes
                html = mark_safe(f'<a href="{url}">{html}</a>')
            cells.append(Cell(column, value, html))
        return cells

    def _drawn(self, column: Column, row: dict) -> tuple[Any, str]:
        """What is shown and its HTML. Rows share states and kinds: the same is drawn once."""
        found = (column.name, *(row[lookup] for lookup in column.lookups))
        try:
            if found in self._drawings:
                return self._drawings[found]
        except TypeError:  # a list of values cannot be looked up
            found = None
        value = column.shown(row)
        drawn = value, self._missing[column.name] if value is None else piece(value)
        if found is not None:
            self._drawings[found] = drawn
        return drawn

    @cached_property
    def _missing(self) -> dict[str, str]:
        words = '<span class="nt no">{}</span>'
        return {column.name: format_html(words, column.missing) for column in self.columns}

    def _number(self, said: str) -> None:
        """ "Rows 51-100": the links carry the number along, a page by key cannot know it."""
        asked = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1
        self.first = max(asked, 1) if self.edge and self.previous else 1
        self.last = self.first + len(self.rows) - 1
        self.from_next = self.first + PAGE
        self.from_previous = max(self.first - PAGE, 1)

    def _lookups(self) -> set[str]:
        wanted = {lookup for column in self.columns for lookup in column.lookups}
        return wanted | {column.link[1] for column in self.columns if column.link}

    def all_rows(self) -> QuerySet:
        """Not a page but everything, in the order of the list: for files and for paper."""
        sign = "-" if self.descending else ""
        return self.queryset.order_by(f"{sign}sort_key", f"{sign}pk")

    def first_rows(self, number: int) -> list[dict]:
        """As the page shows them, but so many of them at once."""
        rows = self.all_rows().values("uuid", *self._lookups())[:number]
        return [self._shown(row) for row in rows]
