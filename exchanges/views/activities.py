from core.pages import DetailPage, ListPage
from exchanges import permissions
from exchanges.filters import ActivityFilter
from exchanges.lists import ACTIVITIES
from exchanges.models import Activity
from exchanges.views.parts import SOURCES, seen_tie, with_tie


class ActivityList(ListPage):
    model = Activity
    heading = Activity._meta.verbose_name_plural
    columns = ACTIVITIES
    detail = "exchanges:activity-detail"
    filterset_class = ActivityFilter
    default_sort = "-happened"
    permission = permissions.VIEW_ACTIVITY

    def get_queryset(self):
        return with_tie(super().get_queryset(), self.request.user)


class ActivityDetail(DetailPage):
    model = Activity
    permission = permissions.VIEW_ACTIVITY

    def get_queryset(self):
        rows = super().get_queryset().select_related("unit", "organiser")
        return rows.prefetch_related("figures", seen_tie(self.request.user), SOURCES)
