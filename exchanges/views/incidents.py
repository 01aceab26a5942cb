"""Incidents: the list, one incident with its course and letters, the searches in forms."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, DetailPage, ListPage, PickerPage
from exchanges import permissions
from exchanges.answers import state_of
from exchanges.choices import INCIDENT_TRANSITIONS, IncidentStatus, LetterKind
from exchanges.incident_lists import INCIDENTS
from exchanges.letter_filters import IncidentFilter
from exchanges.lists import state
from exchanges.models import Incident, Letter, Meeting
from exchanges.models.incident import STATES_WITH_OUTCOME
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import seen_sources, seen_tie, with_tie
from partnerships.views import parts, rows

PARTS = (("files", gettext_lazy("Files and photos"), "exchanges:incident-files"),)


class IncidentList(InReach, ListPage):
    model = Incident
    heading = Incident._meta.verbose_name_plural
    columns = INCIDENTS
    detail = "exchanges:incident-detail"
    filterset_class = IncidentFilter
    default_sort = "-happened"
    permission = permissions.VIEW_INCIDENT
    create = (
        "exchanges:incident-create",
        gettext_lazy("Enter an incident"),
        permissions.FILE_INCIDENT,
    )
    tabs = (
        (gettext_lazy("All"), ""),
        (gettext_lazy("Not settled yet"), "status=open"),
        (gettext_lazy("To be verified"), "status=reported"),
        (gettext_lazy("Taken back"), "withdrawn=yes"),
    )

    def get_queryset(self):
        return with_tie(super().get_queryset(), self.reach)

    def get_actions(self):
        letters = Action(_("Letters"), reverse("exchanges:letter-list"))
        return [letters, *super().get_actions()]


class IncidentDetail(InReach, DetailPage):
    model = Incident
    permission = permissions.VIEW_INCIDENT

    def get_queryset(self):
        named = ("unit", "counterpart", "marker__border", "filed_by", "verified_by")
        letters = Letter.objects.visible_to(self.reach).standing().with_answers()
        meetings = Meeting.objects.visible_to(self.reach)
        found = super().get_queryset().select_related(*named)
        return found.prefetch_related(
            seen_tie(self.reach),
            seen_sources(self.reach),
            "moves",
            Prefetch("meetings", meetings.order_by("pk")),
            Prefetch("letters", letters.order_by("pk")),
        )

    def get_context_data(self, **kwargs):
        incident, today = self.object, timezone.localdate()
        letters = incident.letters.all()
        return super().get_context_data(
            status=state(IncidentStatus, incident.status),
            track=track(incident),
            course=course(incident),
            missing=[] if incident.withdrawn_reason else incident.missing(),
            letters=[{"record": one, "answer": state_of(one, today)} for one in letters],
            write=self._letters_to_write(),
            sections=parts.sections(self.request.user, incident, PARTS),
            **kwargs,
        )

    def _letters_to_write(self) -> list[Action]:
        if self.object.withdrawn_reason or not self.may(permissions.EDIT_LETTER):
            return []
        url = f"{reverse('exchanges:letter-create')}?incident={self.object.uuid}"
        return [
            Action(_("Write a notice"), f"{url}&kind={LetterKind.NOTICE}"),
            Action(_("Write a protest"), f"{url}&kind={LetterKind.PROTEST}"),
            Action(_("Enter a letter that came"), f"{url}&direction=in"),
        ]

    def get_actions(self):
        incident = self.object
        if incident.withdrawn_reason:
            return []
        mine = self.may(permissions.FILE_INCIDENT)
        found = [Action(_("Edit"), self._url("edit"))] if mine else []
        found += self._steps(IncidentStatus(incident.status))
        return [*found, *([Action(_("Take it back"), self._url("withdraw"))] if mine else [])]

    def _steps(self, now: IncidentStatus) -> list[Action]:
        """What may follow, in the order of the course; nobody accepts what they filed."""
        checks = self.may(permissions.CHECK_INCIDENT)
        mine = self.object.filed_by_id == self.request.user.pk
        accepts = checks and not (mine and now == IncidentStatus.REPORTED)
        begins_again = now in STATES_WITH_OUTCOME
        offered = [
            (
                IncidentStatus.VERIFIED,
                "verify",
                _("Mark as verified"),
                accepts and not begins_again,
            ),
            (
                IncidentStatus.RAISED,
                "raise",
                _("Mark as raised"),
                self.may(permissions.RAISE_INCIDENT),
            ),
            (IncidentStatus.SETTLED, "settle", _("Mark as settled"), checks),
            (IncidentStatus.CLOSED, "close", _("Close"), accepts),
            (IncidentStatus.VERIFIED, "reopen", _("Open it again"), checks and begins_again),
        ]
        after = INCIDENT_TRANSITIONS[now]
        return [
            Action(words, self._url(verb))
            for target, verb, words, may in offered
            if may and target in after
        ]

    def _url(self, verb: str) -> str:
        return reverse(f"exchanges:incident-{verb}", args=[self.object.uuid])


def track(incident: Incident) -> list[dict]:
    steps = list(IncidentStatus)
    place = steps.index(IncidentStatus(incident.status))
    return [
        {"words": step.label, "done": number < place, "now": number == place}
        for number, step in enumerate(steps)
    ]


def course(incident: Incident) -> list[dict]:
    """What happened, then every step with its day and words; a correction stands there too."""
    found = [{"when": incident.happened, "what": _("It happened"), "words": ""}]
    for move in incident.moves.all():
        corrected = move.before == move.after
        again = move.before in STATES_WITH_OUTCOME and move.after == IncidentStatus.VERIFIED
        what = _("Corrected") if corrected else move.get_after_display()
        what = _("Opened again") if again else what
        found.append({"when": move.happened, "what": what, "words": move.words})
    return found


class IncidentPicker(PickerPage):
    model = Incident
    permission = permissions.FILE_INCIDENT

    @staticmethod
    def search(found, words):
        return rows.entitled(found.standing(), words).order_by("-pk")


class IncidentMeetingPicker(PickerPage):
    model = Meeting
    permission = permissions.RAISE_INCIDENT

    @staticmethod
    def search(found, words):
        return rows.entitled(found, words).order_by("-pk")
