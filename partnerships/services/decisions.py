"""What was decided on ties, places and texts after a reform of units. A decision is never changed
or deleted: services/taking_back.py undoes it.

`ruling` are the keywords of Ruling: decided_by, paper, reason, and batch and uuid of the record.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from partnerships import decree_177
from partnerships.choices import SIGNED, DecisionKind, PartnershipEventKind, Side
from partnerships.models import (
    Decision,
    Memorandum,
    Partnership,
    PartnershipParty,
    Unit,
    UnitParent,
)
from partnerships.services.rules import as_party, require, require_order
from partnerships.services.rulings import (
    HOME_COUNTRY,
    Heir,
    Ruling,
    full_day,
    note_event,
    require_first,
    require_heirs,
    require_no_tie_twice,
    said_day,
    undecided,
)
from partnerships.services.tie_events import require_in_its_life


@transaction.atomic
def carry_over(
    *,
    partnership: Partnership,
    side: str,
    heirs: Iterable[Heir],
    on: date,
    by: User,
    parties: Iterable[PartnershipParty] | None = None,
    **ruling,
) -> Decision:
    """A side of a tie passes from those who ended, or from the parties named, to their heirs.

    A party that ended by itself only gets the decision; another one leaves on that day. An heir
    that is there already joins no second time. Raises RuleViolation if nobody waits on that side,
    an heir does not exist on the day or lies on the other side of the border, or another tie of
    this kind would have the same parties.
    """
    tie = undecided(partnership)
    leaving = _leaving(tie, side, on, parties)
    heirs = require_heirs(heirs, on, at_home=side == Side.HOME)
    for same in {party.who for party in leaving} & set(heirs):
        require(False, _("%(heir)s cannot take over from itself.") % {"heir": same})
    decision = Ruling(on, by, **ruling).record(
        DecisionKind.CARRIED_OVER, tie, heirs=heirs, side=side
    )
    for party in leaving:
        _leave(party, decision)
    for heir in heirs:
        _join(tie, heir, decision)
    note_event(tie, PartnershipEventKind.CARRIED_OVER, decision)
    require_no_tie_twice(tie)
    return decision


def _leaving(tie: Partnership, side: str, on: date, named) -> list[PartnershipParty]:
    """Those whose place passes: as named, else all who ended by that day and wait."""
    rows = tie.parties.filter(side=side, left_by=None).select_related("unit", "organisation")
    if named is None:
        found = [party for party in rows.filter(until=None) if _has_ended(party, on)]
    else:
        wanted = {party.pk for party in named}
        found = [party for party in rows if party.pk in wanted]
        met = len(found) == len(wanted)
        require(met, _("This was decided meanwhile. Open the work list again."))
    require(
        found,
        _("Nobody on this side of %(tie)s waits for a decision; perhaps it was decided meanwhile.")
        % {"tie": tie},
    )
    for party in found:
        said = {"party": party, "day": said_day(party.until)}
        require(party.until is None, _("%(party)s leaves the tie on %(day)s anyway.") % said)
    return found


def _has_ended(party: PartnershipParty, on: date) -> bool:
    ended = party.ended_on()
    return ended is not None and ended <= on


def _leave(party: PartnershipParty, decision: Decision) -> None:
    party.left_by = decision
    if not _has_ended(party, decision.on):
        require_order(party.since, decision.on)
        party.until = decision.on
    party.save(update_fields=["left_by", "until"])


def _join(tie: Partnership, heir: Heir, decision: Decision) -> None:
    there = tie.parties.filter(until=None, **as_party(heir)).first()
    if there is not None:
        said = {"party": heir, "day": said_day(there.since)}
        since_then = there.since is None or there.since <= decision.on
        require(since_then, _("%(party)s is in the tie only since %(day)s.") % said)
        return
    PartnershipParty.objects.create(
        partnership=tie,
        side=decision.side,
        since=decision.on,
        joined_by=decision,
        carried_over_by=decision.paper,
        **as_party(heir),
    )


@transaction.atomic
def end_tie(*, partnership: Partnership, on: date, reason: str, by: User, **ruling) -> Decision:
    """Nobody carries the tie on: it ends on that day, with a reason."""
    tie = undecided(partnership)
    require(reason.strip(), _("Say why nobody carries the tie on."))
    require_in_its_life(tie, full_day(on))
    decision = Ruling(on, by, reason=reason, **ruling).record(DecisionKind.ENDED, tie)
    note_event(tie, PartnershipEventKind.ENDED, decision)
    return decision


@transaction.atomic
def place(
    *, unit: Unit, parent: Unit, on: date, by: User, elsewhere: bool = False, **ruling
) -> Decision:
    """A village whose commune ended belongs to another unit from that day on.

    Raises RuleViolation if its unit has not ended, the new one does not exist on the day or lies
    in another country, or it does not succeed the old one and nobody asked for that (`elsewhere`).
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    latest = unit.parents.order_by(F("since").desc(nulls_last=True), "-pk")
    row = latest.select_related("parent").first()
    require(
        row and row.parent.valid_to,
        _("%(unit)s does not wait to be placed; perhaps it was placed meanwhile.") % {"unit": unit},
    )
    _require_new_parent(unit, row, parent, on, elsewhere)
    decision = Ruling(on, by, **ruling).record(DecisionKind.PLACED, unit, heirs=[parent])
    if row.until is None:
        row.until, row.left_by = on, decision
        row.save(update_fields=["until", "left_by"])
    UnitParent.objects.create(unit=unit, parent=parent, since=on, joined_by=decision)
    return decision


