"""The picture of a strip: our side below, the other above, in the order along the border only."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.strip.columns import INNER, PER_DOT, SINGLE, Columns, widths
from partnerships.strip.curves import curves, lines_between
from partnerships.strip.parts import Area, Mark, Strip, Tie, counted
from partnerships.strip.shapes import (
    BOX,
    MARGIN,
    Box,
    Drawing,
    Label,
    Lanes,
    Segment,
    Sign,
    fitted,
    width_of,
)

KINDS = ("villages", "districts", "stations", "gates", "markers", "incidents")
TOP, DOT_LANE, LANE, SIGN = 36, 38, 20, 26


def pages(strip: Strip, shown: Iterable[str] = KINDS, *, own_names: bool = True) -> list[Drawing]:
    """For paper: as many pictures as it takes, each no wider than a page."""
    parts, room = [[]], INNER
    for area, width in widths(strip, strip.stretches, 0).items():
        if parts[-1] and width > room:
            parts.append([])
            room = INNER
        parts[-1].append(area)
        room -= width
    areas = {area.key: area for area in strip.stretches}
    return [
        Sketch(strip, [areas[key] for key in part], shown, own_names=own_names).drawing
        for part in parts
        if part
    ]


def drawn(strip: Strip, shown: Iterable[str] = KINDS) -> Drawing:
    """For the screen: one picture, as wide as it needs to be."""
    return Sketch(strip, strip.stretches, shown, crowded=True).drawing


class Sketch:
    """One picture of some stretches in a row."""

    def __init__(
        self,
        strip: Strip,
        areas: list[Area],
        shown: Iterable[str],
        *,
        crowded: bool = False,
        own_names: bool = True,
    ):
        self.strip, self.areas, self.shown = strip, areas, set(shown)
        self.own_names = own_names
        self.drawing = Drawing()
        keys = {area.key for area in areas}
        here = [tie for tie in strip.ties if tie.home and tie.home.area in keys]
        self.dots = [t for t in here if t.is_dot] if "villages" in self.shown else []
        self.districts = [t for t in here if not t.is_dot] if "districts" in self.shown else []
        used = {t.other.area for t in here if t.other} | {
            mark.area for mark in strip.marks if mark.away
        }
        whole = len(areas) == len(strip.stretches)
        self.away = [box for box in strip.boxes if whole or box.key in used]
        self.columns = Columns(strip, areas, self.away, PER_DOT if crowded else 0)
        self.drawing.width = self.columns.width
        self.x = self.columns.of
        self.marks = [m for m in strip.marks if m.area in self.x and m.kind + "s" in self.shown]
        self._draw()

    # Downwards

    def _draw(self) -> None:
        self._label_sides()
        y = self._boxes(self.away, TOP, away=True)
        homes, others = self._points()
        y = self._other_dots(others, y + 34)
        y = self._row("station", y, away=True)
        y = self._row("incident", y)
        self.drawing.bar = y + 44
        for area in self.areas:
            left, width = self.x[area.key]
            self.drawing.segments.append(Segment(left, width, area.km is not None))
        y = self._markers(self.drawing.bar + 30)
        y = self._gates(y)
        y = self._row("station", y + 8)
        y = self._home_dots(homes, y + 18)
        y = self._outside(y + 4)
        self._boxes(self.areas, y + 14)
        self.drawing.paths += lines_between(self._pairs(), homes, others, self.drawing.grouped)
        self.drawing.paths += curves(self.districts, self.columns, TOP + BOX, y + 14)
        self.drawing.height = y + 14 + BOX + 44
        self._label_feet()

    def _label_sides(self) -> None:
        line = self.strip.line
        other = line.other or line.border.neighbour
        words = f"{line.border.neighbour} · {other}" if line.other else str(other)
        self.drawing.above = Label(words, MARGIN, 22, "start")

    def _label_feet(self) -> None:
        line, ended = self.strip.line, [a.unit.valid_to for a in self.areas if self._ended(a)]
        words = _("Vietnam") + (f" · {line.home}" if line.home else "")
        if ended and len(ended) == len(self.areas):
            words += " · " + _("former units, before %(day)s") % {"day": f"{max(ended):%d/%m/%Y}"}
        foot = self.drawing.height - 14
        self.drawing.below = Label(words, MARGIN, foot - 6, "start")
        said = _("Illustration only, of no legal force as to the border")
        right = self.drawing.width - MARGIN
        if width_of(words) + width_of(said, bold=True) + 60 > right - MARGIN:
            self.drawing.height += 20
            foot += 20
        self.drawing.disclaimer = Label(said, right, foot - 6, "end")

    def _ended(self, area: Area) -> bool:
        return not area.unit.exists_on(self.strip.on)

    def _boxes(self, areas: list[Area], y: int, *, away: bool = False) -> int:
        for area in areas:
            left, width = self.x[area.key]
            second = area.own_name if away and self.own_names else ""
            if not away:
                second = str(area.length) if area.km else _("km not stated")
            self.drawing.boxes.append(
                Box(
                    left + 3,
                    y,
                    width - 6,
                    fitted(str(area), width - 14, bold=True),
                    fitted(second, width - 14),
                    str(area),
                    area.unit.get_absolute_url(),
                    area.unit.country.paper_language if away else "",
                    self._ended(area),
                    away,
                )
            )
        return y + BOX

    # Signs

    def _points(self) -> tuple[dict, dict]:
        """Where the dots of villages stand, left to right: by unit, or by stretch and box where
        there are too many.
        """
        self.drawing.grouped = len(self.dots) > SINGLE
        rank = {box.key: number for number, box in enumerate(self.away)}
        rows = sorted(
            self.dots, key=lambda t: (rank.get(t.other.area if t.other else None, 99), t.title)
        )
        homes, others = defaultdict(dict), defaultdict(dict)
        for tie in rows:
            for key, point in self._ends(tie, tie.homes):
                homes[point.area].setdefault(key, []).append((tie, point))
            for key, point in self._ends(tie, tie.others):
                others[point.area].setdefault(key, []).append((tie, point))
        return self._spread(homes), self._spread(others)

    def _ends(self, tie: Tie, points) -> list:
        """The key of each dot of a tie on one side."""
        there = [point for point in points if point.area in self.x]
        if not self.drawing.grouped:
            return [(point.unit.pk, point) for point in there]
        pair = (tie.home.area, tie.other.area if tie.other else None)
        return [(pair, point) for point in there[:1]]

    def _spread(self, rows: dict) -> dict:
        return {
            key: (self.columns.slot(area, number, len(dots)), ties)
            for area, dots in rows.items()
            for number, (key, ties) in enumerate(dots.items())
        }

    def _words_of(self, ties: list) -> str:
        if not self.drawing.grouped:
            return str(ties[0][1].unit)
        return ngettext("%(n)s tie", "%(n)s ties", len(ties)) % {"n": len(ties)}

    def _url_of(self, ties: list) -> str:
        return f"#s-{ties[0][0].home.area}" if self.drawing.grouped else ties[0][0].url

    def _other_dots(self, dots: dict, y: int) -> int:
        return self._dots(dots, y, -12)

    def _home_dots(self, dots: dict, y: int) -> int:
        return self._dots(dots, y, 22)

    def _dots(self, dots: dict, y: int, label: int) -> int:
        lanes, self_x = Lanes(), {}
        for key, (x, ties) in sorted(dots.items(), key=lambda item: item[1][0]):
            words = fitted(self._words_of(ties), 220)
            at = self.columns.inside(x, width_of(words))
            half = width_of(words) // 2
            lane = lanes.take(at - half, at + half)
            down = y + lane * DOT_LANE
            sign = Sign("dot", x, down, words, self._url_of(ties), Label(words, at, down + label))
            self.drawing.signs.append(sign)
            self_x[key] = (x, down)
        dots.clear()
        dots.update(self_x)
        return y + len(lanes) * DOT_LANE

    def _where(self, kind: str, *, away: bool = False) -> list[tuple[int, Mark]]:
        """The marks of a kind with their x: at their marker, else spread over their stretch."""
        found, loose = [], defaultdict(list)
        for mark in self.marks:
            if mark.kind == kind and mark.away == away:
                if mark.at in self.columns.of_marker:
                    found.append((self.columns.of_marker[mark.at], mark))
                else:
                    loose[mark.area].append(mark)
        for area, marks in loose.items():
            if len(marks) > SINGLE // 4:
                marks = [counted(marks)]
            found += [
                (self.columns.slot(area, n, len(marks)), mark) for n, mark in enumerate(marks)
            ]
        return sorted(found, key=lambda pair: pair[0])

    def _row(self, kind: str, y: int, *, away: bool = False) -> int:
        """Signs with their words beside them."""
        lanes = Lanes()
        for x, mark in self._where(kind, away=away):
            words = fitted(mark.words, 300)
            start = x + 16 + width_of(words) < self.drawing.width - 8
            left = x - 14 if start else x - 18 - width_of(words)
            lane = lanes.take(left, left + width_of(words) + 34)
            down = y + lane * SIGN + 14
            anchor = "start" if start else "end"
            label = Label(words, x + (18 if start else -18), down + 5, anchor)
            self.drawing.signs.append(Sign(kind, x, down, mark.words, mark.url, label))
        return y + len(lanes) * SIGN

    def _markers(self, y: int) -> int:
        """A sign for each where there is room, a number only where it meets no other."""
        last_sign, last_label, any_label = -99, -99, False
        for x, mark in self._where("marker"):
            if x - last_sign < 9:
                continue
            last_sign = x
            half = width_of(mark.words) // 2
            label = None
            if x - half > last_label + 6:
                label, last_label = Label(mark.words, x, y), x + half
                any_label = True
            sign = Sign("marker", x, self.drawing.bar, mark.words, mark.url, label)
            self.drawing.signs.append(sign)
        return y + LANE if any_label else y - 4

    def _gates(self, y: int) -> int:
        lanes, taken = Lanes(), []
        for x, mark in self._where("gate"):
            while any(abs(x - other) < 20 for other in taken):
                x += 20
            taken.append(x)
            words = fitted(mark.words, 260)
            at = self.columns.inside(x, width_of(words))
            half = width_of(words) // 2
            lane = lanes.take(at - half, at + half)
            label = Label(words, at, y + lane * LANE)
            sign = Sign("gate", x, self.drawing.bar, mark.words, mark.url, label)
            self.drawing.signs.append(sign)
        return y + len(lanes) * LANE

    def _outside(self, y: int) -> int:
        """Ties that lead out of the range: an arrow from their stretch."""
        beyond, lanes = defaultdict(list), Lanes()
        for tie in (*self.dots, *self.districts):
            if tie.other is None or tie.other.area not in self.x:
                beyond[tie.home.area].append(tie)
        for area, ties in beyond.items():
            left = self.x[area][0]
            names = dict.fromkeys(str(one.unit) for tie in ties for one in tie.others[:1])
            place = ", ".join(names) or _("other side vacant")
            words = fitted(_("to %(place)s, outside the strip") % {"place": place}, 300)
            at = min(left + 22, self.drawing.width - 8 - width_of(words))
            down = y + 14 + lanes.take(at - 16, at + width_of(words)) * LANE
            url = ties[0].url if len(ties) == 1 else f"#s-{area}"
            label = Label(words, at, down - 2, "start")
            self.drawing.arrows.append(Sign("arrow", at - 8, down, words, url, label))
        return y + len(lanes) * LANE

    def _pairs(self) -> Iterable[tuple[Tie, list, list]]:
        """Every tie of dots with the keys of its dots on both sides."""
        for tie in self.dots:
            ours = [key for key, _point in self._ends(tie, tie.homes)]
            them = [key for key, _point in self._ends(tie, tie.others)]
            yield tie, ours, them
