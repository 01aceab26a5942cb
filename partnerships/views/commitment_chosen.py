"""Several commitments settled at once, from their list."""

from django.utils.translation import gettext_lazy as _

from core.pages import ChosenPage, Group
from partnerships import permissions
from partnerships.choices import CommitmentStatus
from partnerships.forms.commitments import SettleForm
from partnerships.services import commitments
from partnerships.views.commitments import CommitmentList


class CommitmentSettleChosen(ChosenPage):
    """Those that ended alike: on the same day, for the same reason, by the same paper."""

    listed = CommitmentList
    back = "partnerships:commitment-list"
    form_class = SettleForm
    permission = permissions.EDIT_COMMITMENT
    heading = _("Settle several commitments")
    submit = _("Settle all that are ticked")
    begins = (CommitmentStatus.OPEN,)
    groups = (
        Group(_("How they ended, the same for all"), ("status:6", "on:6", "reason:12", "paper:12")),
    )

    def perform(self, promise, data):
        commitments.settle(commitment=promise, **data, by=self.request.user)
