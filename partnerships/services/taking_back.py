"""A decision is taken back by another one, and the register is as if it had not been taken: the
rows that it made go (the row history keeps them), those that it ended are open again.
"""

from datetime import date

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.basis import Basis
from core.errors import RuleViolation
from partnerships.choices import DecisionKind, MemorandumStatus
from partnerships.models import (
    Decision,
    Memorandum,
    Partnership,
    PartnershipEvent,
    PartnershipParty,
    Unit,
    UnitParent,
)
from partnerships.services.rules import require
from partnerships.services.rulings import Ruling, require_no_tie_twice, said_day

ROWS = (PartnershipParty, UnitParent)  # with joined_by and left_by


@transaction.atomic
def take_back(*, decision: Decision, on: date, reason: str, by: User, **ruling) -> Decision:
    """Raises RuleViolation if it was taken back already, takes one back itself, or something rests
    on it since.
    """
    first = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    subject = _locked(first)
    require(first.kind != DecisionKind.TAKEN_BACK, _("A taking back stays. Decide anew instead."))
    later = Decision.objects.filter(takes_back=first).first()
    require(
        later is None,
        _("The decision was taken back already on %(day)s.")
        % {"day": said_day(later and later.on)},
    )
    require(reason.strip(), _("Say why the decision is taken back."))
    _require_nothing_rests_on(first)
    back = Ruling(on, by, reason=reason, **ruling).record(
        DecisionKind.TAKEN_BACK, subject, takes_back=first
    )
    _undo(first)
    if isinstance(subject, Partnership):
        require_no_tie_twice(subject)
    return back


def _locked(decision: Decision) -> Partnership | Unit | Memorandum:
    subject = decision.subject
    return type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)


def _require_nothing_rests_on(first: Decision) -> None:
    same = Decision.objects.standing().filter(
        partnership=first.partnership, unit=first.unit, memorandum=first.memorandum, pk__gt=first.pk
    )
    if first.side:
        same = same.filter(Q(side=first.side) | Q(side=""))
    for later in same:
        said = {"decision": later, "day": said_day(later.on)}
        require(False, _("A later decision rests on it: %(decision)s, %(day)s. First that.") % said)
    for rows in ROWS:
        for row in rows.objects.filter(joined_by=first, until__isnull=False):
            said = {"row": row, "day": said_day(row.until)}
            require(
                False, _("%(row)s was changed since (until %(day)s). Correct that first.") % said
            )
    if first.kind == DecisionKind.PLACED:
        _require_no_text_signed_since(first)


def _require_no_text_signed_since(first: Decision) -> None:
    """What was signed here about a village needed it placed."""
    about = Q(partnerships__parties__unit=first.unit) | Q(parties__unit=first.unit)
    signed = Memorandum.objects.filter(
        about,
        basis=Basis.MADE_HERE,
        status=MemorandumStatus.SIGNED,
        signed_days__startswith__gte=first.on,
    )
    for text in signed[:1]:
        require(False, _("“%(text)s” was signed since and rests on it.") % {"text": text})


def _undo(first: Decision) -> None:
    PartnershipEvent.objects.filter(decision=first).delete()
    for rows in ROWS:
        try:
            rows.objects.filter(joined_by=first).delete()
        except ProtectedError as error:
            named = ", ".join(sorted({str(one) for one in error.protected_objects})[:5])
            raise RuleViolation(
                _(
                    "Something recorded since names a party of this decision: %(records)s. "
                    "Change it there first."
                )
                % {"records": named}
            ) from error
        ended_by_it = rows.objects.filter(left_by=first)
        # Who ended by itself had no day here; a row that a decision closes was open before.
        ended_by_it.update(until=None, left_by=None)
