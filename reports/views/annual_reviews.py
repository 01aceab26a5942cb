from uuid import uuid4

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent, User
from core.pages import Action, DetailPage, ListPage
from core.word_pages import word_box
from reports import permissions
from reports.choices import ReviewPurpose, ReviewStatus
from reports.filters import AnnualReviewFilter
from reports.lists import ANNUAL_REVIEWS, OPEN_COMMENTS, status_badge
from reports.models import AnnualReview, ReviewComment
from reports.preview import Shown
from reports.services import review_state
from reports.track import last, track, written_parts
from reports.views.several import ways_to_several
from reports.views.words import ReviewWords


class AnnualReviewList(ListPage):
    model = AnnualReview
    heading = _("Annual reviews")
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
        (_("Archived"), "status=archived"),
    )
    on_chosen = (
        ("reports:annual-review-freeze-chosen", _("Freeze"), permissions.EDIT_REVIEW),
        ("reports:annual-review-approve-chosen", _("Approve"), permissions.APPROVE_REVIEW),
        ("reports:annual-review-archive-chosen", _("Archive"), permissions.ARCHIVE_REVIEW),
    )
    create = (
        "reports:annual-review-create",
        _("Prepare a review"),
        permissions.EDIT_REVIEW,
    )

    @property
    def columns(self):
        """Comments are between officer and head: nobody else is told how many there are."""
        more = (OPEN_COMMENTS,) if self.may(permissions.COMMENT_REVIEW) else ()
        return (*ANNUAL_REVIEWS, *more)

    def get_queryset(self):
        opened = ReviewComment.objects.open().filter(review=OuterRef("pk")).order_by()
        counted = opened.values("review").annotate(n=Count("pk")).values("n")
        self.queryset = AnnualReview.objects.with_superseded().annotate(
            open_comments=Subquery(counted)
        )
        return super().get_queryset()

    def get_actions(self):
        series = Action(_("Series of reviews"), reverse("reports:review-series-list"))
        acts = [series, *ways_to_several(self.may), *super().get_actions()]
        if self.may(permissions.EDIT_REVIEW):
            url = reverse("reports:agreements-report-create")
            acts.insert(1, Action(_("Prepare the report on agreements"), url))
        return acts


