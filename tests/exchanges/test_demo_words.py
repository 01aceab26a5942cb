"""Nothing in the demonstration register is copied from the articles but names."""

import base64
import hashlib
import re
import unicodedata
from pathlib import Path

from exchanges.demo import (
    abroad,
    articles,
    figures,
    happenings,
    notes,
    organisations,
    texts,
    ties,
    vietnam,
)
from exchanges.demo.shapes import Entry

RUN = 8  # words in a row that would be copied
ARTICLE_RUNS = Path(__file__).with_name("article_runs.txt")  # their hashes, four bytes each
MODULES = [figures, happenings, notes, organisations, texts, ties]


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def hashed(run):
    return hashlib.sha256(run.encode()).digest()[:4]


def article_runs():
    data = base64.b64decode(ARTICLE_RUNS.read_text())
    return {data[at : at + 4] for at in range(0, len(data), 4)}


def runs(text):
    said = words(text)
    return {" ".join(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, Entry):
        yield from strings(value.values)
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)
    elif hasattr(value, "words"):
        yield value.words


def proper_names():
    """Names may be as long as they are: of places, organisations and papers."""
    yield from (f"{place.word} {place.name}" for place in (*vietnam.PLACES, *abroad.PLACES))
    yield from (entry.values["name"] for entry in organisations.ORGANISATIONS)
    yield from (entry.values["title"] for entry in (*articles.ARTICLES, *texts.PAPERS))


def test_no_sentence_of_the_articles_is_copied():
    theirs = article_runs()
    assert len(theirs) > 8000
    names = re.compile("|".join(map(re.escape, sorted(proper_names(), key=len, reverse=True))))
    ours = [name for module in MODULES for name in strings(list(vars(module).values()))]
    ours += [entry.values["gist"] for entry in articles.ARTICLES]
    copied = {
        run
        for text in ours
        for piece in names.split(text)
        for run in runs(piece)
        if hashed(run) in theirs
    }
    assert copied == set()


def test_a_copied_sentence_would_be_found():
    """The check above is not blind: these words of one article are known by their hash."""
    assert hashed("cứ thứ 7 hằng tuần hai bản lại") in article_runs()
