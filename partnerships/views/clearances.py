"""The clearance of a text on its page, and the small forms of its steps."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.pages import Action, ActionPage, FormPage, FragmentPage, Group
from partnerships import clearing, permissions
from partnerships.choices import MemorandumStatus
from partnerships.forms.clearances import AnswerForm, AskForm, ReasonForm, StepForm
from partnerships.models import Clearance, Memorandum, Paper
from partnerships.services import clearance_steps, clearances


class MemorandumClearance(FragmentPage):
    """A part of the page of a text: where it stands, who was asked, what is in the way."""

    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM
    template_name = "partnerships/_clearance.html"
    heading = _("Clearance and signing")

    def get_queryset(self):
        return super().get_queryset().select_related("cleared_by", "drafted_by")

    def get_context_data(self, **kwargs):
        text, today = self.object, timezone.localdate()
        papers = Prefetch("paper", Paper.objects.visible_to(self.request.user))
        steps = text.clearances.select_related("rule", "organisation").prefetch_related(papers)
        shown = clearing.shown(text, list(steps), today)
        judged = self.is_open and text.clearance_round
        return super().get_context_data(
            made_here=text.basis == Basis.MADE_HERE,
            shown=shown,
            may_write=self.is_open and self.may(permissions.DRAFT_MEMORANDUM),
            in_the_way=clearances.in_the_way(text, shown.steps) if judged else [],
            acts=self._acts(),
            **kwargs,
        )

    @property
    def is_open(self) -> bool:
        text = self.object
        draft = text.basis == Basis.MADE_HERE and text.status == MemorandumStatus.DRAFT
        return draft and clearances.is_open(text)

    def _acts(self) -> list[Action]:
        text, found = self.object, []
        draft = text.basis == Basis.MADE_HERE and text.status == MemorandumStatus.DRAFT
        officer, head = (
            self.may(permissions.DRAFT_MEMORANDUM),
            self.may(permissions.CLEAR_MEMORANDUM),
        )
        if draft and officer:
            words, name, kind = (
                (_("Add a step"), "memorandum-step-add", "link")
                if self.is_open
                else (_("Begin the clearance"), "memorandum-clearance-start", "post")
            )
            found.append(Action(words, self._url(name), kind))
        if self.is_open and head and text.drafted_by != self.request.user:
            words = _("Clear the text for signing? Its articles then stay as they are.")
            found.append(Action(_("Clear"), self._url("memorandum-clear"), "post", words))
        return found

    def _url(self, name: str) -> str:
        return reverse(f"partnerships:{name}", args=[self.object.uuid])


class MemorandumClearanceStart(ActionPage):
    model = Memorandum
    permission = permissions.DRAFT_MEMORANDUM
    done = _("The clearance has begun. Enter who was asked, and when.")

    def perform(self, record):
        clearances.start(text=record, on=timezone.localdate(), by=self.request.user)


class MemorandumClear(ActionPage):
    model = Memorandum
    permission = permissions.CLEAR_MEMORANDUM
    done = _("The text is cleared and may be signed.")

    def perform(self, record):
        clearances.clear(text=record, on=timezone.localdate(), by=self.request.user)


class MemorandumReturn(FormPage):
    model = Memorandum
    form_class = ReasonForm
    permission = permissions.RETURN_MEMORANDUM
    guard_edits = False
    submit = _("Return to draft")
    groups = (
        Group(
            "",
            ("reason:12",),
            note=_(
                "The articles may then be written again. What was answered stays; the text is "
                "cleared anew in a further round."
            ),
        ),
    )

    def get_heading(self):
        return gettext("Return to draft: %(text)s") % {"text": self.object}

    def perform(self, data):
        return clearances.return_to_draft(text=self.object, **data, by=self.request.user)


class MemorandumStepAdd(FormPage):
    model = Memorandum
    creates = Clearance
    form_class = StepForm
    permission = permissions.DRAFT_MEMORANDUM
    heading = submit = _("Add a step")
    groups = (
        Group(
            "",
            ("title:12", "organisation:6", "asked_of:6", "limit_days:4", "working_days:4",
             "required:4"),
        ),
    )  # fmt: skip

    def perform(self, data):
        return clearance_steps.add(
            text=self.object, **data, uuid=self.submission, by=self.request.user
        )


class OfStep(FormPage):
    """A form about a step; afterwards one is on the page of its text again."""

    queryset = Clearance.objects.select_related("memorandum", "organisation", "paper")
    permission = permissions.DRAFT_MEMORANDUM

    def get_heading(self):
        return f"{self.submit}: {self.object} ({self.object.asked_of})"


class ClearanceAsk(OfStep):
    form_class = AskForm
    submit = _("Enter the question")
    groups = (
        Group(
            "",
            ("on:4", "organisation:4", "asked_of:4"),
            note=_(
                "The day of asking is not counted. The last day to answer is reckoned from the "
                "calendar of working days and kept."
            ),
        ),
    )

    def get_initial(self):
        step = self.object
        return {
            "on": step.asked_on or timezone.localdate(),
            "organisation": step.organisation,
            "asked_of": step.asked_of,
        }

    def perform(self, data):
        return clearance_steps.ask(
            step=self.object, **data, today=timezone.localdate(), by=self.request.user
        )


class ClearanceAnswer(OfStep):
    form_class = AnswerForm
    submit = _("Enter the answer")
    groups = (
        Group("", ("on:4", "answer:8", "words:12")),
        Group(
            _("The paper of the answer"),
            ("paper:4", "paper_number:4", "paper_dated:4"),
            note=_("Choose it, or enter number and day: it is then added to the register."),
        ),
    )

    def get_initial(self):
        step = self.object
        said = {"answer": step.answer, "words": step.words, "paper": step.paper}
        return said | {"on": step.answered_on or timezone.localdate()}

    def perform(self, data):
        return clearance_steps.answer(
            step=self.object, **data, today=timezone.localdate(), by=self.request.user
        )


class ClearanceSkip(OfStep):
    form_class = ReasonForm
    submit = _("Leave the step out")
    guard_edits = False

    def perform(self, data):
        return clearance_steps.skip(step=self.object, **data, by=self.request.user)


class ClearanceRemove(ActionPage):
    queryset = Clearance.objects.select_related("memorandum")
    permission = permissions.DRAFT_MEMORANDUM
    done = _("The step was taken out.")

    def perform(self, step):
        return clearance_steps.remove(step=step, by=self.request.user)
