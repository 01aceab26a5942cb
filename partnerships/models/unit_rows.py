"""Which units: those of a day, below another, with a name, in somebody's area."""

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.access import reach_of
from core.search import Folded, fold
from partnerships.choices import HOME_COUNTRY, Level, NameKind
from partnerships.models.reach import TieReach, UnitReach
from partnerships.models.reaching import reached

TIERS = [When(level=level, then=Value(place)) for place, level in enumerate(Level)]


def today() -> date:
    return timezone.localdate()


def holding(on: date, path: str = "", *, since: str = "since", until: str = "until") -> Q:
    """Rows whose days, as far as they are known, hold that day."""
    return (Q(**{f"{path}{since}__isnull": True}) | Q(**{f"{path}{since}__lte": on})) & (
        Q(**{f"{path}{until}__isnull": True}) | Q(**{f"{path}{until}__gt": on})
    )


def existing(on: date, path: str = "") -> Q:
    return holding(on, path, since="valid_from", until="valid_to")


class UnitQuerySet(models.QuerySet):
    def reach(self, *, organisation: int | None = None, on: date | None = None):
        """Ids of the ties, units and organisations that users of these units may see, and what
        their own organisation is party to or has charge of on that day (today).
        """
        return reached(self, organisation=organisation, on=on or today())

    def who_reach(self, ends: dict[str, list[int]], *, on: date | None = None) -> Q:
        """The users who reach these ties, units, organisations and markers on that day (today):
        reach() read the other way round.
        """
        units, ties = ends.get("Unit", []), ends.get("Partnership", [])
        bodies, markers = ends.get("Organisation", []), ends.get("BorderMarker", [])
        seats = _rows("Organisation").filter(pk__in=bodies, seat__isnull=False).values("seat")
        over = UnitReach.objects.filter(unit__in=units).values("ancestor")
        seated = UnitReach.objects.filter(unit__in=seats).values("ancestor")
        tied = TieReach.objects.filter(tie__in=ties).values("unit")
        parties = _rows("PartnershipParty").filter(partnership__in=ties)
        on_section = _rows("BorderMarker").filter(
            border=OuterRef("from_marker__border"),
            place__gte=OuterRef("from_marker__place"),
            place__lte=OuterRef("to_marker__place"),
            pk__in=markers,
        )
        charges = _rows("Charge").filter(
            holding(on or today()),
            Q(unit__in=over) | Q(unit__in=tied) | Q(partnership__in=ties) | Exists(on_section),
        )
        return (
            Q(units__in=over)
            | Q(units__in=seated)
            | Q(units__in=tied)
            | Q(organisation__in=bodies)
            | Q(organisation__in=parties.filter(organisation__isnull=False).values("organisation"))
            | Q(organisation__in=charges.values("organisation"))
        )

    def editable_by(self, user):
        """An officer writes places of their own area, and abroad, where nobody else would."""
        if user.sees_all:
            return self
        reach = reach_of(user)
        return self.filter(~Q(country=HOME_COUNTRY) | Q(pk__in=reach["Unit"]))

    def kept(self):
        """Without those found to be the same as another and merged into it."""
        return self.filter(merged_into=None)

    def existing(self, on: date):
        """Units that exist on that day, as far as is known."""
        return self.filter(existing(on))

    def below(self, unit, on: date):
        """Units that exist on that day and belong to this one then."""
        return self.existing(on).filter(holding(on, "parents__"), parents__parent=unit)

    def on_top(self, on: date):
        """Units that exist on that day and belong to none that exists: provinces, places nobody
        has placed, and villages whose commune is no more.
        """
        above = _rows("UnitParent").filter(
            holding(on), existing(on, "parent__"), unit=OuterRef("pk")
        )
        return self.kept().existing(on).filter(~Exists(above))

    def reached_from(self, units):
        """What these units reach: themselves, all below them, what they succeeded or became."""
        reached = UnitReach.objects.filter(ancestor__in=units)
        return self.filter(pk__in=reached.values("unit"))

    def with_above(self, on: date | None = None):
        """Adds word, name and uuid of the unit above: of that day, else the last one there was."""
        if on is None:
            return self.annotate(**{f"above_{one}": F(f"parent__{one}") for one in ABOVE})
        place = FilteredRelation("parents", condition=holding(on, "parents__"))
        return self.annotate(
            place=place, **{f"above_{one}": F(f"place__parent__{one}") for one in ABOVE}
        )

    def with_names(self, on: date):
        """Adds `then`, its Vietnamese name on that day, and `own_name`, the one in its script."""
        names = _rows("UnitName").filter(unit=OuterRef("pk"))
        own = names.filter(
            holding(on), kind=NameKind.OFFICIAL, language=OuterRef("country__paper_language")
        )
        own = own.exclude(language="vi").order_by(F("since").desc(nulls_last=True), "pk")
        return self.annotate(
            then=Coalesce(Subquery(names.on_day(on).values("text")[:1]), F("name")),
            own_name=Subquery(own.values("text")[:1]),
        )

    def in_tiers(self):
        """From the highest level down, by name."""
        return self.annotate(tier=Case(*TIERS, output_field=IntegerField())).order_by(
            "tier", "name", "pk"
        )

    def named(self, typed: str):
        """Units with a name like this, typed with or without tone marks, in any script."""
        wanted = fold(typed)
        # One set out of two indexes: with an "or" PostgreSQL would read both tables whole.
        own = self.model._base_manager.order_by().filter(folded__contains=wanted).values("pk")
        other = _rows("UnitName").order_by().filter(folded__contains=wanted).values("unit")
        return self.filter(pk__in=own.union(other))

    def offered(self, typed: str):
        """Those to choose from in a form: today's before the ended ones, and before those only
        called somewhat so the ones called just so.
        """
        just_so = Case(
            When(folded=fold(typed), then=Value(0)),
            When(named_alone=fold(typed), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        there = Case(
            When(existing(today()), then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        found = self.kept().named(typed).select_related("parent").in_tiers()
        return found.annotate(named_alone=Folded(F("name")), just_so=just_so, there=there).order_by(
            "there", "just_so", "tier", "name", "pk"
        )


ABOVE = ("word", "name", "uuid")


class UnitNameQuerySet(models.QuerySet):
    def on_day(self, on: date):
        """What the unit was called officially in Vietnamese on that day, where that differs from
        its name of today: a dated former name, the youngest first.
        """
        dated = Q(until__gt=on) & (Q(since__isnull=True) | Q(since__lte=on))
        return (
            self.filter(dated, language="vi")
            .exclude(kind=NameKind.ALIAS)
            .order_by(F("since").desc(nulls_last=True), "pk")
        )


def _rows(model: str) -> models.QuerySet:
    return apps.get_model(f"partnerships.{model}")._default_manager.all()
