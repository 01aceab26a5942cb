"""The same content as the picture, as a list in the order along the border."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from partnerships.choices import PartnershipStatus
from partnerships.strip.parts import Area, Mark, Strip, Tie

MOST = 20  # of one kind in one cell


@dataclass
class Entry:
    words: str
    url: str
    more: str = ""


@dataclass
class Cell:
    entries: list[Entry] = field(default_factory=list)
    left_out: int = 0


@dataclass
class Row:
    area: Area
    villages: Cell
    districts: Cell
    stations: Cell
    gates: Cell
    markers: Cell
    incidents: Cell


def table(strip: Strip) -> list[Row]:
    return [_row(strip, area) for area in strip.stretches]


def whole(strip: Strip) -> Cell:
    """Ties of provinces and agencies: of the whole range, in no stretch of it."""
    return cell([Entry(tie.title, tie.url, state(tie)) for tie in strip.whole])


def cell(entries: list[Entry]) -> Cell:
    return Cell(entries[:MOST], max(len(entries) - MOST, 0))


def _row(strip: Strip, area: Area) -> Row:
    ties = [tie for tie in strip.ties if tie.home and tie.home.area == area.key]
    marks = {
        kind: [mark for mark in strip.of(kind) if mark.area == area.key and not mark.away]
        for kind in ("station", "gate", "marker", "incident")
    }
    return Row(
        area,
        cell([_village(tie) for tie in ties if tie.is_dot]),
        cell([_district(strip, tie) for tie in ties if not tie.is_dot]),
        _of(marks["station"]),
        _of(marks["gate"]),
        _section(marks["marker"]),
        _of(marks["incident"]),
    )


def _village(tie: Tie) -> Entry:
    return Entry(tie.title, tie.url, state(tie))


def _district(strip: Strip, tie: Tie) -> Entry:
    names = ", ".join(str(one.unit) for one in tie.others) or tie.title
    outside = "" if tie.other else _("outside the strip")
    return Entry(names, tie.url, ", ".join(filter(None, (state(tie), outside))))


def state(tie: Tie) -> str:
    """Said where a tie is not simply active."""
    if tie.status == PartnershipStatus.ACTIVE:
        return ""
    if tie.status == PartnershipStatus.VACANT:
        both = len(tie.vacant.split()) == 2
        if both:
            return _("both sides vacant")
        return _("home side vacant") if "home" in tie.vacant else _("counterpart side vacant")
    return str(PartnershipStatus(tie.status).label).lower()


def _of(marks: list[Mark]) -> Cell:
    return cell([Entry(mark.words, mark.url, mark.more) for mark in marks])


def _section(marks: list[Mark]) -> Cell:
    """A few markers one by one, many as a section: 320 – 331, 12 markers."""
    if len(marks) <= 3:
        return cell([Entry(mark.words, mark.url) for mark in marks])
    ends = f"{marks[0].words} – {marks[-1].words}"
    return Cell([Entry(ends, marks[0].url, _("%(n)s markers") % {"n": len(marks)})])
