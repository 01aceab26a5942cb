"""What somebody typed into the search box, read as words of the entries."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from core.text import tidy
from reports.searching.frequent import are_frequent, are_known

LONGEST = 200  # letters
MOST_WORDS = 10
MOST_PARTS = 24  # of one word: a sentence of Lao is one word of many pairs
SHORTEST = 2
BEGINNING = 3  # so many letters of the last word are taken as its beginning, too
HAN = "\u3400-\u9fff\uf900-\ufaff"
NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Lao, Thai, Burmese, Khmer
POWERS = {
    **dict.fromkeys(("nghin", "ngan", "thousand"), 3),
    **dict.fromkeys(("trieu", "million"), 6),
    **dict.fromkeys(("ty", "ti", "billion"), 9),
}


@dataclass(frozen=True)
class Word:
    """A word between two spaces: folded, and its parts as the entries have them."""

    folded: str
    parts: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        return len(self.parts) == 1 and not re.search(f"[0-9{HAN}{NO_SPACES}]", self.parts[0])

    def query(self, kind: str, *, beginning: bool = False) -> str:
        """Its parts beside each other, each with the letter of the kind before it."""
        end = ":*" if beginning and self.is_plain and len(self.folded) >= BEGINNING else ""
        return " <-> ".join(f"'{kind}{part}'" for part in self.parts) + end


@dataclass(frozen=True)
class Typed:
    """The words of a search, folded by PostgreSQL itself, so that both sides agree."""

    text: str
    folded: str
    words: tuple[Word, ...]

    @classmethod
    def read(cls, raw: str) -> "Typed":
        text = " ".join(tidy(raw)[:LONGEST].split())
        words = text.split()[:MOST_WORDS]
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT public.vn_norm(word), ARRAY(
                    SELECT lexeme FROM unnest(search_words('', word)), unnest(positions) AS at
                    ORDER BY at LIMIT %s
                ) FROM unnest(%s::text[]) WITH ORDINALITY AS words(word, nth)
                UNION ALL SELECT public.vn_norm(%s), '{}'""",
                [MOST_PARTS, words, text],
            )
            *found, (folded, _none) = cursor.fetchall()
        return cls(text, folded, tuple(Word(one, tuple(parts)) for one, parts in found if parts))

    @property
    def is_too_short(self) -> bool:
        letters = sum(len(part) for word in self.words for part in word.parts)
        return letters < SHORTEST and not re.search(f"[{HAN}]", self.folded)

    @cached_property
    def _amounts(self) -> dict[int, str]:
        """By the place of its first word: "1,3 tỷ" is found written as 1.300.000.000 too."""
        amounts = {}
        for nth, (number, unit) in enumerate(zip(self.words, self.words[1:], strict=False)):
            read = re.fullmatch(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?", number.folded)
            if read and unit.folded in POWERS:
                whole, parts = read[1], read[2] or ""
                amounts[nth] = f"{int(whole + parts)}{'0' * (POWERS[unit.folded] - len(parts))}"
        return amounts

    @property
    def amounts(self) -> list[str]:
        return list(self._amounts.values())

    def query(self, kind: str, *, beginning: bool = False) -> str:
        """All the words, wherever they stand, as a tsquery of one kind of record."""
        last = len(self.words) - 1
        asked, nth = [], 0
        while nth <= last:
            one = self.words[nth].query(kind, beginning=beginning and nth == last)
            if nth in self._amounts:
                nth += 1
                unit = self.words[nth].query(kind)
                one = f"{one} <-> {unit} | '{kind}{self._amounts[nth - 1]}'"
            asked.append(f"({one})")
            nth += 1
        return " & ".join(asked)

    def phrase(self, kind: str) -> str:
        """The words beside each other in this order."""
        return " <-> ".join(word.query(kind) for word in self.words)

    def is_frequent(self, kind: str) -> bool | None:
        """Whether so many records of the kind have these words that the index is no shorter way;
        None where only a look at some of them can tell.
        """
        return are_frequent(self._parts(kind))

    def is_known(self, kind: str) -> bool:
        """Whether each of these words is in some share of the entries, of records of the kind."""
        return are_known(self._parts(kind))

    def _parts(self, kind: str) -> list[str]:
        return [f"{kind}{part}" for word in self.words for part in word.parts]

    @property
    def longest(self) -> Word:
        """The word that tells most: what is cut out of a long text is cut around it."""
        return max(self.words, key=lambda word: len(word.folded))
