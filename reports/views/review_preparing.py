"""A review is prepared: of ties, a frame with its ties, a unit; or the report on agreements."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.errors import RuleViolation
from core.pages import FormPage, Group, PickerPage
from exchanges.models import Meeting, Minutes
from reports import permissions
from reports.choices import PeriodPreset, ReviewPurpose
from reports.forms import AgreementsForm, AnnualReviewForm, ReviewChangeForm, search_meetings
from reports.models import AnnualReview, ReviewSeries
from reports.services import annual_reviews, review_series
from reports.services.review_state import meetings_of

PERIOD = ("preset:4", "year:2", "first:3", "last:3")


class AnnualReviewCreate(FormPage):
    model = AnnualReview
    form_class = AnnualReviewForm
    permission = permissions.EDIT_REVIEW
    heading = _("Prepare an annual review")
    submit = _("Prepare the review")
    groups = (
        Group(_("What is reviewed"), ("ties:12", "below:12", "unit:12")),
        Group(_("Period"), PERIOD, note=_("The report on agreements is due by 15 November.")),
        Group(_("Review meeting"), ("meeting:12", "one_text:12")),
        Group(_("Languages"), ("language",)),
    )

    def get_initial(self):
        year = timezone.localdate().year - 1
        first = {"preset": "year", "year": year, "below": "below" in self.request.GET}
        tie, unit = (self.request.GET.get(name) for name in ("tie", "unit"))
        return first | ({"ties": [tie]} if tie else {}) | ({"unit": unit} if unit else {})

    def get_cancel_url(self):
        return reverse("reports:annual-review-list")

    def perform(self, data):
        by = self.request.user
        if data["unit"]:
            series = review_series.of_unit(unit=data["unit"], by=by)
        else:
            series = review_series.of_ties(ties=data["ties"], by=by)
        return annual_reviews.draft(
            series=series,
            period=data["period"],
            languages=languages_for(series, data["language"]),
            meeting=data["meeting"],
            one_text=data["one_text"],
            uuid=self.submission,
            by=by,
        )


def languages_for(series: ReviewSeries, chosen: str) -> list[str]:
    """Those chosen, else those of the ties. Ties without a second language are asked for one."""
    if chosen:
        return ["vi", chosen] if chosen != "vi" else ["vi"]
    usual = annual_reviews.usual_languages(series)
    if len(usual) == 1 and not series.unit_id:
        raise RuleViolation(
            _now(
                "No second language is known of these ties. Choose one, or “none” for an internal "
                "report alone."
            )
        )
    return usual


class AgreementsReportCreate(FormPage):
    """The yearly report on agreements of a unit (Law 70/2020/QH14, Article 46.3)."""

    model = AnnualReview
    form_class = AgreementsForm
    permission = permissions.EDIT_REVIEW
    heading = _("Prepare the report on agreements")
    submit = _("Prepare the report")
    groups = (
        Group(_("Who reports"), ("unit:12",)),
        Group(
            _("Period"),
            PERIOD,
            note=_(
                "Due by 15 November of the year in which the period ends, with the plan for the "
                "next year. It is for our own side: in Vietnamese, without a joint paper."
            ),
        ),
    )

    def get_initial(self):
        today = timezone.localdate()
        year = today.year if (today.month, today.day) > (6, 30) else today.year - 1
        first = {"preset": PeriodPreset.REPORT, "year": year}
        unit = self.request.GET.get("unit")
        return first | ({"unit": unit} if unit else {})

    def get_cancel_url(self):
        return reverse("reports:annual-review-list")

    def perform(self, data):
        by = self.request.user
        series = review_series.of_unit(unit=data["unit"], purpose=ReviewPurpose.AGREEMENTS, by=by)
        return annual_reviews.draft(
            series=series,
            period=data["period"],
            languages=["vi"],
            uuid=self.submission,
            by=by,
        )


class AnnualReviewChange(FormPage):
    queryset = AnnualReview.objects.select_related("series", "meeting")
    form_class = ReviewChangeForm
    permission = permissions.EDIT_REVIEW
    heading = _("Meeting and languages")

    @property
    def groups(self):
        asked = ("meeting:12", "one_text:12") if self._with_minutes else ("meeting:12",)
        return (Group(_("Review meeting"), asked), Group(_("Languages"), ("language",)))

    @property
    def _with_minutes(self) -> bool:
        ours = Minutes.objects.filter(basis=Basis.MADE_HERE)
        own = meetings_of(self.object.series).values("pk")
        return self.object.one_text or ours.filter(meeting__in=own).exists()

    def get_form_kwargs(self):
        meetings = meetings_of(self.object.series)
        more = {"meetings": meetings, "with_minutes": self._with_minutes}
        return super().get_form_kwargs() | more

    def get_initial(self):
        review = self.object
        other = [code for code in review.languages if code != "vi"]
        return {
            "meeting": review.meeting,
            "one_text": review.one_text,
            "language": other[0] if other else "vi",
        }

    def perform(self, data):
        return annual_reviews.change(review=self.object, **data, by=self.request.user)


class ReviewMeetingPicker(PickerPage):
    model = Meeting
    permission = permissions.EDIT_REVIEW
    search = staticmethod(search_meetings)
