from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.pages import ActionPage, FormPage, FragmentPage, Group, Page
from reports import permissions
from reports.choices import PaperCopy, PaperKind, PaperLayout, ReviewPurpose
from reports.forms import PaperForm
from reports.models import AnnualReview, ReviewPaper
from reports.services import annual_reviews, review_papers, signed_copies


class ReviewPaperOrder(FormPage):
    """The record in its URL is the review."""

    queryset = AnnualReview.objects.select_related("series")
    creates = ReviewPaper
    form_class = PaperForm
    permission = permissions.ORDER_PAPER
    heading = gettext_lazy("Order a paper")
    submit = gettext_lazy("Order the paper")

    @property
    def groups(self):
        papers = [Group(gettext_lazy("Printed paper"), ("kind:4", *self._of_two_sides))]
        if not self.object.is_issued:
            return papers
        return [*papers, Group(gettext_lazy("Document number"), *self._numbering)]

    @property
    def _joint(self) -> bool:
        return self.object.series.purpose != ReviewPurpose.AGREEMENTS

    @property
    def _of_two_sides(self) -> tuple[str, ...]:
        return ("copy:4", "layout:4", "language:4") if self._joint else ()

    @property
    def _counted_here(self) -> bool:
        office = self.request.user.office
        return bool(office and office.own_numbering)

    @property
    def _numbering(self) -> tuple:
        """Fields, rows and note of the group about the number of the final internal report."""
        if self._counted_here:
            note = gettext_lazy(
                "The internal report gets the next number of your office and today's day by itself."
            )
            return (), "", note
        return ("number:4", "day:4"), "", gettext_lazy("Of the internal report alone.")

    def get_form_kwargs(self):
        numbered = self.object.is_issued and not self._counted_here
        return super().get_form_kwargs() | {"joint": self._joint, "numbered": numbered}

    def get_initial(self):
        languages = self.object.languages
        alone = len(languages) < 2
        if alone:
            languages = annual_reviews.usual_languages(self.object.series)
        return {
            "kind": PaperKind.INTERNAL if alone else PaperKind.JOINT,
            "copy": PaperCopy.HOME,
            "layout": PaperLayout.COLUMNS,
            "language": languages[-1] if len(languages) > 1 else "",
        }

    def perform(self, data):
        return review_papers.order(
            review=self.object, **data, uuid=self.submission, by=self.request.user
        )


class ReviewPaperRetry(ActionPage):
    queryset = ReviewPaper.objects.select_related("review").defer("content")
    permission = permissions.ORDER_PAPER
    done = gettext_lazy("The paper is built again.")

    def perform(self, paper):
        review_papers.retry(paper=paper, by=self.request.user)


class ReviewPaperProgress(FragmentPage):
    """How far the build of a paper is. The page asks again until the paper is there."""

    queryset = ReviewPaper.objects.select_related("review__series", "build").defer("content")
    permission = permissions.VIEW_REVIEW
    template_name = "reports/_paper.html"
    is_box = True
    heading = gettext_lazy("Printed paper")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            paper=self.object, may_order=self.may(permissions.ORDER_PAPER), **kwargs
        )


class ReviewPaperPdf(Page, SingleObjectMixin, View):
    """The file itself, never its address in the storage; the trail says who took it."""

    queryset = ReviewPaper.objects.select_related("review__series").defer("content")
    permission = permissions.VIEW_REVIEW

    def get(self, request, *args, **kwargs):
        paper = self.get_object()
        master = signed_copies.handed_to(paper, request.user)
        if master:
            address = reverse("reports:signed-copy-download", args=[master.uuid])
            return redirect(f"{address}?view=1" if "view" in request.GET else address)
        if not paper.pdf:
            messages.info(request, _("The paper is not built yet."))
            return redirect(paper)
        try:
            pdf = paper.pdf.open()
        except FileNotFoundError:
            messages.error(request, _("The file is lost from the storage. Tell the administrator."))
            return redirect(paper)
        review_papers.handed_out(paper=paper, by=request.user)
        return FileResponse(
            pdf,
            as_attachment="view" not in request.GET,
            filename=file_name(paper),
            content_type="application/pdf",
        )


def file_name(paper: ReviewPaper) -> str:
    """Says what it is outside of the house: code, subject, languages."""
    title = str(paper.review.series).replace("/", "-")[:120]
    return f"{paper.code.replace('/', '-')} {title} ({'-'.join(paper.languages)}).pdf"