class AnnualReviewDetail(DetailPage):
    queryset = AnnualReview.objects.with_superseded().select_related("series", "meeting")
    permission = permissions.VIEW_REVIEW

    def get_context_data(self, **kwargs):
        review = self.object
        events = AuditEvent.objects.filter(target=review.uuid).order_by("pk")
        happened = list(events.values("action", "at", "by", "reason"))
        return super().get_context_data(
            badge=status_badge(review.status),
            of_agreements=review.series.purpose == ReviewPurpose.AGREEMENTS,
            track=track(review, self.papers, happened),
            collected=last(happened, "review.collected", "review.drafted", "review.frozen"),
            returned=self._returned(happened),
            shown=Shown(review.figures),
            parts=self._parts(),
            papers=self.papers,
            editions=self._editions(),
            obstacles=self._obstacles,
            may_write=self.may(permissions.EDIT_REVIEW),
            may_order=self.may(permissions.ORDER_PAPER),
            more_papers=self.may(permissions.ORDER_PAPER)
            and review_state.may_have_more_papers(review),
            may_comment=self._may_comment and not review.is_issued,
            sees_comments=self._may_comment,
            comments=self.comments,
            settled=[one for one in self.comments if one.settled_at],
            submission=uuid4(),
            sections=review_state.sections(review),
            word=self._word(),
            drift=self._drift(),
            **kwargs,
        )

    def _returned(self, happened: list[dict]) -> dict | None:
        """Why a draft went back, with the name of who returned it."""
        event = last(happened, "review.returned")
        if not event or self.object.status != ReviewStatus.DRAFT:
            return None
        user = User.objects.filter(username=event["by"]).first()
        return event | {"by": user.name if user else event["by"]}

    @cached_property
    def papers(self) -> list:
        papers = self.object.papers.open_to(self.request.user).select_related("build")
        return list(review_state.with_signatures(papers.defer("content")))

    @property
    def _may_comment(self) -> bool:
        return self.may(permissions.COMMENT_REVIEW)

    @cached_property
    def comments(self) -> list[ReviewComment]:
        if not self._may_comment:
            return []
        return list(self.object.comments.select_related("written_by", "settled_by"))

    def _parts(self) -> list[dict]:
        """What is written, with the open comments on it; those alone make a part appear too."""
        opened = [one for one in self.comments if not one.settled_at]
        kept = {one.section for one in opened if one.section}
        found = written_parts(self.object, also=kept)
        for part in found:
            part["comments"] = [one for one in opened if one.section == part["key"]]
        return found

    def _editions(self) -> list[tuple]:
        """The editions of the period, the last first, each with its state."""
        same = AnnualReview.objects.filter(series=self.object.series, period=self.object.period)
        found = same.open_to(self.request.user).with_superseded().defer("figures", "narrative")
        return [(one, status_badge(one.status)) for one in found.order_by("-edition")[:50]]

    def _drift(self) -> str:
        """Where what changed since it was frozen is told, for those who could correct it."""
        frozen = self.object.status != ReviewStatus.DRAFT
        return self._url("drift") if frozen and self.may(permissions.VIEW_DRIFT) else ""

    def _word(self) -> dict:
        versions = self._url("revisions") if self.may(permissions.VIEW_REVISIONS) else ""
        may_write = self.may(permissions.EDIT_REVIEW)
        return word_box(ReviewWords(), self.object, may_write=may_write, revisions=versions)

    @cached_property
    def _obstacles(self) -> list[str]:
        """Why the next step is not open yet; for whoever may take it."""
        status = self.object.status
        if status in (ReviewStatus.DRAFT, ReviewStatus.FROZEN):
            opened = sum(not one.settled_at for one in self.comments)
            return review_state.obstacles(self.object, comments=opened)
        if status == ReviewStatus.APPROVED:
            return review_state.unready(self.object)
        if status == ReviewStatus.SENT and self.may(permissions.ARCHIVE_REVIEW):
            return review_state.unsigned(self.object, self.papers)
        return []

    def get_actions(self):
        """What the next step is, for whoever may take it; a step that is not open has no button."""
        steps = {
            ReviewStatus.DRAFT: self._of_draft,
            ReviewStatus.FROZEN: self._of_frozen,
            ReviewStatus.APPROVED: self._of_approved,
            ReviewStatus.SENT: self._of_sent,
            ReviewStatus.ARCHIVED: self._of_issued,
        }
        return steps[ReviewStatus(self.object.status)]()

    def _url(self, verb: str) -> str:
        return reverse(f"reports:annual-review-{verb}", args=[self.object.uuid])

    def _of_draft(self) -> list[Action]:
        if not self.may(permissions.EDIT_REVIEW):
            return []
        acts = [Action(_("Write the narrative"), self._url("write"))]
        if self.object.series.purpose != ReviewPurpose.AGREEMENTS:
            acts.append(Action(_("Meeting and languages"), self._url("change")))
        return [
            *acts,
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
        if self._obstacles:
            return [back]
        return [Action(_("Approve"), self._url("approve"), "post"), back]

    def _of_approved(self) -> list[Action]:
        acts = []
        if self.may(permissions.EDIT_REVIEW) and not self._obstacles:
            ask = _("Send the review? After that only a new edition can correct it.")
            acts.append(Action(_("Send"), self._url("send"), "post", ask=ask))
        if self.may(permissions.APPROVE_REVIEW):
            acts.append(Action(_("Return to draft…"), self._url("return")))
        return acts

    def _of_sent(self) -> list[Action]:
        acts = self._of_issued()
        if self.may(permissions.ARCHIVE_REVIEW) and not self._obstacles:
            ask = _("Archive the review? Its signed copy and signatures then stay as they are.")
            acts.insert(0, Action(_("Archive"), self._url("archive"), "post", ask=ask))
        return acts

    def _of_issued(self) -> list[Action]:
        if not self.may(permissions.EDIT_REVIEW) or self.object.superseded:
            return []
        return [Action(_("Prepare the next edition"), self._url("edition"), "post")]


class AnnualReviewFigures(DetailPage):
    """Everything the papers will print of figures and facts: to look at before freezing."""

    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.VIEW_REVIEW
    template_name = "reports/annualreview_figures.html"

    def get_context_data(self, **kwargs):
        sees = self.request.user.sees_sensitive
        shown = Shown(self.object.figures, sensitive=sees)
        return super().get_context_data(shown=shown, **kwargs)

    def get_actions(self):
        draft = self.object.status == ReviewStatus.DRAFT
        if not draft or not self.may(permissions.EDIT_REVIEW):
            return []
        url = reverse("reports:annual-review-collect", args=[self.object.uuid])
        return [Action(_("Collect the figures anew"), url, "post")]
