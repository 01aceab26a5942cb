"""Texts signed before they entered the register, with whatever is known of them."""

from collections.abc import Iterable
from datetime import date
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
    Paper,
    Partnership,
    Person,
    Signatory,
    Source,
    Unit,
)
from partnerships.services import text_rows
from partnerships.services.borders import cite_passages
from partnerships.services.rules import UNDATED, as_party, cite, require, require_past


@transaction.atomic
def enter(
    *,
    by: User,
    today: date,
    parties: Iterable[dict] = (),
    signatories: Iterable[dict] = (),
    passages: Iterable[dict] = (),
    **facts,
) -> Memorandum:
    """An officer enters a past text of their own area by the short form. See `record_past`.

    Rows are as the form shows them. Nothing is signed in the future. Whoever enters it is told
    before it ends, unless another is named.
    """
    text_rows.require_facts(facts, today)
    parties, signatories = list(parties), list(signatories)
    text_rows.require_parties(parties)
    text_rows.require_signatories(signatories)
    text = record_past(
        by=by,
        parties=[(row["side"], row.get("unit") or row["organisation"]) for row in parties],
        signatories=[(row["side"], row["person"], row["post"]) for row in signatories],
        **{"owner": by} | facts,
    )
    text_rows.require_owner(text, text.owner)
    text_rows.require_in_sight(text, by)
    cite_passages(text, passages, user=by)
    return text


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
    amends: Memorandum | None = None,
    ended: PartialDate = UNDATED,
    end_reason: str = "",
    end_paper: Paper | None = None,
    owner: User | None = None,
    kept_outside: str = "",
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
    require(status in SIGNED, _("A past text is entered as signed, renewed or ended."), "status")
    require_bound(partnerships, parties)
    text_rows.require_term(term, signed)
    text_rows.require_earlier(None, renews=renews, amends=amends)
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
        amends=amends,
        ended=ended,
        end_reason=end_reason,
        end_paper=end_paper,
        owner=owner,
        kept_outside=kept_outside,
        doubt=doubt,
    )
    text.partnerships.set(partnerships)
    for side, who in parties:
        MemorandumParty.objects.create(memorandum=text, side=side, **as_party(who))
    for side, person, post in signatories:
        require(person or post, _("A signatory has a name or at least a post."))
        Signatory.objects.create(memorandum=text, side=side, person=person, post=post)
    cite(text, sources)
    mark_renewed(renews, user=by)
    bound = [str(tie.uuid) for tie in partnerships]
    audit.record(action="memorandum.recorded", target=text, by=by, ties=bound, basis=basis)
    return text


def require_bound(partnerships: list, parties: list) -> None:
    require(
        partnerships or parties,
        _("Name the ties that the text binds, or its parties."),
        "partnerships",
    )


def mark_renewed(earlier: Memorandum | None, *, user: User) -> None:
    """A signed text renews this one, which holds on until its own end. Part of that act."""
    if earlier is None:
        return
    earlier = Memorandum.objects.select_for_update().get(pk=earlier.pk)
    if earlier.status == MemorandumStatus.SIGNED:
        earlier.status = MemorandumStatus.RENEWED
        earlier.save(update_fields=["status"])
        audit.record(action="memorandum.renewed", target=earlier, by=user)
