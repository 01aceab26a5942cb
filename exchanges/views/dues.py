"""What is due by the cadences of ties and units, what was missed, and who never met."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.access import Reach
from core.badges import Badge
from core.pages import Action, FragmentPage, Page
from core.search import fold
from exchanges import permissions
from exchanges.due_found import OF_STRANGERS, found_dues, states_of
from exchanges.due_reading import MOST, standings
from exchanges.dues import Due, DueState, Standing
from exchanges.forms.calendar import DueFilterForm
from partnerships.cadence_words import how_often
from partnerships.choices import CadenceSubject, HostRule
from partnerships.models import Cadence, Partnership, Unit

SHOWN = 50  # rows of a page
OF_ONE = 12  # due days of one cadence on the page of its tie
BADGES = {
    DueState.HELD: ("dot", "ok"),
    DueState.EARLY: ("tick", "ok"),
    DueState.DUE: ("clock", ""),
    DueState.MISSED: ("triangle", "warn"),
}
OFFERED = (HostRule.HOME, HostRule.COUNTERPART)  # a rule that names the host itself


def badge_of(state: DueState | None) -> Badge | None:
    return Badge(state.label, *BADGES[state]) if state else None


def plan_url(user, about, *, day: date | None = None, cadence=None) -> str:
    """The form of a meeting to come of that tie or unit, with the day and the cadence filled in."""
    if not permissions.EDIT_MEETING.held_by(user):
        return ""
    kind = "tie" if isinstance(about, Partnership) else "unit"
    said = {}
    if day:
        said["planned"] = f"{day:%d/%m/%Y}"
    if cadence and cadence.host_rule in OFFERED:
        said["host"] = cadence.host_rule
    if cadence:
        said["cadence"] = cadence.uuid
    url = reverse(f"exchanges:{kind}-meeting-plan", args=[about.uuid])
    return f"{url}?{urlencode(said)}" if said else url


def told(due: Due) -> dict:
    """A due day as it is shown: its state, what answered it, how early or late."""
    return {
        "day": due.day,
        "badge": badge_of(due.state),
        "answer": due.answer,
        "url": _page(due.answer or due.planned),
        "off": _off(due),
        "planned": due.planned,
    }


def _page(happening) -> str:
    if happening is None:
        return ""
    return reverse(f"exchanges:{happening.kind}-detail", args=[happening.uuid])


def _off(due: Due) -> str:
    if not due.off:
        return ""
    said = {"n": abs(due.off)}
    if due.off < 0:
        return ngettext("%(n)s day early", "%(n)s days early", said["n"]) % said
    return ngettext("%(n)s day late", "%(n)s days late", said["n"]) % said


@dataclass(frozen=True)
class Row:
    """A line of the page: a cadence with its tie or unit, or a tie that never met."""

    key: str
    about: Partnership | Unit
    badge: Badge | None
    never: bool
    cadence: Cadence | None = None
    often: str = ""
    missed: int = 0
    latest: dict | None = None
    next: dict | None = None
    known: bool = False  # whether any due day can be counted: else the next one is not known
    plan: str = ""
    states: frozenset = frozenset()  # what it can be looked for by


def row_of(standing: Standing, user) -> Row:
    cadence = standing.cadence
    about = cadence.partnership or cadence.unit
    due = standing.early or standing.next
    day = standing.next.day if standing.next else None
    free = cadence.subject == CadenceSubject.MEETING and not (day and standing.next.planned)
    return Row(
        key=str(cadence.uuid),
        about=about,
        badge=badge_of(standing.state),
        never=standing.never,
        cadence=cadence,
        often=how_often(cadence),
        missed=len(standing.missed),
        latest=told(standing.latest) if standing.latest else None,
        next=told(due) if due else None,
        known=bool(standing.dues),
        plan=plan_url(user, about, day=day, cadence=cadence) if free else "",
        states=states_of(standing),
    )


class Dues(Page, TemplateView):
    """Per tie and unit what is due next, what was missed or held early; ties that never met are on
    the list though nobody says how often they should.
    """

    template_name = "exchanges/dues.html"
    permission = permissions.VIEW_CALENDAR
    heading = gettext_lazy("Due meetings")

    @cached_property
    def form(self):
        return DueFilterForm(self.request.GET, user=self.request.user)

    @cached_property
    def asked(self) -> dict:
        return self.form.cleaned_data if self.form.is_valid() else {}

    @cached_property
    def found(self) -> list[Row]:
        user, today = Reach(self.request.user), timezone.localdate()
        cadences, ties = self._cut(
            Cadence.objects.visible_to(user), Partnership.objects.visible_to(user)
        )
        found = found_dues(user, today=today, cadences=cadences, ties=ties)
        return [
            *(row_of(one, user) for one in found.standings if one.never),
            *(self._stranger(tie) for tie in found.strangers),
            *(row_of(one, user) for one in found.standings if not one.never),
        ]

    def _cut(self, cadences, ties):
        if self.asked.get("tie"):
            cadences = cadences.filter(partnership__uuid=self.asked["tie"])
            ties = ties.filter(uuid=self.asked["tie"])
        if self.asked.get("unit"):
            cadences, ties = cadences.filter(unit__uuid=self.asked["unit"]), ties.none()
        if self.asked.get("q"):
            words = fold(self.asked["q"])
            named = Q(partnership__folded__contains=words) | Q(unit__folded__contains=words)
            cadences, ties = cadences.filter(named), ties.filter(folded__contains=words)
        return cadences, ties

    def _stranger(self, tie) -> Row:
        url = plan_url(self.request.user, tie)
        return Row(
            key=str(tie.uuid),
            about=tie,
            badge=None,
            never=True,
            plan=url,
            states=OF_STRANGERS,
        )

    def rows(self) -> list[Row]:
        state = self.asked.get("state")
        return [row for row in self.found if not state or state in row.states]

    def get_context_data(self, **kwargs):
        rows = self.rows()
        after = self.request.GET.get("after", "")
        begin = next((place + 1 for place, row in enumerate(rows) if row.key == after), 0)
        shown = rows[begin : begin + SHOWN]
        return super().get_context_data(
            heading=self.heading,
            filter=self,
            rows=shown,
            count=len(rows),
            first=begin + 1,
            last=begin + len(shown),
            next_page=shown[-1].key if begin + SHOWN < len(rows) else "",
            cut=len(self.found) >= MOST,
            actions=[
                Action(_("Calendar"), reverse("exchanges:calendar")),
                Action(_("Meetings"), reverse("exchanges:meeting-list")),
            ],
            **kwargs,
        )

    def get_template_names(self):
        only_rows = self.request.headers.get("HX-Target") == "rows"
        return ["exchanges/_due_rows.html"] if only_rows else [self.template_name]


class DuesOf(FragmentPage):
    """The due days of one tie or unit, on its page."""

    template_name = "exchanges/_dues.html"
    heading = gettext_lazy("Due by cadence")
    permission = permissions.VIEW_CALENDAR
    of = ""

    def get_context_data(self, **kwargs):
        user, today = Reach(self.request.user), timezone.localdate()
        cadences = Cadence.objects.visible_to(user).filter(**{self.of: self.object})
        shown = []
        for one in standings(user, cadences, today=today):
            soon = [due for due in one.dues if due.day >= today][:2]
            past = [due for due in one.dues if due.day < today]
            days = [*past[len(soon) - OF_ONE :], *soon]
            next_day = one.next.day if one.next and not one.next.planned else None
            meets = one.cadence.subject == CadenceSubject.MEETING
            shown.append(
                {
                    "cadence": one.cadence,
                    "often": how_often(one.cadence),
                    "dues": [told(due) for due in reversed(days)],
                    "plan": plan_url(user, self.object, day=next_day, cadence=one.cadence)
                    if next_day and meets
                    else "",
                }
            )
        return super().get_context_data(standings=shown, **kwargs)


class TieDues(DuesOf):
    model = Partnership
    of = "partnership"


class UnitDues(DuesOf):
    model = Unit
    of = "unit"
