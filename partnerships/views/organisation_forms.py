from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.forms import ChargeEndForm, ChargeForm, OrganisationForm
from partnerships.forms.fields import OTHERS
from partnerships.models import Charge, Organisation
from partnerships.services import charges, organisations
from partnerships.views import alike

NAMES = tuple(f"other_names_{code}:6" for code in OTHERS)


class OrganisationPage(FormPage):
    """The form of an organisation: its names in every language, where it sits, its days."""

    model = Organisation
    form_class = OrganisationForm
    permission = permissions.EDIT_ORGANISATION
    groups = (
        Group(_("The organisation"), ("name:8", "kind:4", "seat:6", "country:6")),
        Group(
            _("Names in other languages"),
            NAMES,
            note=_("As it writes itself. Leave empty what no source gives."),
        ),
        Group(_("From when until when"), ("since:6", "until:6")),
    )


class OrganisationCreate(OrganisationPage):
    heading = _("A new organisation")

    def lookalikes(self, data):
        return alike.organisations(data)

    def perform(self, data):
        return organisations.propose(**data, uuid=self.submission, by=self.request.user)


class OrganisationEdit(OrganisationPage):
    def get_initial(self):
        return {"seat": self.object.seat}

    def perform(self, data):
        return organisations.revise(organisation=self.object, **data, by=self.request.user)


class ChargeCreate(FormPage):
    """Under the URL of the organisation that gets charge."""

    queryset = Organisation.objects.kept()
    creates = Charge
    form_class = ChargeForm
    permission = permissions.EDIT_CHARGE
    groups = (
        Group(
            _("Of a unit, of a tie, or of a section of the border"),
            ("unit:6", "partnership:6", "border:4", "first:4", "last:4"),
            note=_("From then on the people of the organisation see what belongs to it."),
        ),
        Group(_("From when until when"), ("since:6", "until:6")),
    )

    def get_heading(self):
        return _("Give charge to %(organisation)s") % {"organisation": self.object}

    def perform(self, data):
        return charges.entrust(
            organisation=self.object,
            unit=data["unit"],
            partnership=data["partnership"],
            from_marker=data["first"],
            to_marker=data["last"],
            since=data["since"],
            until=data["until"],
            uuid=self.submission,
            by=self.request.user,
        )

    def get_success_url(self, target):
        return target.organisation.get_absolute_url()


class ChargeEnd(FormPage):
    model = Charge
    form_class = ChargeEndForm
    permission = permissions.EDIT_CHARGE
    submit = _("End the charge")

    def get_heading(self):
        return _("End of the charge: %(charge)s") % {"charge": self.object}

    def get_cancel_url(self):
        return self.object.organisation.get_absolute_url()

    def get_success_url(self, target):
        return self.get_cancel_url()

    def perform(self, data):
        return charges.end(charge=self.object, until=data["until"], by=self.request.user)
