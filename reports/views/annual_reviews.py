from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent
from core.pages import Action, ActionPage, DetailPage, FormPage, Group, ListPage
from core.word_pages import word_box
from reports import permissions
from reports.choices import ReviewStatus
from reports.filters import AnnualReviewFilter
from reports.forms import AnnualReviewForm, NarrativeForm, ReturnForm
from reports.lists import ANNUAL_REVIEWS, status_badge
from reports.models import AnnualReview, ReviewSeries
from reports.preview import Shown
from reports.services import annual_reviews, review_series
from reports.track import last, track, written_parts
from reports.views.words import ReviewWords


class AnnualReviewList(ListPage):
    model = AnnualReview
    heading = _("Annual reviews")
    columns = ANNUAL_REVIEWS
    detail = "reports:annual-review-detail"
    filterset_class = AnnualReviewFilter
    permission = permissions.VIEW_REVIEW
    default_sort = "-period"
    tabs = (
        (_("All"), ""),
        (_("Drafts"), "status=draft"),
        (_("Waiting for approval"), "status=frozen"),
        (_("Approved"), "status=approved"),
        (_("Sent"), "status=sent"),
    )
    create = (
        "reports:annual-review-create",
        _("Prepare a review"),
        permissions.EDIT_REVIEW,
    )

    def get_actions(self):
        series = Action(_("Series of reviews"), reverse("reports:review-series-list"))
        return [series, *super().get_actions()]


class AnnualReviewDetail(DetailPage):
    queryset = AnnualReview.objects.select_related("series", "meeting")
    permission = permissions.VIEW_REVIEW

    def get_context_data(self, **kwargs):
        review = self.object
        papers = review.papers.open_to(self.request.user)
        found = list(papers.select_related("build").defer("content"))
        events = AuditEvent.objects.filter(target=review.uuid).order_by("pk")
        happened = list(events.values("action", "at", "by", "reason"))
        return super().get_context_data(
            badge=status_badge(review.status),
            track=track(review, found, happened),
            collected=last(happened, "review.collected", "review.drafted", "review.frozen"),
            returned=last(happened, "review.returned"),
            shown=Shown(review.figures),
            parts=written_parts(review),
            papers=found,
            obstacles=self._obstacles(),
            may_write=self.may(permissions.EDIT_REVIEW),
            may_order=self.may(permissions.ORDER_PAPER),
            word=self._word(),
            **kwargs,
        )

    def _word(self) -> dict:
        versions = self._url("revisions") if self.may(permissions.VIEW_REVISIONS) else ""
        may_write = self.may(permissions.EDIT_REVIEW)
        return word_box(ReviewWords(), self.object, may_write=may_write, revisions=versions)

    def _obstacles(self) -> list[str]:
        """Why the next step is not open yet."""
        if self.object.status in (ReviewStatus.DRAFT, ReviewStatus.FROZEN):
            return annual_reviews.obstacles(self.object)
        if self.object.status == ReviewStatus.APPROVED:
            return annual_reviews.not_agreed(self.object)
        return []

    def get_actions(self):
        """What the next step is, for whoever may take it; a step that is not open has no button."""
        steps = {
            ReviewStatus.DRAFT: self._of_draft,
            ReviewStatus.FROZEN: self._of_frozen,
            ReviewStatus.APPROVED: self._of_approved,
            ReviewStatus.SENT: self._of_sent,
        }
        return steps.get(ReviewStatus(self.object.status), lambda: [])()

    def _url(self, verb: str) -> str:
        return reverse(f"reports:annual-review-{verb}", args=[self.object.uuid])

    def _of_draft(self) -> list[Action]:
        if not self.may(permissions.EDIT_REVIEW):
            return []
        return [
            Action(_("Write the narrative"), self._url("write")),
            Action(_("Collect the figures anew"), self._url("collect"), "post"),
            Action(
                _("Freeze figures and texts"),
                self._url("freeze"),
                "post",
                ask=_("Freeze the figures and texts as they are now?"),
            ),
        ]

    def _of_frozen(self) -> list[Action]:
        if not self.may(permissions.APPROVE_REVIEW):
            return []
        back = Action(_("Return to draft…"), self._url("return"))
        if self._obstacles():
            return [back]
        return [Action(_("Approve"), self._url("approve"), "post"), back]

    def _of_approved(self) -> list[Action]:
        acts = []
        if self.may(permissions.EDIT_REVIEW) and not self._obstacles():
            ask = _("Send the review? After that only a new edition can correct it.")
            acts.append(Action(_("Send"), self._url("send"), "post", ask=ask))
        if self.may(permissions.APPROVE_REVIEW):
            acts.append(Action(_("Return to draft…"), self._url("return")))
        return acts

    def _of_sent(self) -> list[Action]:
        if not self.may(permissions.EDIT_REVIEW):
            return []
        return [Action(_("Prepare the next edition"), self._url("edition"), "post")]


