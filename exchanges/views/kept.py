"""What was given, on the page of the promise or of the aid it belongs to."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.badges import Badge
from core.pages import FragmentPage
from exchanges import figures, permissions, promise_lists
from exchanges.balances import Direction, Due, Partner, balances, sums
from exchanges.choices import STILL_DUE, InstalmentState
from exchanges.kept import is_early, is_late, with_state
from exchanges.models import AidProject, Delivery
from exchanges.services.deliveries import waits_for_approval
from partnerships.models import Commitment, Instalment
from partnerships.views import parts


@dataclass(frozen=True)
class ShownDue:
    """An instalment on the page of its promise."""

    record: Instalment
    period: str
    badge: Badge
    given: list[Delivery]
    early: bool
    late: bool
    is_open: bool


class CommitmentKept(FragmentPage):
    """The instalments of a promise with their deliveries, what is counted for none, the balance."""

    model = Commitment
    template_name = "exchanges/_kept.html"
    heading = _("Instalments and what was given")
    permission = permissions.VIEW_DELIVERY

    def get_context_data(self, **kwargs):
        promise = self.object
        deliveries = Delivery.objects.select_related("unit", "organisation")
        standing = Prefetch("deliveries", deliveries.standing().order_by("given_days", "pk"))
        rows = with_state(promise.instalments.all(), timezone.localdate())
        rows = rows.select_related("receiver__unit", "receiver__organisation")
        rows = list(rows.prefetch_related(standing).order_by("period", "pk"))
        others = list(deliveries.filter(commitment=promise, instalment__isnull=True))
        aid = AidProject.objects.visible_to(self.request.user)
        return super().get_context_data(
            instalments=[self._shown(row) for row in rows],
            sums=sums(balances(self._due(row) for row in rows)),
            loose=[one for one in others if not one.withdrawn_reason],
            taken_back=[one for one in others if one.withdrawn_reason],
            aid=list(aid.filter(commitment=promise)),
            may_deliver=self.may(permissions.EDIT_DELIVERY),
            **kwargs,
        )

    @staticmethod
    def _due(row: Instalment) -> Due:
        """For the sums of this one promise: who it is between is said above them."""
        return Due(
            year=row.period.lower.year,
            direction=Direction.OWED_BY_US,
            partner=Partner("", "", ""),
            tie=("", ""),
            due=row.amount,
            given=tuple(one.amount for one in row.deliveries.all()),
            state=InstalmentState(row.kept),
        )

    @staticmethod
    def _shown(row: Instalment) -> ShownDue:
        given = list(row.deliveries.all())
        return ShownDue(
            row,
            promise_lists.period(row.period),
            promise_lists.state(row.kept),
            given,
            any(is_early(one.given, row.period) for one in given),
            any(is_late(one.given, row.period) for one in given),
            row.kept in STILL_DUE,
        )


class AidDeliveries(FragmentPage):
    """What was delivered of an aid project, beside what was approved."""

    model = AidProject
    template_name = "exchanges/_deliveries.html"
    heading = _("Deliveries")
    permission = permissions.VIEW_DELIVERY

    def get_context_data(self, **kwargs):
        rows = Delivery.objects.filter(project=self.object).select_related("unit", "organisation")
        found = list(rows.order_by("given_days", "pk"))
        standing = [one.amount for one in found if not one.withdrawn_reason]
        same = [one for one in standing if one.unit == self.object.amount.unit and one.number]
        approved = self.object.amount
        beyond = approved.number is not None and sum(one.number for one in same) > approved.number
        deliver = ""
        if not waits_for_approval(self.object):
            user = self.request.user
            deliver = parts.address(user, "exchanges:aid-delivery-create", self.object)
        return super().get_context_data(
            rows=[(one, promise_lists.standing(one.withdrawn_reason)) for one in found],
            totals=figures.totals(standing),
            beyond=beyond,
            deliver=deliver,
            **kwargs,
        )
