"""A returned file beside the register as it is now: what would change, line by line."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.compare import Span, compared
from core.errors import RuleViolation
from core.forms import LONGEST
from core.languages import NAMES, TextState
from core.word.lines import SOURCE, Line, Returned, Row
from core.word.notes import Note

LETTERS = {
    "lo": re.compile("[\u0e80-\u0eff]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "zh": re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]"),
}
A_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Offer:
    """One text of a line that the file would replace. `rev` is that of the register now."""

    line: Line
    language: str
    words: str
    ticked: bool

    @property
    def name(self) -> str:
        return f"{self.line.known_by}-{self.language}"

    @property
    def rev(self) -> int:
        return self.line.entry(self.language)["rev"]

    @property
    def language_name(self) -> str:
        return str(NAMES[self.language][0])

    @property
    def spans(self) -> list[Span]:
        return compared(self.line.words(self.language), self.words, self.language)


@dataclass
class LineBack:
    """What the file says about one line of the register."""

    line: Line
    number: int = 0  # of its row in the file that is downloaded today
    notes: list[Note] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    source_now: list[Span] = field(default_factory=list)  # how the Vietnamese moved on since

    def __bool__(self):
        return bool(self.notes or self.offers)

    @property
    def source(self) -> str:
        """The Vietnamese text, for whoever judges the translation."""
        return self.line.words(SOURCE)


@dataclass(frozen=True)
class Proposal:
    """The whole file: lines with something to say, findings, and how many lines are as before."""

    language: str
    lines: list[LineBack]
    notes: list[Note]
    same: int

    @property
    def offers(self) -> list[Offer]:
        return [offer for line in self.lines for offer in line.offers]


def require_ours(lines: list[Line], returned: Returned, languages: list[str]) -> None:
    """Raises RuleViolation for a file of another text, or in a language that this one has not."""
    if not {line.known_by for line in lines} & {row.known_by for row in returned.rows}:
        raise RuleViolation(
            _("This is the file of another text: none of its rows is known here. Nothing changes.")
        )
    if returned.language == SOURCE or returned.language not in languages:
        name = NAMES.get(returned.language, (returned.language,))[0]
        words = _("This text has no %(language)s version, and the file is for one.")
        raise RuleViolation(words % {"language": name})


def proposal(lines: list[Line], returned: Returned) -> Proposal:
    """Each line of the register beside its row in the file. Nothing is decided here but which
    changes are ticked at first: those against which nothing speaks.
    """
    rows = _by_line(returned.rows)
    leaving = [line for line in lines if line.known_by in rows or _leaves(line, returned.language)]
    back = [
        _line_back(LineBack(line, number), rows.get(line.known_by, []), returned.language)
        for number, line in enumerate(leaving, 1)
    ]
    told = [one for one in back if one]
    notes = [*returned.notes, *_notes(lines, returned)]
    return Proposal(returned.language, told, notes, len(back) - len(told))


def _leaves(line: Line, language: str) -> bool:
    return bool(line.words(SOURCE) or line.words(language))


def _by_line(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.known_by, []).append(row)
    return found


def _notes(lines: list[Line], returned: Returned) -> list[Note]:
    places = {line.known_by: place for place, line in enumerate(lines)}
    order = [places[row.known_by] for row in returned.rows if row.known_by in places]
    first = list(dict.fromkeys(order))
    unknown = Counter(row.known_by for row in returned.rows if row.known_by not in places)
    found = [Note("moved")] if first != sorted(first) else []
    return [*found, *(Note("unknown", known_by) for known_by in unknown)]


def _line_back(back: LineBack, rows: list[Row], language: str) -> LineBack:
    if not rows:
        back.notes.append(Note("missing"))
        return back
    if len({(row.source, row.text) for row in rows}) > 1:
        back.notes.append(Note("twice"))
        return back
    fits = _look_at_source(back, rows[0], language)
    _look_at_text(back, rows[0], language, fits)
    return back


def _look_at_source(back: LineBack, row: Row, language: str) -> bool:
    """Whether the translation was made of the Vietnamese text that the register has."""
    now = back.line.words(SOURCE)
    if row.source == now:
        return True
    if row.source_rev != back.line.entry(SOURCE)["rev"]:
        if row.text not in ("", back.line.words(language)):
            back.notes.append(Note("source_moved_on"))
            back.source_now = compared(row.source, now, SOURCE)
        return False
    if row.source and len(row.source) <= LONGEST:
        back.notes.append(Note("source"))
        back.offers.append(Offer(back.line, SOURCE, row.source, ticked=False))
    return True


def _look_at_text(back: LineBack, row: Row, language: str, fits: bool) -> None:
    now = back.line.words(language)
    if row.text == now:
        return
    if not row.text:
        back.notes.append(Note("empty"))
        return
    if len(row.text) > LONGEST:
        back.notes.append(Note("long"))
        return
    found = []
    if row.rev != back.line.entry(language)["rev"]:
        found.append("conflict")
    letters = LETTERS.get(language)
    if letters and A_LETTER.search(row.text) and not letters.search(row.text):
        found.append("script")
    back.notes += [Note(kind) for kind in found]
    if back.line.entry(language)["state"] in (TextState.CHECKED, TextState.AGREED):
        back.notes.append(Note("agreed"))
    ticked = fits and not found
    back.offers.append(Offer(back.line, language, row.text, ticked))
