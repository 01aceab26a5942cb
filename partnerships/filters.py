from datetime import date

import django_filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import RecordFilter, later
from core.search import Folded, fold
from partnerships.choices import (
    HOME_COUNTRY,
    CommitmentStatus,
    GateKind,
    Level,
    Measure,
    OrganisationKind,
    PaperKind,
    PartnershipKind,
    PartnershipStatus,
    Side,
    SuccessionKind,
)
from partnerships.common_filters import (
    AtPlace,
    Common,
    DayFilter,
    InPeriod,
    OfLevel,
    WithCountry,
    WithOrganisation,
    WithTie,
)
from partnerships.models import (
    Border,
    Country,
    Organisation,
    Partnership,
    PartnershipParty,
    StatedFigure,
    Unit,
    UnitSuccession,
)

ALL = _("all")
NOT_KNOWN = "unknown"  # instead of a country


def choice(label, choices, **more) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=ALL, **more)


def yes_or_no(label, **more) -> django_filters.ChoiceFilter:
    return choice(label, [("true", _("yes")), ("false", _("no"))], **more)


def country(label, **more) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=label, queryset=Country.objects.all(), to_field_name="uuid", empty_label=ALL, **more
    )


def words(label, **more) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, max_length=200, **more)


class Named(RecordFilter):
    """A box for part of a name, typed with or without tone marks."""

    q = words(_("Name"), method="called")

    def called(self, rows, _name, typed):
        return rows.named(typed)


class Entitled(RecordFilter):
    """The same for records whose title has no folded copy of its own: few, so it is folded now."""

    q = words(_("Title"), method="called")
    column = "title"

    def called(self, rows, _name, typed):
        return rows.annotate(folded_now=Folded(F(self.column))).filter(
            folded_now__contains=fold(typed)
        )


class PartnershipFilter(AtPlace, InPeriod):
    period = ("established_days",)

    q = words(_("Name of a side"), method="called")
    country = country(
        _("Country of the counterpart"),
        method="across",
        null_label=_("not known"),
        null_value=NOT_KNOWN,
    )
    level = choice(_("Level"), Level.choices)
    kind = choice(_("Kind"), PartnershipKind.choices)
    status = choice(_("Status"), PartnershipStatus.choices)
    frame = words(_("Under the frame"), method="below")
    on = DayFilter(label=_("As of"), method="as_of")

    def as_of(self, rows, _name, _day):
        """The rows were read as of that day already; here the day is only checked and shown."""
        return rows

    def below(self, rows, _name, typed):
        """A frame by its code or its name, and everything below it."""
        named = Q(code__iexact=typed.strip()) | Q(folded__contains=fold(typed))
        return rows.under(self.queryset.frames().filter(named))

    def called(self, rows, _name, typed):
        """By its title or code, or by the name of any party in any script."""
        parties = PartnershipParty.objects.filter(
            Q(unit__in=Unit.objects.named(typed).values("pk"))
            | Q(organisation__in=Organisation.objects.named(typed).values("pk"))
        )
        by_title = Partnership.objects.named(typed).values("pk")
        return rows.filter(Q(pk__in=by_title) | Q(pk__in=parties.values("partnership")))

    def across(self, rows, _name, chosen):
        there = PartnershipParty.objects.filter(side=Side.COUNTERPART).order_by()
        if chosen == NOT_KNOWN:  # of no counterpart
            return rows.filter(~Exists(there.filter(partnership=OuterRef("pk"))))
        at = there.filter(Q(unit__country=chosen) | Q(organisation__country=chosen))
        return rows.filter(pk__in=at.values("partnership"))


