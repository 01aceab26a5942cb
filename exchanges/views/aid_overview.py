from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.access import Reach
from core.filters import chips
from core.form_fields import CURRENCIES
from core.pages import Page
from core.text import tidy
from exchanges import permissions
from exchanges.aid_by_year import BY, by_year, whole
from exchanges.aid_chart import charts
from exchanges.choices import GIVEN
from exchanges.conversion import Rates, in_one
from exchanges.filters import AidFilter
from exchanges.models import AidProject
from exchanges.views.aid_parts import beside
from partnerships.choices import HOME_COUNTRY
from partnerships.models import Country

KEPT = ("direction", "sector", "partner", "modality", "form")


class AidOverview(Page, TemplateView):
    """Aid that was given, by year and by direction, sector, partner or currency: as a picture and
    as a table that say the same. Each number leads to the list of what it counts.
    """

    template_name = "exchanges/aid_overview.html"
    permission = permissions.VIEW_AID

    def get_context_data(self, **kwargs):
        request = self.request
        rows = AidProject.objects.visible_to(Reach(request.user))
        filterset = AidFilter(request.GET, queryset=rows, request=request)
        chosen = {name: tidy(request.GET[name]) for name in KEPT if request.GET.get(name)}
        by = request.GET.get("by", "")
        by = by if by in BY else ""
        into = request.GET.get("into", "")
        into = into if into in CURRENCIES else ""
        countries = dict(Country.objects.exclude(code=HOME_COUNTRY).values_list("code", "name"))
        years = by_year(filterset.qs, by, chosen, countries)
        return super().get_context_data(
            heading=_("Aid by year"),
            filter=filterset,
            chips=chips(filterset, request.GET),
            by=by,
            ways=BY.items(),
            into=into,
            currencies=CURRENCIES,
            years=years,
            dated=[year for year in years if year.number],
            undated=[year for year in years if not year.number],
            whole=whole([year for year in years if year.number], chosen),
            charts=charts(years, CURRENCIES),
            converted=self._converted(filterset.qs, into),
            actions=beside(request.user, "exchanges:aid-overview"),
            **kwargs,
        )

    @staticmethod
    def _converted(rows, into: str):
        """All of it in one currency, if that was asked for, with the rates that were used."""
        if not into:
            return None
        given = rows.filter(status__in=GIVEN)
        return in_one(((one.amount, one.handed_over) for one in given), Rates(into))
