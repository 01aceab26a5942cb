"""The lists of places that the project ships, read as they stand in partnerships/gazetteer/.

Each is plain text, one unit a line, columns divided by tabs; docs/data-sources.md says what the
columns mean and where every list comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from partnerships.choices import NameKind

FOLDER = Path(__file__).resolve().parents[2] / "gazetteer"
LISTS = (  # country, file
    ("VN", "vn_since_2025_07.tsv"),
    ("VN", "vn_before_2025_07.tsv"),
    ("LA", "la.tsv"),
    ("CN", "cn.tsv"),
    ("KH", "kh.tsv"),
)
SUCCESSIONS = (("VN", "vn_successions.tsv"),)


@dataclass(frozen=True)
class Listed:
    """A unit as a list names it. `parent` is the code of the unit above it in its own time."""

    country: str
    code: str
    level: str
    word: str
    name: str
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    names: tuple[tuple[str, str, str], ...] = ()  # language, text, kind
    row: str = ""  # where it stands, for a person who has to correct it

    @property
    def position(self) -> dict[str, Decimal | None]:
        return {"latitude": self.latitude, "longitude": self.longitude}


@dataclass(frozen=True)
class Became:
    """What became of the unit that had the first code until that day; none: it has no successor."""

    country: str
    predecessor: str
    successor: str
    kind: str
    on: date
    row: str = ""


def units() -> list[Listed]:
    """Every unit of every list that is shipped."""
    return [_unit(country, *line) for country, file in LISTS for line in _lines(file)]


def successions() -> list[Became]:
    """Every succession that is shipped."""
    return [_became(country, *line) for country, file in SUCCESSIONS for line in _lines(file)]


def day_of(place) -> date:
    """A day on which a place surely was there: its first one, else its last, else today."""
    last = place.valid_to and place.valid_to - timedelta(days=1)
    return place.valid_from or last or timezone.localdate()


def _lines(file: str) -> Iterator[tuple[str, dict[str, str]]]:
    with (FOLDER / file).open(encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        for number, line in enumerate(lines, start=2):
            cells = line.rstrip("\n").split("\t")
            yield f"{file}:{number}", dict(zip(columns, cells, strict=True))


def _unit(country: str, row: str, cells: dict[str, str]) -> Listed:
    return Listed(
        country=country,
        code=cells["code"],
        level=cells["level"],
        word=cells["word"],
        name=cells["name"],
        parent=cells["parent"],
        valid_from=_day(cells["valid_from"]),
        valid_to=_day(cells["valid_to"]),
        latitude=Decimal(cells["latitude"]) if cells["latitude"] else None,
        longitude=Decimal(cells["longitude"]) if cells["longitude"] else None,
        names=tuple(map(_name, cells["names"].split("|"))) if cells["names"] else (),
        row=row,
    )


def _name(cell: str) -> tuple[str, str, str]:
    """`zh:宁明` is an official name, `zh alias:宁明县` one that is used besides."""
    tag, _colon, text = cell.partition(":")
    language, _space, kind = tag.partition(" ")
    return language, text, NameKind(kind or NameKind.OFFICIAL)


def _became(country: str, row: str, cells: dict[str, str]) -> Became:
    return Became(
        country=country,
        predecessor=cells["predecessor"],
        successor=cells["successor"],
        kind=cells["kind"],
        on=date.fromisoformat(cells["on"]),
        row=row,
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
