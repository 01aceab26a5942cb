"""What the register may have already: names that are the same or nearly so, in any script, at the
same place. A question for whoever enters something, never a refusal.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, F, FloatField, Prefetch, Q, Value, When

from accounts.models import User
from core.fields import PartialDate
from core.search import Folded, fold
from partnerships.choices import Side
from partnerships.models import (
    Commitment,
    Country,
    Memorandum,
    MemorandumParty,
    Organisation,
    Partnership,
    PartnershipParty,
    Person,
    Post,
    Unit,
    UnitName,
    UnitReach,
)

OFFERED = 5  # more would not be read
CANDIDATES = 500  # places called alike in the whole country, before it is asked where they lie
ALIKE = 0.6  # of a name, with a letter or two mistyped
SAME = 0.85  # of longer names that share most of their words anyway: titles, full names
SAME_TIME = timedelta(days=60)  # between two days of signing, of what may be one text
NEAR = 0.3  # of organisations that end in the same words: "… Na Mèo"
TAIL = 2  # syllables that tell organisations of one kind apart


def units(
    *,
    name: str,
    country: Country,
    level: str,
    parent: Unit | None = None,
    since: date | None = None,
    until: date | None = None,
    other_names: Iterable[str] = (),
) -> list[Unit]:
    """Units of this level called so now, before or in another script, at the same place: below
    the same unit, or what it succeeded, or with no place in the tree. One that ended before the
    other began is not the same.
    """
    found = (
        Unit.objects.kept()
        .filter(pk__in=_called(name, other_names), country=country, level=level)
        .annotate(alike=_alike("name", name))
    )
    if parent is not None:
        below = UnitReach.objects.filter(ancestor=parent).values("unit")
        found = found.filter(Q(parent__isnull=True) | Q(pk__in=below))
    if since is not None:
        found = found.exclude(valid_to__lte=since)
    if until is not None:
        found = found.exclude(valid_from__gte=until)
    return list(found.select_related("parent", "country").order_by("-alike", "name")[:OFFERED])


def _called(name: str, other_names: Iterable[str]) -> list[int]:
    """Ids of the units with such a name, by the trigram indexes of both tables. Fetched first, so
    that PostgreSQL knows how few they are.
    """
    _as_alike_as(ALIKE)
    own = Unit.objects.filter(folded__trigram_strict_word_similar=fold(name)).order_by()
    near = own.annotate(alike=_alike("name", name)).filter(alike__gte=ALIKE).values("pk", "alike")
    ever = UnitName.objects.filter(folded__trigram_strict_word_similar=fold(name)).order_by()
    close = ever.annotate(alike=_alike("text", name)).filter(alike__gte=ALIKE)
    written = [Q(folded__contains=fold(one), text=one) for one in other_names if one]
    scripts = UnitName.objects.filter(reduce(or_, written, Q(pk__in=[]))).order_by()
    found = near.union(
        close.values("unit", "alike"),
        scripts.annotate(alike=Value(1.0, output_field=FloatField())).values("unit", "alike"),
    )
    best = found.order_by("-alike")[:CANDIDATES]
    return [row["pk"] for row in best]


def organisations(
    *,
    name: str,
    country: Country | None = None,
    seat: Unit | None = None,
    other_names: Iterable[str] = (),
) -> list[Organisation]:
    """Organisations of the country called nearly so. Those of one kind share most of their words:
    they are alike if they end in the same ones too, or sit in the same place.
    """
    _as_alike_as(NEAR)
    near = Organisation.objects.filter(folded__trigram_similar=fold(name)).order_by()
    scripts = [
        Organisation.objects.filter(other_names__contains={code: text}).order_by().values("pk")
        for text in other_names
        if text
        for code in ("lo", "zh", "km", "en")
    ]
    rows = Organisation.objects.kept().filter(pk__in=near.values("pk").union(*scripts))
    country = country or (seat and seat.country)
    rows = rows.filter(country=country) if country else rows
    rows = rows.annotate(alike=_alike("name", name), plain=Folded(F("name")), typed=fold(name))
    found = list(rows.select_related("seat", "country").order_by("-alike", "name")[:CANDIDATES])
    near_by = _around(seat, [one.seat_id for one in found])
    return [one for one in found if _meant(one, set(other_names), near_by)][:OFFERED]


def _around(seat: Unit | None, seats: list[int | None]) -> set[int | None] | None:
    """Of these seats those at the same place: the unit itself, above or below it, what it was
    before or became; and those of which no seat is known. None: anywhere.
    """
    if seat is None:
        return None
    reached = UnitReach.objects.filter(ancestor=seat, unit__in=seats).values_list("unit")
    reaching = UnitReach.objects.filter(unit=seat, ancestor__in=seats).values_list("ancestor")
    return {seat.pk, None, *(pk for (pk,) in reached.union(reaching))}


def _meant(one: Organisation, other_names: set[str], near_by: set | None) -> bool:
    if other_names & set(one.other_names.values()):
        return True
    if near_by is not None and one.seat_id not in near_by:
        return False
    alike = one.alike >= SAME
    return alike or one.plain.split()[-TAIL:] == one.typed.split()[-TAIL:]


def people(*, name: str, user: User, other_names: Iterable[str] = ()) -> list[Person]:
    """People of the user's area with this name, written with or without tone marks."""
    _as_alike_as(SAME)
    named = Q(folded__trigram_similar=fold(name))
    for text in filter(None, other_names):
        for code in ("lo", "zh", "km", "en"):
            named |= Q(other_names__contains={code: text})
    found = Person.objects.visible_to(user).filter(named).annotate(alike=_alike("name", name))
    posts = Post.objects.visible_to(user).select_related("unit", "organisation")
    return list(found.prefetch_related(Prefetch("posts", posts))[:OFFERED])


