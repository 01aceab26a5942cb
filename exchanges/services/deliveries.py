"""Every write to Delivery: what was given, of aid or to keep a promise."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from core.together import check
from exchanges.choices import STILL_DUE, AidRole, AidStatus
from exchanges.kept import with_state
from exchanges.models import AidProject, Delivery
from exchanges.services.recording import enter, known
from partnerships.models import Commitment, Instalment, Organisation, Unit
from partnerships.services.borders import cite_passages
from partnerships.services.rules import UNDATED, UNSAID, require, require_amount

WAITING = (AidStatus.PROPOSED, AidStatus.CANCELLED)


@transaction.atomic
def record(
    *,
    by: User,
    today: date,
    project: AidProject | None = None,
    commitment: Commitment | None = None,
    instalment: Instalment | None = None,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    given: PartialDate = UNDATED,
    what: str = "",
    amount: Amount = UNSAID,
    over_reason: str = "",
    basis: str = Basis.MADE_HERE,
    passages: Iterable[dict] = (),
    sources: Iterable = (),
    uuid: UUID | None = None,
) -> Delivery:
    """Something was given, of aid or to keep a promise, to one receiver as far as it is known.

    Aid that keeps a promise carries the promise along; an instalment names its receiver. Raises
    RuleViolation before the approval of aid made here, for a day to come, a giver who would
    receive, an instalment of another promise or receiver, and for more than was exactly approved
    without a reason ("over_reason"). More than a qualified approval is only flagged.
    """
    delivery = Delivery(
        project=project,
        commitment=commitment,
        instalment=instalment,
        unit=unit,
        organisation=organisation,
        given=given,
        what=what,
        amount=amount,
        over_reason=over_reason,
        basis=basis,
        **known(uuid=uuid),
    )
    _check(delivery, today)
    enter(delivery, action="delivery.recorded", by=by, sources=sources, **_about(delivery))
    if passages:
        cite_passages(delivery, passages, user=by)
    return delivery


@transaction.atomic
def revise(
    *, delivery: Delivery, by: User, today: date, passages: Iterable[dict] = (), **facts
) -> Delivery:
    """A slip in entering is put right; what stood before stays in the history.

    Raises RuleViolation as record() does, and once the delivery was taken back.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    _require_standing(delivery)
    for name, value in facts.items():
        setattr(delivery, name, value)
    _check(delivery, today)
    check(delivery)
    delivery.save()
    cite_passages(delivery, passages, user=by)
    audit.record(action="delivery.revised", target=delivery, by=by, **_about(delivery))
    return delivery


@transaction.atomic
def withdraw(*, delivery: Delivery, reason: str, by: User) -> Delivery:
    """It was entered by mistake: it stays to be read and counts no more.

    Raises RuleViolation without a reason, or if it was taken back already.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    _require_standing(delivery)
    require(reason.strip(), _("Say why."), "reason")
    delivery.withdrawn_reason, delivery.instalment = reason.strip(), None
    delivery.save(update_fields=["withdrawn_reason", "instalment"])
    audit.record(action="delivery.withdrawn", target=delivery, by=by, reason=reason)
    return delivery


@transaction.atomic
def match(*, delivery: Delivery, by: User, today: date) -> Delivery:
    """Count it for the open instalment that is nearest to its day and of its receiver.

    Raises RuleViolation if it is matched or taken back already, or no instalment is open.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    _require_standing(delivery)
    require(delivery.commitment_id, _("It keeps no commitment."))
    require(delivery.instalment_id is None, _("It is counted for an instalment already."))
    Commitment.objects.select_for_update().get(pk=delivery.commitment_id)
    found = nearest_open(delivery, today=today)
    require(found, _("No instalment of this commitment is open for this receiver."))
    delivery.instalment = found
    _check(delivery, today)
    delivery.save()
    audit.record(action="delivery.matched", target=delivery, by=by, instalment=str(found.uuid))
    return delivery


def nearest_open(delivery: Delivery, *, today: date) -> Instalment | None:
    """The open instalment of its promise and receiver whose period is nearest to its day; of a
    day that is not known, the earliest.
    """
    rows = with_state(Instalment.objects.filter(commitment=delivery.commitment_id), today)
    rows = rows.filter(kept__in=STILL_DUE).order_by("period", "pk")
    who = delivery.who
    if who is not None:
        name = "organisation" if isinstance(who, Organisation) else "unit"
        rows = rows.filter(**{f"receiver__{name}": who})
    day = delivery.given.days and delivery.given.days.lower
    return min(rows, key=lambda row: _apart(row, day), default=None)