class AnnualReviewFigures(DetailPage):
    """Everything the papers will print of figures and facts: to look at before freezing."""

    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.VIEW_REVIEW
    template_name = "reports/annualreview_figures.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(shown=Shown(self.object.figures), **kwargs)

    def get_actions(self):
        draft = self.object.status == ReviewStatus.DRAFT
        if not draft or not self.may(permissions.EDIT_REVIEW):
            return []
        url = reverse("reports:annual-review-collect", args=[self.object.uuid])
        return [Action(_("Collect the figures anew"), url, "post")]


class AnnualReviewCreate(FormPage):
    model = AnnualReview
    form_class = AnnualReviewForm
    permission = permissions.EDIT_REVIEW
    heading = _("Prepare an annual review")
    submit = _("Prepare the review")
    groups = (
        Group(_("What is reviewed"), ("ties:12", "unit:12")),
        Group(
            _("Period"),
            ("preset:4", "year:2", "first:3", "last:3"),
            note=_("The report on agreements is due by 15 November."),
        ),
        Group(_("Languages"), ("language",)),
    )

    def get_initial(self):
        year = timezone.localdate().year - 1
        first = {"preset": "year", "year": year}
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
        languages = languages_of(series, data["language"])
        return annual_reviews.draft(
            series=series,
            period=data["period"],
            languages=languages,
            uuid=self.submission,
            by=by,
        )


def languages_of(series: ReviewSeries, chosen: str) -> list[str]:
    return ["vi", chosen] if chosen else annual_reviews.usual_languages(series)


class AnnualReviewWrite(FormPage):
    queryset = AnnualReview.objects.select_related("series")
    form_class = NarrativeForm
    permission = permissions.EDIT_REVIEW
    template_name = "reports/annualreview_write.html"
    heading = _("Narrative")
    autosave = True

    def get_form_kwargs(self):
        review = self.object
        return super().get_form_kwargs() | {
            "languages": review.languages,
            "value": review.narrative,
        }

    def show(self, form, rowsets, conflict=None, status=200):
        overtaken = form.parts if status != 200 else []
        if status != 200:
            form.knows_now()
        self.overtaken = {part.key: part.now for part in overtaken if part.now}
        return super().show(form, rowsets, conflict, status)

    def get_context_data(self, **kwargs):
        shown = kwargs["form"].parts
        for part in shown:
            part.now = self.overtaken.get(part.key, [])
        return super().get_context_data(parts=shown, **kwargs)

    def perform(self, data):
        return annual_reviews.write(review=self.object, **data, by=self.request.user)


class AnnualReviewCollect(ActionPage):
    model = AnnualReview
    permission = permissions.EDIT_REVIEW
    done = _("The figures were collected from the register as it stands now.")

    def perform(self, review):
        annual_reviews.collect(review=review, by=self.request.user)


class AnnualReviewFreeze(ActionPage):
    model = AnnualReview
    permission = permissions.EDIT_REVIEW
    done = _("Figures and texts are frozen.")

    def perform(self, review):
        annual_reviews.freeze(review=review, on=timezone.localdate(), by=self.request.user)


class AnnualReviewApprove(ActionPage):
    model = AnnualReview
    permission = permissions.APPROVE_REVIEW
    done = _("The review is approved.")

    def perform(self, review):
        annual_reviews.approve(review=review, by=self.request.user)


class AnnualReviewReturn(FormPage):
    model = AnnualReview
    form_class = ReturnForm
    permission = permissions.APPROVE_REVIEW
    heading = _("Return to draft")
    submit = _("Return to draft")

    def perform(self, data):
        return annual_reviews.return_to_draft(review=self.object, **data, by=self.request.user)


class AnnualReviewSend(ActionPage):
    model = AnnualReview
    permission = permissions.EDIT_REVIEW
    done = _("The review is sent. Its papers are final from now on.")

    def perform(self, review):
        annual_reviews.send(review=review, by=self.request.user)


class AnnualReviewEdition(ActionPage):
    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.EDIT_REVIEW
    done = _("The next edition is open.")

    def perform(self, review):
        return annual_reviews.next_edition(review=review, by=self.request.user)
