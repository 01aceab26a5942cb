from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.forms import EventRow, PartnershipCreateForm, PartnershipForm, PartyRow
from partnerships.models import Partnership
from partnerships.services import partnerships
from partnerships.views import alike

FACTS = ("title:12", "kind:3", "level:3", "fields_of_work:6", "frame:6", "paper_languages:6")
ROWS = (
    Group(
        _("Parties"),
        rows="parties",
        note=_(
            "A party that left keeps its row, with the first day it was no more. Take a row out "
            "only if it was entered by mistake."
        ),
    ),
    Group(
        _("What happened to the tie"),
        rows="events",
        note=_("A date may be known in part: 12/2015, 2014, “from 2020”. What is open stays open."),
    ),
)


class TiePage(FormPage):
    """The form of a tie: its own facts, its parties and its events, saved together."""

    model = Partnership
    rows = {"parties": PartyRow, "events": EventRow}
    autosave = True
    permission = permissions.EDIT_PARTNERSHIP

    def get_queryset(self):
        return super().get_queryset().kept()


class PartnershipCreate(TiePage):
    form_class = PartnershipCreateForm
    heading = _("A new tie")
    groups = (Group(_("The tie"), (*FACTS, "code:6", "basis:6")), *ROWS)

    def lookalikes(self, data):
        return alike.ties(data, self.request.user)

    def perform(self, data):
        return partnerships.propose(**data, uuid=self.submission, by=self.request.user)


class PartnershipEdit(TiePage):
    form_class = PartnershipForm
    groups = (Group(_("The tie"), FACTS), *ROWS)

    def get_initial(self):
        return {"frame": self.object.frame}  # itself, not its key: one out of scope stays

    def initial_rows(self, name):
        if name == "parties":
            rows = self.object.parties.select_related("unit", "organisation", "carried_over_by")
            names = ("side", "unit", "organisation", "since", "until", "carried_over_by")
        else:
            rows = self.object.changes.select_related("paper")
            names = ("kind", "since", "until", "reason", "paper")
        return [{"uuid": row.uuid} | {n: getattr(row, n) for n in names} for row in rows]

    def perform(self, data):
        return partnerships.revise(partnership=self.object, **data, by=self.request.user)
