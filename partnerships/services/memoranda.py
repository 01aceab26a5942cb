from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import PartialDate
from partnerships.choices import SIGNED, MemorandumStatus
from partnerships.models import (
    Memorandum,
    MemorandumParty,
    Organisation,
    Partnership,
    Person,
    Signatory,
    Source,
    Unit,
)
from partnerships.services.rules import UNDATED, as_party, cite, require, require_past


@transaction.atomic
def record_past(
    *,
    kind: str,
    title: str,
    by: User,
    status: str = MemorandumStatus.SIGNED,
    basis: str = Basis.REPORTED,
    partnerships: Iterable[Partnership] = (),
    parties: Iterable[tuple[str, Unit | Organisation]] = (),
    signed: PartialDate = UNDATED,
    place: str = "",
    term: DateRange | None = None,
    term_words: str = "",
    languages: Iterable[str] = (),
    renews: Memorandum | None = None,
    doubt: str = "",
    signatories: Iterable[tuple[str, Person | None, str]] = (),
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Memorandum:
    """A text that was signed before it entered the register, in the state it has.

    `term` is half-open. `parties` are (side, unit or organisation), `signatories` (side, person,
    post). Raises RuleViolation if it is made here, was never signed, binds no tie and names no
    party, or its term ends before it was signed. What it renews is then renewed.
    """
    partnerships, parties = list(partnerships), list(parties)
    require_past(basis)
    require(status in SIGNED, _("A past text is entered as signed, renewed or ended."))
    require(partnerships or parties, _("Name the ties that the text binds, or its parties."))
    _require_term(term, signed)
    text = Memorandum.objects.create(
        uuid=uuid or uuid4(),
        kind=kind,
        title=title,
        status=status,
        basis=basis,
        signed=signed,
        place=place,
        term=term,
        term_words=term_words,
        languages=list(languages),
        renews=renews,
        doubt=doubt,
    )
    text.partnerships.set(partnerships)
    for side, who in parties:
        MemorandumParty.objects.create(memorandum=text, side=side, **as_party(who))
    for side, person, post in signatories:
        require(person or post, _("A signatory has a name or at least a post."))
        Signatory.objects.create(memorandum=text, side=side, person=person, post=post)
    cite(text, sources)
    _renewed(renews, by)
    bound = [str(tie.uuid) for tie in partnerships]
    audit.record(action="memorandum.recorded", target=text, by=by, ties=bound, basis=basis)
    return text


def _require_term(term: DateRange | None, signed: PartialDate) -> None:
    if term is None:
        return
    require(
        not (term.lower and term.upper) or term.lower < term.upper,
        _("The term of the text ends after it begins."),
    )
    known = term.upper and signed.days and signed.days.lower
    require(not known or signed.days.lower < term.upper, _("The text ends after it was signed."))


def _renewed(earlier: Memorandum | None, by: User) -> None:
    if earlier is None:
        return
    earlier = Memorandum.objects.select_for_update().get(pk=earlier.pk)
    if earlier.status == MemorandumStatus.SIGNED:
        earlier.status = MemorandumStatus.RENEWED
        earlier.save(update_fields=["status"])
        audit.record(action="memorandum.renewed", target=earlier, by=by)
