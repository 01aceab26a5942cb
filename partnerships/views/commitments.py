from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from core.pages import DetailPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import CommitmentFilter
from partnerships.models import Commitment, CommitmentReceiver, Memorandum, Partnership
from partnerships.views import parts, rows


class CommitmentList(parts.RecordList):
    model = Commitment
    columns = lists.COMMITMENTS
    detail = "partnerships:commitment-detail"
    filterset_class = CommitmentFilter
    default_sort = "-since"
    permission = permissions.VIEW_COMMITMENT
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
            Commitment.objects.select_related("giver", "giver_organisation")
        ).prefetch_related(
            Prefetch("receivers", receivers),
            Prefetch("memorandum", Memorandum.objects.visible_to(user)),
            Prefetch("partnership", Partnership.objects.visible_to(user)),
        )
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            shown=rows.shown_promise(self.object),
            missing=self.object.missing(),
            sources=parts.gathered([self.object]),
            **kwargs,
        )
