"""The report on agreements of a unit, due by 15 November (Law 70/2020/QH14, Article 46.3): signed,
in force, about to end, ended and in clearance, of everything in its reach.
"""

from django.db.models import Exists, OuterRef, Q

from partnerships.choices import SIGNED, MemorandumStatus
from partnerships.models import Clearance, Memorandum, UnitReach
from partnerships.models.memorandum_words import HOLDING
from reports.figures.books import Books
from reports.figures.subject import Subject
from reports.figures.texts import PARTIES, Signed, ends_in


class Agreements:
    def __init__(self, subject: Subject, signed: Signed):
        self.subject = subject
        self.signed = signed
        rows = self._in_reach()
        self.found = list(
            rows.annotate(asked=Exists(self._asked())).prefetch_related(*PARTIES, "partnerships")
        )
        self.holding = set(rows.in_force(subject.on).values_list("pk", flat=True))

    def _in_reach(self):
        reach = UnitReach.objects.filter(ancestor=self.subject.unit).values("unit")
        found = (
            Q(partnerships__in=self.subject.ties)
            | Q(parties__unit__in=reach)
            | Q(parties__organisation__seat__in=reach)
        )
        mine = Memorandum.objects.filter(found).order_by().values("pk")
        rows = Memorandum.objects.filter(pk__in=mine)
        return rows.exclude(status=MemorandumStatus.GIVEN_UP).order_by("signed_days", "pk")

    def _asked(self):
        """Steps of clearance that were asked before the end of the period."""
        rows = Clearance.objects.filter(memorandum=OuterRef("pk"))
        return rows.filter(asked_on__lt=self.subject.period.upper)

    def groups(self, books: Books) -> dict:
        asked = {
            "signed": self._is_signed_now,
            "in_force": lambda one: one.pk in self.holding,
            "expiring": lambda one: (
                one.status in HOLDING and ends_in(one, self.subject.next_period)
            ),
            "ended": self._has_ended,
            "in_clearance": self._is_in_clearance,
        }
        return {
            name: [self._row(one, books) for one in self.found if fits(one)]
            for name, fits in asked.items()
        }

    def _row(self, one: Memorandum, books: Books) -> dict:
        ties = sorted(str(tie) for tie in one.partnerships.all())
        return self.signed.row(one, books) | {"ties": ties, "status": one.status}

    def _is_signed_now(self, one: Memorandum) -> bool:
        return one.status in SIGNED and self.subject.surely(one.signed)

    def _has_ended(self, one: Memorandum) -> bool:
        """Its term ran out in the period, or it was ended in it."""
        if one.status == MemorandumStatus.TERMINATED:
            return self.subject.surely(one.ended)
        return one.status in HOLDING and ends_in(one, self.subject.period)

    def _is_in_clearance(self, one: Memorandum) -> bool:
        """Asked for and not signed by the end of the period."""
        if not one.asked:
            return False
        days = one.signed.days
        later = days and days.lower and days.lower >= self.subject.period.upper
        return one.status not in SIGNED or bool(later)
