"""A meeting that is to come: its day and place, whose turn it is to host, what it speaks of."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import Group
from core.text import tidy
from exchanges import permissions, turns
from exchanges.forms import MeetingPlanForm
from exchanges.models import Meeting
from exchanges.services import meetings
from exchanges.turns import Turn
from exchanges.views.agendas import AGENDA, AGENDA_GROUP, WithAgenda
from exchanges.views.filing import MeetingCreate, OfTie, OfUnit, facts_of, meeting_boxes
from partnerships.choices import Side


def turn_in_words(turn: Turn | None) -> str:
    """Whose turn it is and why, beside the choice of the host."""
    if turn is None:
        return ""
    return gettext("By turn: %(side)s. %(why)s") % {
        "side": Side(turn.next_host).label,
        "why": turn.why,
    }


class MeetingPlan(WithAgenda, MeetingCreate):
    """No minutes yet, and nobody has come."""

    form_class = MeetingPlanForm
    permission = permissions.EDIT_MEETING
    heading = _("Meeting to come")
    rows = AGENDA

    @property
    def groups(self):
        return (
            Group(_("The meeting"), meeting_boxes("planned", self.parties, self.cadences)),
            AGENDA_GROUP,
        )

    @cached_property
    def turn(self) -> Turn | None:
        """Who hosts next, where the ties of the URL tell it."""
        return turns.due(turns.of_ties(self.ties, timezone.localdate()))

    def get_initial(self):
        """What the calendar or a due day said in the URL; else the host whose turn it is."""
        asked = self.request.GET
        said = {name: tidy(asked[name])[:60] for name in ("planned", "cadence") if name in asked}
        host = asked.get("host") or (self.turn.next_host if self.turn else "")
        return said | ({"host": host} if host in Side.values else {})

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"turn": turn_in_words(self.turn)}

    def filed(self, data) -> Meeting:
        by = self.request.user
        whose = facts_of(data, "planned") | self.whose(data)
        meeting = meetings.plan(**whose, uuid=self.submission, by=by)
        self.write_agenda(meeting, data)
        return meeting


class TieMeetingPlan(OfTie, MeetingPlan):
    pass


class UnitMeetingPlan(OfUnit, MeetingPlan):
    pass
