"""Forms of a commitment: entered, put right, settled."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from core.previews import Previewed
from partnerships import permissions
from partnerships.forms.commitments import CommitmentForm, ReceiverRow, SettleForm
from partnerships.models import Commitment, Memorandum, Partnership
from partnerships.services import commitments
from partnerships.views import alike, sourced
from partnerships.views.parts import asked_record


class CommitmentPage(Previewed, sourced.SourcedPage):
    model = Commitment
    form_class = CommitmentForm
    rows = {"receivers": ReceiverRow, **sourced.SourcedPage.rows}
    permission = permissions.EDIT_COMMITMENT
    autosave = True

    @property
    def groups(self):
        clause = ("article:6",) if self.text and self.text.articles.exists() else ()
        return (
            Group(_("What was promised"), ("title:8", "form:4", "amount:12")),
            Group(
                _("Text or tie it stands in"),
                ("memorandum:6", "partnership:6", *clause, "clause:6", "basis:6"),
            ),
            Group(_("Who gives"), ("giver:6", "giver_organisation:6")),
            Group(
                _("Each receiver"),
                rows="receivers",
                note=_("Each of them is to get the amount, each time. It is never divided."),
            ),
            Group(
                _("How often, from when until when"),
                ("interval:6", "interval_months:6", "since:6", "until:6"),
                note=_(
                    "Instalments are expected only where a source says how often, and from when."
                ),
            ),
            sourced.SOURCES,
        )

    @cached_property
    def text(self) -> Memorandum | None:
        """The memorandum whose articles are offered."""
        if self.object:
            return self.object.memorandum
        return asked_record(self.request, Memorandum.objects.all(), "memorandum")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"text": self.text}

    def initial_rows(self, name):
        if name != "receivers":
            return super().initial_rows(name)
        if self.object is None:
            return []
        rows = self.object.receivers.select_related("unit", "organisation")
        return [
            {"uuid": row.uuid, "unit": row.unit, "organisation": row.organisation} for row in rows
        ]


class CommitmentCreate(CommitmentPage):
    heading = _("A new commitment")

    def get_initial(self):
        tie = asked_record(self.request, Partnership.objects.all(), "tie")
        return super().get_initial() | {"memorandum": self.text, "partnership": tie}

    def get_cancel_url(self):
        came_from = self.text or asked_record(self.request, Partnership.objects.all(), "tie")
        listed = reverse("partnerships:commitment-list")
        return came_from.get_absolute_url() if came_from else listed

    def lookalikes(self, data):
        return alike.commitments(data, self.request.user)

    def perform(self, data):
        return commitments.enter(**data, uuid=self.submission, by=self.request.user)


class CommitmentEdit(CommitmentPage):
    def perform(self, data):
        return commitments.revise(commitment=self.object, **data, by=self.request.user)


class CommitmentSettle(FormPage):
    model = Commitment
    form_class = SettleForm
    groups = (Group(_("How it ended"), ("status:6", "on:6", "reason:12", "paper:12")),)
    permission = permissions.EDIT_COMMITMENT
    submit = _("Settle the commitment")

    def perform(self, data):
        return commitments.settle(commitment=self.object, **data, by=self.request.user)
