"""The calendar of a user as iCalendar (RFC 5545), for a calendar program on a phone or desk."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import Reach
from exchanges import permissions
from exchanges.calendar_entries import Entry, EntryKind, entries
from exchanges.due_days import DAY
from exchanges.models import CalendarFeed

BACK, AHEAD = timedelta(days=90), timedelta(days=400)
HOME_CLOCK = ZoneInfo("Asia/Ho_Chi_Minh")  # meetings are entered in Vietnamese time


def written(feed: CalendarFeed, *, today: date) -> bytes:
    """What the owner of the address may see, from 90 days ago to 400 days ahead, in the language
    that is in force. Asked twice without a change between, it is the same to the byte.

    Of what concerns a sensitive incident only the day is told: an address that lies in a calendar
    program protects less than a password.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Ket Nghia//calendar//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Border partnerships"))
    for entry in entries(Reach(feed.user), today - BACK, today + AHEAD, today=today):
        calendar.add_component(_event(entry, feed))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry, feed: CalendarFeed) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", uid(entry))
    event.add("dtstamp", feed.made_at)
    event.add("summary", _summary(entry))
    _put_days(event, entry)
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("url", f"{settings.SITE_URL}{entry.url}")
    if entry.kind != EntryKind.MEETING:
        event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return event


def uid(entry: Entry) -> str:
    """The same for the same thing, however often it is read. What comes round names its day."""
    host = urlsplit(settings.SITE_URL).hostname or "ket-nghia"
    parts = [entry.kind.value, entry.uuid]
    if entry.kind in (EntryKind.DUE, EntryKind.ANNIVERSARY, EntryKind.HOLIDAY):
        parts.append(entry.day.isoformat())
    return f"{'-'.join(parts)}@{host}"


def _summary(entry: Entry) -> str:
    if entry.sensitive:
        return entry.words
    if entry.kind == EntryKind.MEETING:
        return entry.title
    return f"{entry.words}: {entry.title}" + (f" ({entry.note})" if entry.note else "")


def _put_days(event: icalendar.Event, entry: Entry) -> None:
    if entry.begins is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + DAY)
        return
    event.add("dtstart", datetime.combine(entry.day, entry.begins, HOME_CLOCK))
    if entry.ends:
        event.add("dtend", datetime.combine(entry.day, entry.ends, HOME_CLOCK))


def may_be_read(user: User) -> bool:
    """Somebody who could sign in and open the calendar."""
    return user.is_active and permissions.VIEW_CALENDAR.held_by(user)
