"""Sums of activities: how many of each kind, and what was counted at them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _

from core.fields import Amount, Bound
from exchanges.choices import ActivityKind, Measure
from exchanges.figures import Total, totals
from exchanges.models import ActivityFigure

OTHER = "other"


@dataclass
class Counted:
    """The figures of one measure and one unit or currency. `query` is the filter of the list of
    the activities they belong to.
    """

    words: str
    query: str
    amounts: list[Amount] = field(default_factory=list)
    in_words: int = 0  # figures without a number: in no sum

    @property
    def totals(self) -> list[Total]:
        return totals(self.amounts)


@dataclass
class Row:
    """The activities of one kind, or of all kinds together."""

    words: str
    query: str
    count: int = 0
    counted: dict[tuple, Counted] = field(default_factory=dict)

    @property
    def sums(self) -> list[Counted]:
        return [self.counted[key] for key in sorted(self.counted, key=_place)]


@dataclass
class Group:
    """The activities of one tie by kind, or all of them. `said` are the filters that lead to it."""

    words: str
    said: dict[str, str]
    url: str = ""
    by_kind: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self):
        self.whole = Row(_("All kinds"), urlencode(self.said))

    @property
    def kinds(self) -> list[Row]:
        return [self.by_kind[kind] for kind in ActivityKind.values if kind in self.by_kind]

    def rows_of(self, kind: str) -> tuple[Row, Row]:
        """Where an activity of that kind counts: in all of the group, and in its kind."""
        if kind not in self.by_kind:
            query = urlencode(self.said | {"kind": kind})
            self.by_kind[kind] = Row(str(ActivityKind(kind).label), query)
        return self.whole, self.by_kind[kind]


def _place(key: tuple) -> tuple:
    measure, word, unit = key
    return list(Measure.values).index(measure) or len(Measure.values), word, unit


def sums(
    rows: QuerySet, chosen: dict, *, by_tie: bool, ties: dict[int, tuple[str, str, str]]
) -> tuple[Group, list[Group]]:
    """All of them by kind and, if asked for, each tie by itself; two queries, however many.

    `chosen` are the filters in use, which the links keep; `ties` the title, uuid and page of
    those ties that the user may see. Activities of no tie, or of none they see, come last.
    """
    whole = Group(_("All together"), chosen)
    groups: dict[int | None, Group] = {}

    def counts_in(cell: dict) -> list[Row]:
        found = [*whole.rows_of(cell["kind"])]
        if by_tie:
            key = cell["partnership"] if cell["partnership"] in ties else None
            if key not in groups:
                groups[key] = _group(ties.get(key), chosen)
            found += groups[key].rows_of(cell["kind"])
        return found

    for cell in _activity_cells(rows):
        for row in counts_in(cell):
            row.count += cell["count"]
    for cell in _figure_cells(rows):
        for row in counts_in(cell):
            _add(row, cell)
    last = [groups.pop(None)] if None in groups else []
    return whole, [*sorted(groups.values(), key=lambda one: one.words), *last]


def _group(tie: tuple[str, str, str] | None, chosen: dict) -> Group:
    if tie is None:
        return Group(_("No tie, or none in your area"), chosen | {"tied": "no"})
    title, uuid, url = tie
    return Group(title, chosen | {"tie": uuid}, url)


def _activity_cells(rows: QuerySet) -> Iterable[dict]:
    return rows.order_by().values("partnership", "kind").annotate(count=Count("pk"))


def _figure_cells(rows: QuerySet) -> Iterable[dict]:
    """Figures of something else are told apart by their word, all others by the measure alone."""
    figures = ActivityFigure.objects.filter(activity__in=rows.order_by().values("pk"))
    word = Case(
        When(measure=Measure.OTHER, then=F("what")), default=Value(""), output_field=CharField()
    )
    keys = ("measure", "amount_unit", "amount_bound", "amount_estimate")
    return (
        figures.order_by()
        .annotate(word=word, partnership=F("activity__partnership"), kind=F("activity__kind"))
        .values("partnership", "kind", "word", *keys)
        .annotate(count=Count("pk"), said=Count("amount_number"), sum=Sum("amount_number"))
    )


def _add(row: Row, cell: dict) -> None:
    key = (cell["measure"], cell["word"], cell["amount_unit"])
    if key not in row.counted:
        measure = Measure(cell["measure"])
        said = {"measure": measure.value or OTHER}
        said |= {"what": cell["word"]} if cell["word"] else {}
        said |= {"counted_in": cell["amount_unit"]} if cell["amount_unit"] else {}
        words = cell["word"] or str(measure.label)
        query = "&".join(filter(None, [row.query, urlencode(said)]))
        row.counted[key] = Counted(words, query)
    found = row.counted[key]
    found.in_words += cell["count"] - cell["said"]
    if cell["sum"] is not None:
        bound, estimate = cell["amount_bound"], cell["amount_estimate"]
        found.amounts.append(Amount(cell["sum"], cell["amount_unit"], bound, estimate))


def lines(groups: Iterable[Group]) -> Iterator[list[str]]:
    """The same for a spreadsheet: a line for each part of a sum."""
    yield [_("Tie"), _("Kind"), _("Activities"), _("What is counted"), _("Bound"), _("Number"),
           _("Unit"), _("Without a number")]  # fmt: skip
    for group in groups:
        for row in group.kinds:
            first = [group.words, row.words, str(row.count)]
            told = [line for one in row.sums for line in _parts(one)]
            yield from ([*first, *line] for line in told or [[""] * 5])


def _parts(counted: Counted) -> Iterator[list[str]]:
    for total in counted.totals:
        for part in total.parts:
            bound = str(Bound(part.bound).label)
            bound = f"{_('an estimated')} {bound}" if part.estimate else bound
            number = f"{part.number:f}".removesuffix(".00")
            yield [counted.words, bound, number, part.unit, ""]
    if counted.in_words:
        yield [counted.words, "", "", "", str(counted.in_words)]
