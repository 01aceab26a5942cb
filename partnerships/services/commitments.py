from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import Amount, PartialDate
from partnerships.choices import CommitmentStatus
from partnerships.models import (
    Commitment,
    CommitmentReceiver,
    Memorandum,
    Organisation,
    Partnership,
    Source,
    Unit,
)
from partnerships.services.rules import (
    UNDATED,
    UNSAID,
    as_party,
    cite,
    require,
    require_amount,
    require_just_one,
    require_order_as_far_as_known,
    require_past,
)


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
    basis: str = Basis.REPORTED,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Commitment:
    """A promise known from before, in the state it has: the amount is for each receiver, each time.

    An interval nobody stated stays empty. Raises RuleViolation if there is not one giver, it
    stands in neither a text nor a tie, or somebody would give to themselves or receive twice.
    """
    receivers = list(receivers)
    require_past(basis)
    require_just_one(_("Name one giver."), giver, giver_organisation)
    require(memorandum or partnership, _("Name the memorandum or the tie."))
    require(interval_months is None or interval_months > 0, _("The interval is a month or more."))
    require_amount(amount)
    require_order_as_far_as_known(since, until)
    require((giver or giver_organisation) not in receivers, _("Nobody promises to themselves."))
    require(len(set(receivers)) == len(receivers), _("A receiver is named twice."))
    promise = Commitment.objects.create(
        uuid=uuid or uuid4(),
        title=title,
        form=form,
        basis=basis,
        status=status,
        memorandum=memorandum,
        partnership=partnership,
        giver=giver,
        giver_organisation=giver_organisation,
        amount=amount,
        interval_months=interval_months,
        since=since,
        until=until,
    )
    for who in receivers:
        CommitmentReceiver.objects.create(commitment=promise, **as_party(who))
    cite(promise, sources)
    audit.record(action="commitment.recorded", target=promise, by=by, basis=basis)
    return promise
