"""The words of the office in four languages, offered beside the boxes of a narrative.

terms.tsv has one term a line; several words for one thing are parted by " / ". A word of a language
named in `unchecked` was read by no native speaker yet. phrases.tsv has sentences that reviews use
again and again, in Vietnamese, by part of the review. compounds.txt has words in which a short term
means something else: "điều kiện" is no "điều".
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.text import tidy

FOLDER = Path(__file__).parent
LANGUAGES = ("vi", "lo", "zh", "en")
OFFERED = 12  # words beside one box


@dataclass(frozen=True)
class Word:
    """A word of one language, ready to stand in a text."""

    text: str
    code: str
    said: str = ""  # the Vietnamese that it renders
    unchecked: bool = False


@dataclass(frozen=True, eq=False)  # known by itself: a dict has no hash
class Term:
    texts: dict[str, tuple[str, ...]]
    unchecked: frozenset[str]

    def words(self, code: str) -> list[Word]:
        said = " / ".join(self.texts["vi"]) if code != "vi" else ""
        doubted = code in self.unchecked
        return [Word(text, code, said, doubted) for text in self.texts.get(code, ())]


def _lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the file; read when first asked for."""
    return tuple(
        Term(
            texts={code: tuple(tidy(line[code]).split(" / ")) for code in LANGUAGES if line[code]},
            unchecked=frozenset(filter(None, line["unchecked"].split(","))),
        )
        for line in _lines("terms.tsv")
    )


@cache
def phrases(section: str) -> tuple[str, ...]:
    """The sentences offered for a part of a review, in Vietnamese."""
    return tuple(tidy(one["vi"]) for one in _lines("phrases.tsv") if one["section"] == section)


@cache
def compounds() -> tuple[str, ...]:
    """Words that hold a term and are none."""
    lines = (FOLDER / "compounds.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tidy(line) for line in lines)


@cache
def _patterns() -> tuple[tuple[re.Pattern, tuple[Term, ...]], ...]:
    """Longer words first: "biên bản ghi nhớ" before "biên bản"."""
    found: dict[str, list[Term]] = {word: [] for word in compounds()}
    for term in terms():
        for word in term.texts["vi"]:
            found.setdefault(word, []).append(term)
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), tuple(found[word]))
        for word in sorted(found, key=len, reverse=True)
    )


def in_text(text: str) -> list[Term]:
    """The terms that a Vietnamese text uses, the longest first; what a longer one takes is no
    shorter one any more.
    """
    found: dict[Term, None] = {}
    for pattern, own in _patterns():
        text, times = pattern.subn("\n", text)
        if times:
            found |= dict.fromkeys(own)
    return list(found)


def offered(section: str, code: str, vietnamese: str) -> list[Word]:
    """What is offered beside the box of one language of a part: phrases and terms for the
    Vietnamese box, elsewhere the renderings of the terms typed there; while it is empty, of those
    that the part usually has.
    """
    usual = phrases(section)
    if code == "vi":
        return [Word(text, code) for text in usual]
    found = in_text(vietnamese.strip() or "\n".join(usual))
    return [word for term in found for word in term.words(code)][:OFFERED]
