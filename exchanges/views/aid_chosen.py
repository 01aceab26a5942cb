"""Steps of several pieces of aid at once, from their list."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basis import Basis
from core.pages import ChosenPage, Group
from exchanges import permissions
from exchanges.choices import AidStatus
from exchanges.forms.aid_course import ApproveForm
from exchanges.services import aid_courses, aid_projects
from exchanges.views.aid_courses import PAPER
from exchanges.views.aid_parts import paper_of, today
from exchanges.views.aid_projects import AidProjectList
from partnerships.choices import PaperKind


class ChosenAid(ChosenPage):
    listed = AidProjectList
    back = "exchanges:aid-project-list"


class AidProjectApproveChosen(ChosenAid):
    """One paper approves several: what is typed as a new paper is entered once."""

    form_class = ApproveForm
    permission = permissions.APPROVE_AID
    heading = gettext_lazy("Approve several pieces of aid")
    submit = gettext_lazy("Approve all that are ticked")
    begins = (AidStatus.PROPOSED,)
    groups = (
        Group("", ("on:4",)),
        Group(gettext_lazy("Paper of the approval, the same for all"), PAPER),
    )

    def hindrance(self, project):
        if project.basis != Basis.MADE_HERE:
            return _("Only aid that was proposed here is approved.")
        if project.proposed_by_id == self.request.user.pk:
            return _("Somebody else approves what you proposed.")
        return ""

    def begin(self, records, data):
        paper = paper_of(data, records[0], PaperKind.DECISION, self.request.user)
        return data | {"paper": paper}

    def perform(self, project, data):
        by = self.request.user
        aid_projects.approve(
            project=project, on=data["on"], today=today(), paper=data["paper"], by=by
        )


class AidProjectBeginChosen(ChosenAid):
    permission = permissions.PROPOSE_AID
    heading = gettext_lazy("Work has begun on several pieces of aid")
    submit = gettext_lazy("Work has begun on all that are ticked")
    begins = (AidStatus.APPROVED,)

    def perform(self, project, data):
        aid_courses.begin(project=project, by=self.request.user)


class AidProjectCloseChosen(ChosenAid):
    permission = permissions.PROPOSE_AID
    heading = gettext_lazy("Close several pieces of aid")
    submit = gettext_lazy("Close all that are ticked")
    begins = (AidStatus.ACCEPTED,)

    def perform(self, project, data):
        aid_courses.close(project=project, by=self.request.user)
