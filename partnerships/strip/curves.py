"""The ties of a picture: straight from dot to dot, in a curve from box to box."""

from collections import defaultdict
from collections.abc import Iterable

from partnerships.strip.columns import Columns
from partnerships.strip.parts import Tie
from partnerships.strip.shapes import Path


def lines_between(
    ties: Iterable[tuple[Tie, list, list]], homes: dict, others: dict, grouped: bool
) -> list[Path]:
    """Each party of one side with the first of the other: three communes and one town are three
    lines. Where ties are counted, one line stands for all between two places.
    """
    drawn = {}
    for tie, ours, them in ties:
        if not ours or not them:
            continue
        for home, other in [(one, them[0]) for one in ours] + [(ours[0], o) for o in them[1:]]:
            (x1, y1), (x2, y2) = homes[home], others[other]
            key = (home, other) if grouped else (home, other, tie.uuid)
            kind = "group" if grouped else "dot"
            path = Path(f"M{x1} {y1}L{x2} {y2}", tie.status, kind, tie.title, tie.url)
            drawn.setdefault(key, path)
    return list(drawn.values())


def curves(ties: list[Tie], columns: Columns, top: int, bottom: int) -> list[Path]:
    """District ties; each end has a place of its own on its box."""
    pairs = [t for t in ties if t.other and t.other.area in columns.of]
    starts, ends = defaultdict(list), defaultdict(list)
    for tie in sorted(pairs, key=lambda t: (columns.of[t.other.area], t.title)):
        starts[tie.home.area].append(tie.uuid)
    for tie in sorted(pairs, key=lambda t: (columns.of[t.home.area], t.title)):
        ends[tie.other.area].append(tie.uuid)
    third = (bottom - top) // 3
    found = []
    for tie in pairs:
        row, column = starts[tie.home.area], ends[tie.other.area]
        x1 = columns.slot(tie.home.area, row.index(tie.uuid), len(row))
        x2 = columns.slot(tie.other.area, column.index(tie.uuid), len(column))
        d = f"M{x1} {bottom}C{x1} {bottom - third} {x2} {top + third} {x2} {top}"
        found.append(Path(d, tie.status, "district", tie.title, tie.url))
    return found
