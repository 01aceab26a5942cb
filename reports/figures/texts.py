"""What was signed and what was promised."""

from calendar import monthrange
from datetime import date

from django.db.models import Prefetch, Q

from partnerships.models import Commitment, CommitmentReceiver, Memorandum, MemorandumParty
from reports.figures.books import Books, organisation
from reports.figures.shapes import amount, day, partial, text
from reports.figures.subject import Subject

EXPECTED = 60  # instalments of one commitment that a paper lists at most


class Signed:
    """Memoranda and commitments of a review, fetched once."""

    def __init__(self, subject: Subject):
        self.subject = subject
        self.texts = list(self._memoranda())
        self.promises = list(self._commitments())

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
            .prefetch_related(
                Prefetch("parties", MemorandumParty.objects.select_related("organisation")),
                "signatories",
            )
        )

    def _commitments(self):
        period = self.subject.period
        of_them = Q(partnership__in=self.subject.ties) | Q(
            memorandum__partnerships__in=self.subject.ties
        )
        return (
            Commitment.objects.filter(of_them)
            .filter(Q(since_days__isnull=True) | Q(since_days__startswith__lt=period.upper))
            .filter(
                Q(until_days__isnull=True)
                | Q(until_days__endswith__isnull=True)
                | Q(until_days__endswith__gt=period.lower)
            )
            .distinct()
            .order_by("pk")
            .select_related("giver_organisation")
            .prefetch_related(
                Prefetch("receivers", CommitmentReceiver.objects.select_related("organisation"))
            )
        )

    def memoranda(self, books: Books) -> list[dict]:
        return [
            {
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
            for found in self.texts
        ]

    def commitments(self, books: Books) -> list[dict]:
        return [self._commitment(found, books) for found in self.promises]

    def _commitment(self, found: Commitment, books: Books) -> dict:
        of_unit = found.giver_id is not None
        giver = books.unit(found.giver_id) if of_unit else organisation(found.giver_organisation)
        return {
            "giver": [giver],
            "receiver": [books.who(receiver) for receiver in self._of_this_review(found)],
            "form": found.form,
            "what": text(found.title),
            "amount": amount(found.amount),
            "from": partial(found.since),
            "until": partial(found.until),
            "interval_months": found.interval_months,
            "delivered": [],
            "instalments": self._expected(found),
            "status": found.status,
            "source": books.source(found),
        }

    def _of_this_review(self, found: Commitment) -> list[CommitmentReceiver]:
        """What is promised to each is shown to those at the table; if none is, to all."""
        receivers = list(found.receivers.all())
        here = [
            one
            for one in receivers
            if one.unit_id in self.subject.units
            or one.organisation_id in self.subject.organisations
        ]
        return here or receivers

    def _expected(self, found: Commitment) -> list[dict]:
        """Instalments that fall into the period; without a stated interval nothing is reckoned."""
        first = found.since.days and found.since.days.lower
        if not (found.interval_months and first and found.amount.number is not None):
            return []
        end = min(filter(None, [self.subject.period.upper, _end(found)]))
        due, rows, number = first, [], 0
        while due < end and number < EXPECTED:
            if due >= self.subject.period.lower:
                rows.append(
                    {"period": day(due), "amount": amount(found.amount), "status": "expected"}
                )
            number += 1
            due = months_after(first, number * found.interval_months)
        return rows


def months_after(first: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _end(found: Commitment) -> date | None:
    return found.until.days.upper if found.until.days else None


def _last_day(found: Memorandum) -> dict | None:
    """The end of a term as the year or the day it holds until."""
    if not (found.term and found.term.upper):
        return None
    last = found.term.upper
    return {"from": None, "until": last.isoformat(), "words": ""}
