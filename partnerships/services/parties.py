"""A party comes into a tie or leaves it, told one at a time; see services/partnerships.py."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.models import Organisation, Paper, Partnership, PartnershipParty, Source, Unit
from partnerships.services import papers, partnerships
from partnerships.services.rules import cite, require


@transaction.atomic
def admit(
    *,
    partnership: Partnership,
    side: str,
    by: User,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    since: date | None = None,
    paper: Paper | None = None,
    **more,
) -> PartnershipParty:
    """Another party joins a side, beside those that stand there. See `partnerships.join`.

    Raises RuleViolation too if another tie of this kind has just these parties and times.
    """
    party = partnerships.join(
        partnership=partnership,
        side=side,
        unit=unit,
        organisation=organisation,
        since=since,
        carried_over_by=paper,
        by=by,
        **more,
    )
    partnerships.require_no_twin(partnership)
    return party


@transaction.atomic
def let_go(
    *, party: PartnershipParty, until: date, by: User, reason: str = "", paper: Paper | None = None
) -> PartnershipParty:
    """A party leaves; `until` is the first day it is no more. The tie then cites the paper.

    Raises RuleViolation if it left before, had joined later, or the tie would then be another's
    twin.
    """
    tie = Partnership.objects.select_for_update().get(pk=party.partnership_id)
    party = PartnershipParty.objects.get(pk=party.pk)
    stays = party.until is None or until < party.until
    require(stays, _("It is no more a party on that day."), "until")
    party = partnerships.leave(party=party, until=until, reason=reason, by=by)
    partnerships.require_no_twin(tie)
    if paper is not None:
        cite(tie, [_whole(paper, by)])
        audit.record(action="partnership.cited", target=tie, by=by, paper=str(paper.uuid))
    return party


def _whole(paper: Paper, by: User) -> Source:
    """The paper as a whole, no passage of it."""
    known = paper.passages.filter(paragraph=None, reference="").first()
    return known or papers.passage(paper=paper, by=by)
