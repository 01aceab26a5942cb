from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, DetailPage, FormPage, Group, ListPage
from exchanges import permissions
from exchanges.filters import YearPlanFilter
from exchanges.forms.plans import PlanLineRow, YearPlanForm
from exchanges.lists import YEAR_PLANS
from exchanges.models import AidProject, YearPlan, YearPlanLine
from exchanges.plan_figures import figures_of
from exchanges.services import year_plans
from exchanges.views.aid_parts import InReach, beside
from partnerships.models import Commitment, Partnership

SUBJECTS = {"partnership": Partnership, "commitment": Commitment, "project": AidProject}


class YearPlanList(InReach, ListPage):
    queryset = YearPlan.objects.annotate(line_count=Count("lines"))
    columns = YEAR_PLANS
    detail = "exchanges:year-plan-detail"
    filterset_class = YearPlanFilter
    default_sort = "-year"
    heading = YearPlan._meta.verbose_name_plural
    permission = permissions.VIEW_AID
    create = (
        "exchanges:year-plan-create",
        gettext_lazy("Draw up a year plan"),
        permissions.PLAN_AID,
    )

    def get_actions(self):
        return [*beside(self.request.user, "exchanges:year-plan-list"), *super().get_actions()]


class YearPlanDetail(InReach, DetailPage):
    """Each line with its estimate and, beside it, what was spent in that year."""

    model = YearPlan
    permission = permissions.VIEW_AID

    def get_queryset(self):
        return super().get_queryset().select_related("unit")

    def get_context_data(self, **kwargs):
        seen = [
            Prefetch(name, model.objects.visible_to(self.reach)) for name, model in SUBJECTS.items()
        ]
        lines = list(YearPlanLine.objects.filter(plan=self.object).prefetch_related(*seen))
        return super().get_context_data(
            figures=figures_of(self.object, lines, self.reach), **kwargs
        )

    def get_actions(self):
        if not self.may(permissions.PLAN_AID):
            return []
        return [Action(_("Edit"), reverse("exchanges:year-plan-edit", args=[self.object.uuid]))]


class PlanPage(FormPage):
    model = YearPlan
    form_class = YearPlanForm
    permission = permissions.PLAN_AID
    rows = {"lines": PlanLineRow}
    autosave = True
    groups = (
        Group(gettext_lazy("The plan"), ("unit:6", "year:2", "direction:4", "note:12")),
        Group(
            gettext_lazy("Lines of the plan"),
            rows="lines",
            note=gettext_lazy(
                "What was spent is found by the aid, the commitment or the tie of a line. A line "
                "of words only stands without it."
            ),
        ),
    )

    def get_cancel_url(self):
        return (
            self.object.get_absolute_url() if self.object else reverse("exchanges:year-plan-list")
        )


class YearPlanCreate(PlanPage):
    heading = gettext_lazy("A new year plan")

    def perform(self, data):
        return year_plans.draw_up(**data, uuid=self.submission, by=self.request.user)


class YearPlanEdit(PlanPage):
    def get_initial(self):
        return {"unit": self.object.unit}

    def initial_rows(self, name):
        lines = self.object.lines.select_related(*SUBJECTS)
        names = ("uuid", "what", "estimate", *SUBJECTS)
        return [{n: getattr(line, n) for n in names} for line in lines]

    def perform(self, data):
        return year_plans.revise(plan=self.object, **data, by=self.request.user)
