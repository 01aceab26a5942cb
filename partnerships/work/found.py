"""The rows that wait for somebody's decision on a day: sides, places, texts. All in one query."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat, JSONObject, Trim

from partnerships.choices import (
    DecisionKind,
    Level,
    MemorandumStatus,
    PartnershipEventKind,
    Side,
)
from partnerships.models import (
    Decision,
    Memorandum,
    MemorandumParty,
    PartnershipEvent,
    PartnershipParty,
    Unit,
    UnitSuccession,
)

VILLAGES = (Level.VILLAGE, Level.CLUSTER)
STEPS = ("", "__parent", "__parent__parent", "__parent__parent__parent")
OF_TEXTS = (DecisionKind.PASSED_ON, DecisionKind.NAME_AMENDED)


def sides(user, on: date) -> QuerySet:
    """Parties that ended as units or organisations, of whom no decision says who takes over."""
    over = PartnershipEvent.objects.filter(kind=PartnershipEventKind.ENDED)
    return (
        PartnershipParty.objects.visible_to(user)
        .filter(
            Q(unit__valid_to__lte=on) | Q(organisation__until__lte=on),
            until=None,
            left_by=None,
            partnership__merged_into=None,
        )
        .exclude(Exists(over.filter(partnership=OuterRef("partnership"))))
    )


def places(user, on: date) -> QuerySet:
    """Villages and clusters in the user's reach whose commune ended."""
    rows = Unit.objects.kept().filter(level__in=VILLAGES, valid_to=None, parent__valid_to__lte=on)
    return rows if user.sees_all else rows.filter(pk__one_of=user.units.reach()["Unit"])


def texts(user, on: date) -> list[QuerySet]:
    """Signed texts in force when a home unit of theirs ended, of which nobody decided: those that
    name the unit as a party, and those that bind a tie of it. Each row is a text and the unit.
    """
    bound = Memorandum.partnerships.through.objects.filter(
        Q(partnership__parties__until=None)
        | Q(partnership__parties__until__gte=F("partnership__parties__unit__valid_to")),
        partnership__parties__side=Side.HOME,
    )
    named = MemorandumParty.objects.filter(side=Side.HOME)
    ways = [(named, "unit"), (bound, "partnership__parties__unit")]
    return [_of_ended(rows, unit, user, on) for rows, unit in ways]


def _of_ended(rows: QuerySet, unit: str, user, on: date) -> QuerySet:
    ended = F(f"{unit}__valid_to")
    decided = Decision.objects.standing().filter(
        memorandum=OuterRef("memorandum"), kind__in=OF_TEXTS
    )
    return rows.filter(
        Q(memorandum__term=None) | Q(memorandum__term__contains=ended),
        Q(memorandum__signed_days=None) | Q(memorandum__signed_days__startswith__lte=ended),
        ~Exists(decided),
        memorandum__in=Memorandum.objects.visible_to(user).order_by().values("pk"),
        memorandum__status__in=[MemorandumStatus.SIGNED, MemorandumStatus.RENEWED],
        **{f"{unit}__valid_to__lte": on},
    )


def decided(user) -> QuerySet:
    """Decisions, without those that take another back."""
    rows = Decision.objects.visible_to(user)
    return rows.exclude(kind=DecisionKind.TAKEN_BACK).order_by("-pk")


def everything(user, on: date) -> list[tuple[str, dict]]:
    """All of it as (kind, facts), in one query; `user` may be a core.access.Reach."""
    rows = [
        sides(user, on).values_list(Value("side"), _side(on)),
        places(user, on).values_list(Value("place"), _place()),
        *(
            found.values_list(Value("text"), _text(unit))
            for found, unit in zip(
                texts(user, on), ("unit", "partnership__parties__unit"), strict=True
            )
        ),
        decided(user)
        .annotate(said=Value("decided"))
        .values("said")
        .annotate(facts=JSONObject(number=Count("pk")))
        .values_list("said", "facts"),
    ]
    first, *others = (one.order_by() for one in rows)
    return list(first.union(*others, all=True))


def _name(path: str) -> Trim:
    return Trim(Concat(f"{path}word", Value(" "), f"{path}name"))


def _successors(unit: str) -> ArraySubquery:
    """Who succeeded the unit on the day it ended."""
    steps = UnitSuccession.objects.filter(
        predecessor=OuterRef(unit), on=OuterRef(f"{unit}__valid_to"), successor__isnull=False
    )
    said = JSONObject(
        uuid=F("successor__uuid"),
        name=_name("successor__"),
        kind=F("kind"),
        gone=F("successor__valid_to"),
    )
    return ArraySubquery(steps.order_by("successor__name", "pk").values(said=said))


def _province(unit: str) -> Case:
    """The province a unit lies in, as far up as four steps."""
    ways = [
        When(**{f"{unit}{s}__level": Level.PROVINCE}, then=F(f"{unit}{s}__name")) for s in STEPS
    ]
    return Case(*ways, default=Value(""), output_field=CharField())


def _unit(unit: str, **more) -> JSONObject:
    return JSONObject(
        uuid=F(f"{unit}__uuid"),
        name=_name(f"{unit}__"),
        level=F(f"{unit}__level"),
        country=F(f"{unit}__country"),
        ended=F(f"{unit}__valid_to"),
        province=_province(unit),
        successors=_successors(unit),
        **more,
    )


def _organisation() -> JSONObject:
    return JSONObject(
        uuid=F("organisation__uuid"),
        name=F("organisation__name"),
        level=Value(""),
        country=F("organisation__country"),
        ended=F("organisation__until"),
        province=_province("organisation__seat"),
        successors=Value(None, output_field=JSONField()),
    )


def _side(on: date) -> JSONObject:
    beside = PartnershipParty.objects.standing(on).filter(
        partnership=OuterRef("partnership"), side=OuterRef("side")
    )
    across = PartnershipParty.objects.filter(partnership=OuterRef("partnership")).exclude(
        side=OuterRef("side")
    )
    who = Case(When(unit__isnull=True, then=F("organisation__name")), default=_name("unit__"))
    return JSONObject(
        party=F("uuid"),
        tie=F("partnership__uuid"),
        title=F("partnership__title"),
        side=F("side"),
        vacant=Case(When(Exists(beside), then=Value(False)), default=Value(True)),
        across=ArraySubquery(across.order_by("pk").values(who=who)),
        unit=Case(When(unit__isnull=False, then=_unit("unit")), default=_organisation()),
        is_unit=Case(When(unit__isnull=False, then=Value(True)), default=Value(False)),
    )


def _place() -> JSONObject:
    ties = PartnershipParty.objects.filter(unit=OuterRef("pk"), left_by=None).order_by()
    counted = ties.values("unit").annotate(n=Count("partnership", distinct=True)).values("n")
    return JSONObject(
        uuid=F("uuid"),
        name=_name(""),
        level=F("level"),
        ties=Subquery(counted),
        unit=_unit("parent"),
    )


def _text(unit: str) -> JSONObject:
    return JSONObject(
        uuid=F("memorandum__uuid"),
        title=F("memorandum__title"),
        words=F("memorandum__term_words"),
        until=F("memorandum__term__endswith"),
        unit=_unit(unit),
    )
