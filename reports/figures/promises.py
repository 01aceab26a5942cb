"""What was promised, what fell due of it, and what was given for it."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, Q

from exchanges.kept import given_of, state, with_given
from exchanges.models import Delivery
from partnerships.choices import CommitmentStatus
from partnerships.models import Commitment, CommitmentReceiver, Instalment
from reports.figures.books import Books
from reports.figures.shapes import amount, day, days_of, partial, ref, text
from reports.figures.subject import Subject, months_after
from reports.figures.sums import sums

EXPECTED = 60  # instalments of one commitment that a paper lists at most


class Promises:
    """Commitments that held in the period, with their instalments and deliveries, fetched once.
    `on` is the day by which an instalment is late.
    """

    def __init__(self, subject: Subject, on: date):
        self.subject = subject
        self.on = on
        self.found = list(self._commitments())

    def _commitments(self):
        period = self.subject.period
        of_them = Q(partnership__in=self.subject.ties) | Q(
            memorandum__partnerships__in=self.subject.ties
        )
        receivers = CommitmentReceiver.objects.select_related("organisation")
        given = Delivery.objects.standing().select_related("organisation")
        due = Instalment.objects.select_related("receiver__organisation").order_by("period", "pk")
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
                Prefetch("receivers", receivers),
                Prefetch("deliveries", given.order_by("given_days", "pk")),
                Prefetch("instalments", with_given(due)),
            )
        )

    def rows(self, books: Books) -> list[dict]:
        return [self._row(found, books) for found in self.found]

    def _row(self, found: Commitment, books: Books) -> dict:
        given = self._given(found)
        here = [one for one in given if self.subject.surely(one.given)]
        before = [one for one in given if _ended_before(one, self.subject.period.lower)]
        open_days = [one for one in given if one not in here and self._perhaps(one)]
        return ref(found) | {
            "giver": _giver(found, books),
            "receiver": [books.who(receiver) for receiver in self._of_this_review(found)],
            "form": found.form,
            "what": text(found.title),
            "amount": amount(found.amount),
            "from": partial(found.since),
            "until": partial(found.until),
            "interval_months": found.interval_months,
            "delivered": [_delivery(one, books) for one in here],
            "delivered_undated": [_delivery(one, books) for one in open_days],
            "delivered_before": sums(one.amount for one in before),
            "instalments": self._instalments(found, self.subject.period, books),
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

    def _given(self, found: Commitment) -> list[Delivery]:
        """Without what went to receivers of other tables."""
        others = {_who(one) for one in found.receivers.all()}
        others -= {_who(one) for one in self._of_this_review(found)}
        return [one for one in found.deliveries.all() if _who(one) not in others]

    def _perhaps(self, one: Delivery) -> bool:
        """Neither surely before nor surely after the period."""
        days = one.given.days
        later = days and days.lower and days.lower >= self.subject.period.upper
        return not later and not _ended_before(one, self.subject.period.lower)

    # Instalments

    def _instalments(self, found: Commitment, period: DateRange, books: Books) -> list[dict]:
        """Those that begin in a period. Where nobody wrote them they are reckoned from the
        interval; without a stated one nothing is.
        """
        written = list(found.instalments.all())
        if not written:
            return self._reckoned(found, period)
        receivers = {one.pk for one in self._of_this_review(found)}
        return [
            self._instalment(found, one, books)
            for one in written
            if period.lower <= one.period.lower < period.upper
            and (one.receiver_id is None or one.receiver_id in receivers)
        ]

    def _instalment(self, found: Commitment, one: Instalment, books: Books) -> dict:
        given = given_of(one.given_rows)
        kept = state(
            due=one.amount,
            given=given,
            ends=one.period.upper,
            owed=found.status == CommitmentStatus.OPEN,
            today=self.on,
        )
        return ref(one) | {
            "receiver": books.who(one.receiver) if one.receiver else None,
            "period": days_of(one.period) | {"words": ""},
            "amount": amount(one.amount),
            "status": kept.value,
            "given": [said for part in given if (said := amount(part))],
        }

    def _reckoned(self, found: Commitment, period: DateRange) -> list[dict]:
        first = found.since.days and found.since.days.lower
        if not (found.interval_months and first and found.amount.number is not None):
            return []
        end = min(filter(None, [period.upper, found.until.days and found.until.days.upper]))
        due, rows, number = first, [], 0
        while due < end and len(rows) < EXPECTED:
            if due >= period.lower:
                rows.append(
                    {
                        "id": None,
                        "model": Instalment._meta.label_lower,
                        "receiver": None,
                        "period": day(due),
                        "amount": amount(found.amount),
                        "status": "expected",
                        "given": [],
                    }
                )
            number += 1
            due = months_after(first, number * found.interval_months)
        return rows

    def coming(self, books: Books) -> list[dict]:
        """What falls due in the next period of promises that are still open."""
        return [
            {
                "id": one["id"],
                "model": one["model"],
                "what": text(found.title),
                "giver": _giver(found, books),
                "receiver": [one["receiver"]]
                if one["receiver"]
                else [books.who(receiver) for receiver in self._of_this_review(found)],
                "period": one["period"],
                "amount": one["amount"],
            }
            for found in self.found
            if found.status == CommitmentStatus.OPEN
            for one in self._instalments(found, self.subject.next_period, books)
        ]


def _giver(found: Commitment, books: Books) -> list:
    if found.giver_id is not None:
        return [books.unit(found.giver_id)]
    return [books.organisation(found.giver_organisation)]


def _who(record) -> tuple:
    return record.unit_id, record.organisation_id


def _ended_before(one: Delivery, first: date) -> bool:
    days = one.given.days
    return bool(days and days.upper and days.upper <= first)


def _delivery(one: Delivery, books: Books) -> dict:
    named = one.unit_id or one.organisation_id
    return ref(one) | {
        "when": partial(one.given),
        "amount": amount(one.amount),
        "what": text(one.what),
        "receiver": books.who(one) if named else None,
        "source": books.source(one),
    }
