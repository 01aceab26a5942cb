from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import Action, DetailPage
from partnerships import lists, permissions
from partnerships.choices import CommitmentStatus
from partnerships.cited import with_sources
from partnerships.filters import CommitmentFilter
from partnerships.models import Commitment, CommitmentReceiver, Memorandum, Partnership
from partnerships.views import parts, rows

# What apps above keep of a commitment.
PARTS = (("kept", _("Instalments and what was given"), "exchanges:commitment-kept"),)


class CommitmentList(parts.RecordList):
    model = Commitment
    columns = lists.COMMITMENTS
    detail = "partnerships:commitment-detail"
    filterset_class = CommitmentFilter
    default_sort = "-since"
    permission = permissions.VIEW_COMMITMENT
    brought_as = "commitments"
    create = (
        "partnerships:commitment-create",
        _("Enter a commitment"),
        permissions.EDIT_COMMITMENT,
    )
    on_chosen = (
        ("partnerships:commitment-settle-chosen", _("Settle"), permissions.EDIT_COMMITMENT),
    )
    related = (
        (_("What we owe and are owed"), "exchanges:owed"),
        (_("Instalments"), "exchanges:instalment-list"),
        (_("Deliveries"), "exchanges:delivery-list"),
    )
    tabs = (
        (_("All"), ""),
        (_("Open"), "status=open"),
        (_("Interval not stated"), "unstated=true"),
    )

    def get_queryset(self):
        return rows.with_receivers(super().get_queryset())


class CommitmentDetail(DetailPage):
    model = Commitment
    permission = permissions.VIEW_COMMITMENT

    def get_queryset(self):
        user = self.request.user
        receivers = CommitmentReceiver.objects.select_related("unit", "organisation")
        self.queryset = with_sources(
            Commitment.objects.select_related(
                "giver", "giver_organisation", "article", "settled_paper"
            )
        ).prefetch_related(
            Prefetch("receivers", receivers),
            Prefetch("memorandum", Memorandum.objects.visible_to(user)),
            Prefetch("partnership", Partnership.objects.visible_to(user)),
        )
        return super().get_queryset()

    def get_actions(self):
        promise = self.object
        acts = []
        if self.may(permissions.EDIT_COMMITMENT):
            edit = reverse("partnerships:commitment-edit", args=[promise.uuid])
            acts.append(Action(gettext("Edit"), edit))
            if promise.status == CommitmentStatus.OPEN:
                settle = reverse("partnerships:commitment-settle", args=[promise.uuid])
                acts.append(Action(gettext("Settle it"), settle))
        deliver = parts.address(self.request.user, "exchanges:commitment-delivery-create", promise)
        return [*acts, Action(gettext("Enter a delivery"), deliver, "main")] if deliver else acts

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            shown=rows.shown_promise(self.object),
            missing=self.object.missing(),
            parts=parts.sections(self.request.user, self.object, PARTS),
            sources=parts.gathered([self.object]),
            **kwargs,
        )
