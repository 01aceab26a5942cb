"""How often a tie, a frame or a unit meets or does something: entered, corrected, ended."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.choices import CadenceUnit, Festival, HostRule
from partnerships.models import Cadence, Partnership, Source, Unit
from partnerships.services.areas import require_area, require_tie
from partnerships.services.rules import cite, require, require_just_one, require_kept

FACTS = (
    "subject",
    "title",
    "every",
    "each",
    "weekday",
    "days",
    "festival",
    "offset",
    "starts",
    "host_rule",
    "place",
    "recommended",
)
OFFSET = 180  # days before or after a feast, at most
LEAP_YEAR = 2024  # 29 February is a fixed day too


@transaction.atomic
def record(
    *,
    subject: str,
    title: str,
    by: User,
    partnership: Partnership | None = None,
    unit: Unit | None = None,
    every: int = 1,
    each: str = CadenceUnit.YEAR,
    weekday: int | None = None,
    days: Iterable[str] = (),
    festival: str = Festival.NONE,
    offset: int = 0,
    starts: date | None = None,
    host_rule: str = HostRule.UNSTATED,
    place: str = "",
    recommended: bool = False,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Cadence:
    """How often a tie or a unit meets or does something; `days` are "MM-DD", Monday is 1.

    `offset` counts calendar days after the feast, before it if negative. Raises RuleViolation if
    it is of neither or both, never comes round, or counts its days in two ways at once.
    """
    require_just_one(_("Name either a tie or a unit."), partnership, unit)
    facts = {
        "subject": subject,
        "title": title,
        "every": every,
        "each": each,
        "weekday": weekday,
        "days": list(days),
        "festival": festival,
        "offset": offset,
        "starts": starts,
        "host_rule": host_rule,
        "place": place,
        "recommended": recommended,
    }
    _require_countable(facts)
    cadence = Cadence.objects.create(
        uuid=uuid or uuid4(), partnership=partnership, unit=unit, **facts
    )
    cite(cadence, sources)
    audit.record(action="cadence.recorded", target=cadence, by=by)
    return cadence


@transaction.atomic
def agree(
    *,
    by: User,
    partnership: Partnership | None = None,
    unit: Unit | None = None,
    **facts,
) -> Cadence:
    """An officer enters a cadence of a tie or a unit of their own area. See `record`."""
    if partnership:
        require_tie(partnership, by)
    if unit:
        require_area(unit, by)
    require_kept(partnership or unit)
    return record(partnership=partnership, unit=unit, by=by, **facts)


@transaction.atomic
def revise(*, cadence: Cadence, by: User, **facts) -> Cadence:
    """A cadence is corrected: what is named in FACTS. Due days are counted anew from it, also
    those that are past; a practice that changed is ended, and another one entered.
    """
    cadence = Cadence.objects.select_for_update(of=("self",)).get(pk=cadence.pk)
    merged = {name: facts.get(name, getattr(cadence, name)) for name in FACTS}
    _require_countable(merged)
    starts, ends = merged["starts"], cadence.ends
    require(
        not (starts and ends) or starts < ends,
        _("The cadence ended on %(day)s: it is counted from a day before that.")
        % {"day": f"{ends:%d/%m/%Y}" if ends else ""},
        "starts",
    )
    changed = [name for name in FACTS if merged[name] != getattr(cadence, name)]
    for name in changed:
        setattr(cadence, name, merged[name])
    cadence.save(update_fields=changed)
    audit.record(action="cadence.revised", target=cadence, by=by, fields=changed)
    return cadence


@transaction.atomic
def end(*, cadence: Cadence, ends: date, reason: str, by: User) -> Cadence:
    """`ends` is the first day on which it no longer holds; what was due before stays due."""
    cadence = Cadence.objects.select_for_update(of=("self",)).get(pk=cadence.pk)
    require(cadence.ends is None, _("The cadence has ended already."))
    require(reason.strip(), _("Say why the cadence ended."), "reason")
    require(
        cadence.starts is None or cadence.starts < ends,
        _("The cadence ends after it starts."),
        "ends",
    )
    cadence.ends, cadence.end_reason = ends, reason.strip()
    cadence.save(update_fields=["ends", "end_reason"])
    audit.record(action="cadence.ended", target=cadence, by=by, reason=cadence.end_reason)
    return cadence


def _require_countable(facts: dict) -> None:
    """The due days can be counted, and in one way only."""
    every, each, weekday = facts["every"], facts["each"], facts["weekday"]
    require(
        every and every > 0,
        _("A cadence comes round after one week, month or year or more."),
        "every",
    )
    require(every <= 120, _("At most every 120 weeks, months or years."), "every")
    require(weekday is None or 1 <= weekday <= 7, _("Monday is 1, Sunday is 7."), "weekday")
    require(
        weekday is None or each == CadenceUnit.WEEK,
        _("A day of the week goes with what comes every week or every few weeks."),
        "weekday",
    )
    for day in facts["days"]:
        require(
            _is_a_day(day),
            _("“%(day)s” is not a day of the year. Enter day and month, such as 2/9.")
            % {"day": "/".join(reversed(day.split("-")))},
            "days",
        )
    require(
        not facts["days"] or each == CadenceUnit.YEAR,
        _("Fixed days of the year go with what comes every year."),
        "days",
    )
    _require_plain_feast(facts)


def _require_plain_feast(facts: dict) -> None:
    if not facts["festival"]:
        require(not facts["offset"], _("Say from which feast the days are counted."), "festival")
        return
    require(
        facts["each"] == CadenceUnit.YEAR and facts["every"] == 1 and not facts["days"],
        _("What is counted from a feast comes every year, without other days."),
        "festival",
    )
    require(
        abs(facts["offset"]) <= OFFSET, _("At most 180 days before or after the feast."), "offset"
    )


def _is_a_day(typed: str) -> bool:
    """ "09-02" is 2 September; 29 February is 28 February in the other years."""
    try:
        month, day = typed.split("-")
        return len(typed) == 5 and bool(date(LEAP_YEAR, int(month), int(day)))
    except ValueError:
        return False
