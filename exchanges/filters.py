import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import RecordFilter
from exchanges.choices import (
    ActivityKind,
    AgreedItemStatus,
    AidDirection,
    AidSector,
    AidStatus,
    IncidentKind,
    IncidentStatus,
    ItemOwner,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
)
from exchanges.models import Activity, AgreedItem, AidProject, Incident, Meeting
from partnerships.models import Partnership


class WordsFilter(django_filters.CharFilter):
    """Letters anywhere in a title."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, lookup_expr="icontains", max_length=200, **kwargs)


class YearFilter(django_filters.NumberFilter):
    """Wholly or partly in that year, as far as is known."""

    def __init__(self, field: str, **kwargs):
        super().__init__(f"{field}_days", label=_("Year"), min_value=1945, max_value=2200, **kwargs)

    def filter(self, rows, year):
        if year in (None, ""):
            return rows
        days = f"[{int(year)}-01-01,{int(year) + 1}-01-01)"
        return rows.filter(**{f"{self.field_name}__overlap": days})


class MeetingFilter(RecordFilter):
    q = WordsFilter("title", label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(choices=MeetingKind, label=_("Kind"))
    status = django_filters.ChoiceFilter(choices=MeetingStatus, label=_("Status"))
    minutes = django_filters.ChoiceFilter(
        choices=[("none", _("none recorded")), *MinutesStatus.choices],
        method="with_minutes",
        label=_("Minutes"),
    )
    year = YearFilter("held")

    class Meta:
        model = Meeting
        fields = ["q", "kind", "status", "minutes", "year"]

    def with_minutes(self, rows, name, value):
        if value == "none":
            return rows.held().filter(minutes__isnull=True)
        return rows.filter(minutes__status=value)


class TieFilter(RecordFilter):
    q = django_filters.CharFilter(
        method="named", label=_("Name or code of the tie"), max_length=200
    )

    class Meta:
        model = Partnership
        fields = ["q"]

    def named(self, rows, name, value):
        return rows.named(value)


class AgreedItemFilter(RecordFilter):
    q = WordsFilter("title", label=_("Words"))
    status = django_filters.ChoiceFilter(choices=AgreedItemStatus, label=_("Status"))
    owner = django_filters.ChoiceFilter(choices=ItemOwner.choices[1:], label=_("Owner"))
    lacking = django_filters.ChoiceFilter(
        choices=[("due", _("no due day")), ("owner", _("no owner")), ("open", _("still open"))],
        method="that_lack",
        label=_("Still lacking"),
    )

    class Meta:
        model = AgreedItem
        fields = ["q", "status", "owner", "lacking"]

    def that_lack(self, rows, name, value):
        rows = rows.open()
        lacking = {"due": Q(due__isnull=True), "owner": Q(owner="")}.get(value, Q())
        return rows.filter(lacking)


class ActivityFilter(RecordFilter):
    q = WordsFilter("title", label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(choices=ActivityKind, label=_("Kind"))
    year = YearFilter("happened")

    class Meta:
        model = Activity
        fields = ["q", "kind", "year"]


class IncidentFilter(RecordFilter):
    q = WordsFilter("title", label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(choices=IncidentKind, label=_("Kind"))
    status = django_filters.ChoiceFilter(choices=IncidentStatus, label=_("Status"))
    year = YearFilter("happened")

    class Meta:
        model = Incident
        fields = ["q", "kind", "status", "year"]


class AidProjectFilter(RecordFilter):
    q = WordsFilter("title", label=_("Words in the title"))
    direction = django_filters.ChoiceFilter(choices=AidDirection, label=_("Direction"))
    sector = django_filters.ChoiceFilter(choices=AidSector, label=_("Sector"))
    status = django_filters.ChoiceFilter(choices=AidStatus, label=_("Status"))
    year = YearFilter("handed_over")

    class Meta:
        model = AidProject
        fields = ["q", "direction", "sector", "status", "year"]
