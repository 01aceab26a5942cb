"""The course of aid: approved, under way in stages, handed over, accepted, closed or cancelled."""

from django.utils.translation import gettext_lazy as _

from core.pages import ActionPage, FormPage, Group
from exchanges import permissions
from exchanges.choices import LineKind
from exchanges.forms import ReasonForm
from exchanges.forms.aid_course import (
    AcceptForm,
    AnswerForm,
    ApproveForm,
    AskForm,
    HandOverForm,
    NothingForm,
)
from exchanges.forms.aid_rows import ResultRow, StageRow
from exchanges.models import AidProject, AidStep, HandOver
from exchanges.services import aid_courses, aid_projects, aid_steps, hand_overs
from exchanges.views.aid_forms import lines_of
from exchanges.views.aid_parts import AidPage, paper_of, today
from partnerships.choices import PaperKind

PAPER = ("paper:12", "paper_number:4", "paper_dated:3", "paper_gist:5")


class CoursePage(AidPage, FormPage):
    model = AidProject


class AidProjectApprove(CoursePage):
    form_class = ApproveForm
    permission = permissions.APPROVE_AID
    heading = _("Approve the aid")
    submit = _("Approve")
    groups = (Group("", ("on:4",)), Group(_("Paper of the approval"), PAPER))

    def perform(self, data):
        user = self.request.user
        paper = paper_of(data, self.object, PaperKind.DECISION, user)
        return aid_projects.approve(
            project=self.object, on=data["on"], today=today(), paper=paper, by=user
        )


class AidProjectBegin(ActionPage):
    model = AidProject
    permission = permissions.PROPOSE_AID

    def perform(self, project):
        aid_courses.begin(project=project, by=self.request.user)


class AidProjectClose(ActionPage):
    model = AidProject
    permission = permissions.PROPOSE_AID

    def perform(self, project):
        aid_courses.close(project=project, by=self.request.user)


class AidProjectCancel(CoursePage):
    form_class = ReasonForm
    permission = permissions.CANCEL_AID
    heading = _("Cancel the aid")
    submit = _("Cancel the aid")

    def perform(self, data):
        return aid_courses.cancel(project=self.object, by=self.request.user, **data)


class AidProjectHandOver(CoursePage):
    form_class = HandOverForm
    permission = permissions.RECORD_HAND_OVER
    heading = _("Record of the hand-over")
    autosave = True
    groups = (
        Group(_("When and where"), ("handed_over:4", "place:8")),
        Group(
            _("Who stood for each side"),
            ("giver_name:6", "giver_post:6", "receiver_name:6", "receiver_post:6"),
            note=_(
                "As in the record that both sides sign. Photos and the signed record are files."
            ),
        ),
        Group(_("What was found"), ("condition:12",)),
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"basis": self.object.basis}

    def get_initial(self):
        paper = HandOver.objects.filter(project=self.object).first()
        names = ("giver_name", "giver_post", "receiver_name", "receiver_post", "condition")
        said = {name: getattr(paper, name) for name in (*names, "place")} if paper else {}
        return {"handed_over": self.object.handed_over, "place": self.object.place} | said

    def perform(self, data):
        return hand_overs.record(project=self.object, today=today(), by=self.request.user, **data)


class AidProjectAccept(CoursePage):
    form_class = AcceptForm
    permission = permissions.RECORD_HAND_OVER
    heading = _("Acceptance by the receiver")
    groups = (Group("", ("acceptance:6", "accepted_on:6", "remarks:12")),)

    def perform(self, data):
        return hand_overs.accept(project=self.object, today=today(), by=self.request.user, **data)


class AidProjectStages(CoursePage):
    form_class = NothingForm
    permission = permissions.PROPOSE_AID
    heading = _("Stages of the aid")
    rows = {"stages": StageRow}
    groups = (Group(_("Stages"), rows="stages"),)

    def initial_rows(self, name):
        names = ("uuid", "what", "planned", "done", "amount")
        return [{n: getattr(stage, n) for n in names} for stage in self.object.stages.all()]

    def perform(self, data):
        return aid_courses.write_stages(
            project=self.object, stages=data["stages"], by=self.request.user
        )


class AidProjectResults(CoursePage):
    form_class = NothingForm
    permission = permissions.PROPOSE_AID
    heading = _("Results of the aid")
    rows = {"results": ResultRow}
    groups = (Group(_("Results"), rows="results"),)

    def initial_rows(self, name):
        return lines_of(self.object, LineKind.RESULT)

    def perform(self, data):
        return aid_courses.write_results(
            project=self.object, results=data["results"], by=self.request.user
        )


class StepPage(AidPage, FormPage):
    """A form about one step; what the step is stands above it."""

    model = AidStep
    permission = permissions.PROPOSE_AID

    def get_queryset(self):
        return super().get_queryset().select_related("project", "organisation")

    def get_heading(self):
        return f"{self.object.title} · {self.object.asked_of}"


class AidStepAsk(StepPage):
    form_class = AskForm
    groups = (Group(_("The question"), ("on:4", "organisation:8")),)

    def get_initial(self):
        return {"on": today()}

    def perform(self, data):
        return aid_steps.ask(step=self.object, today=today(), by=self.request.user, **data)


class AidStepAnswer(StepPage):
    form_class = AnswerForm
    groups = (
        Group(_("The answer"), ("on:4", "answer:4", "words:12")),
        Group(_("Paper of the answer"), PAPER),
    )

    def perform(self, data):
        user = self.request.user
        data["paper"] = paper_of(data, self.object.project, PaperKind.LETTER, user)
        return aid_steps.answer(step=self.object, today=today(), by=user, **data)
