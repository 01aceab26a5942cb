"""The order of places along a border: by markers, else by position, else by name, and said so."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from partnerships.strip.parts import Area

WEST_TO_EAST = ("VN-CN",)  # the others run from north to south


def along(border: str, area: Area) -> float | None:
    """How far along the border a place lies; degrees, for comparing only."""
    unit = area.unit
    if unit.latitude is None:
        return None
    return float(unit.longitude) if border in WEST_TO_EAST else -float(unit.latitude)


def ordered(border: str, areas: Iterable[Area]) -> list[Area]:
    """Those with markers in the order of these; those with a position put between them; the rest
    at the end, by name.
    """
    areas = sorted(areas, key=lambda area: (str(area), area.key))
    marked = [area for area in areas if area.first_marker is not None]
    row = sorted(marked, key=lambda area: area.first_marker)
    placed = [a for a in areas if a.first_marker is None and along(border, a) is not None]
    for area in sorted(placed, key=lambda area: along(border, area)):
        here = along(border, area)
        beyond = [
            n
            for n, one in enumerate(row)
            if along(border, one) is not None and along(border, one) > here
        ]
        row.insert(beyond[0] if beyond else len(row), area)
    return row + [area for area in areas if area not in row]


def in_words(border: str, areas: list[Area]) -> str:
    """How they were put in order."""
    by_position = _("from west to east") if border in WEST_TO_EAST else _("from north to south")
    marked = [area for area in areas if area.first_marker is not None]
    placed = [a for a in areas if a.first_marker is None and along(border, a) is not None]
    said = [_("in the order of their markers")] if marked else []
    said += [by_position] if placed else []
    if len(marked) + len(placed) < len(areas):
        said.append(_("those without a known position at the end, by name"))
    return "; ".join(said)
