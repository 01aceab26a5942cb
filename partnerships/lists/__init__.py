from partnerships.lists.borders import BORDER_MARKERS, GATES
from partnerships.lists.places import BORDER_PROFILES, ORGANISATIONS, PEOPLE, UNITS
from partnerships.lists.texts import (
    COMMITMENTS,
    MEMORANDA,
    NOTES,
    PAPERS,
    STATED_FIGURES,
)
from partnerships.lists.ties import PARTNERSHIPS

__all__ = [
    "BORDER_MARKERS",
    "BORDER_PROFILES",
    "COMMITMENTS",
    "GATES",
    "MEMORANDA",
    "NOTES",
    "ORGANISATIONS",
    "PAPERS",
    "PARTNERSHIPS",
    "PEOPLE",
    "STATED_FIGURES",
    "UNITS",
]