class UnitFilter(AtPlace, Named):
    paths = ("",)

    on = DayFilter(label=_("Existing on"), method="as_of")
    country = choice(_("Country"), [], field_name="country__uuid")
    level = choice(_("Level"), Level.choices)
    province = later(choice(_("Within the province"), [], method="within"))
    ending = choice(
        _("What became of it"),
        [("there", _("still there")), ("ended", _("no more")), *SuccessionKind.choices],
        method="became",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = "province" in self.filters
        countries = list(with_provinces() if asked else our_country_first())
        self.filters["country"].extra["choices"] = [(str(one.uuid), one.name) for one in countries]
        if not asked:
            return
        self.provinces = {
            found["uuid"]: (found["pk"], _province(found, country))
            for country in countries
            for found in country.provinces
        }
        self.filters["province"].extra["choices"] = [
            (uuid, words) for uuid, (_pk, words) in self.provinces.items()
        ]

    def as_of(self, rows, _name, day):
        return rows.existing(day.days.lower) if day.days else rows

    def within(self, rows, _name, chosen):
        """With all that ever lay below it, what it succeeded and what it went into."""
        pk, _words = self.provinces[chosen]
        return rows.reached_from([pk])

    def became(self, rows, _name, wanted):
        ended = Q(valid_to__lte=timezone.localdate())
        if wanted == "ended":
            return rows.filter(ended)
        if wanted == "there":
            return rows.exclude(ended)
        steps = UnitSuccession.objects.filter(kind=wanted)
        return rows.filter(pk__in=steps.values("predecessor"))


def our_country_first() -> QuerySet:
    ours = Case(When(code=HOME_COUNTRY, then=Value(0)), default=Value(1))
    return Country.objects.annotate(ours=ours).order_by("ours", "name")


def with_provinces() -> QuerySet:
    """The countries, ours first, each with its provinces, today's first, in one query."""
    provinces = Unit.objects.kept().filter(level=Level.PROVINCE, country=OuterRef("pk"))
    said = JSONObject(pk="pk", uuid="uuid", word="word", name="name", until="valid_to")
    ordered = provinces.order_by(F("valid_to").desc(nulls_first=True), "name")
    return our_country_first().annotate(provinces=ArraySubquery(ordered.values(said=said)))


def _province(found: dict, country: Country) -> str:
    until = found["until"] and date.fromisoformat(found["until"])
    unit = Unit(word=found["word"], name=found["name"], valid_to=until)
    return unit.picked_as if country.code == HOME_COUNTRY else f"{unit.picked_as} ({country})"


class OrganisationFilter(AtPlace, Named):
    paths = ("",)

    kind = choice(_("Kind"), OrganisationKind.choices)
    country = country(_("Country"))


class PersonFilter(AtPlace, WithCountry, WithOrganisation, Named):
    """By the places and organisations of the posts a person held or holds."""


class CommitmentFilter(Common, WithOrganisation, Entitled):
    period = ("since_days",)

    status = choice(_("Status"), CommitmentStatus.choices)
    unstated = yes_or_no(_("Interval not stated"), method="open_ended")

    def open_ended(self, rows, _name, wanted):
        return rows.filter(interval_months__isnull=wanted == "true")


class StatedFigureFilter(Common, WithOrganisation, Entitled):
    period = ("when_days",)

    measure = choice(_("Measure"), Measure.choices)
    disputed = yes_or_no(_("Contradicted"), method="contradicted")

    def contradicted(self, rows, _name, wanted):
        disputed = StatedFigure.objects.disputed().values("pk")
        return rows.filter(pk__in=disputed) if wanted == "true" else rows.exclude(pk__in=disputed)


class NoteFilter(AtPlace, WithCountry, OfLevel, WithTie, WithOrganisation, Entitled):
    column = "topic"


class PaperFilter(AtPlace, WithCountry, WithOrganisation, InPeriod, Entitled):
    period = ("dated_days",)

    kind = choice(_("Kind"), PaperKind.choices)


def border(label) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=label, queryset=Border.objects.all(), to_field_name="uuid", empty_label=ALL
    )


class BorderProfileFilter(AtPlace, WithCountry, OfLevel, InPeriod):
    period = ("as_of_days",)

    border = border(_("Border"))


class BorderMarkerFilter(AtPlace, WithCountry):
    paths = ("unit", "counterpart")

    q = words(_("Number"), method="beginning_with")
    border = border(_("Border"))

    def beginning_with(self, rows, _name, typed):
        return rows.numbered(typed)


class GateFilter(AtPlace, WithCountry, Named):
    paths = ("unit", "counterpart")

    border = border(_("Border"))
    kind = choice(_("Kind"), GateKind.choices)
