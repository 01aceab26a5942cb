from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES
from core.pages import DetailPage, PickerPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import MemorandumFilter
from partnerships.models import Memorandum, MemorandumParty, Partnership, Signatory
from partnerships.views import parts, rows


class MemorandumList(parts.RecordList):
    model = Memorandum
    columns = lists.MEMORANDA
    detail = "partnerships:memorandum-detail"
    filterset_class = MemorandumFilter
    default_sort = "-signed"
    related = (
        (_("Papers"), "partnerships:paper-list"),
        (_("Published figures"), "partnerships:stated-figure-list"),
        (_("Notes"), "partnerships:note-list"),
    )
    permission = permissions.VIEW_MEMORANDUM
    tabs = ((_("All"), ""), (_("Expired"), "expired=true"))

    def get_queryset(self):
        ties = Partnership.objects.visible_to(self.request.user)
        return rows.with_bound(super().get_queryset(), ties)


class MemorandumPicker(PickerPage):
    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM

    @staticmethod
    def search(texts, words):
        return rows.entitled(texts, words).order_by("title")


class MemorandumDetail(DetailPage):
    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM

    def get_queryset(self):
        ties = Partnership.objects.visible_to(self.request.user).order_by("title")
        people = Signatory.objects.select_related("person").order_by("side", "pk")
        parties = MemorandumParty.objects.select_related("unit", "organisation")
        texts = super().get_queryset()
        return with_sources(rows.with_passed(texts)).prefetch_related(
            Prefetch("partnerships", ties),
            Prefetch("parties", parties),
            Prefetch("signatories", people),
            Prefetch("renews", texts),
            Prefetch("renewed_by", texts),
        )

    def get_context_data(self, **kwargs):
        text = self.object
        promises = rows.with_receivers(with_sources(text.commitments.all()))
        promises = list(promises.select_related("giver", "giver_organisation"))
        return super().get_context_data(
            shown=rows.shown_text(text, timezone.localdate()),
            passed=rows.passed(text),
            missing=text.missing(),
            languages=[NAMES.get(code, (code,))[0] for code in text.languages],
            promises=[rows.shown_promise(promise) for promise in promises],
            sources=parts.gathered([text], promises),
            **kwargs,
        )
