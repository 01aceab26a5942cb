"""The columns of a kind of record, and which heading of a table stands for which of them."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import override

from reports.imports.folding import folded, meanings
from reports.imports.readers import Reader, Text


@dataclass(frozen=True)
class Column:
    """One fact of a record. `also` are other headings that offices use for it."""

    name: str
    label: str
    read: Reader = field(default_factory=Text)
    required: bool = False
    example: str = ""
    note: str = ""
    also: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        """The heading of the template: in Vietnamese, under it in English."""
        return "\n".join(dict.fromkeys(self.labels))

    @property
    def labels(self) -> list[str]:
        said = []
        for language in ("vi", "en"):
            with override(language):
                said.append(str(self.label))
        return said


class Headings:
    """Finds the column that a heading means: by its names here, or by what was said before."""

    def __init__(self, columns: tuple[Column, ...], remembered: dict[str, str] | None = None):
        self.columns, self.remembered = columns, remembered or {}

    @cached_property
    def names(self) -> dict[str, str]:
        own = [(words, one.name) for one in self.columns for words in (one.name, *one.labels)]
        others = [(words, one.name) for one in self.columns for words in one.also]
        return {folded(words): name for words, name in reversed([*own, *others])}

    def column(self, heading: str) -> str:
        """The name of our column, or nothing."""
        said = self.remembered.get(folded(heading)[:200])
        if said is not None:
            return said
        return next((self.names[one] for one in meanings(heading) if one in self.names), "")

    def known(self, words: list[str]) -> int:
        """How many of these cells are headings of ours."""
        return len({self.column(one) for one in words if one} - {""})

    def matching(self, headings: list) -> dict[str, str]:
        """Letters of each column with ours; of two that mean the same the first."""
        found: dict[str, str] = {}
        for letters, words, *_rest in headings:
            name = self.column(words)
            if name and name not in found.values():
                found[letters] = name
        return found
