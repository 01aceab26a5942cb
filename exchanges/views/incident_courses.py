"""The steps of an incident, each a short form with its day and words."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDate
from core.pages import FormPage, Group
from exchanges import permissions
from exchanges.forms.incidents import EndForm, RaiseForm, ReopenForm, StepForm
from exchanges.models import Incident
from exchanges.services import incident_courses

DAY_AND_WORDS = Group("", ("on:4", "words:12"))
ENDING = Group("", ("on:4", "outcome:12", "words:12"))


class Step(FormPage):
    model = Incident
    form_class = StepForm
    groups = (DAY_AND_WORDS,)
    permission = permissions.CHECK_INCIDENT
    service = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"incident": self.object}

    def get_initial(self):
        today = PartialDate.read(f"{timezone.localdate():%d/%m/%Y}")
        return {"on": today, "outcome": self.object.outcome}

    def perform(self, data):
        return self.service(
            incident=self.object, **data, today=timezone.localdate(), by=self.request.user
        )


class IncidentVerify(Step):
    heading = _("The incident is verified")
    submit = _("Verified")
    service = staticmethod(incident_courses.verify)


class IncidentRaise(Step):
    form_class = RaiseForm
    groups = (
        Group(
            "",
            ("on:4", "meetings:8", "words:12"),
            note=_("At a meeting, by a letter, or in another way. Letters stand on its page."),
        ),
    )
    heading = _("The incident was raised with the other side")
    submit = _("Raised with the other side")
    permission = permissions.RAISE_INCIDENT
    service = staticmethod(incident_courses.raise_)


class IncidentSettle(Step):
    form_class = EndForm
    groups = (ENDING,)
    heading = _("The incident is settled")
    submit = _("Settled")
    service = staticmethod(incident_courses.settle)


class IncidentClose(Step):
    form_class = EndForm
    groups = (ENDING,)
    heading = _("Close the incident")
    submit = _("Close")
    service = staticmethod(incident_courses.close)


class IncidentReopen(Step):
    form_class = ReopenForm
    heading = _("Open the incident again")
    submit = _("Open it again")
    service = staticmethod(incident_courses.reopen)
