"""What a row of the list of ties shows of its parties, its state and its texts, in one query."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, JSONObject, Least, Lower, Trim, Upper

from partnerships.choices import SIGNED, Level, NameKind, PartnershipEventKind, Side
from partnerships.models import Memorandum, PartnershipEvent, PartnershipParty, UnitName

STEPS = tuple("__parent" * up for up in range(5))


def with_overview(ties: QuerySet, on: date) -> QuerySet:
    """Adds `home`, `counterpart` (parties as dicts), `suspension` and `text`, besides what
    with_status() and with_established() add, all as of that day.
    """
    return (
        ties.with_status(on)
        .with_established()
        .annotate(
            home=_parties(Side.HOME, on),
            counterpart=_parties(Side.COUNTERPART, on),
            suspension=_suspension(on),
            text=_text(on),
        )
    )


def _parties(side: str, on: date) -> ArraySubquery:
    own_name = UnitName.objects.filter(
        unit=OuterRef("unit"),
        kind=NameKind.OFFICIAL,
        language=OuterRef("unit__country__paper_language"),
    ).exclude(language="vi")
    standing = PartnershipParty.objects.standing(on).filter(pk=OuterRef("pk"))
    name = Trim(Concat("unit__word", Value(" "), "unit__name"))
    party = JSONObject(
        name=Case(When(unit__isnull=True, then=F("organisation__name")), default=name),
        own_name=Subquery(own_name.values("text")[:1]),
        other_names=F("organisation__other_names"),
        language=Coalesce("unit__country__paper_language", "organisation__country__paper_language"),
        province=_province(),
        left=Case(
            When(until__lte=on, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        standing=Case(
            When(pk__in=standing.values("pk"), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        ended=Least("until", "unit__valid_to", "organisation__until"),
    )
    rows = PartnershipParty.objects.filter(partnership=OuterRef("pk"), side=side)
    return ArraySubquery(rows.order_by(F("until").asc(nulls_last=True), "pk").values(party=party))


def _province() -> Case:
    """The province of a party, from a village up: commune, district, in China a prefecture too."""
    places = [f"{start}{step}" for start in ("unit", "organisation__seat") for step in STEPS]
    ways = [
        When(**{f"{place}__level": Level.PROVINCE}, then=F(f"{place}__name")) for place in places
    ]
    return Case(*ways, default=Value(""), output_field=CharField())


def _suspension(on: date) -> Subquery:
    """Since when the tie is suspended on that day."""
    events = PartnershipEvent.objects.lasting(on).filter(
        partnership=OuterRef("pk"), kind=PartnershipEventKind.SUSPENDED
    )
    since = JSONObject(words="since_words", first=Lower("since_days"), after=Upper("since_days"))
    return Subquery(events.order_by("pk").values(since=since)[:1])


def _text(on: date) -> Subquery:
    """The signed text of the tie that runs longest; one without an end before all others. `gone`:
    its term has run out by that day.
    """
    texts = Memorandum.objects.filter(Q(partnerships=OuterRef("pk")), status__in=SIGNED)
    text = JSONObject(
        words="term_words",
        term=Case(
            When(term__isnull=True, then=Value(False)),
            default=Value(True),
            output_field=BooleanField(),
        ),
        since=Lower("term"),
        until=Upper("term"),
        gone=Case(
            When(term__endswith__lte=on, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )
    longest = texts.order_by(F("term__endswith").desc(nulls_last=True), "-pk")
    return Subquery(longest.values(text=text)[:1])
