"""What the next period, as long as this one, is to bring: for the plan of the internal report and
the report on agreements (Law 70/2020/QH14, Article 46).
"""

from datetime import timedelta

from django.db.models import Prefetch, Q

from exchanges.models import YearPlan, YearPlanLine
from partnerships.models import UnitReach
from reports.figures.agreed import Agreed
from reports.figures.books import Books
from reports.figures.meetings import Held
from reports.figures.promises import Promises
from reports.figures.rounds import Rounds
from reports.figures.shapes import amount, days_of, ref, text
from reports.figures.subject import Subject
from reports.figures.sums import sums
from reports.figures.texts import Signed


def plan(
    subject: Subject,
    held: Held,
    rounds: Rounds,
    agreed: Agreed,
    promises: Promises,
    signed: Signed,
    books: Books,
) -> dict:
    return {
        "period": days_of(subject.next_period),
        "meetings": rounds.coming(held),
        "agreed_items": agreed.coming(books),
        "instalments": promises.coming(books),
        "expiring": signed.expiring(books),
        "year_plans": _year_plans(subject, books),
    }


def _year_plans(subject: Subject, books: Books) -> list[dict]:
    """Of the years that the next period touches: of a unit all in its reach; of ties the lines that
    name them, in the plans of whoever stands at home.
    """
    period = subject.next_period
    years = range(period.lower.year, (period.upper - timedelta(days=1)).year + 1)
    lines = YearPlanLine.objects.order_by("pk")
    if subject.unit:
        reach = UnitReach.objects.filter(ancestor=subject.unit).values("unit")
        plans = YearPlan.objects.filter(unit__in=reach)
    else:
        lines = lines.filter(
            Q(partnership__in=subject.ties)
            | Q(commitment__partnership__in=subject.ties)
            | Q(project__partnership__in=subject.ties)
        )
        plans = YearPlan.objects.filter(lines__in=lines).distinct()
    rows = plans.filter(year__in=years).prefetch_related(Prefetch("lines", lines))
    return [
        ref(one)
        | {
            "unit": books.unit(one.unit_id),
            "year": one.year,
            "direction": one.direction,
            "note": text(one.note),
            "lines": [
                ref(line) | {"what": text(line.what), "amount": amount(line.estimate)}
                for line in one.lines.all()
            ],
            "totals": sums(line.estimate for line in one.lines.all()),
        }
        for one in rows.order_by("year", "unit__name", "direction", "pk")
    ]
