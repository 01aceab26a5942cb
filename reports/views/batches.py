"""The papers of all ties of a place, ordered at once: how far they are, what failed and why."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import FileResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.errors import RuleViolation
from core.pages import Action, ActionPage, DetailPage, FormPage, FragmentPage, Group, ListPage, Page
from partnerships.models import Partnership
from reports import permissions
from reports.choices import BatchState
from reports.filters import ReviewBatchFilter
from reports.forms.batches import BatchForm
from reports.lists import BATCHES
from reports.models import BatchItem, ReviewBatch
from reports.services import batches

UNFINISHED = (BatchState.WAITING, BatchState.BUILDING)
SHOWN = 30  # papers listed while the others are still being built


class ReviewBatchList(ListPage):
    model = ReviewBatch
    heading = gettext_lazy("Reviews of all ties of a place")
    columns = BATCHES
    detail = "reports:review-batch-detail"
    filterset_class = ReviewBatchFilter
    permission = permissions.VIEW_BATCH
    default_sort = "-ordered_at"
    create = (
        "reports:review-batch-create",
        gettext_lazy("Order reviews of all ties"),
        permissions.ORDER_BATCH,
    )

    def get_queryset(self):
        of_ties = Q(items__tie__isnull=False)
        self.queryset = ReviewBatch.objects.annotate(
            ties=Count("items", filter=of_ties),
            built=Count("items", filter=of_ties & Q(items__state=BatchState.DONE)),
            failed=Count("items", filter=of_ties & Q(items__state=BatchState.FAILED)),
        )
        return super().get_queryset()


class ReviewBatchCreate(FormPage):
    model = ReviewBatch
    form_class = BatchForm
    permission = permissions.ORDER_BATCH
    heading = gettext_lazy("Order reviews of all ties of a place")
    submit = gettext_lazy("Order the reviews")
    groups = (
        Group(
            gettext_lazy("What is reviewed"),
            ("unit:12",),
            note=gettext_lazy(
                "A review that does not exist yet is drafted. What is not sent yet is printed as a "
                "draft, what is sent as the final paper."
            ),
        ),
        Group(gettext_lazy("Period"), ("preset:4", "year:2", "first:3", "last:3")),
        Group(gettext_lazy("Printed paper"), ("kind:4", "copy:4", "layout:4")),
    )

    def get_initial(self):
        first = {"preset": "year", "year": timezone.localdate().year - 1}
        unit = self.request.GET.get("unit")
        return first | ({"unit": unit} if unit else {})

    def get_cancel_url(self):
        return reverse("reports:review-batch-list")

    def perform(self, data):
        return batches.order(**data, uuid=self.submission, by=self.request.user)


class OfBatch:
    """What the page of a batch and its piece that renews itself both show."""

    queryset = ReviewBatch.objects.select_related("unit", "ordered_by")
    permission = permissions.VIEW_BATCH

    def get_context_data(self, **kwargs):
        may_order = self.may(permissions.ORDER_BATCH)
        found = Progress(self.object, self.request.user).context()
        return super().get_context_data(may_order=may_order, **found, **kwargs)


class ReviewBatchDetail(OfBatch, DetailPage):
    def get_actions(self):
        new = reverse("reports:review-batch-create")
        asked = f"{new}?unit={self.object.unit.uuid}"
        return [Action(_("Order again"), asked)] if self.may(permissions.ORDER_BATCH) else []


class ReviewBatchProgress(OfBatch, FragmentPage):
    """How far a batch is. The page asks again until everything has ended."""

    template_name = "reports/_review_batch.html"
    is_box = True
    heading = gettext_lazy("Reviews of all ties of a place")


class ReviewBatchCancel(ActionPage):
    model = ReviewBatch
    permission = permissions.ORDER_BATCH
    done = gettext_lazy("What had not begun is stopped. What was built stays.")

    def perform(self, batch):
        batches.cancel(batch=batch, by=self.request.user)


class ReviewBatchRetry(ActionPage):
    """All that failed or was stopped, or the one that the button names."""

    model = ReviewBatch
    permission = permissions.ORDER_BATCH
    done = gettext_lazy("It is built again.")

    def perform(self, batch):
        named = self.request.POST.get("item", "")
        items = [item for item in batch.items.all() if str(item.uuid) == named] if named else []
        if named and not items:
            raise RuleViolation(_("This was not stopped and did not fail: nothing is built again."))
        one = items[0].uuid if items else None
        batches.retry(batch=batch, item=one, by=self.request.user)


class ReviewBatchVolume(Page, SingleObjectMixin, View):
    """The volume as a file, for whoever may see every paper in it; the trail says who took it."""

    http_method_names = ["get"]
    queryset = ReviewBatch.objects.select_related("unit")
    permission = permissions.VIEW_BATCH

    def get(self, request, *args, **kwargs):
        batch = self.get_object()
        if not Progress(batch, request.user).may_take:
            messages.info(request, _("The volume is not there yet, or holds ties of other areas."))
            return redirect(batch)
        try:
            pdf = batch.volume.open()
        except FileNotFoundError:
            messages.error(request, _("The file is lost from the storage. Tell the administrator."))
            return redirect(batch)
        batches.handed_out(batch=batch, by=request.user)
        name = f"{batches.volume_code(batch)} {batch.unit}.pdf".replace("/", "-")
        kind = "application/pdf"
        return FileResponse(pdf, as_attachment=True, filename=name, content_type=kind)


class Progress:
    """How far a batch is, in four numbers and two lists, of what the user may see of it."""

    def __init__(self, batch: ReviewBatch, user):
        self.batch = batch
        rows = batch.items.order_by("pk").only("tie", "state", "error", "batch")
        self.items = list(rows.annotate(is_sensitive=F("paper__is_sensitive")))
        *self.ties, self.volume = sorted(self.items, key=lambda item: item.tie_id is None)
        told = [item for item in self.ties if user.sees_sensitive or not item.is_sensitive]
        named = [item.tie_id for item in told]
        rows = Partnership.objects.visible_to(user).filter(pk__in=named)
        self.seen = set(rows.values_list("pk", flat=True))

    def counted(self, state: BatchState) -> int:
        return sum(1 for item in self.ties if item.state == state)

    @property
    def is_running(self) -> bool:
        return any(item.state in UNFINISHED for item in self.items)

    @property
    def may_take(self) -> bool:
        made = self.volume.state == BatchState.DONE and bool(self.batch.volume)
        return made and len(self.seen) == len(self.ties)

    @property
    def may_retry(self) -> bool:
        """Something failed or was stopped; the volume alone only where there is something in it."""
        if any(item.state in batches.ENDED for item in self.ties):
            return True
        return self.volume.state in batches.ENDED and self.counted(BatchState.DONE) > 0

    def rows(self) -> list[BatchItem]:
        """What failed, and the papers: while others are being built, the last ones."""
        seen = [item for item in self.ties if item.tie_id in self.seen]
        failed = [item.pk for item in seen if item.state == BatchState.FAILED]
        done = [item.pk for item in seen if item.state == BatchState.DONE]
        shown = [*failed, *(done[-SHOWN:] if self.is_running else done)]
        found = BatchItem.objects.filter(pk__in=shown).select_related(
            "tie", "review__series", "paper"
        )
        found = found.defer("paper__content", "review__figures", "review__narrative")
        return list(found.order_by(batches.rank_of("tie__level"), "tie__title", "pk"))

    def context(self) -> dict:
        rows = self.rows()
        ended = sum(1 for item in self.ties if item.state not in UNFINISHED)
        return {
            "batch": self.batch,
            "last_day": self.batch.period.upper - timedelta(days=1),
            "total": len(self.ties),
            "ended": ended,
            "counts": {
                "built": self.counted(BatchState.DONE),
                "building": self.counted(BatchState.BUILDING),
                "waiting": self.counted(BatchState.WAITING),
                "failed": self.counted(BatchState.FAILED),
                "cancelled": self.counted(BatchState.CANCELLED),
            },
            "failures": [item for item in rows if item.state == BatchState.FAILED],
            "papers": [item for item in rows if item.state == BatchState.DONE],
            "shown": SHOWN,
            "hidden": len(self.ties) - len(self.seen),
            "volume": self.volume,
            "may_take": self.may_take,
            "is_running": self.is_running,
            "may_stop": any(item.state == BatchState.WAITING for item in self.items),
            "may_retry": self.may_retry,
        }
