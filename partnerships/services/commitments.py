"""Every write to Commitment and those who are each to receive."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import Amount, PartialDate
from core.workflow import require_transition
from partnerships.choices import COMMITMENT_TRANSITIONS, CommitmentStatus
from partnerships.models import (
    Article,
    Commitment,
    CommitmentReceiver,
    Memorandum,
    Organisation,
    Paper,
    Partnership,
    Source,
    Unit,
)
from partnerships.services import instalments
from partnerships.services.borders import cite_passages
from partnerships.services.rules import (
    UNDATED,
    UNSAID,
    as_party,
    cite,
    require,
    require_amount,
    require_order_as_far_as_known,
    require_past,
)

WAYS = ("giver", "giver_organisation")


@transaction.atomic
def record_past(
    *,
    title: str,
    form: str,
    by: User,
    giver: Unit | None = None,
    giver_organisation: Organisation | None = None,
    receivers: Iterable[Unit | Organisation] = (),
    amount: Amount = UNSAID,
    interval_months: int | None = None,
    since: PartialDate = UNDATED,
    until: PartialDate = UNDATED,
    status: str = CommitmentStatus.OPEN,
    memorandum: Memorandum | None = None,
    partnership: Partnership | None = None,
    article: Article | None = None,
    clause: str = "",
    settled: PartialDate = UNDATED,
    settled_reason: str = "",
    settled_paper: Paper | None = None,
    basis: str = Basis.REPORTED,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Commitment:
    """A promise known from before, in the state it has: the amount is for each receiver, each time.

    An interval nobody stated stays empty. Raises RuleViolation if there is not one giver, it
    stands in neither a text nor a tie, or somebody would give to themselves or receive twice.
    """
    require_past(basis)
    promise = Commitment(
        uuid=uuid or uuid4(),
        title=title,
        form=form,
        basis=basis,
        status=status,
        memorandum=memorandum,
        partnership=partnership,
        article=article,
        clause=clause,
        giver=giver,
        giver_organisation=giver_organisation,
        amount=amount,
        interval_months=interval_months,
        since=since,
        until=until,
        settled=settled,
        settled_reason=settled_reason,
        settled_paper=settled_paper,
    )
    _write(promise, receivers=[{"who": who} for who in receivers])
    cite(promise, sources)
    audit.record(action="commitment.recorded", target=promise, by=by, basis=basis)
    return promise


@transaction.atomic
def enter(
    *, by: User, receivers: list[dict], passages: Iterable[dict] = (), uuid: UUID, **facts
) -> Commitment:
    """An officer enters a promise of their area, open as yet, with the papers it stands in.

    `receivers` are rows with a unit or an organisation. Raises RuleViolation as record_past does.
    """
    promise = Commitment(uuid=uuid, status=CommitmentStatus.OPEN, **facts)
    _write(promise, receivers=receivers)
    _require_in_sight(promise, by)
    cite_passages(promise, passages, user=by)
    audit.record(action="commitment.recorded", target=promise, by=by, basis=promise.basis)
    return promise


@transaction.atomic
def revise(
    *,
    commitment: Commitment,
    by: User,
    receivers: list[dict],
    passages: Iterable[dict] = (),
    **facts,
) -> Commitment:
    """A slip in entering is put right. Instalments nothing was given for are made anew.

    Raises RuleViolation as record_past does, and if a receiver who was given something goes.
    """
    promise = Commitment.objects.select_for_update().get(pk=commitment.pk)
    for name, value in facts.items():
        setattr(promise, name, value)
    _write(promise, receivers=receivers)
    _require_in_sight(promise, by)
    cite_passages(promise, passages, user=by)
    audit.record(action="commitment.revised", target=promise, by=by)
    return promise


@transaction.atomic
def settle(
    *,
    commitment: Commitment,
    status: str,
    on: PartialDate,
    reason: str,
    by: User,
    paper: Paper | None = None,
) -> Commitment:
    """The promise is fulfilled, lapsed with time, or waived by a paper; then nothing more is due.

    Raises RuleViolation for a step the table does not have, without a reason, without the paper
    that waives what was promised here, or if it would be settled before it began.
    """
    promise = Commitment.objects.select_for_update().get(pk=commitment.pk)
    before, status = CommitmentStatus(promise.status), CommitmentStatus(status)
    require_transition(COMMITMENT_TRANSITIONS, current=before, target=status)
    made_here = promise.basis == Basis.MADE_HERE
    require(reason.strip(), _("Say why."), "reason")
    require(not made_here or on.days, _("Say on which day, or in which year."), "on")
    require(
        status != CommitmentStatus.WAIVED or not made_here or paper,
        _("Name the paper that waives it."),
        "paper",
    )
    require_order_as_far_as_known(promise.since, on, "on")
    promise.status, promise.settled = status, on
    promise.settled_reason, promise.settled_paper = reason, paper
    promise.save()
    instalments.remake(commitment=promise, through=instalments.horizon(timezone.localdate()))
    audit.record(action=f"commitment.{status}", target=promise, by=by, reason=reason)
    return promise


def _write(promise: Commitment, *, receivers: list[dict]) -> None:
    """Check everything, save the row with its receivers, and expect what it makes due."""
    _check(promise)
    wanted = [(row.get("uuid"), _who(row)) for row in receivers]
    for place, (_uuid, who) in enumerate(wanted):
        at = f"receivers-{place}-unit"
        require(who != promise.from_whom, _("Nobody promises to themselves."), at)
        same = [one for _uuid, one in wanted if one == who]
        require(len(same) == 1, _("A receiver is named twice."), at)
    promise.save()
    _receive(promise, wanted)
    instalments.remake(commitment=promise, through=instalments.horizon(timezone.localdate()))


def _check(promise: Commitment) -> None:
    givers = [name for name in WAYS if getattr(promise, name)]
    require(len(givers) == 1, _("Name one giver."), "giver")
    require(
        promise.memorandum or promise.partnership,
        _("Name the memorandum or the tie."),
        "memorandum",
    )
    article = promise.article
    require(
        article is None or article.memorandum_id == promise.memorandum_id,
        _("Choose an article of the memorandum itself."),
        "article",
    )
    months = promise.interval_months
    require(months is None or months > 0, _("The interval is a month or more."), "interval_months")
    require_amount(promise.amount)
    require_order_as_far_as_known(promise.since, promise.until)


def _who(row: dict) -> Unit | Organisation | None:
    return row.get("who") or row.get("unit") or row.get("organisation")


def _receive(promise: Commitment, wanted: list[tuple[UUID | None, Unit | Organisation]]) -> None:
    """The receivers as they are wanted. One that stays keeps its row and so its instalments."""
    known = {one.who: one for one in promise.receivers.select_related("unit", "organisation")}
    for who, row in known.items():
        if who not in [one for _uuid, one in wanted]:
            _leave(promise, row)
    for _uuid, who in wanted:
        if who not in known:
            CommitmentReceiver.objects.create(commitment=promise, **as_party(who))


def _leave(promise: Commitment, row: CommitmentReceiver) -> None:
    try:
        for due in promise.instalments.filter(receiver=row):
            due.delete()
        row.delete()
    except ProtectedError:
        words = _("%(who)s was given something for this promise already, and stays a receiver.")
        require(False, words % {"who": row.who})


def _require_in_sight(promise: Commitment, by: User) -> None:
    """Nobody enters what they could not see afterwards."""
    seen = Commitment.objects.visible_to(by).filter(pk=promise.pk).exists()
    require(seen, _("Choose a text, a tie or a giver of your own area; this would lie outside it."))
