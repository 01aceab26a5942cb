"""The two things that an office sends by 15 November of every year: the report on agreements, and
the plan of the next year (Law 70/2020/QH14, Article 46.3 and 46.1).
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.badges import Badge
from core.counting import capped
from exchanges.models import YearPlan
from partnerships.choices import MemorandumStatus
from partnerships.deadline_rows import REPORT_DAY, REPORT_STAYS
from reports.choices import ReviewPurpose
from reports.overview import Overview
from reports.work import Tile, listed

NEAR = 30  # calendar days


@dataclass(frozen=True)
class ReportDay:
    """The day in sight, how long it is to it, and what the register holds for either paper."""

    day: date
    badge: Badge
    report: list[Tile]
    plan: list[Tile]

    @property
    def next_year(self) -> int:
        return self.day.year + 1


def day_in_sight(on: date) -> date:
    """The next one; the last one until a month after it, for nobody records that it was sent."""
    years = (on.year - 1, on.year, on.year + 1)
    return next(day for year in years if (day := date(year, *REPORT_DAY)) + REPORT_STAYS >= on)


def rows(seen: Overview) -> dict:
    """What is counted for the two papers, by the name of the count."""
    year = day_in_sight(seen.on).year
    of_year = f"[{year}-01-01,{year + 1}-01-01)"
    return {
        "report_texts": seen.memoranda.of_year(year),
        "report_made": seen.all_reviews.filter(
            series__purpose=ReviewPurpose.AGREEMENTS, period__overlap=of_year
        ),
        "plan_drafts": seen.memoranda.filter(status=MemorandumStatus.DRAFT),
        "plan_aid": YearPlan.objects.visible_to(seen.who).filter(year=year + 1),
    }


def report_day(on: date, numbers: dict[str, int]) -> ReportDay:
    """`numbers` are the counts of `rows`."""
    day = day_in_sight(on)
    year, following = day.year, day.year + 1
    tiles = {
        "report_texts": (
            _("texts signed or in force in the year"),
            listed("partnerships:memorandum-list", f"year={year}"),
        ),
        "report_made": (
            _("reports on agreements prepared"),
            listed("reports:annual-review-list", f"purpose=agreements&year={year}"),
        ),
        "plan_drafts": (
            _("texts in draft"),
            listed("partnerships:memorandum-list", "state=draft"),
        ),
        "plan_aid": (
            _("plans of aid of the next year"),
            listed("exchanges:year-plan-list", f"year={following}"),
        ),
    }
    made = {name: Tile(capped(numbers[name]), *said) for name, said in tiles.items()}
    return ReportDay(
        day,
        _badge((day - on).days),
        [made["report_texts"], made["report_made"]],
        [made["plan_drafts"], made["plan_aid"]],
    )


def _badge(left: int) -> Badge:
    if left < 0:
        words = ngettext("%(n)s day ago", "%(n)s days ago", -left) % {"n": -left}
        return Badge(words, "clock", "bad")
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return Badge(words if left else _("today"), "clock", "warn" if left <= NEAR else "")
