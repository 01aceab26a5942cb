"""What befalls a tie, a small form each: it rests, goes on, ends; a party comes or goes."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.choices import Side
from partnerships.forms import AdmitForm, EndForm, LeaveForm, ResumeForm, SuspendForm
from partnerships.models import Partnership, PartnershipEvent, PartnershipParty
from partnerships.services import parties, tie_events


class OfTie(FormPage):
    """A form about a tie; afterwards one is on the tie's page again."""

    model = Partnership
    permission = permissions.EDIT_PARTNERSHIP
    act = _("Save")

    def get_queryset(self):
        """Nothing befalls a duplicate that was merged."""
        return super().get_queryset().kept()

    def get_heading(self):
        return f"{self.act}: {self.object}"

    def get_success_url(self, target):
        tie = target if isinstance(target, Partnership) else target.partnership
        return tie.get_absolute_url()


class PartnershipSuspend(OfTie):
    form_class = SuspendForm
    creates = PartnershipEvent
    act = submit = _("Suspend the tie")
    groups = (
        Group(
            "",
            ("since:6", "until:6", "reason:12", "paper:6"),
            note=_(
                "A date may be known in part: 12/2015, 2020, “from 2020”. The end is the last day "
                "of its rest; left empty, the tie rests until it is said to go on."
            ),
        ),
    )

    def perform(self, data):
        return tie_events.suspend(
            partnership=self.object, **data, uuid=self.submission, by=self.request.user
        )


class PartnershipResume(OfTie):
    form_class = ResumeForm
    guard_edits = False
    act = submit = _("Let the tie go on")
    groups = (Group("", ("on:4", "reason:8")),)

    def perform(self, data):
        return tie_events.resume(partnership=self.object, **data, by=self.request.user)


class PartnershipEnd(OfTie):
    form_class = EndForm
    creates = PartnershipEvent
    act = submit = _("End the tie")
    groups = (
        Group(
            "",
            ("since:4", "reason:8", "paper:6"),
            note=_(
                "The tie stays in the register with its whole history. Where a unit was abolished "
                "in a reform, record a decision instead: it can be taken back."
            ),
        ),
    )

    def perform(self, data):
        return tie_events.end(
            partnership=self.object, **data, uuid=self.submission, by=self.request.user
        )


class PartyAdmit(OfTie):
    form_class = AdmitForm
    creates = PartnershipParty
    act = submit = _("Add a party")
    groups = (Group("", ("side:3", "unit:4", "organisation:5", "since:4", "paper:6")),)

    def get_initial(self):
        side = self.request.GET.get("side")
        return {"side": side} if side in Side.values else {}

    def perform(self, data):
        return parties.admit(
            partnership=self.object, **data, uuid=self.submission, by=self.request.user
        )


class PartyLeave(OfTie):
    model = PartnershipParty
    form_class = LeaveForm
    guard_edits = False
    submit = _("The party leaves")
    groups = (Group("", ("until:4", "reason:8", "paper:6")),)

    def get_queryset(self):
        rows = PartnershipParty.objects.visible_to(self.request.user)
        return rows.select_related("partnership", "unit", "organisation")

    def get_heading(self):
        said = {"party": self.object, "tie": self.object.partnership}
        return gettext("%(party)s leaves: %(tie)s") % said

    def get_cancel_url(self):
        return self.object.partnership.get_absolute_url()

    def perform(self, data):
        return parties.let_go(party=self.object, **data, by=self.request.user)
