"""The sides of a review, the tie itself and the ties below it."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from core.fields import PartialDate
from partnerships.choices import Level, Side
from partnerships.models import Partnership, PartnershipEvent, PartnershipParty, UnitReach
from reports.figures.books import Books
from reports.figures.shapes import iso, partial, ref, text
from reports.figures.subject import SideOf, Subject, came_after, side_of

# The renderer knows village, commune, district, … of a tie; a cluster is a kind of village.
LEVELS = {Level.CLUSTER: "village"}


def sides(subject: Subject, books: Books) -> dict:
    home = side(subject.home, books)
    if subject.unit and not home["parties"]:
        home["parties"] = [books.unit(subject.unit.pk, wide=True)]
    return {
        "home": {"country": "VN"} | home,
        "counterpart": {"country": subject.country} | side(subject.counterpart, books),
    }


def side(found: SideOf, books: Books) -> dict:
    parties = []
    for party in found.shown:
        name = books.who(party, wide=True)
        earlier = formerly(party, found, books) if found.parties else []
        # A name of its own: the same unit may stand elsewhere without its past.
        parties.append(name if not earlier else _with_past(name, earlier))
    return {"parties": parties, "vacant_since": iso(found.vacant_since)} | _states(found)


def _states(found: SideOf) -> dict:
    """Of which states those who stand are, where they are of several."""
    codes = dict.fromkeys((one.unit or one.organisation).country_id for one in found.shown)
    return {"countries": list(codes)} if len(codes) > 1 else {}


def _with_past(name: dict, earlier: list[dict]) -> dict:
    name["formerly"] = earlier
    return name


def formerly(party: PartnershipParty, found: SideOf, books: Books) -> list[dict]:
    """Who stood in this party's place before, each until its day."""
    return [
        {"until": iso(one.ended_on()), "name": books.who(one)} for one in came_after(party, found)
    ]


def described(subject: Subject, books: Books) -> dict:
    """The tie and what befell it up to the end of the period, if the review is of one tie."""
    if len(subject.ties) != 1 or subject.unit:
        return {}
    tie = subject.ties[0]
    events = PartnershipEvent.objects.filter(partnership=tie)
    upto = [event for event in events if _begun(event, subject)]
    return ref(tie) | {
        "code": tie.code,
        "title": text(tie.title),
        "kind": tie.kind,
        "level": LEVELS.get(tie.level, tie.level),
        "since": since(tie),
        "events": [
            ref(event)
            | {
                "kind": event.kind,
                "when": partial(event.since),
                "until": partial(event.until),
                "reason": text(event.reason),
                "source": books.source(event),
            }
            for event in upto
        ],
    }


def _begun(event: PartnershipEvent, subject: Subject) -> bool:
    """Not wholly after the period, as far as is known."""
    days = event.since.days
    return not (days and days.lower and days.lower > subject.on)


def since(tie: Partnership) -> dict | None:
    return partial(PartialDate(tie.established_days, tie.established_words))


def below(subject: Subject) -> list[Partnership]:
    """Ties in the frame of those reviewed, and ties between places of the one side and of the
    other; of a unit, those that are not its own.
    """
    found = Partnership.objects.kept().with_established().with_status(subject.on)
    found = found.prefetch_related(
        Prefetch("parties", PartnershipParty.objects.select_related("unit", "organisation"))
    )
    if subject.unit:
        own = {p.partnership_id for p in subject.home.everybody}
        return list(found.filter(pk__in=[t for t in subject.tie_ids if t not in own]))
    between = Q(Exists(_within(subject.home, Side.HOME))) & Q(
        Exists(_within(subject.counterpart, Side.COUNTERPART))
    )
    rows = found.filter(Q(frame__in=subject.tie_ids) | between).exclude(pk__in=subject.tie_ids)
    return list(rows.order_by("title", "pk"))


def _within(found: SideOf, name: str):
    reached = UnitReach.objects.filter(ancestor__in=found.units).values("unit")
    return PartnershipParty.objects.filter(
        Q(unit__in=reached) | Q(organisation__seat__in=reached),
        partnership=OuterRef("pk"),
        side=name,
    )


def twinnings(subject: Subject, found: list[Partnership], books: Books) -> list[dict]:
    return [
        ref(tie)
        | {
            "home": _first(tie, Side.HOME, books),
            "counterpart": _first(tie, Side.COUNTERPART, books),
            "since": since(tie),
            "level": LEVELS.get(tie.level, tie.level),
            "status": str(tie.status),
            "source": books.source(tie),
        }
        for tie in found
        if {party.side for party in tie.parties.all()} == set(Side.values)
    ]


def _first(tie: Partnership, name: str, books: Books) -> dict:
    """One name a side, as it stood at the end of the period: where several stand there, they are
    joined into it.
    """
    every = [party for party in tie.parties.all() if party.side == name]
    parties = side_of(every, books.on).shown or every
    if len(parties) == 1:
        return books.who(parties[0])
    return {"level": "", "vi": ", ".join(str(party.who) for party in parties)}
