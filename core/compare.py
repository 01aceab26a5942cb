"""Two versions of a text compared word by word: what stayed, what was taken out, what was added."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from icu4py.breakers import WordBreaker

KEPT, REMOVED, ADDED = "kept", "removed", "added"
MOST_WORDS = 3_000  # of one changed passage; a longer one is shown as replaced, not word by word
# A word keeps the space behind it: so single spaces never count as what two texts have in common.
WORD = re.compile(r"\w+(?:[.,]\d+)*[^\S\n]*|\n|[^\w\s][^\S\n]*|[^\S\n]+")
# Chinese is compared by character, but a number or a Latin word in it is one.
CHARACTER = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]+|.|\n", re.DOTALL)
WITHOUT_SPACES = {"lo", "km"}


@dataclass(frozen=True)
class Span:
    """A piece of the compared texts: kept, removed or added."""

    kind: str
    text: str


def compared(old: str, new: str, language: str) -> list[Span]:
    """Line by line first, then word by word inside the lines that changed."""
    found: list[Span] = []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = [old], [new]
    for kind, was, becomes in _blocks(before, after):
        if kind == KEPT:
            found.append(Span(KEPT, "".join(becomes)))
        else:
            found += _by_word("".join(was), "".join(becomes), language)
    return list(_joined(found))


def is_changed(spans: list[Span]) -> bool:
    return any(span.kind != KEPT for span in spans)


def words(text: str, language: str) -> list[str]:
    """The words of a text in its language; put together again they are the text."""
    if language == "zh":
        return CHARACTER.findall(text)
    if language in WITHOUT_SPACES:
        return [text[start:end] for start, end in WordBreaker(text, language).segments()]
    return WORD.findall(text)


def _by_word(old: str, new: str, language: str) -> Iterator[Span]:
    before, after = words(old, language), words(new, language)
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = [old], [new]
    for kind, was, becomes in _blocks(before, after):
        if kind == KEPT:
            yield Span(KEPT, "".join(becomes))
        else:
            yield Span(REMOVED, "".join(was))
            yield Span(ADDED, "".join(becomes))


def _blocks(before: Sequence[str], after: Sequence[str]):
    """What is equal, and what stands in the place of what. The space behind a word says nothing:
    the last word of a text is the same when others follow it.
    """
    a, b = ([one.rstrip(" \t") or one for one in side] for side in (before, after))
    matcher = SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > MOST_WORDS)
    for tag, start, end, at, to in matcher.get_opcodes():
        yield KEPT if tag == "equal" else "", before[start:end], after[at:to]


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbours of one kind as one span, and of a run of changes the removed before the added."""
    run = {REMOVED: "", ADDED: ""}
    kept = ""
    for span in [*spans, Span("", "")]:
        if span.kind in run and span.text:
            if kept:
                yield Span(KEPT, kept)
                kept = ""
            run[span.kind] += span.text
        elif span.kind == KEPT or not span.kind:
            yield from (Span(kind, text) for kind, text in run.items() if text)
            run = dict.fromkeys(run, "")
            kept += span.text
    if kept:
        yield Span(KEPT, kept)
