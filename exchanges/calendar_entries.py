"""What stands in the calendar of a user between two days, always by the same few queries."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from exchanges import feasts
from exchanges.calendar_sources import MOST, SOURCES, EntryKind
from exchanges.choices import MeetingStatus
from exchanges.due_days import DAY
from exchanges.due_reading import of_ties_that_stand, standings
from exchanges.dues import DueState
from partnerships.choices import HOME_COUNTRY
from partnerships.models import Cadence, Partnership, PartnershipParty

PAGES = {
    EntryKind.MEETING: "exchanges:meeting-detail",
    EntryKind.AGREED: "exchanges:agreed-item-detail",
    EntryKind.ANSWER: "exchanges:letter-detail",
    EntryKind.TEXT: "partnerships:memorandum-detail",
    EntryKind.ANNIVERSARY: "partnerships:partnership-detail",
}


@dataclass(frozen=True)
class Entry:
    """One line of the calendar. `sensitive` ones keep what they are about to the register."""

    day: date
    kind: EntryKind
    title: str
    uuid: str = ""
    url: str = ""
    note: str = ""  # a state, or who celebrates
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    sensitive: bool = False

    @property
    def words(self) -> str:
        """What it is, where the title alone does not say it."""
        return str(LABELS[self.kind])


LABELS = {
    EntryKind.MEETING: gettext_lazy("Meeting"),
    EntryKind.DUE: gettext_lazy("Due"),
    EntryKind.AGREED: gettext_lazy("Agreed item due"),
    EntryKind.ANSWER: gettext_lazy("Answer due"),
    EntryKind.TEXT: gettext_lazy("Last day of the text"),
    EntryKind.ANNIVERSARY: gettext_lazy("Anniversary"),
    EntryKind.HOLIDAY: gettext_lazy("Holiday"),
}


def entries(
    user: User,
    start: date,
    end: date,
    *,
    today: date,
    kinds: Iterable[EntryKind] = tuple(EntryKind),
    ties: QuerySet | None = None,
) -> list[Entry]:
    """From `start` to `end`, both included, by day; only of these `ties`, if they are given.

    Holidays are those of Vietnam and of the countries with which the user sees a tie.
    """
    kinds = set(kinds)
    found = _recorded(user, start, end, kinds, ties)
    if EntryKind.DUE in kinds:
        found += _due(user, start, end, today, ties)
    if EntryKind.HOLIDAY in kinds:
        days = feasts.between(start, end, countries(user, ties))
        found += _holidays(days)
    order = list(EntryKind)
    return sorted(
        found, key=lambda one: (one.day, order.index(one.kind), one.begins or time.max, one.title)
    )


def countries(user: User, ties: QuerySet | None = None) -> list[str]:
    """Vietnam, and those on the other side of the ties that the user sees; all of them for a user
    who sees none.
    """
    seen = Partnership.objects.visible_to(user) if ties is None else ties
    across = PartnershipParty.objects.filter(partnership__in=seen.order_by())
    pairs = across.order_by().values_list("unit__country", "organisation__country").distinct()
    found = {code for pair in pairs for code in pair if code}
    return sorted({HOME_COUNTRY, *found}, key=_home_first) if found else list(feasts.COUNTRIES)


def _home_first(code: str) -> tuple[bool, str]:
    return code != HOME_COUNTRY, code


def _holidays(days: list[feasts.Feast]) -> list[Entry]:
    """Each told apart by its country, and by its number where one day has two feasts."""
    found: list[Entry] = []
    seen: Counter = Counter()
    for feast in days:
        seen[feast.day, feast.country] += 1
        key = f"{feast.country}-{seen[feast.day, feast.country]}"
        found.append(
            Entry(
                feast.day,
                EntryKind.HOLIDAY,
                str(feast),
                key,
                note=feast.state,
            )
        )
    return found


def _due(user, start: date, end: date, today: date, ties: QuerySet | None) -> list[Entry]:
    """Due days without a meeting, to come or missed; a meeting that is planned stands by itself."""
    rows = of_ties_that_stand(Cadence.objects.visible_to(user), today=start)
    if ties is not None:
        rows = rows.filter(partnership__in=ties)
    found = []
    for standing in standings(user, rows, today=today, start=start, end=end):
        about = standing.cadence.partnership or standing.cadence.unit
        for due in standing.dues:
            if due.state in (DueState.DUE, DueState.MISSED) and not due.planned:
                found.append(
                    Entry(
                        day=due.day,
                        kind=EntryKind.DUE,
                        title=f"{about}: {standing.cadence.title}",
                        uuid=str(standing.cadence.uuid),
                        url=about.get_absolute_url() + "#dues",
                        note=str(due.state.label),
                    )
                )
    return found


def _recorded(user, start: date, end: date, kinds: set, ties: QuerySet | None) -> list[Entry]:
    """All that has a day of its own, in one query."""
    asked = [read(user, start, end, ties)[:MOST] for kind, read in SOURCES.items() if kind in kinds]
    if not asked:
        return []
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    found = []
    for row in rows:
        entry = _entry(*row)
        if entry.kind == EntryKind.ANNIVERSARY:
            found += _each_year(entry, start, end)
        else:
            found.append(entry)
    return found


def _entry(kind, uuid: UUID, title, day, note, begins, ends, place, sensitive) -> Entry:
    kind = EntryKind(kind)
    if kind == EntryKind.MEETING:
        note = str(MeetingStatus(note).label)
    if kind == EntryKind.TEXT:
        day -= DAY  # the term ends before its first day without the text
    url = reverse(PAGES[kind], args=[uuid])
    return Entry(day, kind, title, str(uuid), url, note, begins, ends, place, sensitive)


def _each_year(entry: Entry, start: date, end: date) -> list[Entry]:
    """The same day of later years; 29 February is 28 February in a year that has none."""
    found = []
    for year in range(max(start.year, entry.day.year + 1), end.year + 1):
        last = monthrange(year, entry.day.month)[1]
        day = date(year, entry.day.month, min(entry.day.day, last))
        if start <= day <= end:
            note = _("%(years)s years") % {"years": year - entry.day.year}
            found.append(replace(entry, day=day, note=note))
    return found
