"""Which activities and patrols belong to a place, to a period, to a tie: the same for lists, pages
of places and sums. Each record is there once, however many ways lead to it.
"""

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, JSONObject

from core.fields import Amount
from exchanges.models import ActivityFigure, PatrolFinding, PatrolParty
from partnerships.choices import Side
from partnerships.models import TieReach, Unit, UnitReach
from partnerships.views.rows import WHO


def within(unit: Unit):
    """Units in the reach of one: itself, all below, what it succeeded and what succeeds it."""
    return UnitReach.objects.filter(ancestor=unit).values("unit")


def ties_within(unit: Unit):
    return TieReach.objects.filter(unit=unit).values("tie")


def activities_of(rows: QuerySet, unit: Unit) -> QuerySet:
    """Those of a place and of all in its reach."""
    return rows.filter(
        Q(unit__in=within(unit))
        | Q(organiser__seat__in=within(unit))
        | Q(partnership__in=ties_within(unit))
    )


def patrols_of(rows: QuerySet, unit: Unit) -> QuerySet:
    """The same of patrols: one of its parties is there, or the tie is."""
    went = PatrolParty.objects.filter(
        Q(unit__in=within(unit)) | Q(organisation__seat__in=within(unit)), patrol=OuterRef("pk")
    )
    return rows.filter(Exists(went) | Q(partnership__in=ties_within(unit)))


def surely_in(days: DateRange | None) -> Q:
    """Wholly within the period, as far as is known; without a period everything is."""
    return Q(happened_days__contained_by=days) if days else Q()


def perhaps_in(days: DateRange | None) -> Q:
    """Without a day, or only partly within: outside every sum of the period."""
    undated = Q(happened_days__isnull=True)
    if days is None:
        return undated
    return undated | (Q(happened_days__overlap=days) & ~Q(happened_days__contained_by=days))


# What lists show of each row


def with_figures(activities: QuerySet) -> QuerySet:
    """Adds `figure_rows`, as read by figures_of()."""
    own = ActivityFigure.objects.filter(activity=OuterRef("pk")).order_by("pk")
    said = JSONObject(
        measure=F("measure"),
        what=F("what"),
        number=Cast("amount_number", CharField()),
        unit=F("amount_unit"),
        bound=F("amount_bound"),
        estimate=F("amount_estimate"),
        words=F("amount_words"),
    )
    return activities.annotate(figure_rows=ArraySubquery(own.values(said=said)))


def figures_of(rows: list[dict]) -> list[tuple[str, Amount]]:
    """What each figure counts, and how much."""
    return [
        (
            str(ActivityFigure(measure=row.pop("measure"), what=row.pop("what"))),
            Amount.from_json(row),
        )
        for row in (dict(row) for row in rows)
    ]


def with_parties(patrols: QuerySet) -> QuerySet:
    """Adds the names and the number of people of each side, and how many things were found."""
    parties = PatrolParty.objects.filter(patrol=OuterRef("pk")).order_by()
    for side in Side:
        theirs = parties.filter(side=side).values("patrol")
        patrols = patrols.annotate(
            **{
                f"{side}_names": Subquery(
                    theirs.annotate(said=StringAgg(WHO, "; ", order_by="pk")).values("said")
                ),
                f"{side}_people": Subquery(theirs.annotate(sum=Sum("people")).values("sum")),
            }
        )
    found = PatrolFinding.objects.filter(patrol=OuterRef("pk")).order_by().values("patrol")
    return patrols.annotate(
        finding_count=Subquery(found.annotate(count=Count("pk")).values("count"))
    )


def people_of(patrols: QuerySet) -> dict[str, int | None]:
    """How many people went on these patrols, by side; None where nobody counted them."""
    went = PatrolParty.objects.filter(patrol__in=patrols.order_by().values("pk"))
    told = dict(went.order_by().values_list("side").annotate(sum=Sum("people")))
    return {side.value: told.get(side.value) for side in Side}
