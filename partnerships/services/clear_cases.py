"""Clear cases: a party or a commune with just one successor, recorded together or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleViolation
from core.refusals import REFUSED, sentence
from partnerships.models import Decision, PartnershipParty, Unit
from partnerships.services import decisions, trials
from partnerships.services.rules import require
from partnerships.work import PlaceWork, SideWork


@transaction.atomic
def confirm(*, works: Iterable[SideWork | PlaceWork], by: User, **ruling) -> list[Decision]:
    """Each goes to its one successor, from the day on which the unit ended.

    Raises RuleViolation, which names the row, if one of them is refused; then none is recorded.
    """
    works, batch = list(works), uuid4()
    require(works, _("Tick at least one row."))
    found = []
    for work in works:
        try:
            found.append(follow(work=work, by=by, batch=batch, **ruling))
        except RuleViolation as refused:
            raise RuleViolation(
                _("%(row)s: %(refused)s Nothing was recorded.")
                % {"row": work.title, "refused": refused}
            ) from refused
    return found


@transaction.atomic
def follow(*, work: SideWork | PlaceWork, by: User, **ruling) -> Decision:
    """One of them."""
    require(work.who.clear, _("It has not just one successor: decide by hand."))
    heir = Unit.objects.get(uuid=work.who.clear.uuid)
    on = work.who.ended
    if isinstance(work, PlaceWork):
        unit = Unit.objects.get(uuid=work.uuid)
        return decisions.place(unit=unit, parent=heir, on=on, by=by, **ruling)
    party = PartnershipParty.objects.select_related("partnership").get(uuid=work.party)
    return decisions.carry_over(
        partnership=party.partnership,
        side=party.side,
        heirs=[heir],
        parties=[party],
        on=on,
        by=by,
        **ruling,
    )


@dataclass(frozen=True)
class Looked:
    """A row of the preview: what it will be called, or why it is refused."""

    work: SideWork | PlaceWork
    after: str = ""
    refused: str = ""


@transaction.atomic
def looked_at(*, works: Iterable[SideWork | PlaceWork], by: User) -> list[Looked]:
    """Each as it would be recorded, one after the other; nothing of it stays."""
    found = []
    with trials.undone():
        for work in works:
            try:
                with transaction.atomic():
                    decision = follow(work=work, by=by, decided_by="…")
                    connection.check_constraints()
            except REFUSED as refused:
                found.append(Looked(work, refused=" ".join(sentence(refused))))
            else:
                found.append(Looked(work, after=_after(decision)))
    return found


def _after(decision: Decision) -> str:
    if decision.partnership:
        return trials.sides_on(decision.partnership, decision.on)
    return f"{decision.unit}, {trials.heirs_of(decision)}"
