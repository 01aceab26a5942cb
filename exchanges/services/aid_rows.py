"""Parties and lines of aid, written by the services of AidProject inside their transactions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleViolation
from core.fields import Amount
from core.together import check
from exchanges.choices import AidRole, LineKind
from exchanges.models import AidLine, AidParty, AidProject
from exchanges.services.recording import unit_or_organisation
from partnerships.models import Organisation, Unit
from partnerships.services.rules import require, require_amount

Who = Unit | Organisation


def require_parties(project: AidProject, givers: list[Who], receivers: list[Who]) -> None:
    """Somebody, or a tie, is named; nobody stands on both sides, or on one of them twice."""
    if not (project.partnership_id or givers or receivers):
        raise RuleViolation(_("Name a tie, a giver or a receiver."))
    require(not set(givers) & set(receivers), _("Nobody gives aid to themselves."))
    for who in (givers, receivers):
        require(len(set(who)) == len(who), _("A giver or receiver is named twice."))


def write_parties(project: AidProject, role: AidRole, parties: Iterable[Who]) -> None:
    """These and no others stand on that side. Whoever stays keeps their row."""
    wanted = list(parties)
    for party in project.parties.filter(role=role).select_related("unit", "organisation"):
        if party.who in wanted:
            wanted.remove(party.who)
        else:
            party.delete()
    for who in wanted:
        AidParty.objects.create(project=project, role=role, **unit_or_organisation(who))


def write_lines(project: AidProject, kind: LineKind, rows: Iterable[dict]) -> None:
    """Items or results as a form shows them; a row with its uuid is the one that was there."""
    there = {line.uuid: line for line in project.lines.filter(kind=kind)}
    for row in rows:
        require_amount(row["amount"])
        line = there.pop(row.get("uuid"), None) or AidLine(project=project, kind=kind)
        line.what, line.amount = row["what"], row["amount"]
        check(line)
        line.save()
    for line in there.values():
        line.delete()


def as_rows(lines: Iterable[tuple[str, Amount]]) -> list[dict]:
    return [{"what": what, "amount": amount} for what, amount in lines]


def require_in_sight(project: AidProject, user: User) -> None:
    """Nobody enters what they could not see afterwards."""
    seen = AidProject.objects.visible_to(user).filter(pk=project.pk).exists()
    require(seen, _("Name a tie, a giver or a receiver of your own area."))
