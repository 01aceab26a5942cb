"""The fixed wording of papers. That of the reviews is one module per language, all with the same
keys; that of the other papers is a table with the languages side by side.
"""

from reports.papers.wording import (
    en,
    figures,
    internal,
    kinds,
    km,
    lo,
    meetings,
    prints,
    protocol,
    vi,
    zh,
)

SIDE_BY_SIDE = (
    prints.WORDS | meetings.WORDS | protocol.WORDS | figures.WORDS | kinds.WORDS | internal.WORDS
)
LANGUAGES = {"vi": vi, "lo": lo, "zh": zh, "en": en, "km": km}

# Wordings that a native speaker has read. Drafts in any other language carry a note.
CHECKED = {"vi", "en"}


def word(key: str, language: str, /, **gaps) -> str:
    known = SIDE_BY_SIDE.get(key)
    said = known[language] if known else LANGUAGES[language].WORDS[key]
    return said.format(**gaps)


def knows(key: str) -> bool:
    """Whether there is a wording for it: a state or kind without one is not guessed."""
    return key in SIDE_BY_SIDE or key in LANGUAGES["vi"].WORDS


def country(code: str, language: str, *, full: bool = False) -> str:
    """Short or full name of a country; another country keeps its code."""
    return LANGUAGES[language].COUNTRIES.get(code, (code, code))[full]


def party(code: str, language: str) -> str:
    """How one side is called in running text: "phía Lào", "老方"."""
    own = getattr(LANGUAGES[language], "PARTIES", {})
    return own.get(code) or word("party", language, country=country(code, language))
