"""What is printed around a meeting: its papers, its minutes, letters, patrols, a tie's series."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import NAMES
from exchanges.choices import LetterDirection, MeetingStatus, Outcome
from exchanges.models import Letter, Meeting, Minutes, Patrol
from exchanges.views.parts import languages_around, languages_of
from partnerships.choices import Side
from partnerships.models import Partnership
from reports import permissions
from reports.choices import PaperCopy, PaperLayout
from reports.contents import official
from reports.contents.meeting import OF_A_MEETING
from reports.contents.minutes import minutes
from reports.contents.patrol import patrol
from reports.contents.protocol import protocol
from reports.contents.series import series
from reports.print_forms import (
    InvitationForm,
    MinutesPrintForm,
    OfficialForm,
    PrintForm,
    RecordPrintForm,
    SeriesForm,
)
from reports.views.prints import PrintFile, Printing, PrintsPage
from reports.views.prints_of import both, usual

PAST = {MeetingStatus.HELD, MeetingStatus.CANCELLED}


def spoken(meeting: Meeting) -> list[str]:
    """Vietnamese and the languages across, of its ties or around its unit."""
    ties = list(meeting.partnerships.all())
    return languages_of(ties) if ties else languages_around(meeting.unit)


def beside(languages: list[str]) -> dict:
    """The usual choice: one language beside Vietnamese, English where nothing else is known."""
    return usual([code for code in languages if code in NAMES and code != "vi"][:1] or ["en"])


class OfMeeting(Printing):
    queryset = Meeting.objects.select_related(
        "unit", "place_marker", "host_party__organisation"
    ).prefetch_related(*OF_A_MEETING)
    permission = permissions.PRINT_MEETING
    form_class = PrintForm
    file_url = "meeting-print"
    part = "papers"
    copies = (
        ("agenda", gettext_lazy("Agenda")),
        ("plates", gettext_lazy("Name plates")),
        ("seating", gettext_lazy("Seating plan")),
    )

    def usual(self):
        return beside(spoken(self.object))

    def contents(self, data):
        today = timezone.localdate()
        return protocol(
            self.object, languages=data["languages"], layout=data["layout"], today=today
        )


class MeetingPrints(OfMeeting, PrintsPage):
    heading = gettext_lazy("Prints of the meeting")


class MeetingPrint(OfMeeting, PrintFile):
    pass


class ByOffice(Printing):
    """A letter of the office of whoever prints it."""

    permission = permissions.PRINT_OFFICIAL

    def nothing(self):
        if self.request.user.office is None:
            return _("Your account names no office. Ask the administrator to enter it.")
        return ""

    def sealed(self, content: dict) -> dict[str, dict]:
        draft = {"code": f"{content['code']}.DT"} if content["mark"] else {}
        return {"letter": content | draft}


class OfInvitation(ByOffice):
    queryset = OfMeeting.queryset
    form_class = InvitationForm
    file_url = "meeting-invitation-file"
    part = "invitation"
    copies = (("letter", gettext_lazy("Letter of invitation")),)

    @cached_property
    def sent(self) -> Letter | None:
        return official.invited_by(self.object)

    def nothing(self):
        if self.object.host == Side.COUNTERPART:
            return _("The other side hosts this meeting: the invitation comes from there.")
        if self.object.status in PAST and self.sent is None:
            return _("No invitation to this meeting is recorded, and it is not to come any more.")
        return super().nothing()

    def usual(self):
        return beside(spoken(self.object)) | {"layout": PaperLayout.CONSECUTIVE.value}

    def contents(self, data):
        made = official.invitation(
            self.object,
            self.sent,
            office=self.request.user.office,
            typed=data,
            today=timezone.localdate(),
        )
        return self.sealed(made)


class MeetingInvitation(OfInvitation, PrintsPage):
    heading = gettext_lazy("Letter of invitation")


class MeetingInvitationFile(OfInvitation, PrintFile):
    pass


class OfMinutes(Printing):
    queryset = Minutes.objects.select_related("meeting__unit")
    permission = permissions.PRINT_MINUTES
    file_url = "minutes-print"

    @cached_property
    def is_alone(self) -> bool:
        return self.object.outcome == Outcome.UNILATERAL

    @property
    def form_class(self):
        return RecordPrintForm if self.is_alone else MinutesPrintForm

    @property
    def copies(self):
        if self.is_alone:
            return ((PaperCopy.HOME.value, _("Unilateral record")),)
        return tuple(PaperCopy.choices)

    def usual(self):
        own = [code for code in self.object.languages if code != "vi"]
        return usual(own or spoken(self.object.meeting)[1:2] or ["en"]) | {"mottos": "on"}

    def contents(self, data):
        found = minutes(
            self.object,
            languages=data["languages"],
            mottos=data["mottos"],
            as_draft=data["as_draft"],
            today=timezone.localdate(),
            office=self.request.user.office,
        )
        made = both(found, data["layout"])
        return {"home": made["home"]} if self.is_alone else made


class MinutesPrints(OfMinutes, PrintsPage):
    pass


class MinutesPrint(OfMinutes, PrintFile):
    pass


class OfLetter(ByOffice):
    queryset = Letter.objects.select_related("incident", "partnership", "unit")
    form_class = OfficialForm
    file_url = "letter-print"
    copies = (("letter", gettext_lazy("Letter")),)

    def nothing(self):
        letter = self.object
        if letter.direction == LetterDirection.IN:
            return _(
                "This letter came from the other side: keep its file here, nothing is printed."
            )
        if letter.withdrawn_reason:
            return _("This letter was taken back; it is not printed.")
        if letter.incident_id and letter.incident.sensitive:
            return _("The incident is sensitive: nothing about it is printed from here.")
        return super().nothing()

    def usual(self):
        written = [code for code, entry in self.object.text.items() if entry.get("text")]
        ties = [self.object.partnership] if self.object.partnership_id else []
        other = [code for code in written if code != "vi"] or languages_of(ties)
        return beside(other) | {"layout": PaperLayout.CONSECUTIVE.value}

    def contents(self, data):
        office, today = self.request.user.office, timezone.localdate()
        return self.sealed(official.official(self.object, office=office, typed=data, today=today))


class LetterPrints(OfLetter, PrintsPage):
    pass


class LetterPrint(OfLetter, PrintFile):
    pass


class OfPatrol(Printing):
    queryset = Patrol.objects.select_related("from_marker", "to_marker", "border__neighbour")
    permission = permissions.PRINT_PATROL
    form_class = PrintForm
    file_url = "patrol-print"

    def nothing(self):
        if self.object.withdrawn_reason:
            return _("This patrol was taken back; it is not printed.")
        return ""

    def usual(self):
        return beside([self.object.border.neighbour.paper_language])

    def contents(self, data):
        found = patrol(self.object, languages=data["languages"], today=timezone.localdate())
        return both(found, data["layout"])


class PatrolPrints(OfPatrol, PrintsPage):
    heading = gettext_lazy("Patrol record")


class PatrolPrint(OfPatrol, PrintFile):
    pass


class OfSeries(Printing):
    queryset = Partnership.objects.all()
    permission = permissions.PRINT_SERIES
    form_class = SeriesForm
    file_url = "tie-series-file"
    part = "series"
    copies = (("series", gettext_lazy("Minutes of the period")),)

    def usual(self):
        """The year that has passed until today."""
        today = timezone.localdate()
        since = today - timedelta(days=365)
        own = [code for code in languages_of([self.object]) if code in NAMES and code != "vi"]
        return {
            "since": f"{since:%d/%m/%Y}",
            "until": f"{today:%d/%m/%Y}",
            "languages": own[:1],
        }

    def contents(self, data):
        period = DateRange(data["since"], data["until"] + timedelta(days=1))
        return {"series": series(self.object, period=period, languages=data["languages"])}


class TieSeries(OfSeries, PrintsPage):
    heading = gettext_lazy("Minutes of a period")


class TieSeriesFile(OfSeries, PrintFile):
    pass
