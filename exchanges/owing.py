"""The rows that balances are made of, read for one user: instalments with what was given for them,
and the promises whose interval no source states.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, JSONObject, Trim

from accounts.models import User
from core.fields import Amount
from exchanges.balances import Direction, Due, Partner
from exchanges.choices import GIVEN, AidRole
from exchanges.kept import given_of, state, with_given
from exchanges.models import AidParty, AidProject, Delivery
from partnerships.choices import HOME_COUNTRY, CommitmentStatus
from partnerships.models import (
    Commitment,
    CommitmentReceiver,
    Memorandum,
    Partnership,
    PartnershipParty,
    UnitReach,
)

MOST = 200  # promises without interval on one page
AMOUNT = ("number", "unit", "bound", "estimate", "words")
ENDS = (
    ("giver", "commitment__giver", "commitment__giver_organisation"),
    ("receiver", "receiver__unit", "receiver__organisation"),
)


def from_us(prefix: str = "") -> Q:
    """Promises of a giver on our side; `prefix` leads to the commitment."""
    return Q(**{f"{prefix}giver__country__code": HOME_COUNTRY}) | Q(
        **{f"{prefix}giver_organisation__country__code": HOME_COUNTRY}
    )


def of_tie(ties, prefix: str = "") -> Q:
    """Promises in these ties or in a text that binds them; looked up by key, so no row twice."""
    bound = Memorandum.objects.filter(partnerships__in=ties).values("pk")
    return Q(**{f"{prefix}partnership__in": ties}) | Q(**{f"{prefix}memorandum__in": bound})


def with_partner(instalments: QuerySet) -> QuerySet:
    """Adds `ours`, and the partner as `partner_kind`, `partner_uuid`, `partner_name`."""
    ends = {}
    for end, unit, body in ENDS:
        ends[end] = {
            "kind": Case(
                When(**{f"{unit}__isnull": False}, then=Value("unit")),
                When(**{f"{body}__isnull": False}, then=Value("organisation")),
                default=Value(""),
            ),
            "uuid": Case(
                When(**{f"{unit}__isnull": False}, then=F(f"{unit}__uuid")),
                default=F(f"{body}__uuid"),
            ),
            "name": Case(
                When(
                    **{f"{unit}__isnull": False},
                    then=Trim(Concat(F(f"{unit}__word"), Value(" "), F(f"{unit}__name"))),
                ),
                default=F(f"{body}__name"),
            ),
        }
    rows = instalments.annotate(ours=Case(When(from_us("commitment__"), then=True), default=False))
    return rows.annotate(
        **{
            f"partner_{part}": Case(
                When(ours=True, then=ends["receiver"][part]), default=ends["giver"][part]
            )
            for part in ("kind", "uuid", "name")
        }
    )


def due(instalments: QuerySet, *, user: User, today: date) -> list[Due]:
    """Every one of these instalments with what was given for it."""
    rows = with_given(with_partner(instalments)).annotate(tie_ids=_ties_of("commitment__"))
    rows = list(
        rows.values(
            "period",
            "ours",
            "partner_kind",
            "partner_uuid",
            "partner_name",
            "tie_ids",
            "given_rows",
            "commitment__status",
            *(f"amount_{part}" for part in AMOUNT),
        )
    )
    ties = _ties(user, {key for row in rows for key in row["tie_ids"]})
    return [_due(row, ties, today) for row in rows]


def _ties_of(prefix: str) -> ArraySubquery:
    """Ids of the ties a promise belongs to: its own, or those its text binds."""
    found = Partnership.objects.filter(
        Q(pk=OuterRef(f"{prefix}partnership")) | Q(memoranda=OuterRef(f"{prefix}memorandum"))
    )
    return ArraySubquery(found.order_by("pk").distinct().values("pk"))


def _ties(user: User, keys: set[int]) -> dict[int, Partnership]:
    """Those that the user may see, each with the uuids of who is party to it."""
    parties = PartnershipParty.objects.filter(partnership=OuterRef("pk")).order_by("pk")
    who = ArraySubquery(parties.values(who=Coalesce("unit__uuid", "organisation__uuid")))
    seen = Partnership.objects.visible_to(user).filter(pk__in=keys).annotate(who=who)
    return {tie.pk: tie for tie in seen}


def _tie(keys: Iterable[int], partner: Partner, ties: dict[int, Partnership]) -> tuple[str, str]:
    """The tie that the partner is party to. One text may bind several ties, each with another."""
    seen = [ties[key] for key in keys if key in ties]
    found = [tie for tie in seen if partner.uuid in map(str, tie.who)] or seen
    if len(found) != 1:
        return "", ", ".join(str(tie) for tie in found)
    return str(found[0].uuid), str(found[0])


def _due(row: dict, ties: dict[int, Partnership], today: date) -> Due:
    partner = Partner(
        row["partner_kind"], str(row["partner_uuid"] or ""), row["partner_name"] or ""
    )
    amount = Amount(*(row[f"amount_{part}"] for part in AMOUNT))
    given = tuple(given_of(row["given_rows"]))
    return Due(
        year=row["period"].lower.year,
        direction=Direction.OWED_BY_US if row["ours"] else Direction.OWED_TO_US,
        partner=partner,
        tie=_tie(row["tie_ids"], partner, ties),
        due=amount,
        given=given,
        state=state(
            due=amount,
            given=given,
            ends=row["period"].upper,
            owed=row["commitment__status"] == CommitmentStatus.OPEN,
            today=today,
        ),
    )


@dataclass(frozen=True)
class Unstated:
    """A promise without interval, to one receiver: what was given for it, and what this giver gave
    this receiver besides, since it began or nobody knows when.
    """

    promise: Commitment
    receiver: CommitmentReceiver | None
    direction: Direction
    kept: list[Delivery]
    besides: list[AidProject]
    undated: list[AidProject]


def unstated(promises: QuerySet, *, user: User) -> list[Unstated]:
    """Open promises of which no source says how often. Nothing is multiplied."""
    receivers = CommitmentReceiver.objects.select_related("unit", "organisation")
    given = Delivery.objects.standing().order_by("given_days", "pk")
    rows = promises.filter(interval_months__isnull=True, status=CommitmentStatus.OPEN)
    rows = rows.select_related("giver__country", "giver_organisation__country").prefetch_related(
        Prefetch("receivers", receivers), Prefetch("deliveries", given)
    )
    found = list(rows.order_by("pk")[:MOST])
    gifts = _gifts(found, user)
    below = _below(found, gifts)
    return [
        _unstated(promise, receiver, gifts, below)
        for promise in found
        for receiver in list(promise.receivers.all()) or [None]
    ]


def _gifts(promises: list[Commitment], user: User) -> list[AidProject]:
    """Aid that the givers of these promises gave and that is no delivery of any promise, each with
    its `parties_of`. A place receives for all that lies below it too.
    """
    who = JSONObject(
        role=F("role"),
        unit=F("unit"),
        organisation=F("organisation"),
        place=Coalesce("unit", "organisation__seat"),
    )
    parties = AidParty.objects.filter(project=OuterRef("pk"))
    units = [one.giver_id for one in promises if one.giver_id]
    bodies = [one.giver_organisation_id for one in promises if one.giver_organisation_id]
    by = parties.filter(Q(unit__in=units) | Q(organisation__in=bodies), role=AidRole.GIVER)
    delivered = Delivery.objects.standing().filter(project=OuterRef("pk"))
    seen = AidProject.objects.visible_to(user).filter(Exists(by), ~Exists(delivered))
    rows = seen.filter(status__in=GIVEN).annotate(parties_of=ArraySubquery(parties.values(w=who)))
    return list(rows.order_by("pk"))


def _below(promises: list[Commitment], gifts: list[AidProject]) -> dict[int, set[int]]:
    """For each receiving place of the promises, the places of the gifts that lie in its reach."""
    receivers = {row.unit_id for one in promises for row in one.receivers.all() if row.unit_id}
    places = {party["place"] for gift in gifts for party in gift.parties_of if party["place"]}
    reached = UnitReach.objects.filter(ancestor__in=receivers, unit__in=places)
    found: dict[int, set[int]] = {}
    for ancestor, unit in reached.values_list("ancestor", "unit"):
        found.setdefault(ancestor, set()).add(unit)
    return found


def _unstated(promise: Commitment, receiver, gifts: list[AidProject], below: dict) -> Unstated:
    kept = [
        one
        for one in promise.deliveries.all()
        if receiver is None
        or one.who is None
        or (one.unit_id, one.organisation_id) == (receiver.unit_id, receiver.organisation_id)
    ]
    besides = [gift for gift in gifts if receiver and _between(gift, promise, receiver, below)]
    since = promise.since.days and promise.since.days.lower
    dated = [gift for gift in besides if gift.handed_over.days]
    return Unstated(
        promise,
        receiver,
        Direction.OWED_BY_US if _is_ours(promise) else Direction.OWED_TO_US,
        kept,
        [gift for gift in dated if not _surely_before(gift.handed_over.days, since)],
        [gift for gift in besides if not gift.handed_over.days],
    )


def _is_ours(promise: Commitment) -> bool:
    return promise.from_whom.country.code == HOME_COUNTRY


def _surely_before(days, since: date | None) -> bool:
    return bool(since and days.upper and days.upper <= since)


def _between(gift: AidProject, promise: Commitment, receiver, below: dict) -> bool:
    """Given by the one who promised, to this receiver or to what lies in its reach."""
    giver = (promise.giver_id, promise.giver_organisation_id)
    by = any(
        party["role"] == AidRole.GIVER and (party["unit"], party["organisation"]) == giver
        for party in gift.parties_of
    )
    return by and any(
        party["role"] == AidRole.RECEIVER
        and (
            (party["unit"], party["organisation"]) == (receiver.unit_id, receiver.organisation_id)
            or party["place"] in below.get(receiver.unit_id, ())
        )
        for party in gift.parties_of
    )
