from django.db.models import Count
from django.utils.translation import gettext_lazy

from core.pages import DetailPage, PickerPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import PaperFilter
from partnerships.models import Paper, Source
from partnerships.views import parts, rows


class PaperList(parts.RecordList):
    model = Paper
    columns = lists.PAPERS
    detail = "partnerships:paper-detail"
    filterset_class = PaperFilter
    permission = permissions.VIEW_PAPER
    empty = gettext_lazy("They are entered where a form names a paper or a source.")

    def get_queryset(self):
        return super().get_queryset().annotate(cited=Count("passages"))


class PaperPicker(PickerPage):
    model = Paper
    permission = permissions.VIEW_PAPER

    @staticmethod
    def search(papers, words):
        return rows.entitled(papers, words).order_by("title")


class PaperDetail(DetailPage):
    """A text that is cited: who issued it, and what the register knows from which paragraph."""

    model = Paper
    permission = permissions.VIEW_PAPER

    def get_queryset(self):
        self.queryset = with_sources(Paper.objects.select_related("issuer", "unit"))
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        passages = Source.objects.filter(paper=self.object).order_by("paragraph", "reference")
        return super().get_context_data(
            passages=passages,
            sources=parts.gathered([self.object]),
            **kwargs,
        )
