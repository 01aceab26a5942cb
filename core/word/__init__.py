"""Translation by Word: a text of several lines leaves as a table and comes back by upload."""

from core.word.lines import MARK, Line, Returned, Row, words_of
from core.word.matching import LineBack, Offer, Proposal, proposal, require_ours
from core.word.notes import Note
from core.word.reading import LARGEST, read
from core.word.writing import write

__all__ = [
    "LARGEST",
    "MARK",
    "Line",
    "LineBack",
    "Note",
    "Offer",
    "Proposal",
    "Returned",
    "Row",
    "proposal",
    "read",
    "require_ours",
    "words_of",
    "write",
]
