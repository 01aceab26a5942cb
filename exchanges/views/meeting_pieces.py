"""Pieces of the page of a meeting that other records tell: the turn of the hosts, what was done."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pages import FragmentPage
from exchanges import cautions, permissions, turns
from exchanges.choices import MeetingStatus
from exchanges.models import Meeting
from exchanges.views.parts import parties_of
from partnerships.views.history import History


class MeetingTurns(FragmentPage):
    """Whose turn it was when this meeting came, whose it is next, and holidays on its day."""

    model = Meeting
    template_name = "exchanges/_turns.html"
    heading = _("Whose turn it is to host")
    permission = permissions.VIEW_MEETING

    def get_context_data(self, **kwargs):
        meeting = self.object
        ties = list(meeting.partnerships.visible_to(self.request.user))
        known = turns.of_ties(ties, meeting.day or timezone.localdate())
        edit = reverse("exchanges:meeting-edit", args=[meeting.uuid])
        rows = [
            {
                "tie": turn.tie,
                "then": turn.before(meeting),
                "broken": cautions.out_of_turn(meeting, turn),
                "now": turn,
            }
            for turn in known
        ]
        return super().get_context_data(
            rows=rows,
            is_held=meeting.status == MeetingStatus.HELD,
            closed=cautions.closed_offices(meeting, parties_of(ties)),
            edit=edit if self.may(permissions.EDIT_MEETING) else "",
            **kwargs,
        )


class MeetingLog(History):
    """Planned, invited, postponed and why: as it was written down at the time."""

    model = Meeting
    permission = permissions.VIEW_MEETING

    @staticmethod
    def merged(record) -> dict:
        return {}
