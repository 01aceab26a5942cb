"""What came back signed: the piece of a review's page, one copy with its findings, its acts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pages import Action, ActionPage, DetailPage, FormPage, FragmentPage
from partnerships.choices import MediaType
from partnerships.files import preview
from partnerships.services import files
from partnerships.views import file_pages
from reports import permissions
from reports.choices import HowSigned, ReviewStatus, Verdict
from reports.forms_signing import ReasonForm, SignedCopyForm
from reports.models import AnnualReview, ReviewPaper, SignedCopy
from reports.services import scans, signed_copies
from reports.signing import words

WITH_REVIEW = ("paper__review__series",)


def may_bring(copy: SignedCopy, may) -> bool:
    """Whether this user still works on what came back: until it is withdrawn or put away."""
    working = copy.paper.review.status == ReviewStatus.SENT and not copy.withdrawn_reason
    return working and may(permissions.BRING_SIGNED_COPY)


class ReviewSigning(FragmentPage):
    """How far the signing of the final papers of a review is."""

    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.VIEW_REVIEW
    template_name = "reports/_signing.html"
    heading = _("Signing")

    def get_context_data(self, **kwargs):
        seen = self.object.papers.open_to(self.request.user)
        papers = seen.filter(final=True, status="built").defer("content")
        states = signed_copies.states_of(list(papers.order_by("kind", "copy")))
        copies = set(
            SignedCopy.objects.visible_to(self.request.user)
            .filter(paper__review=self.object)
            .values_list("pk", flat=True)
        )
        shown = [
            {
                "state": state,
                "copies": [(one, words.badge(one)) for one in state.copies if one.pk in copies],
            }
            for state in states
        ]
        working = self.object.status == ReviewStatus.SENT
        return super().get_context_data(
            shown=shown,
            may_bring=working and self.may(permissions.BRING_SIGNED_COPY),
            may_record=working and self.may(permissions.RECORD_SIGNATURE),
            **kwargs,
        )


class SignedCopyAdd(FormPage):
    """The record in its URL is the paper."""

    queryset = ReviewPaper.objects.select_related("review__series").defer("content")
    creates = SignedCopy
    form_class = SignedCopyForm
    permission = permissions.BRING_SIGNED_COPY
    template_name = "reports/signed_copy_form.html"
    heading = _("Bring the signed copy")
    submit = _("Bring the copy")

    def perform(self, data):
        return signed_copies.bring(
            paper=self.object,
            upload=data["file"],
            declared=data["declared"],
            uuid=self.submission,
            by=self.request.user,
        )


class SignedCopyDetail(DetailPage):
    """One signed copy: what was found on its pages, its signatures, its pictures, its acts."""

    queryset = SignedCopy.objects.select_related(
        *WITH_REVIEW, "uploaded_by", "vouched_by", "reading"
    ).defer("paper__content")
    permission = permissions.VIEW_SIGNED_COPY
    template_name = "reports/signed_copy_detail.html"

    def address(self, verb: str) -> str:
        return reverse(f"reports:signed-copy-{verb}", args=[self.object.uuid])

    def get_actions(self):
        copy = self.object
        acts = [Action(_("Download"), self.address("download"))]
        if not may_bring(copy, self.may):
            return acts
        if copy.verdict == Verdict.UNREAD and not copy.vouched_reason:
            acts.append(Action(_("Vouch for the pages without a code…"), self.address("vouch")))
        if copy.is_whole and not copy.is_master:
            acts.append(Action(_("Make it the master"), self.address("master"), "post"))
        if copy.how == HowSigned.DIGITAL:
            acts.append(Action(_("Check the certificates again"), self.address("check"), "post"))
        acts.append(Action(_("Withdraw"), self.address("withdraw")))
        return acts

    def get_context_data(self, **kwargs):
        copy = self.object
        paper = copy.paper
        state = signed_copies.signing_state(paper)
        count = preview.pages_of(copy.media_type, copy.pages)
        free = state.waiting_for if copy.is_whole and not copy.withdrawn_reason else []
        working = paper.review.status == ReviewStatus.SENT
        may_record = working and self.may(permissions.RECORD_SIGNATURE)
        return super().get_context_data(
            paper=paper,
            state=state,
            badge=words.badge(copy),
            summary=words.summary(copy),
            found=words.pages(copy),
            signed=words.signatures(copy),
            free=free if may_record else [],
            may_record=may_record,
            may_bring=may_bring(copy, self.may),
            steps=scans.pages_of(copy),
            pictures=range(1, min(count, file_pages.SHOWN_PAGES) + 1),
            more_pages=max(count - file_pages.SHOWN_PAGES, 0),
            picture_url=self.address("page"),
            **kwargs,
        )


class SignedCopyProgress(FragmentPage):
    """How far the reading is. The page asks again until the verdict is there."""

    queryset = SignedCopy.objects.select_related(*WITH_REVIEW, "reading").defer("paper__content")
    permission = permissions.VIEW_SIGNED_COPY
    template_name = "reports/_scan_progress.html"
    heading = _("Reading of the scan")

    def get_context_data(self, **kwargs):
        """Where the piece replaces the one in the page, the mark beside its title follows."""
        return super().get_context_data(
            steps=scans.pages_of(self.object),
            badge=words.badge(self.object),
            may_bring=may_bring(self.object, self.may),
            swap=self.request.headers.get("HX-Request") == "true",
            **kwargs,
        )


class SignedCopyPicture(file_pages.FilePicture):
    model = SignedCopy
    permission = permissions.VIEW_SIGNED_COPY


class SignedCopyDownload(file_pages.FileDownload):
    """With ?view=1 a PDF opens in the browser, as a paper does."""

    queryset = SignedCopy.objects.select_related(*WITH_REVIEW).defer("paper__content")
    permission = permissions.VIEW_SIGNED_COPY

    def get(self, request, *args, **kwargs):
        answer = super().get(request, *args, **kwargs)
        if "view" in request.GET and answer["Content-Type"] == MediaType.PDF:
            said = answer["Content-Disposition"]
            answer["Content-Disposition"] = said.replace("attachment", "inline", 1)
        return answer


class GivesAReason(FormPage):
    """A form that asks for nothing but a reason; `asks` is its question."""

    form_class = ReasonForm
    guard_edits = False
    asks = ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": self.asks}


class OfACopy:
    queryset = SignedCopy.objects.select_related(*WITH_REVIEW).defer("paper__content")
    permission = permissions.BRING_SIGNED_COPY


class SignedCopyVouch(OfACopy, GivesAReason):
    permission = permissions.BRING_SIGNED_COPY
    heading = _("Vouch for the pages without a code")
    submit = _("Vouch for them")
    asks = _("How the pages without a code were checked")

    def perform(self, data):
        return signed_copies.vouch(copy=self.object, **data, by=self.request.user)


class SignedCopyWithdraw(OfACopy, GivesAReason):
    permission = permissions.BRING_SIGNED_COPY
    heading = _("Withdraw the file")
    submit = _("Withdraw")
    asks = _("Why the file is withdrawn")

    def perform(self, data):
        return files.withdraw(document=self.object, **data, by=self.request.user)


class SignedCopyMaster(OfACopy, ActionPage):
    permission = permissions.BRING_SIGNED_COPY
    done = _("This copy is the master. Readers get it from now on.")

    def perform(self, copy):
        signed_copies.make_master(copy=copy, by=self.request.user)


class SignedCopyRead(OfACopy, ActionPage):
    permission = permissions.BRING_SIGNED_COPY
    done = _("The scan is read again.")

    def perform(self, copy):
        scans.retry(copy=copy, by=self.request.user)


class SignedCopyCheck(OfACopy, ActionPage):
    permission = permissions.BRING_SIGNED_COPY
    done = _("The signatures were checked against the certificates trusted today.")

    def perform(self, copy):
        signed_copies.check_again(copy=copy, by=self.request.user)
