"""What was signed: texts in force in the period, and those that end in the next one."""

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, Q

from partnerships.models import Memorandum, MemorandumParty
from partnerships.models.memorandum_words import HOLDING
from reports.figures.books import Books
from reports.figures.shapes import day, partial, ref, text
from reports.figures.subject import Subject

PARTIES = (  # what a text is told with, and asked what it lacks
    Prefetch("parties", MemorandumParty.objects.select_related("organisation")),
    "signatories",
)


class Signed:
    """Memoranda of a review, fetched once."""

    def __init__(self, subject: Subject):
        self.subject = subject
        self.texts = list(self._memoranda())

    def _memoranda(self):
        """Texts that were in force in the period, as far as is known; one without a known term
        or day counts.
        """
        period = self.subject.period
        return (
            Memorandum.objects.filter(partnerships__in=self.subject.ties)
            .filter(Q(term__isnull=True) | Q(term__overlap=period))
            .exclude(signed_days__fully_gt=period)
            .distinct()
            .order_by("pk")
            .prefetch_related(*PARTIES)
        )

    def memoranda(self, books: Books) -> list[dict]:
        return [self.row(found, books) for found in self.texts]

    def expiring(self, books: Books) -> list[dict]:
        """Texts that end in the next period, as far as their terms are known."""
        return [
            self.row(found, books)
            for found in self.texts
            if found.status in HOLDING and ends_in(found, self.subject.next_period)
        ]

    def row(self, found: Memorandum, books: Books) -> dict:
        return ref(found) | {
            "title": text(found.title),
            "signed": partial(found.signed),
            "place": text(found.place),
            "effective": day(found.term.lower) if found.term else None,
            "until": _last_day(found),
            "parties": [books.who(party) for party in found.parties.all()],
            "renews": found.renews_id is not None,
            "basis": found.basis,
            "source": books.source(found),
        }


def ends_in(found: Memorandum, period: DateRange) -> bool:
    """Its last day lies in that period; the end of a term is the first day it no longer holds."""
    after = found.term.upper if found.term else None
    return after is not None and period.lower < after <= period.upper


def _last_day(found: Memorandum) -> dict | None:
    """The end of a term as the year or the day it holds until."""
    if not (found.term and found.term.upper):
        return None
    last = found.term.upper
    return {"from": None, "until": last.isoformat(), "words": ""}
