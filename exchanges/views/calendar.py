"""The calendar: a month as a grid or as a list, and the way to plan a meeting on a day of it."""

import calendar
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.access import Reach
from core.badges import Badge
from core.pages import Action, FormPage, Group, Page
from core.reading import read_date
from exchanges import feasts, permissions
from exchanges.calendar_entries import Entry, EntryKind, countries, entries
from exchanges.forms.calendar import CalendarFilterForm, MeetingDayForm
from partnerships.models import Partnership

IN_A_CELL = 4  # lines that a day of the grid shows; the list has all of them
FIRST, LAST = 1945, 2200  # years that can be looked at
ICONS = {
    EntryKind.MEETING: ("dot", ""),
    EntryKind.DUE: ("clock", "warn"),
    EntryKind.AGREED: ("square", "warn"),
    EntryKind.ANSWER: ("pencil", "warn"),
    EntryKind.TEXT: ("ring", ""),
    EntryKind.ANNIVERSARY: ("tick", "ok"),
    EntryKind.HOLIDAY: ("half", "bad"),
}


def month_of(typed: str, today: date) -> date:
    """The first day of the month typed as 2026-11; of this month where it is none."""
    try:
        year, month = (int(part) for part in typed.split("-"))
        found = date(year, month, 1)
    except (ValueError, OverflowError):  # no number, or a year beyond every calendar
        return today.replace(day=1)
    return found if FIRST <= year <= LAST else today.replace(day=1)


def beside(month: date, step: int) -> date:
    number = month.year * 12 + month.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True)
class Line:
    """An entry as it is drawn."""

    entry: Entry
    badge: Badge


@dataclass(frozen=True)
class Day:
    """A day of the month with what stands on it. `plan` leads to the form of a meeting on it."""

    day: date
    here: bool  # in the month that is shown
    today: bool
    lines: list[Line]
    plan: str

    @property
    def shown(self) -> list[Line]:
        return self.lines[:IN_A_CELL]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - IN_A_CELL)

    @property
    def closed(self) -> str:
        """Whose holiday it is, for whoever plans a meeting on it."""
        off = [one.entry for one in self.lines if one.entry.kind == EntryKind.HOLIDAY]
        return "; ".join(f"{entry.title} ({entry.note})" for entry in off)


class Calendar(Page, TemplateView):
    template_name = "exchanges/calendar.html"
    permission = permissions.VIEW_CALENDAR
    heading = gettext_lazy("Calendar")

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def form(self):
        return CalendarFilterForm(self.request.GET, user=self.request.user)

    @cached_property
    def asked(self) -> dict:
        return self.form.cleaned_data if self.form.is_valid() else {}

    @cached_property
    def user(self):
        """The user with their reach looked up once for the whole page."""
        return Reach(self.request.user)

    @cached_property
    def month(self) -> date:
        return month_of(self.request.GET.get("month", ""), self.today)

    def ties(self):
        """Those that are asked for; None where it is all of them."""
        seen = Partnership.objects.visible_to(self.user).kept()
        if self.asked.get("tie"):
            return seen.filter(uuid=self.asked["tie"])
        return seen.named(self.asked["q"]) if self.asked.get("q") else None

    def days(self, weeks: list[list[date]]) -> dict[date, Day]:
        kind = self.asked.get("kind")
        found = entries(
            self.user,
            weeks[0][0],
            weeks[-1][-1],
            today=self.today,
            kinds=[EntryKind(kind)] if kind else tuple(EntryKind),
            ties=self.ties(),
        )
        by_day: dict[date, list[Line]] = {}
        for entry in found:
            badge = Badge(entry.words, *ICONS[entry.kind])
            by_day.setdefault(entry.day, []).append(Line(entry, badge))
        return {
            day: Day(
                day,
                day.month == self.month.month,
                day == self.today,
                by_day.get(day, []),
                self._plan(day),
            )
            for week in weeks
            for day in week
        }

    def _plan(self, day: date) -> str:
        """What is to come can be planned."""
        if day < self.today or not self.may(permissions.EDIT_MEETING):
            return ""
        said = {"day": f"{day:%d/%m/%Y}"}
        if self.asked.get("tie"):
            said["tie"] = self.asked["tie"]
        return f"{reverse('exchanges:calendar-plan')}?{urlencode(said)}"

    def get_context_data(self, **kwargs):
        weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(
            self.month.year, self.month.month
        )
        days = self.days(weeks)
        return super().get_context_data(
            heading=self.heading,
            filter=self,
            month=self.month,
            previous=f"{beside(self.month, -1):%Y-%m}",
            next=f"{beside(self.month, 1):%Y-%m}",
            this_month=self.month == self.today.replace(day=1),
            weekdays=[WEEKDAYS[number] for number in range(7)],
            weeks=[[days[day] for day in week] for week in weeks],
            listed=[day for day in days.values() if day.here and (day.lines or day.today)],
            as_list=self.request.GET.get("view") == "list",
            actions=self._acts(),
            **kwargs,
        )

    def _acts(self) -> list[Action]:
        return [
            Action(_("Due meetings"), reverse("exchanges:due-list")),
            Action(_("Calendar address and reminders"), reverse("exchanges:calendar-settings")),
        ]

    def get_template_names(self):
        only_rows = self.request.headers.get("HX-Target") == "rows"
        return ["exchanges/_calendar.html"] if only_rows else [self.template_name]


class CalendarPlan(FormPage):
    """Before a meeting is planned on a day: which tie, and whose holiday that day is."""

    model = Partnership
    form_class = MeetingDayForm
    permission = permissions.EDIT_MEETING
    template_name = "exchanges/calendar_plan.html"
    heading = gettext_lazy("Plan a meeting")
    submit = gettext_lazy("Go on")
    groups = (Group("", ("tie:8", "day:4")),)

    @cached_property
    def day(self) -> date | None:
        try:
            found = read_date(self.request.GET.get("day", ""))
        except ValueError:
            return None
        return found.days.lower if found.is_full else None

    def get_initial(self):
        try:
            named = self.get_queryset().filter(uuid=UUID(self.request.GET.get("tie", "")))
        except ValueError:
            return {"day": self.day}
        return {"day": self.day, "tie": named.kept().first()}

    def get_context_data(self, **kwargs):
        user = self.request.user
        off = feasts.on(self.day, countries(user)) if self.day else []
        return super().get_context_data(day=self.day, feasts=off, **kwargs)

    def get_cancel_url(self):
        shown = f"?month={self.day:%Y-%m}" if self.day else ""
        return reverse("exchanges:calendar") + shown

    def perform(self, data):
        self.planned = data["day"]
        return data["tie"]

    def get_success_url(self, target):
        said = urlencode({"planned": f"{self.planned:%d/%m/%Y}"})
        return f"{reverse('exchanges:tie-meeting-plan', args=[target.uuid])}?{said}"
