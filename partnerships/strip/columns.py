"""Across the picture: how wide every place is, and where in it something stands."""

from collections import Counter, defaultdict

from partnerships.strip.parts import Area, Strip
from partnerships.strip.shapes import MARGIN

INNER, NARROW, PER_DOT = 1200, 120, 44  # of the picture; least of a place; of each dot in it
SINGLE = 40  # so many ties are drawn one by one; more are counted by stretch


def widths(strip: Strip, areas: list[Area], dot: int) -> dict[int, int]:
    """Stated km count as stated; the others share the rest of the range, or take the mean."""
    known = [float(area.km) for area in areas if area.km]
    unknown = len(areas) - len(known)
    total = float(strip.length.number or 0)
    mean = sum(known) / len(known) if known else 1.0
    rest = (total - sum(known)) / unknown if unknown and total > sum(known) else mean
    weight = {area.key: float(area.km) if area.km else rest for area in areas}
    scale = INNER / (sum(weight.values()) or 1)
    dots = Counter(tie.home.area for tie in strip.ties if tie.is_dot and tie.home)
    many = sum(dots.values()) > SINGLE
    least = {a.key: max(NARROW, 0 if many else dots[a.key] * dot) for a in areas}
    return {key: int(max(least[key], weight[key] * scale)) for key in weight}


class Columns:
    """The left edge and the width of every place of one picture."""

    def __init__(self, strip: Strip, areas: list[Area], away: list[Area], dot: int):
        self.of: dict[int, tuple[int, int]] = {}
        wide = widths(strip, areas, dot)
        inner = max(sum(wide.values()), len(away) * (NARROW + 16))
        stretch = inner / (sum(wide.values()) or 1)
        left = MARGIN
        for area in areas:
            width = int(wide[area.key] * stretch)
            self.of[area.key] = (left, width)
            left += width
        each = (left - MARGIN) / (len(away) or 1)
        for number, box in enumerate(away):
            self.of[box.key] = (int(MARGIN + number * each) + 4, int(each) - 8)
        self.width = max(left, MARGIN + NARROW) + MARGIN
        self.of_marker = self._markers(strip)

    def _markers(self, strip: Strip) -> dict[int, int]:
        """Markers stand at even distances: their order is known, not how far it is."""
        by_area = defaultdict(list)
        for mark in strip.of("marker"):
            by_area[mark.area].append(mark.at)
        return {
            at: self.slot(area, number, len(row))
            for area, row in by_area.items()
            if area in self.of
            for number, at in enumerate(row)
        }

    def slot(self, area: int, number: int, of: int) -> int:
        """The middle of one of so many equal parts of a place."""
        left, width = self.of[area]
        return int(left + width * (number + 0.5) / of)

    def inside(self, x: int, width: int) -> int:
        """The middle of a label near x that does not leave the picture."""
        return max(min(x, self.width - 8 - width // 2), 8 + width // 2)
