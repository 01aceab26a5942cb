"""The forms of incidents: entered, put right, taken back."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basis import Basis
from core.pages import FormPage, Group
from exchanges import permissions
from exchanges.forms import ReasonForm
from exchanges.forms.incidents import IncidentEditForm, IncidentForm
from exchanges.models import Incident, Meeting
from exchanges.models.incident import STATES_WITH_OUTCOME
from exchanges.services import incidents
from partnerships.models import BorderMarker, Partnership, Unit
from partnerships.views import parts
from partnerships.views.sourced import SOURCES, SourcedPage

FORBIDDEN = gettext_lazy(
    "Never here: anything stamped MẬT, TỐI MẬT or TUYỆT MẬT, instructions and positions for "
    "talks, forces, weapons, patrols to come, who told it in confidence, surveyed coordinates, "
    "opinions about the other side. Write the number of such a paper and where it is kept."
)
WHAT = ("kind:4", "happened:4", "title:12", "account:12")
WHERE = Group(
    gettext_lazy("Where"),
    ("marker:6", "unit:6", "counterpart:6", "partnership:6", "place:12"),
    note=gettext_lazy("A marker, a unit or a tie: one of them is enough."),
)
ABOUT = Group(gettext_lazy("Meetings and who may see it"), ("meetings:12", "sensitive:12"))


class IncidentPage(SourcedPage):
    permission = permissions.FILE_INCIDENT
    autosave = True

    def get_context_data(self, **kwargs):
        listed = [(_("Incidents"), reverse("exchanges:incident-list"))]
        if self.object:
            listed.append((str(self.object), self.object.get_absolute_url()))
        return super().get_context_data(crumbs=listed, **kwargs)


class IncidentCreate(IncidentPage):
    """From the menu, or from a tie, a unit, a marker or a meeting, which its query names."""

    model = Incident
    form_class = IncidentForm
    heading = gettext_lazy("Enter an incident")
    groups = (
        Group(gettext_lazy("What happened"), WHAT, note=FORBIDDEN),
        WHERE,
        ABOUT,
        Group(
            gettext_lazy("If others tell of it"),
            ("basis:6", "status:6", "outcome:12"),
            note=gettext_lazy(
                "What our own side reports begins as reported. What is known from papers or from "
                "others is entered in the state it has."
            ),
        ),
        SOURCES,
    )

    def get_cancel_url(self):
        return reverse("exchanges:incident-list")

    def get_initial(self):
        named = {
            "partnership": parts.asked_record(self.request, Partnership.objects, "tie"),
            "meetings": parts.asked_record(self.request, Meeting.objects, "meeting"),
            "unit": public(self.request, Unit, "unit"),
            "marker": public(self.request, BorderMarker, "marker"),
        }
        if named["meetings"]:
            named["meetings"] = [named["meetings"]]
        return super().get_initial() | {name: one for name, one in named.items() if one}

    def perform(self, data):
        basis = data.pop("basis")
        made = {"uuid": self.submission, "by": self.request.user}
        if basis != Basis.MADE_HERE:
            return incidents.record_past(basis=basis, **data, **made)
        data.pop("status")
        return incidents.file(**data, today=timezone.localdate(), **made)


def public(request, model, name: str):
    """What ?name=<uuid> names among records that everybody may read."""
    try:
        return model.objects.filter(uuid=UUID(request.GET.get(name, ""))).first()
    except ValueError:
        return None


class IncidentEdit(IncidentPage):
    queryset = Incident.objects.select_related("unit", "counterpart", "marker__border")
    form_class = IncidentEditForm

    @property
    def groups(self):
        why = ("reason:12",) if incidents.needs_a_reason(self.object) else ()
        ended = ("outcome:12",) if self._has_outcome else ()
        return (
            Group(_("What happened"), (*WHAT, *ended), note=FORBIDDEN),
            WHERE,
            ABOUT,
            *([Group(_("Why it is changed"), why)] if why else []),
            SOURCES,
        )

    @property
    def _has_outcome(self) -> bool:
        return self.object.status in STATES_WITH_OUTCOME or bool(self.object.outcome)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "asks_why": incidents.needs_a_reason(self.object),
            "has_outcome": self._has_outcome,
        }

    def get_initial(self):
        named = ("partnership", "unit", "marker", "counterpart")
        found = {name: getattr(self.object, name) for name in named}
        return found | {"meetings": list(self.object.meetings.all())}

    def perform(self, data):
        return incidents.revise(
            incident=self.object, **data, today=timezone.localdate(), by=self.request.user
        )


class IncidentWithdraw(FormPage):
    model = Incident
    form_class = ReasonForm
    permission = permissions.FILE_INCIDENT
    submit = gettext_lazy("Take it back")
    groups = (
        Group(
            gettext_lazy("Take the incident back"),
            ("reason:12",),
            note=gettext_lazy("It stays to be read, and counts no more."),
        ),
    )

    def perform(self, data):
        return incidents.withdraw(incident=self.object, **data, by=self.request.user)
