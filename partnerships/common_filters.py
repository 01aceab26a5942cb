"""The filters that every list has where they make sense, and how each finds its rows.

A record is at a place, of a level, with a country, a tie or an organisation by the same paths that
say who may see it (`scope_paths`), so a new kind of record gets these filters by naming them:

    class PatrolFilter(AtPlace, WithCountry, OfLevel, InPeriod): period = ("happened_days",)

They wait behind "More filters" until they are used: what is not asked for costs a page nothing.
tests/meta/test_lists.py names the lists that lack one, each with its reason.
"""

from datetime import date, timedelta

import django_filters
from django.contrib.postgres.fields import DateRangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import belonging, reach_of
from core.fields import PartialDate
from core.filters import RecordFilter, later
from core.form_fields import PartialDateFormField
from core.pickers import RecordChoice
from partnerships.choices import HOME_COUNTRY, Level
from partnerships.models import (
    Country,
    Organisation,
    Partnership,
    PartnershipParty,
    TieReach,
    Unit,
)


class ScopedChoice(RecordChoice):
    """One record out of thousands, among those the page says."""

    def __init__(self, *, queryset, to_field_name=None, **kwargs):
        super().__init__(queryset, **kwargs)


class PickedFilter(django_filters.Filter):
    """A box to type a few letters into and choose from what is found."""

    field_class = ScopedChoice


class DayFilter(django_filters.Filter):
    """A day, typed the way days are written here."""

    field_class = PartialDateFormField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, full=True, help_text="", **kwargs)


def period(since: PartialDate | None, until: PartialDate | None) -> DateRange | None:
    """From one day to another, both included; None where neither is given."""
    first = since.days.lower if since and since.days else None
    last = until.days.upper - timedelta(days=1) if until and until.days else None
    if first is None and last is None:
        return None
    if first and last and last < first:
        first, last = last, first  # typed the other way round
    return DateRange(first, last + timedelta(days=1) if last else None)


def among_kept(rows, typed: str):
    """By name or code, without those merged into another."""
    return rows.kept().named(typed)


def among_units(rows, typed: str):
    """Today's before the ended ones, each with the unit above it."""
    return rows.offered(typed)


class CommonFilter(RecordFilter):
    """What the filters below share: the lookups from a row to its ties, units, organisations."""

    paths: tuple[str, ...] | None = None  # None: those that say who may see the row

    def of(self, rows, reach: dict):
        paths = self.paths
        return belonging(rows, rows.model.scope_paths if paths is None else paths, reach)


class InProvince(CommonFilter):
    """In a province: with all below it, now or when it ended, with what it succeeded and what
    succeeds it. Offered are those of which the user may see something.
    """

    province = later(
        django_filters.ChoiceFilter(
            label=_("Within the province"), choices=[], method="in_province"
        )
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.filters.get("province")
        if asked and asked.method == "in_province":  # not a list's own
            asked.extra["choices"] = [(str(one.uuid), _called(one)) for one in self.provinces()]

    def provinces(self):
        """Today's, ours first: of a user of some units those to which ties in sight belong."""
        abroad = Case(When(country=HOME_COUNTRY, then=Value(0)), default=Value(1))
        found = Unit.objects.kept().existing(timezone.localdate()).filter(level=Level.PROVINCE)
        if not self.who.sees_all:
            reach = reach_of(self.who)
            seen = TieReach.objects.filter(unit=OuterRef("pk"), tie__in=reach["Partnership"])
            found = found.filter(Q(pk__in=reach["Unit"]) | Q(Exists(seen)))
        return found.select_related("country").order_by(abroad, "country", "name", "pk")

    def in_province(self, rows, _name, chosen):
        return self.of(rows, Unit.objects.filter(uuid=chosen).reach())


def _called(province: Unit) -> str:
    ours = province.country_id == HOME_COUNTRY
    return str(province) if ours else f"{province} ({province.country})"


class AtPlace(InProvince):
    """The same of any place, of today or of then."""

    place = later(
        PickedFilter(
            label=_("Place, with all below it"),
            queryset=Unit.objects.select_related("parent"),
            search_url="partnerships:unit-picker",
            search=among_units,
            method="at_place",
        )
    )

    def at_place(self, rows, _name, unit):
        return self.of(rows, Unit.objects.filter(pk=unit.pk).reach())


def of_country(chosen: Country) -> dict:
    """Ties with a party of that country, places and organisations in it: queries for their ids."""
    there = Q(unit__country=chosen) | Q(organisation__country=chosen)
    units, bodies = (
        model.objects.filter(country=chosen).order_by().values("pk")
        for model in (Unit, Organisation)
    )
    return {
        "Partnership": PartnershipParty.objects.filter(there).order_by().values("partnership"),
        "Unit": units,
        "Organisation": bodies,
    }


class WithCountry(CommonFilter):
    """With a tie to that country, or of a place or an organisation in it."""

    country = later(
        django_filters.ModelChoiceFilter(
            label=_("Country"),
            queryset=Country.objects.all(),
            to_field_name="uuid",
            method="across",
        )
    )

    def across(self, rows, _name, chosen):
        return self.of(rows, of_country(chosen))


class OfLevel(CommonFilter):
    """Of a tie of that level, or of a unit of it."""

    level = later(django_filters.ChoiceFilter(label=_("Level"), choices=Level, method="as_high"))

    def as_high(self, rows, _name, level):
        ties, units = (
            model.objects.filter(level=level).order_by().values("pk")
            for model in (Partnership, Unit)
        )
        return self.of(rows, {"Partnership": ties, "Unit": units})


class WithTie(CommonFilter):
    """Of one tie, among those the user may see."""

    tie = later(
        PickedFilter(
            label=_("Tie"),
            queryset=Partnership.objects.all(),
            search_url="partnerships:partnership-picker",
            search=among_kept,
            method="of_tie",
        )
    )

    def of_tie(self, rows, _name, tie):
        return self.of(rows, {"Partnership": [tie.pk]})


class WithOrganisation(CommonFilter):
    """Of one organisation."""

    organisation = later(
        PickedFilter(
            label=_("Organisation"),
            queryset=Organisation.objects.all(),
            search_url="partnerships:organisation-picker",
            search=among_kept,
            method="of_organisation",
        )
    )

    def of_organisation(self, rows, _name, organisation):
        return self.of(rows, {"Organisation": [organisation.pk]})


class InPeriod(CommonFilter):
    """From a day to a day, both included: rows of which a day may lie in it, as far as is known.

    `period` names the columns, each a day or a range of days; one in the period is enough.
    """

    period: tuple[str, ...] = ()

    since = later(DayFilter(label=_("From the day"), method="in_period"))
    until = later(DayFilter(label=_("To the day"), method="in_period"))

    def in_period(self, rows, name, _value):
        """Both ends count together, once."""
        said = self.form.cleaned_data
        if name == "until" and said.get("since"):
            return rows
        days = period(said.get("since"), said.get("until"))
        return rows if days is None else self.within(rows, days)

    def within(self, rows, days: DateRange):
        found = Q()
        for column in self.period:
            found |= _touching(rows.model, column, days)
        return rows.filter(found)


def _touching(model, column: str, days: DateRange) -> Q:
    for step in column.split("__"):
        field = model._meta.get_field(step)
        model = field.related_model
    if isinstance(field, DateRangeField):
        return Q(**{f"{column}__overlap": days})
    first, after = days.lower or date.min, days.upper or date.max
    return Q(**{f"{column}__gte": first, f"{column}__lt": after})


class Common(AtPlace, WithCountry, OfLevel, WithTie, InPeriod):
    """All that a record of a tie has."""
