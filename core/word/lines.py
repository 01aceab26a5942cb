"""The lines of a text that is translated by Word, and the mark by which a row is known again."""

import re
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from core.languages import NOTHING
from core.text import tidy
from core.word.notes import Note

# 7F3A91C2.lo.3.1: the line, the language to fill, the revision of the Vietnamese text and that of
# the translation. It is printed in the row, where Word, LibreOffice, mail and every tool for
# translators leave it alone; hidden fields and content controls do not survive them all.
MARK = re.compile(r"\b([0-9A-Fa-f]{8})\.([a-z]{2,3})\.(\d{1,6})\.(\d{1,6})\b")
SOURCE = "vi"


@dataclass(frozen=True)
class Line:
    """One line of a text: a clause, an item of minutes, a part of a review.

    `key` tells it from every other line of the register; `text` is the value of core.languages.
    """

    key: str
    label: str
    text: dict

    @property
    def known_by(self) -> str:
        """Short enough to be printed; among the lines of one text two never look the same."""
        return sha256(self.key.encode()).hexdigest()[:8].upper()

    def entry(self, language: str) -> dict:
        return self.text.get(language) or NOTHING

    def words(self, language: str) -> str:
        return words_of(self.entry(language)["text"])

    def mark(self, language: str) -> str:
        revisions = (self.entry(code)["rev"] for code in (SOURCE, language))
        return ".".join([self.known_by, language, *map(str, revisions)])


@dataclass(frozen=True)
class Row:
    """One row as the translator sent it back. Both revisions are those of the day it left."""

    known_by: str
    source_rev: int
    rev: int
    source: str
    text: str


@dataclass(frozen=True)
class Returned:
    """A file that came back: the language it was to be filled in, its rows in their order."""

    language: str
    rows: list[Row]
    notes: list[Note] = field(default_factory=list)

    def as_data(self) -> dict:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict) -> "Returned":
        rows = [Row(**row) for row in data["rows"]]
        return cls(data["language"], rows, [Note(**note) for note in data["notes"]])


def words_of(text: str) -> str:
    """A text as it is compared: spaces at the ends of lines, which Word may add, do not count."""
    return "\n".join(line.rstrip() for line in tidy(text).split("\n")).strip()
