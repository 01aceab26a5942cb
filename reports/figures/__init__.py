"""Collect what a review says, as plain JSON. Reads the apps below, writes nothing.

The number of queries does not depend on how much there is. The shape is what papers print; it is
frozen with the review, so that a paper never looks anything up.
"""

import json
from datetime import date
from hashlib import sha256

from django.utils import timezone, translation

from core.canonical import canonical
from reports.choices import ReviewPurpose, ReviewStatus
from reports.figures import facts, gaps, numbers, one_text, rounds, schema, ties
from reports.figures.activities import Activities
from reports.figures.agreed import Agreed
from reports.figures.agreements import Agreements
from reports.figures.aid import Gifts
from reports.figures.books import Books
from reports.figures.comparison import Counted, compared
from reports.figures.incidents import Incidents
from reports.figures.meetings import Held
from reports.figures.patrols import Patrols
from reports.figures.planned import plan
from reports.figures.promises import Promises
from reports.figures.shapes import days_of
from reports.figures.subject import Subject, subject_of
from reports.figures.texts import Signed
from reports.models import AnnualReview

__all__ = ["checked", "collect", "digest"]

checked = schema.check


def collect(review: AnnualReview, *, on: date | None = None) -> dict:
    """Everything a review says of its ties or unit in its period, as the register has it now.

    `on` is the day by which something due counts as missed: of a frozen review its cut-off, so
    that time alone changes nothing; else today.
    """
    frozen = review.status != ReviewStatus.DRAFT and review.cut_off
    on = on or frozen or timezone.localdate()
    with translation.override("vi"):  # papers are of the Vietnamese office, whoever asks
        subject = subject_of(review)
        books = Books(on=review.last_day)
        found = _Collected(review, subject, on).figures(books)
        books.fill()
        found["sources"] = books.cited_papers()
        found["places"] = books.places()
    return json.loads(json.dumps(found, ensure_ascii=False))


class _Collected:
    """The records of a review, each kind fetched once."""

    def __init__(self, review: AnnualReview, subject: Subject, on: date):
        self.review, self.subject, self.on = review, subject, on
        self.below = ties.below(subject)
        self.wide = subject.with_ties_below(self.below)
        self.held = Held(subject, review.meeting)
        self.agreed = Agreed(subject, self.held)
        self.rounds = rounds.Rounds(subject, on)
        self.signed = Signed(subject)
        self.promises = Promises(subject, on)
        self.gifts = Gifts(subject)
        self.patrols = Patrols(subject)
        self.incidents = Incidents(subject)
        self.activities = Activities(self.wide)

    def figures(self, books: Books) -> dict:
        return {
            "schema": schema.VERSION,
            "review": self._review(),
            "title": None,
            "sides": ties.sides(self.subject, books),
            "tie": ties.described(self.subject, books),
            **self._agreed_and_met(books),
            **self._promised_and_given(books),
            **self._happened(books),
            **self._told(books),
            **one_text.minutes(self.review),
        }

    def _review(self) -> dict:
        review = self.review
        return {
            "code": review.code,
            "purpose": review.series.purpose,
            "edition": review.edition,
            "period": days_of(review.period),
            "cut_off": self.on.isoformat(),
            "languages": list(review.languages),
        }

    def _agreed_and_met(self, books: Books) -> dict:
        return {
            "meeting": self.held.signing(books),
            "meetings": self.held.all(books),
            "meetings_due": self.rounds.due(),
            "hosts": rounds.hosts(self.subject, self.held, books),
            "agreed_items": self.agreed.rows(books),
            "agreed_counts": self.agreed.counts(),
        }

    def _promised_and_given(self, books: Books) -> dict:
        return {
            "memoranda": self.signed.memoranda(books),
            "commitments": self.promises.rows(books),
            "aid": self.gifts.in_period(books),
            "aid_undated": self.gifts.undated(books),
            "aid_totals": self.gifts.by_direction(),
        }

    def _happened(self, books: Books) -> dict:
        return {
            "incidents": self.incidents.rows(books),
            "incident_counts": self.incidents.counts(),
            "sensitive": self.incidents.sensitive(books),
            "activities": self.activities.counted(books),
            **self.patrols.in_period(),
        }

    def _told(self, books: Books) -> dict:
        told = facts.facts(self.wide, self.held, self.activities, books)
        return {
            "twinnings": ties.twinnings(self.subject, self.below, books),
            "figures": numbers.figures(
                self.subject,
                self.below,
                self.held,
                self.agreed,
                self.gifts,
                books,
                self.patrols.computed(),
            ),
            "facts": [*told, *self.patrols.undated(books)],
            "comparison": self._comparison(),
            "plan": plan(
                self.subject,
                self.held,
                self.rounds,
                self.agreed,
                self.promises,
                self.signed,
                books,
            ),
            "agreements": self._agreements(books),
            "gaps": gaps.gaps(
                self.subject, self.held, self.agreed, self.gifts, self.signed, self.promises
            ),
        }

    def _comparison(self) -> dict | None:
        now = Counted(
            self.subject,
            held=self.held,
            agreed=self.agreed,
            gifts=self.gifts,
            patrols=self.patrols,
            activities=self.activities,
            incidents=self.incidents,
        )
        return compared(Counted.before(self.subject, self.wide, self.held, self.agreed), now)

    def _agreements(self, books: Books) -> dict | None:
        if self.review.series.purpose != ReviewPurpose.AGREEMENTS:
            return None
        return Agreements(self.subject, self.signed).groups(books)


def digest(known: dict, narrative: dict) -> str:
    """SHA-256 over figures and text: what the foot of every page carries the first digits of."""
    said = canonical({"figures": known, "narrative": narrative})
    return sha256(said.encode()).hexdigest()
