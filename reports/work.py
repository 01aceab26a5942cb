"""Blocks of the home page: numbers with their lists, and things to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.badges import Badge
from reports.lists import status_badge

SHOWN = 8  # rows of a block; the list behind it has all


@dataclass(frozen=True)
class Tile:
    """A number of the register and the list it counts."""

    number: str
    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """Something to do: what, why, its date or state, where to go."""

    title: str
    url: str
    why: str = ""
    badge: Badge | None = None
    act: str = ""


@dataclass(frozen=True)
class Work:
    """A block of things to do: at most so many lines, with the list of all; above them, perhaps,
    what is counted.
    """

    key: str
    title: str
    icon: str
    lines: list[Line]
    empty: str
    count: str = ""
    url: str = ""
    numbers: Sequence[Tile] = ()


def review_line(review, *, act: bool = True) -> Line:
    return Line(
        str(review),
        review.get_absolute_url(),
        review.code,
        status_badge(review.status),
        _("Go on") if act else "",
    )


def listed(name: str, query: str = "") -> str:
    return reverse(name) + (f"?{query}" if query else "")
