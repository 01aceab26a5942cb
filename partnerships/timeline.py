"""The history of a tie as a picture and as a list: the same facts, laid out for a template.

Pure: rows already read come in, whole pixels and words go out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from partnerships.choices import PartnershipEventKind, Side
from partnerships.timeline_list import Decided, Entry, entries, first_day, last_day

LEFT, RIGHT, TOP, STEP = 150, 1060, 36, 36
FADE = 60  # how long an unknown beginning fades in
MOST_YEARS = 12  # as many are labelled
LETTER = 7  # about so wide


@dataclass(frozen=True)
class Bar:
    """A span: `kind` is party, hole, text, gap, rest or promise."""

    kind: str
    x: int
    width: int
    words: str = ""
    fades: bool = False  # its beginning is not known
    open: bool = False  # its end is not known

    @property
    def solid_x(self) -> int:
        return self.x + (min(FADE, self.width // 2) if self.fades else 0)

    @property
    def solid_width(self) -> int:
        return self.x + self.width - self.solid_x

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def text_x(self) -> int:
        return self.solid_x + 8

    @property
    def fade_width(self) -> int:
        return self.solid_x - self.x

    @property
    def label_width(self) -> int:
        return LETTER * len(self.label) + 8

    @property
    def label(self) -> str:
        """The words as far as they fit."""
        room = (self.solid_width - 12) // LETTER
        if len(self.words) <= room:
            return self.words
        return f"{self.words[: room - 1]}…" if room > 4 else ""


@dataclass
class Lane:
    """A row of the picture: its name and its spans."""

    words: str
    y: int
    bars: list[Bar] = field(default_factory=list)
    empty: str = ""

    @property
    def text_y(self) -> int:
        return self.y + 15

    @property
    def middle(self) -> int:
        return self.y + 10

    @property
    def low(self) -> int:
        return self.y + 14

    @property
    def above_y(self) -> int:
        return self.y + 7


@dataclass(frozen=True)
class Mark:
    x: int
    words: str

    @property
    def anchor(self) -> str:
        return "end" if self.x > RIGHT - FADE else "middle"


class Scale:
    """Days to pixels, between the first of January of two years."""

    def __init__(self, days: Iterable[date], on: date):
        known = [day for day in days if day] or [on]
        self.first = date(min(known).year - 1, 1, 1)
        self.last = date(max(max(known).year, on.year) + 1, 1, 1)

    def x(self, day: date) -> int:
        whole = (self.last - self.first).days
        at = min(max(day, self.first), self.last)
        return LEFT + round((at - self.first).days * (RIGHT - LEFT) / whole)

    def years(self) -> list[Mark]:
        years = range(self.first.year, self.last.year + 1)
        each = max(1, -(-len(years) // MOST_YEARS))
        return [Mark(self.x(date(y, 1, 1)), str(y)) for y in years if (y - years[0]) % each == 0]

    def bar(self, kind: str, words: str, since: date | None, until: date | None, on: date) -> Bar:
        """Unknown ends reach to the edge on the left and to the day itself on the right."""
        start = self.x(since) if since else LEFT
        end = self.x(until) if until else max(self.x(on), start + 1)
        return Bar(kind, start, max(end - start, 2), words, since is None, until is None)


@dataclass
class Timeline:
    scale: Scale
    on: date
    lanes: list[Lane]
    entries: list[Entry]

    @property
    def years(self) -> list[Mark]:
        return self.scale.years()

    @property
    def bottom(self) -> int:
        return TOP + STEP * len(self.lanes)

    @property
    def height(self) -> int:
        return self.bottom + 24

    @property
    def foot(self) -> int:
        return self.height - 6

    @property
    def now(self) -> Mark:
        return Mark(self.scale.x(self.on), f"{self.on:%d/%m/%Y}")


def told(
    *,
    sides: dict,
    changes: list,
    texts: list,
    promises: list,
    on: date,
    decisions: Iterable[Decided] = (),
) -> Timeline:
    """The whole history. `sides` has the parties of each side, with their units and, as `became`,
    what these became in a reform.
    """
    parties = [party for side in Side for party in sides[side]]
    scale = Scale(_all_days(parties, changes, texts, promises), on)
    names = {Side.HOME: _("Home side"), Side.COUNTERPART: _("Counterpart side")}
    lanes = []
    for side in Side:
        rows = _lanes_of_side(scale, sides[side], on) or [[]]
        lanes += [
            Lane(names[side] if not number else "", 0, bars, _("none recorded"))
            for number, bars in enumerate(rows)
        ]
    lanes.append(Lane(_("Status"), 0, _rests(scale, changes, on), ""))
    lanes += [
        Lane(_("Texts") if not number else "", 0, [_text_bar(scale, text, on)])
        for number, text in enumerate(texts)
    ] or [Lane(_("Texts"), 0, [], _("none recorded"))]
    lanes += [
        Lane(_("Commitments") if not number else "", 0, [_promise_bar(scale, promise, on)])
        for number, promise in enumerate(promises)
    ]
    for number, lane in enumerate(lanes):
        lane.y = TOP + STEP * number
    found = entries(parties, changes, texts, promises, list(decisions))
    return Timeline(scale, on, lanes, found)


def _all_days(parties, changes, texts, promises) -> list[date | None]:
    days = [day for party in parties for day in (party.since, party.ended_on())]
    days += [first_day(event.since) for event in changes]
    days += [last_day(event.until) for event in changes]
    for text in texts:
        days += [first_day(text.signed)] + ([text.term.lower] if text.term else [])
    return days + [first_day(promise.since) for promise in promises]


def _lanes_of_side(scale: Scale, parties: list, on: date) -> list[list[Bar]]:
    """Every party for its time, those of the same time one below another; and the holes, while
    nobody stood there.
    """
    rows: list[tuple[list[Bar], date]] = []  # each with the day from which it is free
    for party in sorted(parties, key=lambda one: (one.since or date.min, one.pk)):
        bar = scale.bar("party", str(party), party.since, party.ended_on(), on)
        free_from = party.ended_on() or date.max
        for number, (bars, free) in enumerate(rows):
            if free <= (party.since or date.min):
                rows[number] = ([*bars, bar], free_from)
                break
        else:
            rows.append(([bar], free_from))
    lanes = [bars for bars, _free in rows]
    if lanes:
        lanes[0] += [
            scale.bar("hole", _("vacant"), since, until, on) for since, until in holes(parties, on)
        ]
    return lanes


def holes(parties: Iterable, on: date) -> list[tuple[date, date | None]]:
    """From when until when nobody stood on the side after somebody had, up to that day; None: the
    side is vacant still.
    """
    found, filled_until = [], None
    for party in sorted(parties, key=lambda one: one.since or date.min):
        since, until = party.since or date.min, party.ended_on() or date.max
        if until <= since:  # its unit ended before it was to join: it never stood there
            continue
        if filled_until is not None and filled_until < since:
            found.append((filled_until, since))
        filled_until = max(filled_until or until, until)
    if filled_until is not None and filled_until <= on:
        found.append((filled_until, None))
    return [(since, until) for since, until in found if since <= on]


def _rests(scale: Scale, changes: list, on: date) -> list[Bar]:
    begun = [e for e in changes if e.kind == PartnershipEventKind.ESTABLISHED]
    ended = [e for e in changes if e.kind == PartnershipEventKind.ENDED]
    since = first_day(begun[0].since) if begun else None
    until = first_day(ended[0].since) if ended else None
    words = _("in being") if begun else _("in being, since when is not known")
    bars = [scale.bar("state", words, since, until, on)]
    for event in changes:
        if event.kind == PartnershipEventKind.SUSPENDED:
            start, end = first_day(event.since), last_day(event.until)
            bars.append(scale.bar("rest", _("suspended"), start, end, on))
    return bars


def _text_bar(scale: Scale, text, on: date) -> Bar:
    since = text.term.lower if text.term else first_day(text.signed)
    until = text.term.upper if text.term else None
    return scale.bar("text", text.title, since, until, on)


def _promise_bar(scale: Scale, promise, on: date) -> Bar:
    return scale.bar(
        "promise", promise.title, first_day(promise.since), last_day(promise.until), on
    )