def _apart(row: Instalment, day: date | None) -> int:
    """Days between a day and a period; none where the day lies in it, or is not known."""
    if day is None or row.period.lower <= day < row.period.upper:
        return 0
    first = row.period.lower - day
    return first.days if first.days > 0 else (day - row.period.upper).days + 1


def _require_standing(delivery: Delivery) -> None:
    require(
        not delivery.withdrawn_reason,
        _("This delivery was taken back. Enter another one instead."),
    )


def _about(delivery: Delivery) -> dict[str, str]:
    of = {"aid": delivery.project, "commitment": delivery.commitment}
    return {name: str(record.uuid) for name, record in of.items() if record}


def _check(delivery: Delivery, today: date) -> None:
    """Every rule that the database keeps too, each in a sentence at its field."""
    require(
        delivery.project_id or delivery.commitment_id, _("Name the aid or the commitment."), "what"
    )
    require_amount(delivery.amount)
    said = delivery.what.strip() or str(delivery.amount)
    require(said, _("Say what was given, or how much."), "what")
    first = delivery.given.days and delivery.given.days.lower
    require(not first or first <= today, _("A delivery lies in the past."), "given")
    _of_its_promise(delivery)
    _not_to_the_giver(delivery)
    if delivery.project_id:
        # Locked before the sum is read: two deliveries at once count each other.
        project = AidProject.objects.select_for_update().get(pk=delivery.project_id)
        _after_the_approval(delivery, project)
        _within_the_approval(delivery, project)


def _of_its_promise(delivery: Delivery) -> None:
    if delivery.commitment_id is None and delivery.project_id:
        delivery.commitment = delivery.project.commitment
    due = delivery.instalment
    if due is None:
        return
    require(
        due.commitment_id == delivery.commitment_id,
        _("Choose an instalment of this commitment."),
        "instalment",
    )
    theirs = due.receiver.who if due.receiver_id else None
    if delivery.who is None and theirs is not None:
        name = "organisation" if isinstance(theirs, Organisation) else "unit"
        setattr(delivery, name, theirs)
    require(
        theirs is None or delivery.who == theirs,
        _("This instalment is due to %(who)s. Choose one of the receiver.") % {"who": theirs},
        "instalment",
    )


def _not_to_the_giver(delivery: Delivery) -> None:
    who = delivery.who
    givers = [delivery.commitment.from_whom] if delivery.commitment_id else []
    if delivery.project_id:
        parties = delivery.project.parties.filter(role=AidRole.GIVER)
        givers += [party.who for party in parties.select_related("unit", "organisation")]
    require(who is None or who not in givers, _("Nobody gives aid to themselves."), "receiver")


def waits_for_approval(project: AidProject) -> bool:
    """Aid made here of which nothing can be delivered: not approved yet, or given up."""
    return project.basis == Basis.MADE_HERE and project.status in WAITING


def _after_the_approval(delivery: Delivery, project: AidProject) -> None:
    if project.basis != Basis.MADE_HERE:
        return
    last = delivery.given.days and delivery.given.days.upper
    before = project.approved_on and last and last <= project.approved_on
    words = _("Nothing is delivered before the aid is approved. Record the approval first.")
    require(not waits_for_approval(project) and not before, words, "given")


def _within_the_approval(delivery: Delivery, project: AidProject) -> None:
    approved, amount = project.amount, delivery.amount
    exact = approved.bound == Bound.EXACT and not approved.estimate and approved.number is not None
    comparable = exact and amount.number is not None and amount.unit == approved.unit
    if project.basis != Basis.MADE_HERE or not comparable or delivery.over_reason.strip():
        return
    others = project.deliveries.standing().filter(amount_unit=approved.unit)
    before = others.exclude(pk=delivery.pk).aggregate(sum=Sum("amount_number"))["sum"] or 0
    if before + amount.number > approved.number:
        raise RuleViolation(
            _(
                "With this, %(given)s %(unit)s would be delivered and %(approved)s are approved. "
                "Say why, or correct the amount."
            )
            % {
                "given": _number(before + amount.number),
                "approved": _number(approved.number),
                "unit": approved.unit,
            },
            "over_reason",
        )


def _number(number) -> str:
    return number_format(number, 2 if number % 1 else 0, force_grouping=True)
