from core.pages import DetailPage, ListPage
from exchanges import permissions
from exchanges.choices import IncidentStatus
from exchanges.filters import IncidentFilter
from exchanges.lists import INCIDENTS, state
from exchanges.models import Incident
from exchanges.views.parts import SOURCES, seen_tie, with_tie


class IncidentList(ListPage):
    model = Incident
    heading = Incident._meta.verbose_name_plural
    columns = INCIDENTS
    detail = "exchanges:incident-detail"
    filterset_class = IncidentFilter
    default_sort = "-happened"
    permission = permissions.VIEW_INCIDENT

    def get_queryset(self):
        return with_tie(super().get_queryset(), self.request.user)


class IncidentDetail(DetailPage):
    model = Incident
    permission = permissions.VIEW_INCIDENT

    def get_queryset(self):
        rows = super().get_queryset().select_related("unit", "counterpart")
        return rows.prefetch_related(seen_tie(self.request.user), SOURCES)

    def get_context_data(self, **kwargs):
        return super().get_context_data(status=state(IncidentStatus, self.object.status), **kwargs)
