"""Ties: entered as they are known, or made here; their parties come and go.

What befalls a tie (established, suspended, ended) is in services/tie_events.py.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from partnerships.choices import HOME_COUNTRY, PartnershipEventKind, Side
from partnerships.models import Organisation, Paper, Partnership, PartnershipParty, Source, Unit
from partnerships.services import tie_events
from partnerships.services.rules import (
    cite,
    require,
    require_just_one,
    require_kept,
    require_order,
    require_past,
)

PARTY = ("side", "unit", "organisation", "since", "until", "carried_over_by")


@transaction.atomic
def propose(*, by: User, **facts) -> Partnership:
    """An officer enters a tie of their own area. See `create`."""
    tie = create(by=by, **facts)
    _require_in_area(tie, by)
    return tie


def _require_in_area(tie: Partnership, by: User) -> None:
    """Nobody enters what they could not see afterwards."""
    seen = Partnership.objects.visible_to(by).filter(pk=tie.pk).exists()
    require(seen, _("Name a party of your own area; this tie would lie outside it."))


@transaction.atomic
def record(*, basis: str = Basis.REPORTED, by: User, **facts) -> Partnership:
    """A tie of which somebody reported enters the register; gaps are allowed. See `create`."""
    require_past(basis)
    return create(basis=basis, by=by, **facts)


@transaction.atomic
def create(
    *,
    title: str,
    kind: str,
    level: str,
    by: User,
    basis: str = Basis.REPORTED,
    code: str = "",
    frame: Partnership | None = None,
    fields_of_work: str = "",
    paper_languages: Iterable[str] = ("vi",),
    parties: Iterable[dict] = (),
    events: Iterable[dict] = (),
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Partnership:
    """A tie enters the register with its parties and what befell it.

    `parties` are keywords of `join`, `events` those of `tie_events.record`. Without a code it gets
    the next one of its country, such as LA-012. Raises RuleViolation if the code is taken, nobody
    is party to it, or one that is made here lacks a side or the full day of its beginning.
    """
    parties, events = list(parties), list(events)
    _require_facts(basis, parties, events)
    code = code.strip() or _next_code(parties)
    taken = Partnership.objects.filter(code=code).exists()
    require(not taken, _("Another tie has the code %(code)s.") % {"code": code})
    tie = Partnership.objects.create(
        uuid=uuid or uuid4(),
        code=code,
        title=title,
        basis=basis,
        kind=kind,
        level=level,
        frame=frame,
        fields_of_work=fields_of_work,
        paper_languages=_with_vietnamese(paper_languages),
    )
    cite(tie, sources)
    audit.record(action="partnership.recorded", target=tie, by=by, basis=basis)
    for party in parties:
        join(partnership=tie, by=by, **party)
    for event in events:
        tie_events.record(partnership=tie, by=by, **{"basis": basis} | event)
    require_no_twin(tie)
    return tie


def _require_facts(basis: str, parties: list[dict], events: list[dict]) -> None:
    require(parties, _("Name at least one party of the tie."))
    if basis != Basis.MADE_HERE:
        return
    sides = {party["side"] for party in parties}
    require(sides == set(Side), _("A tie made here has a party on each side."))
    begun = [one for one in events if one["kind"] == PartnershipEventKind.ESTABLISHED]
    full = any(one["since"].is_full for one in begun)
    require(full, _("A tie made here has the full day on which it was established."))


def _with_vietnamese(languages: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(["vi", *languages]))


def _next_code(parties: list[dict]) -> str:
    """One after the highest of the counterpart's country; the lock lasts until the commit."""
    them = [_country_of(party) for party in parties if party["side"] == Side.COUNTERPART]
    country = them[0] if them else HOME_COUNTRY
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('code of a tie'))")
    codes = Partnership.objects.filter(code__regex=rf"^{country}-\d{{1,6}}$")
    last = max((int(code[3:]) for code in codes.values_list("code", flat=True)), default=0)
    return f"{country}-{last + 1:03}"


def _country_of(party: dict) -> str:
    return (party.get("unit") or party.get("organisation")).country_id


@transaction.atomic
def join(
    *,
    partnership: Partnership,
    side: str,
    by: User,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    since: date | None = None,
    until: date | None = None,
    carried_over_by: Paper | None = None,
    uuid: UUID | None = None,
) -> PartnershipParty:
    """A unit or organisation becomes a party; `until` is the first day it is no more.

    Raises RuleViolation if the home side would not be in Vietnam or the counterpart would, if it
    is in the tie already in that time, or the days are out of order.
    """
    require_kept(Partnership.objects.select_for_update().get(pk=partnership.pk))
    facts = dict(zip(PARTY, (side, unit, organisation, since, until, carried_over_by), strict=True))
    _require_party(partnership, facts)
    party = PartnershipParty.objects.create(uuid=uuid or uuid4(), partnership=partnership, **facts)
    named = str((unit or organisation).uuid)
    audit.record(action="partnership.joined", target=partnership, by=by, side=side, party=named)
    return party


