"""The agenda in the forms of a meeting, and as a piece of its page."""

from django.utils.translation import gettext_lazy as _

from core.languages import texts
from core.pages import FragmentPage, Group
from exchanges import clocks, permissions
from exchanges.forms import AgendaRow
from exchanges.models import AgendaItem, Meeting
from exchanges.services import agendas
from exchanges.views.parts import languages_around, languages_of, parties_of
from partnerships.choices import Side
from partnerships.models import Partnership

AGENDA = {"agenda": AgendaRow}
AGENDA_GROUP = Group(
    _("Agenda"),
    rows="agenda",
    note=_(
        "What both sides may read; it is printed with the invitation. No positions or "
        "instructions of our side: those are kept outside."
    ),
)


def languages_of_meeting(meeting: Meeting, ties: list[Partnership]) -> list[str]:
    if ties or meeting.unit is None:
        return languages_of(ties)
    return languages_around(meeting.unit)


class WithAgenda:
    """A form page with the rows of the agenda."""

    def initial_rows(self, name):
        if name not in AGENDA:
            return super().initial_rows(name)
        return [
            {"uuid": one.uuid, "texts": one.text, "starts": one.starts} for one in self._points()
        ]

    def row_kwargs(self, name):
        if name not in AGENDA:
            return super().row_kwargs(name)
        now = {one.uuid: one.text for one in self._points()}
        return {"languages": self.languages, "now": now}

    def _points(self) -> list[AgendaItem]:
        return [] if self.meeting is None else list(self.meeting.agenda.all())

    def write_agenda(self, meeting: Meeting, data: dict) -> None:
        rows, removed = data.get("agenda", []), self.removed("agenda")
        if rows or removed:
            agendas.write(meeting=meeting, rows=rows, removed=removed, by=self.request.user)


class MeetingAgenda(FragmentPage):
    """The points in each language of the ties, with the time on both sides."""

    queryset = Meeting.objects.select_related("unit")
    template_name = "exchanges/_agenda.html"
    heading = _("Agenda")
    permission = permissions.VIEW_MEETING

    def get_context_data(self, **kwargs):
        meeting = self.object
        points = list(meeting.agenda.all())
        ties = list(meeting.partnerships.visible_to(self.request.user)) if points else []
        parties = [one for one in parties_of(ties) if one.side == Side.COUNTERPART] if ties else []
        languages = languages_of_meeting(meeting, ties) if points else []
        countries = [one.who.country for one in parties]
        rows = [
            {
                "starts": one.starts,
                "over_there": clocks.elsewhere(one.starts, meeting.day, countries),
                "texts": texts(one.text, languages),
            }
            for one in points
        ]
        return super().get_context_data(rows=rows, **kwargs)
