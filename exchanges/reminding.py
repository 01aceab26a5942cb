"""What a reminder to a user says on a day, and whether it is a day to send one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Reminders
from accounts.models import User
from core.access import Reach
from exchanges.calendar_entries import Entry, EntryKind, entries

AHEAD = timedelta(days=7)  # meetings and days to come that are told
BACK = timedelta(days=90)  # what was due before that is on the lists, and not told again
NEWS = (-1, 0, 1, 7)  # days from today on which something makes a daily letter worth sending
SHOWN = 15  # lines of one kind; the page has all of them
SECTIONS = (
    (EntryKind.MEETING, gettext_lazy("Meetings of the next seven days"), "exchanges:calendar"),
    (EntryKind.AGREED, gettext_lazy("Agreed items, due or late"), "exchanges:agreed-item-list"),
    (EntryKind.ANSWER, gettext_lazy("Answers, due or late"), "exchanges:calendar"),
    (EntryKind.DUE, gettext_lazy("Due meetings, to come or missed"), "exchanges:due-list"),
)
KINDS = tuple(kind for kind, _words, _url in SECTIONS)


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    entries: int


def is_day_for(user: User, on: date, found: Iterable[Entry]) -> bool:
    """Weekly letters go out on Mondays. A daily one goes out when something is news: due or held
    today, tomorrow or in a week, or late since yesterday; not every day for the same old thing.
    """
    if user.reminders == Reminders.WEEKLY:
        return on.isoweekday() == 1 and bool(found)
    days = {on + timedelta(days=number) for number in NEWS}
    return user.reminders == Reminders.DAILY and any(one.day in days for one in found)


def told(user: User, on: date) -> list[Entry]:
    """What the user may see and ought to know: meetings and due days of the next seven days, and
    what is late.
    """
    found = entries(Reach(user), on - BACK, on + AHEAD, today=on, kinds=KINDS)
    return [one for one in found if one.kind != EntryKind.MEETING or one.day >= on]


def letter(user: User, on: date, found: list[Entry]) -> Letter:
    """In the language that is in force. Of what concerns a sensitive incident it tells the day and
    where it is: a letter leaves the house.
    """
    subject = _("%(day)s: what is coming and what is due") % {"day": f"{on:%d/%m/%Y}"}
    parts = []
    for kind, words, page in SECTIONS:
        own = [one for one in found if one.kind == kind]
        if own:
            parts.append(_section(str(words), own, f"{settings.SITE_URL}{reverse(page)}", on))
    chosen = f"{settings.SITE_URL}{reverse('exchanges:calendar-settings')}"
    parts.append(_("How often this letter comes is chosen here:\n%(url)s") % {"url": chosen})
    return Letter(subject, "\n\n".join(parts) + "\n", len(found))


def _section(words: str, own: list[Entry], page: str, on: date) -> str:
    lines = [f"{words} ({len(own)})"]
    lines += [_line(one, on) for one in own[:SHOWN]]
    if len(own) > SHOWN:
        lines.append(_("… and %(n)s more") % {"n": len(own) - SHOWN})
    return "\n".join([*lines, page])


def _line(one: Entry, on: date) -> str:
    title = one.words if one.sensitive else one.title
    said = one.note if one.kind == EntryKind.DUE else _("late") if one.day < on else ""
    note = f" ({said})" if said else ""
    at = f" {one.begins:%H:%M}" if one.begins else ""
    return f"- {one.day:%d/%m/%Y}{at}: {title}{note}\n  {settings.SITE_URL}{one.url}"
