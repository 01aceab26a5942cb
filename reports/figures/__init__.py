"""Collect what a review says, as plain JSON. Reads the apps below, writes nothing.

The number of queries does not depend on how much there is. The shape is what papers print; it is
frozen with the review, so that a paper never looks anything up.
"""

import json
from hashlib import sha256

from django.utils import translation

from reports.figures import aid, facts, gaps, meetings, numbers, patrols, texts, ties
from reports.figures.books import Books
from reports.figures.subject import Subject, subject_of
from reports.models import AnnualReview

__all__ = ["collect", "digest"]


def collect(review: AnnualReview) -> dict:
    """Everything a review says of its ties or unit in its period, as the register has it now."""
    with translation.override("vi"):  # papers are of the Vietnamese office, whoever asks
        subject = subject_of(review)
        books = Books(on=review.last_day)
        found = _collected(review, subject, books)
        books.fill()
        found["sources"] = books.cited_papers()
    return json.loads(json.dumps(found, ensure_ascii=False))


def _collected(review: AnnualReview, subject: Subject, books: Books) -> dict:
    below = ties.below(subject)
    gifts = aid.Gifts(subject)
    held = meetings.Held(subject, review.meeting)
    signed = texts.Signed(subject)
    patrolled = patrols.Patrols(subject)
    return {
        "title": None,
        "sides": ties.sides(subject, books),
        "tie": ties.described(subject, books),
        "memoranda": signed.memoranda(books),
        "commitments": signed.commitments(books),
        "meeting": held.signing(books),
        "meetings": held.all(books),
        "agreed_items": held.agreed_items(books),
        "incidents": held.incidents(books),
        "aid": gifts.in_period(books),
        "aid_undated": gifts.undated(books),
        "twinnings": ties.twinnings(subject, below, books),
        "figures": numbers.figures(subject, below, held, gifts, books, patrolled.computed()),
        "facts": [
            *facts.facts(subject.with_ties_below(below), held, books),
            *patrolled.undated(books),
        ],
        "gaps": gaps.gaps(subject, held, gifts, signed),
        **patrolled.in_period(),
    }


def digest(known: dict, narrative: dict) -> str:
    """SHA-256 over figures and text: what the foot of every page carries the first digits of."""
    canonical = json.dumps(
        {"figures": known, "narrative": narrative},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return sha256(canonical.encode()).hexdigest()
