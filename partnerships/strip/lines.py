"""Which strips there are to look at: a whole border, or a province of ours with one across it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from core.access import reach_of
from partnerships.choices import HOME_COUNTRY, Level
from partnerships.models import (
    Border,
    BorderMarker,
    BorderProfile,
    Gate,
    Partnership,
    PartnershipParty,
    Unit,
)
from partnerships.strip.ancestry import Ancestry

CROSSING = (Level.DISTRICT, Level.COMMUNE, Level.CLUSTER, Level.VILLAGE)
MOST = 2000  # parties of ties that are looked at for pairs of provinces


@dataclass(frozen=True)
class Line:
    """A border; between two provinces if they are named."""

    border: Border
    home: Unit | None = None
    other: Unit | None = None

    @property
    def key(self) -> str:
        return f"{self.home.uuid}~{self.other.uuid}" if self.home else self.border.code

    def __str__(self):
        return f"{self.home.name} – {self.other.name}" if self.home else self.border.name

    @property
    def is_whole(self) -> bool:
        return self.home is None


def lines_of(user, on: date) -> dict[Border, list[Line]]:
    """Every border with its pairs of provinces, as far as the user sees what tells of them:
    profiles, markers, gates, and ties of districts, communes and villages.
    """
    borders = {b.neighbour_id: b for b in Border.objects.select_related("neighbour")}
    pairs = {*_of_profiles(user), *_of_gates_and_markers(), *_of_ties(user)}
    tree = Ancestry({key for pair in pairs for key in pair}, on)
    found = defaultdict(dict)
    for ours, theirs in pairs:
        home, other = (tree.at_level(key, Level.PROVINCE) for key in (ours, theirs))
        if home and other and home.country_id == HOME_COUNTRY and other.country_id in borders:
            border = borders[other.country_id]
            found[border][home.pk, other.pk] = Line(border, home, other)
    return {
        border: [Line(border), *sorted(found[border].values(), key=str)]
        for border in borders.values()
    }


def _of_profiles(user) -> set[tuple[int, int]]:
    rows = BorderProfile.objects.visible_to(user).filter(unit__isnull=False, faces__isnull=False)
    return set(rows.order_by().values_list("unit", "faces"))


def _of_gates_and_markers() -> set[tuple[int, int]]:
    known = {"unit__isnull": False, "counterpart__isnull": False}
    rows = [
        model.objects.filter(**known).order_by().values_list("unit", "counterpart").distinct()
        for model in (BorderMarker, Gate)
    ]
    return set(rows[0].union(rows[1]))


def _of_ties(user) -> set[tuple[int, int]]:
    ties = Partnership.objects.visible_to(user).kept().filter(level__in=CROSSING)
    parties = PartnershipParty.objects.filter(partnership__in=ties.order_by().values("pk"))
    sides = defaultdict(lambda: (set(), set()))
    rows = parties.filter(unit__isnull=False).order_by("-pk")
    for tie, unit, country in rows.values_list("partnership", "unit", "unit__country")[:MOST]:
        sides[tie][country != HOME_COUNTRY].add(unit)
    return {(h, t) for ours, theirs in sides.values() for h in ours for t in theirs}


def chosen(lines: dict[Border, list[Line]], key: str, user) -> Line | None:
    """The line that ?line= names; else the first pair of the user's own area; else a border."""
    every = [line for of_border in lines.values() for line in of_border]
    for line in every:
        if line.key == key:
            return line
    pairs = [line for line in every if not line.is_whole]
    if pairs and not user.sees_all:
        reach = set(reach_of(user)["Unit"])
        own = [line for line in pairs if line.home.pk in reach]
        pairs = own or pairs
    return next(iter(pairs), None) or next(iter(every), None)
