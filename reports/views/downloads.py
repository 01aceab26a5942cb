"""The issued reviews of a year as one ZIP: the choice, and the file."""

from django.contrib import messages
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core.boxes import HALF, Box
from core.exports.streaming import spoken
from core.pages import Page
from reports import permissions
from reports.forms.batches import YearForm
from reports.services import year_files


class OfYear(Page):
    permission = permissions.TAKE_REVIEWS

    @cached_property
    def years(self) -> list[int]:
        return year_files.years(self.request.user)

    @cached_property
    def form(self) -> YearForm:
        typed = self.request.GET if "year" in self.request.GET else None
        return YearForm(typed, user=self.request.user, years=self.years)

    def found(self) -> list[year_files.Entry]:
        return year_files.of_year(self.request.user, **self.form.cleaned_data)


class YearOfReviews(OfYear, TemplateView):
    template_name = "reports/review_zip.html"
    heading = gettext_lazy("Reviews of a year as ZIP")

    def get_context_data(self, **kwargs):
        form = self.form
        found = self.found() if form.is_bound and form.is_valid() else None
        return super().get_context_data(
            heading=self.heading,
            boxes=[Box(box, form.widths.get(box.name, HALF)) for box in form],
            form=form,
            years=self.years,
            asked=form.is_bound and form.is_valid(),
            papers=len(found or ()),
            signed=sum(1 for entry in found or () if entry.master),
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class YearOfReviewsFile(OfYear, View):
    """The file itself, made while it is sent."""

    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        back = f"{reverse('reports:review-zip')}?{request.GET.urlencode()}"
        found = self.found() if self.form.is_bound and self.form.is_valid() else []
        if not found:
            messages.info(request, _("There is no issued review to take. Choose another year."))
            return HttpResponseRedirect(back)
        year = self.form.cleaned_data["year"]
        year_files.handed_out(entries=found, year=year, by=request.user)
        name = _("annual-reviews-%(year)s.zip") % {"year": year}
        return StreamingHttpResponse(
            spoken(year_files.zipped(found), get_language()),
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
