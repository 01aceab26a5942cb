"""The numbers of the home page: what each counts, the list behind it, and which role sees it.

The rows of a number are those that its list shows, so that the list has just as many.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from core.counting import Countable, Tallied
from core.written_counts import WrittenCounts
from exchanges.choices import GIVEN, IncidentStatus
from partnerships import work
from partnerships.choices import CommitmentStatus, MemorandumStatus, PartnershipStatus
from reports import report_days
from reports.overview import Overview


@dataclass(frozen=True)
class Number:
    """A count within the user's area. `query` may name {year}, the year of today."""

    key: str
    label: str
    page: str
    query: str
    rows: Callable[[Overview], Countable]


def _with_status(status: str) -> Callable[[Overview], QuerySet]:
    return lambda seen: seen.ties.with_status(seen.on).filter(status=status)


def _meetings(seen: Overview) -> Countable:
    """Whoever sees all sees the first thousand at once; of an area the totals know."""
    if seen.user.sees_all:
        return seen.meetings
    return Tallied(seen.totals, F("held") + F("to_come") + F("put_off"))


TIES, TEXTS, PROMISES = (
    "partnerships:partnership-list",
    "partnerships:memorandum-list",
    "partnerships:commitment-list",
)
MET, AID, ITEMS = (
    "exchanges:meeting-list",
    "exchanges:aid-project-list",
    "exchanges:agreed-item-open",
)
REVIEWS, INCIDENTS = "reports:annual-review-list", "exchanges:incident-list"

NUMBERS = {
    number.key: number
    for number in (
        Number("ties", _("ties"), TIES, "", lambda seen: seen.ties),
        Number(
            "active",
            _("ties that are active"),
            TIES,
            "status=active",
            _with_status(PartnershipStatus.ACTIVE),
        ),
        Number(
            "vacant", _("ties with a vacant side"), TIES, "status=vacant", lambda seen: seen.vacant
        ),
        Number(
            "suspended", _("ties suspended"), TIES, "status=suspended", lambda seen: seen.suspended
        ),
        Number(
            "to_decide",
            _("units and villages waiting for a decision after the reform"),
            "partnerships:reform-list",
            "show=waiting",
            lambda seen: work.waiting(seen.who, seen.on),
        ),
        Number("texts", _("texts"), TEXTS, "", lambda seen: seen.memoranda),
        Number(
            "in_force",
            _("texts in force"),
            TEXTS,
            "state=in_force",
            lambda seen: seen.memoranda.in_force(seen.on),
        ),
        Number(
            "ending",
            _("texts that end within half a year"),
            TEXTS,
            "within=180",
            lambda seen: seen.memoranda.ending(seen.on, within=180),
        ),
        Number(
            "expired",
            _("texts that have expired"),
            TEXTS,
            "state=expired",
            lambda seen: seen.memoranda.expired(seen.on),
        ),
        Number(
            "drafts",
            _("texts in draft"),
            TEXTS,
            "state=draft",
            lambda seen: seen.memoranda.filter(status=MemorandumStatus.DRAFT),
        ),
        Number(
            "promises",
            _("open commitments"),
            PROMISES,
            "status=open",
            lambda seen: seen.commitments.filter(status=CommitmentStatus.OPEN),
        ),
        Number("meetings", _("meetings"), MET, "", _meetings),
        Number(
            "met_this_year",
            _("meetings held this year"),
            MET,
            "status=held&year={year}",
            lambda seen: seen.held_this_year,
        ),
        Number(
            "to_come",
            _("meetings to come"),
            MET,
            "status=to_come",
            lambda seen: Tallied(seen.totals, F("to_come")),
        ),
        Number(
            "unwritten",
            _("meetings without minutes"),
            MET,
            "minutes=none",
            lambda seen: Tallied(seen.totals, F("held") - F("written")),
        ),
        Number(
            "to_check",
            _("minutes to check"),
            MET,
            "minutes=to_check",
            lambda seen: seen.waiting,  # a meeting has but one
        ),
        Number(
            "returned",
            _("minutes that were returned"),
            MET,
            "minutes=returned",
            lambda seen: seen.returned,
        ),
        Number("items", _("agreed items still open"), ITEMS, "", lambda seen: seen.open_items),
        Number(
            "late_items",
            _("agreed items past their day"),
            ITEMS,
            "due=late",
            lambda seen: seen.overdue_items,
        ),
        Number(
            "late_answers",
            _("letters without the answer that was due"),
            "exchanges:letter-list",
            "answer=overdue",
            lambda seen: seen.letters.overdue(seen.on),
        ),
        Number(
            "contradicting",
            _("figures that contradict each other"),
            "partnerships:stated-figure-list",
            "disputed=true",
            lambda seen: seen.figures.disputed(),
        ),
        Number("aid", _("aid projects"), AID, "", lambda seen: seen.aid),
        Number(
            "aid_proposed",
            _("aid waiting for approval"),
            AID,
            "status=proposed",
            lambda seen: seen.aid_proposed,
        ),
        Number(
            "aid_this_year",
            _("aid handed over this year"),
            AID,
            "status=given&year={year}",
            lambda seen: seen.aid_of_year.filter(status__in=GIVEN),
        ),
        Number(
            "incidents",
            _("incidents not settled"),
            INCIDENTS,
            "status=open",
            lambda seen: seen.incidents.exclude(
                status__in=[IncidentStatus.SETTLED, IncidentStatus.CLOSED]
            ),
        ),
        Number(
            "to_verify",
            _("incidents to verify"),
            INCIDENTS,
            "status=reported",
            lambda seen: seen.incidents.filter(status=IncidentStatus.REPORTED),
        ),
        Number(
            "to_approve",
            _("reviews waiting for approval"),
            REVIEWS,
            "status=frozen",
            lambda seen: seen.to_approve,
        ),
        Number(
            "reviews", _("reviews in work"), REVIEWS, "status=in_work", lambda seen: seen.reviews
        ),
        Number(
            "issued",
            _("reviews issued"),
            REVIEWS,
            "status=sent",
            lambda seen: seen.sent,
        ),
    )
}

# The boxes at the top of the page, for each role.
TILES = {
    Role.OFFICER: (
        *("ties", "vacant", "ending", "expired"),
        *("to_check", "late_items", "late_answers", "contradicting"),
    ),
    Role.HEAD: ("to_approve", "aid_proposed", "to_check", "to_verify", "late_items", "drafts"),
    Role.LIAISON: ("returned", "unwritten", "to_come", "ties", "items", "late_items"),
    Role.READER: ("issued", "ties", "in_force", "meetings", "aid", "promises"),
}
# The numbers beside it, in one box: how the area stands.
STATE = {
    Role.OFFICER: (
        *("suspended", "in_force", "drafts", "promises", "met_this_year", "to_come", "items"),
        *("aid_this_year", "incidents"),
    ),
    Role.HEAD: (
        *("ties", "active", "vacant", "suspended", "in_force", "ending", "expired", "promises"),
        *("met_this_year", "to_come", "unwritten", "items", "aid_this_year", "incidents"),
        "contradicting",
    ),
    Role.LIAISON: ("met_this_year", "in_force", "incidents"),
    Role.READER: ("active", "vacant", "met_this_year", "aid_this_year", "items"),
}


def _counted(who, on: date, keys: tuple[str, ...], reports: bool = False) -> dict[str, Countable]:
    seen = Overview(who, on)
    rows = {key: NUMBERS[key].rows(seen) for key in keys}
    return rows | report_days.rows(seen) if reports else rows


# How many rows these numbers have, by their keys, in one query; and those of the report days.
counted = WrittenCounts(_counted)
