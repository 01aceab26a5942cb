"""How often a tie, a frame or a unit meets: entered from its page, corrected, ended."""

from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.forms.cadences import CadenceEndForm, CadenceForm
from partnerships.models import Cadence, Partnership, Unit
from partnerships.services import cadences

GROUPS = (
    Group(_("What comes round"), ("subject:3", "title:9")),
    Group(
        _("When"),
        (
            "every:2", "each:3", "weekday:3", "days:4",
            "festival:4", "offset:3", "starts:3",
        ),
        note=_(
            "Quarterly is every 3 months, twice a year every 6 months. A day of the week goes with "
            "weeks, fixed days and feasts with every year."
        ),
    ),
    Group(_("Who and where"), ("host_rule:4", "place:8", "recommended:12")),
)  # fmt: skip


class CadencePage(FormPage):
    form_class = CadenceForm
    permission = permissions.EDIT_CADENCE
    groups = GROUPS

    def get_success_url(self, target):
        return (target.partnership or target.unit).get_absolute_url()


class CadenceCreate(CadencePage):
    creates = Cadence
    heading = _("How often they meet or do something")

    def get_queryset(self):
        return super().get_queryset().kept()

    def get_heading(self):
        return f"{self.heading}: {self.object}"


class TieCadenceCreate(CadenceCreate):
    """Of a tie; of a frame that has ties under it the same."""

    model = Partnership

    def perform(self, data):
        return cadences.agree(
            partnership=self.object, **data, uuid=self.submission, by=self.request.user
        )


class UnitCadenceCreate(CadenceCreate):
    """Of a unit, for what no tie covers."""

    model = Unit

    def perform(self, data):
        return cadences.agree(unit=self.object, **data, uuid=self.submission, by=self.request.user)


class OfCadence(CadencePage):
    queryset = Cadence.objects.select_related("partnership", "unit")

    def get_heading(self):
        return f"{self.act}: {self.object}"

    def get_cancel_url(self):
        return self.get_success_url(self.object)


class CadenceEdit(OfCadence):
    act = _("Correct the cadence")

    def perform(self, data):
        return cadences.revise(cadence=self.object, **data, by=self.request.user)


class CadenceEnd(OfCadence):
    form_class = CadenceEndForm
    act = submit = _("End the cadence")
    groups = (
        Group(
            "",
            ("ends:4", "reason:12"),
            note=_(
                "What was due before that day stays due. Another practice is entered as a cadence "
                "of its own."
            ),
        ),
    )

    def perform(self, data):
        return cadences.end(cadence=self.object, **data, by=self.request.user)