def _require_party(tie: Partnership, facts: dict, own: PartnershipParty | None = None) -> None:
    unit, organisation = facts["unit"], facts["organisation"]
    require_just_one(_("Name either a unit or an organisation."), unit, organisation)
    require_order(facts["since"], facts["until"])
    who = unit or organisation
    at_home = who.country_id == HOME_COUNTRY
    require(
        at_home == (facts["side"] == Side.HOME),
        _("The home side is in Vietnam, the counterpart is not: %(party)s.") % {"party": who},
        "side",
    )
    ended = unit.valid_to if unit else organisation.until
    require(
        not (ended and facts["since"]) or facts["since"] < ended,
        _("%(party)s was no more on that day.") % {"party": who},
        "since",
    )
    others = tie.parties.filter(unit=unit, organisation=organisation)
    for other in others.exclude(pk=own and own.pk):
        apart = (other.until and facts["since"] and other.until <= facts["since"]) or (
            facts["until"] and other.since and facts["until"] <= other.since
        )
        said = _("%(party)s is in the tie already in that time.") % {"party": who}
        require(apart, said, "unit" if unit else "organisation")


@transaction.atomic
def leave(*, party: PartnershipParty, until: date, by: User, reason: str = "") -> PartnershipParty:
    """A party leaves; `until` is the first day it is no more. The side may then be vacant."""
    party = PartnershipParty.objects.select_for_update(of=("self",)).get(pk=party.pk)
    require_order(party.since, until)
    party.until = until
    party.save(update_fields=["until"])
    audit.record(
        action="partnership.left", target=party.partnership, by=by, reason=reason, party=str(party)
    )
    return party


@transaction.atomic
def revise(
    *,
    partnership: Partnership,
    by: User,
    title: str,
    kind: str,
    level: str,
    frame: Partnership | None,
    fields_of_work: str,
    paper_languages: Iterable[str],
    parties: list[dict],
    events: list[dict],
) -> Partnership:
    """What is known of a tie is put right: its own facts, its parties and events.

    Rows with a uuid are those there; a row that is not given any more was entered by mistake and
    goes (the row history keeps it). Raises RuleViolation as `create` does.
    """
    tie = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require_kept(tie)
    _require_facts(tie.basis, parties, events)
    _require_no_ring(tie, frame)
    tie.title, tie.kind, tie.level, tie.frame = title, kind, level, frame
    tie.fields_of_work, tie.paper_languages = fields_of_work, _with_vietnamese(paper_languages)
    tie.save()
    tie_events.revise(partnership=tie, events=events, by=by)
    _revise_parties(tie, parties, by)
    require_no_twin(tie)
    _require_in_area(tie, by)
    audit.record(action="partnership.revised", target=tie, by=by)
    return tie


def _require_no_ring(tie: Partnership, frame: Partnership | None) -> None:
    while frame is not None:
        if frame.pk == tie.pk:
            raise RuleViolation(_("A tie cannot stand under itself or under a tie below it."))
        frame = frame.frame


def _revise_parties(tie: Partnership, rows: list[dict], by: User) -> None:
    """First those that go and those that end, so that one may return in a new time."""
    there = {party.uuid: party for party in tie.parties.all()}
    kept = {row.get("uuid") for row in rows}
    require(kept - {None} <= set(there), _("A party is not in the tie any more. Open it again."))
    for uuid, party in there.items():
        if uuid not in kept:
            party.delete()
    for row in sorted(rows, key=lambda row: row.get("uuid") is None):
        facts = {name: row.get(name) for name in PARTY}
        party = there.get(row.get("uuid"))
        if party is None:
            join(partnership=tie, by=by, **facts)
            continue
        _require_party(tie, facts, own=party)
        for name, value in facts.items():
            setattr(party, name, value)
        party.save()


def require_no_twin(tie: Partnership) -> None:
    """The same parties on both sides with the same times and kind are one tie, not two."""
    own = _who(tie)
    beside = Partnership.objects.filter(
        kind=tie.kind, parties__side__in=Side, parties__in=_same_parties(tie)
    )
    for other in beside.exclude(pk=tie.pk).distinct():
        require(
            _who(other) != own,
            _("The same parties have a tie of this kind and time already: %(tie)s.")
            % {"tie": other.code},
        )


def _same_parties(tie: Partnership):
    units = tie.parties.filter(unit__isnull=False).values("unit")
    organisations = tie.parties.filter(organisation__isnull=False).values("organisation")
    parties = PartnershipParty.objects
    return parties.filter(unit__in=units) | parties.filter(organisation__in=organisations)


def _who(tie: Partnership) -> set[tuple]:
    return set(tie.parties.values_list("side", "unit", "organisation", "since", "until"))


def beside(tie: Partnership) -> list[Partnership]:
    """Other ties between the same two sides: a warning for the page, never refused."""
    home = tie.parties.filter(side=Side.HOME, unit__isnull=False).values("unit")
    away = tie.parties.filter(side=Side.COUNTERPART, unit__isnull=False).values("unit")
    others = Partnership.objects.filter(parties__unit__in=home).filter(parties__unit__in=away)
    return list(others.exclude(pk=tie.pk).distinct())
