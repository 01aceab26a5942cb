from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, DetailPage, Group
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import GateFilter
from partnerships.forms import GateForm
from partnerships.models import Gate
from partnerships.services import gates
from partnerships.views import parts, sourced
from partnerships.views.border_profiles import beside


class GateList(parts.RecordList):
    """What was published of gates everybody may read."""

    model = Gate
    columns = lists.GATES
    detail = "partnerships:gate-detail"
    filterset_class = GateFilter
    related = beside("partnerships:gate-list")
    create = ("partnerships:gate-create", gettext_lazy("Enter a gate"), permissions.EDIT_BORDER)
    permission = permissions.VIEW_BORDER


class GateDetail(DetailPage):
    model = Gate
    permission = permissions.VIEW_BORDER

    def get_queryset(self):
        places = ("border", "unit", "counterpart", "marker")
        self.queryset = with_sources(Gate.objects.select_related(*places))
        return super().get_queryset()

    def get_actions(self):
        if not self.may(permissions.EDIT_BORDER):
            return []
        return [Action(_("Edit"), reverse("partnerships:gate-edit", args=[self.object.uuid]))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(sources=parts.gathered([self.object]), **kwargs)


class GatePage(sourced.SourcedPage):
    model = Gate
    form_class = GateForm
    groups = (
        Group(gettext_lazy("The gate"), ("border:4", "kind:4", "name:6", "counterpart_name:6")),
        Group(gettext_lazy("Where it is"), ("unit:6", "counterpart:6", "marker:6")),
        Group(gettext_lazy("Since when"), ("since:6", "until:6")),
        sourced.SOURCES,
    )
    permission = permissions.EDIT_BORDER


class GateCreate(GatePage):
    heading = gettext_lazy("A new gate or opening")

    def get_cancel_url(self):
        return reverse("partnerships:gate-list")

    def perform(self, data):
        return gates.enter(**data, uuid=self.submission, by=self.request.user)


class GateEdit(GatePage):
    def perform(self, data):
        return gates.revise(gate=self.object, **data, by=self.request.user)
