"""Every write to Patrol: what is recorded of a patrol of both sides after it took place."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import PartialDate
from core.together import check
from exchanges.models import Incident, Patrol, PatrolFinding, PatrolParty
from exchanges.services.happenings import (
    require_in_sight,
    require_past,
    require_standing,
    taken_back,
)
from exchanges.services.recording import enter, known, unit_or_organisation, unstamped
from partnerships.choices import HOME_COUNTRY, Side
from partnerships.models import Border, BorderMarker, Partnership
from partnerships.services.borders import cite_passages
from partnerships.services.rules import UNDATED, require


@transaction.atomic
def record(
    *,
    border: Border,
    today: date,
    by: User,
    parties: Iterable[dict],
    from_marker: BorderMarker | None = None,
    to_marker: BorderMarker | None = None,
    partnership: Partnership | None = None,
    happened: PartialDate = UNDATED,
    note: str = "",
    basis: str = Basis.MADE_HERE,
    findings: Iterable[dict] = (),
    passages: Iterable[dict] = (),
    uuid: UUID | None = None,
) -> Patrol:
    """A patrol that took place: `parties` are rows of side, who and people, `findings` rows of
    marker, what and incident. Of a patrol that others report, day and markers may be unknown.

    Raises RuleViolation for a day to come, markers of another border, nobody of the home side,
    a party named twice or on the wrong side, a stamp of secrecy (Law 117/2025/QH15), or if it
    names nothing of the area of who files it.
    """
    patrol = Patrol(
        border=border,
        from_marker=from_marker,
        to_marker=to_marker,
        partnership=partnership,
        happened=happened,
        note=note,
        basis=basis,
        filed_by=by,
        **known(uuid=uuid),
    )
    parties = list(parties)
    _check(patrol, parties, today)
    enter(patrol, action="patrol.recorded", by=by, basis=basis)
    _written(patrol, parties, findings, passages, user=by)
    return patrol


@transaction.atomic
def revise(
    *,
    patrol: Patrol,
    today: date,
    by: User,
    parties: Iterable[dict],
    findings: Iterable[dict] = (),
    passages: Iterable[dict] = (),
    **facts,
) -> Patrol:
    """A slip is put right; what stood before stays in the history. The rows are all of them as
    they shall stand.

    Raises RuleViolation as record() does, and once the patrol was taken back.
    """
    patrol = Patrol.objects.select_for_update().get(pk=patrol.pk)
    require_standing(patrol)
    for name, value in facts.items():
        setattr(patrol, name, value)
    parties = list(parties)
    _check(patrol, parties, today)
    check(patrol)
    patrol.save()
    _written(patrol, parties, findings, passages, user=by)
    audit.record(action="patrol.revised", target=patrol, by=by)
    return patrol


@transaction.atomic
def withdraw(*, patrol: Patrol, reason: str, by: User) -> Patrol:
    """It was entered by mistake: it stays to be read and counts no more.

    Raises RuleViolation without a reason, or if it was taken back already.
    """
    return taken_back(patrol, reason=reason, user=by, action="patrol.withdrawn")


def _check(patrol: Patrol, parties: list[dict], today: date) -> None:
    """Every rule that the database keeps too, each in a sentence at its field."""
    require_past(patrol.happened, today)
    if patrol.basis == Basis.MADE_HERE:
        full = _("Enter the full day, month and year, for example 28/03/2025.")
        require(patrol.happened.is_full, full, "happened")
        require(patrol.from_marker, _("Name the first marker."), "from_marker")
        require(patrol.to_marker, _("Name the last marker."), "to_marker")
    for name in ("from_marker", "to_marker"):
        _require_on_the_border(getattr(patrol, name), patrol, name)
    unstamped(note=patrol.note)
    _check_parties(patrol, parties)


def _require_on_the_border(marker: BorderMarker | None, patrol: Patrol, field: str) -> None:
    require(
        marker is None or marker.border_id == patrol.border_id,
        _("The marker %(marker)s does not stand on %(border)s. Choose another one.")
        % {"marker": marker, "border": patrol.border},
        field,
    )


def _check_parties(patrol: Patrol, rows: list[dict]) -> None:
    ours = [row for row in rows if row["side"] == Side.HOME]
    require(ours, str(Patrol.refusals["patrol_of_our_side"]), "home")
    seen, places = set(), {Side.HOME: 0, Side.COUNTERPART: 0}
    for row in rows:
        who, side = row["who"], Side(row["side"])
        box = "organisation" if hasattr(who, "seat_id") else "unit"
        at = f"{side}-{places[side]}-{box}"
        places[side] += 1
        again = _("%(who)s is named already. Name every party once.") % {"who": who}
        require(who not in seen, again, at)
        seen.add(who)
        here = HOME_COUNTRY if side == Side.HOME else patrol.border.neighbour_id
        away = _("%(who)s does not belong to this side of the border.") % {"who": who}
        require(who.country_id == here, away, at)


def _written(patrol: Patrol, parties, findings, passages, *, user: User) -> None:
    _write_parties(patrol, parties)
    require_in_sight(patrol, user)
    _write_findings(patrol, findings, user)
    cite_passages(patrol, passages, user=user)


def _write_parties(patrol: Patrol, rows: list[dict]) -> None:
    """These and no others went. Whoever stays keeps their row; first go those who leave."""
    there = {party.who: party for party in _with_who(patrol.parties)}
    wanted = {row["who"] for row in rows}
    for who, party in there.items():
        if who not in wanted:
            party.delete()
    for row in rows:
        who = row["who"]
        party = there.get(who) or PatrolParty(patrol=patrol, **unit_or_organisation(who))
        party.side, party.people = row["side"], row.get("people")
        check(party)
        party.save()


def _with_who(parties):
    return parties.select_related("unit", "organisation")


def _write_findings(patrol: Patrol, rows: Iterable[dict], user: User) -> None:
    """These and no others, in their order; a row with its uuid is the one that was there. What
    belongs to a sensitive incident out of the user's sight stays.
    """
    there = {finding.uuid: finding for finding in patrol.findings.open_to(user)}
    for number, row in enumerate(rows):
        finding = there.pop(row.get("uuid"), None) or PatrolFinding(patrol=patrol)
        finding.position, finding.what = number + 1, row["what"].strip()
        before = finding.incident_id
        finding.marker, finding.incident = row.get("marker"), row.get("incident")
        at = f"findings-{number}"
        _require_on_the_border(finding.marker, patrol, f"{at}-marker")
        unstamped(**{f"{at}-what": finding.what})
        _require_seen(finding.incident, before, user, f"{at}-incident")
        check(finding)
        finding.save()
    for finding in there.values():
        finding.delete()


def _require_seen(incident: Incident | None, before: int | None, user: User, field: str) -> None:
    """Nobody names an incident that they may not see; what was named already stays."""
    if incident is None or incident.pk == before:
        return
    seen = Incident.objects.visible_to(user).filter(pk=incident.pk).exists()
    require(seen, _("Choose an incident of your own area."), field)
