"""Document numbers of internal reports: "05/BC-SNgV", per office, type and year
(Decree 30/2020/ND-CP, Annex I). By setting of the office ours without a gap, else typed in.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Office, User
from accounts.services import audit
from core.errors import RuleViolation
from reports.models import DocumentNumber, NumberCounter, ReviewPaper

REPORT = "BC"  # báo cáo


@transaction.atomic
def take(
    *, office: Office | None, day: date, by: User, number: int | None = None, kind: str = REPORT
) -> DocumentNumber:
    """The number for a paper of that day, to be given to it by `give` in the same transaction:
    whatever refuses the paper gives the number back.

    An office that numbers itself gets the next one; else it is what the registry clerk gave.
    Raises RuleViolation without an office or its code, for a number given before, for one typed
    in where we count ourselves, and for a day to come or before that of our last number.
    """
    _require_office(office)
    if day > timezone.localdate():
        raise RuleViolation(_("The day of the paper lies in the future."))
    taken = DocumentNumber(office=office, kind=kind, year=day.year, dated=day, given_by=by)
    taken.own = office.own_numbering
    if not taken.own:
        taken.number = _typed(taken, number)
        return taken
    if number is not None:
        raise RuleViolation(_("Your office has its reports numbered here: leave the number empty."))
    counter = locked(_counter(office, kind, day.year))
    _require_order(counter, day)
    taken.number = _next(counter)
    counter.last = taken.number
    counter.save(update_fields=["last"])
    return taken


@transaction.atomic
def give(*, number: DocumentNumber, paper: ReviewPaper, by: User) -> DocumentNumber:
    """The paper has the number now, for good."""
    number.paper = paper
    number.save(force_insert=True)
    audit.record(action="number.given", target=paper, by=by, number=number.symbol, own=number.own)
    return number


@transaction.atomic
def start(*, office: Office, year: int, after: int, by: User, kind: str = REPORT) -> NumberCounter:
    """Say where the registry's own book stood when we began to count in that year.

    Raises RuleViolation once a number was counted.
    """
    counter = locked(_counter(office, kind, year))
    if counter.last > counter.after:
        raise RuleViolation(_("Numbers were given from this counter already: its start stays."))
    counter.after = counter.last = after
    counter.save(update_fields=["after", "last"])
    audit.record(
        action="number.started", target=office, by=by, kind=kind, year=year, after=counter.after
    )
    return counter


def locked(counter: NumberCounter) -> NumberCounter:
    """The counter as it is, for this transaction alone: without it two papers get one number."""
    return NumberCounter.objects.select_for_update().get(pk=counter.pk)


def _counter(office: Office, kind: str, year: int) -> NumberCounter:
    """That of the year; a new one goes on after the numbers that were typed in before."""
    which = {"office": office, "kind": kind, "year": year}
    counter = NumberCounter.objects.filter(**which).first()
    if counter:
        return counter
    given = DocumentNumber.objects.filter(**which).order_by("-number").values_list("number")
    before = (given.first() or (0,))[0]
    return NumberCounter.objects.get_or_create(**which, defaults={"after": before, "last": before})[
        0
    ]


def _next(counter: NumberCounter) -> int:
    """The first number after the last that the clerk has not given meanwhile."""
    later = DocumentNumber.objects.filter(
        office=counter.office_id, kind=counter.kind, year=counter.year, number__gt=counter.last
    )
    taken = set(later.values_list("number", flat=True))
    number = counter.last + 1
    while number in taken:
        number += 1
    return number


def _typed(taken: DocumentNumber, number: int | None) -> int:
    if not number or number < 1:
        raise RuleViolation(_("Enter the number that the registry clerk gave."))
    same = DocumentNumber.objects.filter(
        office=taken.office, kind=taken.kind, year=taken.year, number=number
    ).select_related("office", "paper")
    for given in same:
        words = {"number": given.symbol, "year": given.year, "paper": given.paper.code}
        raise RuleViolation(
            _("Number %(number)s of %(year)s was given before, to paper %(paper)s.") % words
        )
    return number


def _require_office(office: Office | None) -> None:
    if office is None:
        raise RuleViolation(
            _("A number belongs to an office, and you have none. The administrator enters it.")
        )
    if not office.code:
        raise RuleViolation(
            _("Your office has no code for document numbers. The administrator enters it.")
        )


def _require_order(counter: NumberCounter, day: date) -> None:
    """A later number has no earlier day. Ours only: what a clerk gave may come in any order."""
    own = DocumentNumber.objects.filter(
        office=counter.office_id, kind=counter.kind, year=counter.year, own=True, dated__gt=day
    )
    last = own.select_related("office").order_by("-number").first()
    if last:
        words = {"number": last.symbol, "day": f"{last.dated:%d/%m/%Y}"}
        raise RuleViolation(
            _("Number %(number)s is of %(day)s: the next one cannot have an earlier day.") % words
        )
