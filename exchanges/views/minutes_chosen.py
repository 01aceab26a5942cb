"""Minutes of several meetings handed to the office at once, from the list of meetings."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleViolation
from core.pages import ChosenPage
from exchanges import permissions
from exchanges.choices import WRITABLE
from exchanges.services import minutes
from exchanges.views.meetings import MeetingList


class MinutesSubmitChosen(ChosenPage):
    """Minutes have no list of their own: each stands with its meeting."""

    listed = MeetingList
    back = "exchanges:meeting-list"
    related = ("minutes",)
    permission = permissions.FILE_MINUTES
    heading = gettext_lazy("Submit the minutes of several meetings")
    submit = gettext_lazy("Submit the minutes of all that are ticked")
    begins = tuple(WRITABLE)

    def waiting(self, rows):
        return rows.filter(minutes__status__in=self.begins)

    def stated(self, meeting):
        return getattr(meeting, "minutes", None)

    def hindrance(self, meeting):
        return "" if self.stated(meeting) else _("No minutes of it are written yet.")

    def perform(self, meeting, data):
        if hindered := self.hindrance(meeting):
            raise RuleViolation(hindered)
        minutes.submit(minutes=meeting.minutes, by=self.request.user)
