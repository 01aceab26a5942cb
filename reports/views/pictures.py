"""The register in pictures: each also as a table with the same figures, all of it to print.

Each number of the tables leads to the list of what it counts. The bars lead nowhere: a picture is
one thing to a screen reader, and its table stands beside it.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from core.access import Reach
from core.form_fields import CURRENCIES
from core.forms import ScopedForm
from core.pages import Page
from exchanges.aid_by_year import by_year
from exchanges.aid_chart import charts
from exchanges.choices import GIVEN
from exchanges.models import AidProject, MeetingTally
from exchanges.models.aid_rows import partner_country
from partnerships.choices import HOME_COUNTRY, Level
from partnerships.common_filters import of_country
from partnerships.filters import NOT_KNOWN
from partnerships.models import Cadence, Country, Partnership, Unit
from reports import held_and_due, permissions
from reports.bars import Row, picture
from reports.overview import Overview
from reports.work import listed

SPAN = 10  # years shown unless others are asked for
EARLIEST, LATEST = 1945, 2200


class Area:
    """A province as somebody who may see it: what lies in its reach is what belongs to it."""

    is_authenticated, sees_all, organisation_id = True, False, None

    def __init__(self, province: Unit):
        self.units = Unit.objects.filter(pk=province.pk)


@dataclass(frozen=True)
class Ties:
    """How many ties of a level there are with a country, and the list of them."""

    level: str
    country: str
    number: int
    url: str


class PicturesForm(ScopedForm):
    province = forms.ModelChoiceField(
        Unit.objects.none(),
        to_field_name="uuid",
        label=pgettext_lazy("a place", "Province"),
        required=False,
    )
    country = forms.ModelChoiceField(
        Country.objects.exclude(code=HOME_COUNTRY),
        to_field_name="uuid",
        label=gettext_lazy("Country of the counterpart"),
        required=False,
    )
    since = forms.IntegerField(
        label=gettext_lazy("From the year"),
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
    )
    until = forms.IntegerField(
        label=gettext_lazy("To the year"), required=False, min_value=EARLIEST, max_value=LATEST
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        provinces = Unit.objects.kept().filter(
            level=Level.PROVINCE, country=HOME_COUNTRY, valid_to=None
        )
        self.fields["province"].queryset = provinces.order_by("name")
        for name in ("province", "country"):
            self.fields[name].empty_label = _("all")

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last year is before the first."))
        return data


class Pictures(Page, TemplateView):
    """?province= and ?country= cut down what is shown, ?since= and ?until= name the years."""

    template_name = "reports/pictures.html"
    heading = gettext_lazy("The register in pictures")
    permission = permissions.VIEW_PICTURES

    @cached_property
    def form(self):
        return PicturesForm(self.request.GET, user=self.request.user)

    @cached_property
    def asked(self) -> dict:
        return self.form.cleaned_data if self.form.is_valid() else {}

    @cached_property
    def who(self) -> Reach:
        return Reach(self.request.user)

    @cached_property
    def area(self) -> Reach | None:
        province = self.asked.get("province")
        return Reach(Area(province)) if province else None

    def seen(self, rows):
        """What the user may see of these rows, in the province that was asked for."""
        rows = rows.visible_to(self.who)
        return rows.visible_to(self.area) if self.area else rows

    @cached_property
    def years(self) -> range:
        today = timezone.localdate().year
        until = self.asked.get("until") or max(today, self.asked.get("since") or 0)
        since = self.asked.get("since") or until - SPAN + 1
        return range(since, until + 1)

    @cached_property
    def across(self) -> dict | None:
        """What is with the country that was asked for, found as the lists find it."""
        country = self.asked.get("country")
        return of_country(country) if country else None

    def list_of(self, page: str, **query) -> str:
        """The address of a list that is cut down as the pictures are."""
        places = {name: self.asked.get(name) for name in ("province", "country")}
        chosen = {name: place.uuid for name, place in places.items() if place}
        return listed(page, urlencode(chosen | query))

    def met(self, **query) -> str:
        return self.list_of("exchanges:meeting-list", status="held", **query)

    def get_context_data(self, **kwargs):
        meetings = self._meetings()
        ties = self._ties()
        return super().get_context_data(
            heading=self.heading,
            filter=self,
            meetings=[(year, self.met(year=year.number, time="known")) for year in meetings],
            meeting_picture=self._meeting_picture(meetings),
            undated=self.held[0],
            undated_url=self.met(time="unknown"),
            has_met=any(year.held or year.due for year in meetings),
            ties=ties,
            tie_picture=self._tie_picture(ties),
            **self._aid(),
            **kwargs,
        )

    @cached_property
    def held(self):
        rows = self.seen(MeetingTally.objects.all())
        if self.across:
            ties, units = (
                list(self.across[name].values_list(key, flat=True))
                for name, key in (("Partnership", "partnership"), ("Unit", "pk"))
            )
            rows = rows.within(ties=ties, units=units)
        return held_and_due.held_by_year(rows)

    def _meetings(self) -> list[held_and_due.Year]:
        cadences = self.seen(Cadence.objects.all())
        if self.across:
            there = Q(unit__in=self.across["Unit"])
            cadences = cadences.filter(Q(partnership__in=self.across["Partnership"]) | there)
        due = held_and_due.due_by_year(
            cadences, first=self.years[0], last=self.years[-1], today=timezone.localdate()
        )
        return held_and_due.years(self.held, due, self.years)

    @staticmethod
    def _meeting_picture(years):
        rows = [
            row
            for year in reversed(years)
            for row in (
                Row(str(year.number), year.held),
                Row("", year.due, hatched=True),
            )
        ]
        told = _("For each year two bars: meetings held, and meetings due by the cadences.")
        return picture(
            "held", _("Meetings held and due"), told, rows, (_("meetings held"), _("meetings due"))
        )

    def _ties(self) -> list[Ties]:
        rows = Overview(self.request.user, timezone.localdate()).by_level_and_country(
            self.seen(Partnership.objects.kept())
        )
        countries = {one.code: one for one in Country.objects.all()}
        asked, order = self.asked.get("country"), list(Level.values)
        rows = [row for row in rows if asked is None or row["there"] == asked.code]
        rows.sort(key=lambda row: (order.index(row["level"]), row["there"] or ""))
        return [self._row(row, countries.get(row["there"])) for row in rows]

    def _row(self, row: dict, country: Country | None) -> Ties:
        url = self.list_of(
            "partnerships:partnership-list",
            level=row["level"],
            country=country.uuid if country else NOT_KNOWN,
        )
        name = country.name if country else _("not known")
        return Ties(str(Level(row["level"]).label), name, row["n"], url)

    @staticmethod
    def _tie_picture(ties):
        rows = [Row(f"{row.level}, {row.country}", row.number) for row in ties]
        told = _("For each level and country one bar: how many ties.")
        return picture("ties", _("Ties by level and country"), told, rows)

    def _aid(self) -> dict:
        rows = self.seen(AidProject.objects.all()).filter(status__in=GIVEN)
        chosen = {"province": self.asked["province"].uuid} if self.area else {}
        if self.across:
            chosen["partner"] = self.asked["country"].code
            rows = rows.annotate(partner_country=partner_country()).filter(
                partner_country=chosen["partner"]
            )
        every = by_year(rows, "direction", chosen, {})
        shown = [year for year in every if year.number in self.years]
        return {
            "aid_undated": next((year.whole for year in every if year.number is None), None),
            "aid": shown,
            "aid_charts": charts(shown, CURRENCIES),
        }