def _require_new_parent(unit: Unit, row: UnitParent, parent: Unit, on: date, elsewhere: bool):
    before = row.parent
    said = {"unit": before, "day": said_day(before.valid_to)}
    require(on >= before.valid_to, _("%(unit)s ended on %(day)s; place it from then on.") % said)
    require_order(row.since, on)
    require(unit.country_id == parent.country_id, _("A unit belongs to one of its own country."))
    require_heirs([parent], on, at_home=unit.country_id == HOME_COUNTRY)
    require(unit.pk != parent.pk, _("A unit cannot belong to itself or to a unit below it."))
    require(
        elsewhere or before.successions.filter(successor=parent).exists(),
        _(
            "%(parent)s does not succeed %(before)s. If the place belongs there all the same, tick "
            "that it lies outside the old unit's land."
        )
        % {"parent": parent, "before": before},
    )


@transaction.atomic
def pass_on(
    *, memorandum: Memorandum, heirs: Iterable[Heir], on: date, by: User, **ruling
) -> Decision:
    """A text of a unit that ended passes to others: a district's to the provincial committee
    (Decree 177/2025). Its words and who signed it stay.
    """
    text = _signed(memorandum)
    heirs = require_heirs(heirs, on, at_home=True)
    require_first(DecisionKind.PASSED_ON, text, on)
    return Ruling(on, by, **ruling).record(DecisionKind.PASSED_ON, text, heirs=heirs)


def _signed(memorandum: Memorandum) -> Memorandum:
    """The text, locked like a tie that is decided on."""
    text = Memorandum.objects.select_for_update(of=("self",)).get(pk=memorandum.pk)
    require(text.status in SIGNED, _("Only a signed text passes on or is amended."))
    return text


@transaction.atomic
def amend_names(
    *, memorandum: Memorandum, on: date, by: User, heirs: Iterable[Heir] = (), **ruling
) -> Decision:
    """A text is amended in the names of its parties and in nothing else; `heirs` are the parties
    under their names of today. Refused where Decree 177/2025 asks for opinions again.
    """
    text, heirs = _signed(memorandum), list(heirs)
    last = decree_177.LAST_DAY_OF_NAME_AMENDMENTS
    require(
        decree_177.allows_names_only(on),
        _(
            "A text is amended in its names only from 1/7/2025 until %(last)s (Decree 177/2025, "
            "Articles 5.4 and 10.2). After that day it needs opinions again: prepare an amendment "
            "by the ordinary procedure."
        )
        % {"last": said_day(last)},
    )
    heirs = require_heirs(heirs, on, at_home=True) if heirs else []
    require_first(DecisionKind.NAME_AMENDED, text, on)
    return Ruling(on, by, **ruling).record(DecisionKind.NAME_AMENDED, text, heirs=heirs)