def ties(*, title: str, parties: Iterable[dict], user: User) -> list[Partnership]:
    """Ties of the user's area between the same two sides, of any kind and time, or called so."""
    _as_alike_as(SAME)
    sides = {side: _at([one for one in parties if one["side"] == side]) for side in Side}
    called = Partnership.objects.filter(folded__trigram_strict_word_similar=fold(title)).order_by()
    near = called.annotate(alike=_alike("title", title)).filter(alike__gte=SAME).values("pk")
    alike, rank = Q(pk__in=near), _alike("title", title)
    if all(sides.values()):
        both = Q()
        for side, who in sides.items():
            there = PartnershipParty.objects.filter(who, side=side)
            both &= Q(pk__in=there.values("partnership"))
        alike |= both
        rank = Case(When(both, then=Value(2.0)), default=rank, output_field=FloatField())
    found = Partnership.objects.visible_to(user).kept().filter(alike)
    return list(found.with_established().order_by(rank.desc(), "title")[:OFFERED])


def texts(
    *,
    kind: str,
    title: str,
    signed: PartialDate,
    term: DateRange | None,
    partnerships: Iterable[Partnership],
    parties: Iterable[dict],
    user: User,
) -> list[Memorandum]:
    """Texts of the user's area of this kind, on one of these ties or between the same parties,
    signed at about the same time; where a day is not known, with a term that meets this one.
    """
    bound, parties = Q(partnerships__in=list(partnerships)), list(parties)
    sides = {side: _at([one for one in parties if one["side"] == side]) for side in Side}
    if all(sides.values()):
        both = Q()
        for side, who in sides.items():
            there = MemorandumParty.objects.filter(who, side=side)
            both &= Q(pk__in=there.values("memorandum"))
        bound |= both
    keys = Memorandum.objects.filter(bound, _about_then(signed, term), kind=kind).values("pk")
    found = Memorandum.objects.visible_to(user).filter(pk__in=keys)
    found = found.annotate(alike=_alike("title", title))
    return list(found.order_by("-alike", "title")[:OFFERED])


def promises(*, title: str, user: User, **given) -> list[Commitment]:
    """Promises of the user's area by the same giver, in the same text or tie: some may be the
    same promise, told once more. `given` has giver, giver_organisation, memorandum, partnership.
    """
    stands = Q()
    for name in ("memorandum", "partnership"):
        if given[name]:
            stands |= Q(**{name: given[name]})
    by = {name: given[name] for name in ("giver", "giver_organisation") if given[name]}
    found = Commitment.objects.visible_to(user).filter(stands, **by)
    return list(found.annotate(alike=_alike("title", title)).order_by("-alike", "title")[:OFFERED])


def _about_then(signed: PartialDate, term: DateRange | None) -> Q:
    met = Q(term__isnull=True) | Q(term__overlap=term) if term else Q()
    if not (signed.days and signed.days.lower):
        return met
    first, after = signed.days.lower - SAME_TIME, signed.days.upper
    near = DateRange(first, after and after + SAME_TIME)
    return Q(signed_days__overlap=near) | (Q(signed_days__isnull=True) & met)


def _at(parties: list[dict]) -> Q:
    """The units and organisations of one side; empty where nobody is named."""
    units_ = [one["unit"].pk for one in parties if one.get("unit")]
    organisations_ = [one["organisation"].pk for one in parties if one.get("organisation")]
    if not (units_ or organisations_):
        return Q()
    return Q(unit__in=units_) | Q(organisation__in=organisations_)


def _alike(column: str, typed: str) -> TrigramSimilarity:
    """How alike a column and what was typed are, both without tone marks: 0 to 1."""
    return TrigramSimilarity(Folded(F(column)), fold(typed))


def _as_alike_as(least: float) -> None:
    """From where on the operators of the index call two texts alike, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true), "
            "set_config('pg_trgm.strict_word_similarity_threshold', %s, true)",
            [str(least), str(least)],
        )
