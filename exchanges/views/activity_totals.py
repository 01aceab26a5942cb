"""Sums of activities per tie, unit and period; every number leads to the list of what it counts."""

import csv
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.exports.cells import safe
from core.filters import chips
from core.pages import Page
from exchanges import permissions
from exchanges.activity_filters import ActivitySumFilter
from exchanges.activity_totals import lines, sums
from exchanges.happened import perhaps_in
from exchanges.models import Activity
from exchanges.views.aid_parts import InReach
from partnerships.models import Partnership

KEPT = ("tie", "unit", "since", "until")
BY_TIE = "tie"


def presets(today: date) -> list[tuple[str, date | None, date | None]]:
    """Periods that are often asked for, both days included."""
    year = today.year
    return [
        (gettext("This year"), date(year, 1, 1), date(year, 12, 31)),
        (gettext("Last year"), date(year - 1, 1, 1), date(year - 1, 12, 31)),
        (gettext("The last 12 months"), today - timedelta(days=365), today),
        (gettext("All time"), None, None),
    ]


class ActivityTotals(InReach, Page, TemplateView):
    """How many activities of each kind, and what was counted at them."""

    template_name = "exchanges/activity_totals.html"
    permission = permissions.VIEW_ACTIVITY
    heading = _("Totals of activities")

    @cached_property
    def filterset(self):
        seen = Activity.objects.visible_to(self.reach).standing()
        return ActivitySumFilter(self.request.GET, queryset=seen, request=self.request)

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters in use, as the links keep them."""
        said = self.filterset.form.cleaned_data if self.filterset.form.is_valid() else {}
        found = {}
        for name in KEPT:
            value = said.get(name)
            if name in ("tie", "unit"):
                found[name] = str(value.uuid) if value else ""
            else:
                found[name] = str(value) if value and value.days else ""
        return {name: value for name, value in found.items() if value}

    @property
    def by(self) -> str:
        return BY_TIE if self.request.GET.get("by") == BY_TIE else ""

    @cached_property
    def found(self):
        ties = self._ties(self.filterset.qs) if self.by else {}
        return sums(self.filterset.qs, self.chosen, by_tie=bool(self.by), ties=ties)

    def _ties(self, rows: QuerySet) -> dict[int, tuple[str, str, str]]:
        named = rows.order_by().values("partnership")
        seen = Partnership.objects.visible_to(self.reach).filter(pk__in=named)
        return {one.pk: (one.title, str(one.uuid), one.get_absolute_url()) for one in seen}

    def get(self, request, *args, **kwargs):
        if request.GET.get("as") == "csv":
            return self._spreadsheet()
        return super().get(request, *args, **kwargs)

    def _spreadsheet(self) -> HttpResponse:
        write = csv.writer(type("Line", (), {"write": staticmethod(lambda line: line)})).writerow
        whole, groups = self.found
        rows = [write([safe(cell) for cell in line]) for line in lines([*groups, whole])]
        return StreamingHttpResponse(
            ["\ufeff", *rows],
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="activity-totals.csv"'},
        )

    def get_context_data(self, **kwargs):
        whole, groups = self.found
        return super().get_context_data(
            heading=self.heading,
            filter=self.filterset,
            chips=chips(self.filterset, self.request.GET),
            whole=whole,
            groups=groups,
            by=self.by,
            unsure=self._unsure(),
            unsure_query=urlencode(self.chosen | {"time": "unsure"}),
            presets=self._presets(),
            as_csv=urlencode(self.chosen | {"by": self.by, "as": "csv"}),
            crumbs=[(gettext("Activities"), reverse("exchanges:activity-list"))],
            **kwargs,
        )

    def _presets(self) -> list[tuple[str, str, bool]]:
        """Words, query string, and whether it is the one shown."""
        said = {name: self.chosen[name] for name in ("tie", "unit") if name in self.chosen}
        said |= {"by": self.by} if self.by else {}
        now = (self.chosen.get("since"), self.chosen.get("until"))
        shown = []
        for words, first, last in presets(timezone.localdate()):
            days = {
                name: f"{day:%d/%m/%Y}" for name, day in (("since", first), ("until", last)) if day
            }
            same = now == (days.get("since"), days.get("until"))
            shown.append((words, urlencode(said | days), same))
        return shown

    def _unsure(self) -> int:
        """Activities without a sure day in the period: they stand apart from its sums."""
        days = self.filterset.period
        return self.filterset.of_any_day.filter(perhaps_in(days)).count() if days else 0
