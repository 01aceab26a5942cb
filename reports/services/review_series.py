"""Every write to ReviewSeries: what is reviewed year after year is found, or entered once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from partnerships.models import Partnership, Unit
from reports.choices import ReviewPurpose
from reports.models import ReviewSeries


@transaction.atomic
def of_ties(*, ties: Iterable[Partnership], by: User, title: str = "") -> ReviewSeries:
    """The series that reviews exactly these ties; made the first time somebody asks for it.

    Raises RuleViolation if no tie is named.
    """
    wanted = sorted(tie.pk for tie in ties)
    # Lock the ties: two officers asking at once get one series.
    locked = list(Partnership.objects.select_for_update().filter(pk__in=wanted).order_by("code"))
    if not locked:
        raise RuleViolation(_("Choose the tie, the ties or the unit that is reviewed."))
    found = _with_exactly(wanted)
    if found:
        return found
    more = len(locked) - 1
    code = f"{locked[0].code}+{more}" if more else locked[0].code
    series = ReviewSeries.objects.create(
        code=_free(code),
        title=title or "; ".join(tie.title for tie in locked)[:255],
    )
    series.partnerships.set(locked)
    audit.record(action="series.entered", target=series, by=by, ties=[t.code for t in locked])
    return series


@transaction.atomic
def of_unit(
    *, unit: Unit, by: User, title: str = "", purpose: ReviewPurpose = ReviewPurpose.REVIEW
) -> ReviewSeries:
    """The series that reviews everything in a unit, or that reports on its agreements; made the
    first time somebody asks for it.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    found = ReviewSeries.objects.filter(unit=unit, purpose=purpose).order_by("pk").first()
    if found:
        return found
    code = slugify(unit.name.replace("đ", "d").replace("Đ", "D")).upper()[:30]
    if purpose == ReviewPurpose.AGREEMENTS:
        code = f"{code or 'DV'}-TT"  # thỏa thuận
    series = ReviewSeries.objects.create(
        code=_free(code or "DV"), title=title or str(unit), unit=unit, purpose=purpose
    )
    audit.record(
        action="series.entered", target=series, by=by, unit=str(unit), purpose=str(purpose)
    )
    return series


@transaction.atomic
def rename(*, series: ReviewSeries, title: str, by: User) -> ReviewSeries:
    """Give a series a title that the office uses; papers that were made keep the old one."""
    series = ReviewSeries.objects.select_for_update().get(pk=series.pk)
    series.title = title
    series.save(update_fields=["title"])
    audit.record(action="series.renamed", target=series, by=by)
    return series


def _with_exactly(ties: list[int]) -> ReviewSeries | None:
    candidates = (
        ReviewSeries.objects.filter(unit=None, partnerships__in=ties)
        .distinct()
        .values_list("pk", flat=True)
    )
    sized = ReviewSeries.objects.filter(pk__in=list(candidates)).annotate(n=Count("partnerships"))
    for series in sized.filter(n=len(ties)).order_by("pk").prefetch_related("partnerships"):
        if {tie.pk for tie in series.partnerships.all()} == set(ties):
            return series
    return None


def _free(code: str) -> str:
    """The code, with a number after it if another series has it (a unit and a tie, say)."""
    taken = set(ReviewSeries.objects.filter(code__startswith=code).values_list("code", flat=True))
    number = 2
    free = code
    while free in taken:
        free, number = f"{code}.{number}", number + 1
    return free
