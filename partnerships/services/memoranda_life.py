"""What happens to a signed text: put right, ended, given into somebody's care."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.basis import Basis
from core.fields import PartialDate
from core.workflow import require_transition
from partnerships.choices import MEMORANDUM_TRANSITIONS, SIGNED, MemorandumStatus
from partnerships.models import Correction, Memorandum, Paper, Partnership
from partnerships.services import memoranda, text_rows
from partnerships.services.borders import cite_passages
from partnerships.services.rules import require
from partnerships.told import TOLD


@transaction.atomic
def correct(
    *,
    text: Memorandum,
    by: User,
    today: date,
    reason: str,
    partnerships: Iterable[Partnership],
    parties: Iterable[dict],
    signatories: Iterable[dict],
    passages: Iterable[dict] = (),
    **facts,
) -> Memorandum:
    """What the register says of a signed text is completed or put right, never what was signed.

    Each time leaves a Correction with its reason, beside which alone PostgreSQL lets the facts of
    a text signed here change. Basis and state change only of a text from before. Raises
    RuleViolation as `memoranda.enter` does.
    """
    text = Memorandum.objects.select_for_update().get(pk=text.pk)
    partnerships, parties = list(partnerships), list(parties)
    _require_correctable(text, facts, reason)
    memoranda.require_bound(partnerships, parties)
    text_rows.require_facts(facts | {"status": facts.get("status", text.status)}, today)
    text_rows.require_title(text, facts["title"])
    text_rows.require_earlier(text, renews=facts["renews"], amends=facts["amends"])
    Correction.objects.create(memorandum=text, reason=reason, by=by)
    before, changed = text.renews, []
    for name, value in facts.items():
        changed += [] if getattr(text, name) == value else [name]
        setattr(text, name, value)
    text.save()
    text.partnerships.set(partnerships)
    text_rows.revise_parties(text, parties)
    text_rows.revise_signatories(text, signatories)
    cite_passages(text, passages, user=by)
    _renew_instead(before, text.renews, by)
    if "owner" in changed:
        text_rows.require_owner(text, text.owner)
    text_rows.require_in_sight(text, by)
    audit.record(
        action="memorandum.corrected",
        target=text,
        by=by,
        reason=reason,
        changed=changed,
        ties=[str(tie.uuid) for tie in partnerships],
    )
    return text


def _require_correctable(text: Memorandum, facts: dict, reason: str) -> None:
    here = text.basis == Basis.MADE_HERE
    require(
        not here or text.status in SIGNED,
        _("This text is still being prepared. Write it on its own page."),
    )
    require(reason.strip(), _("Say what was wrong."), "reason")
    require(
        here or facts.get("basis", text.basis) != Basis.MADE_HERE,
        _("What is made here goes through its own steps; this is for what was known before."),
        "basis",
    )
    require(
        here or facts.get("status", text.status) in SIGNED,
        _("A past text is entered as signed, renewed or ended."),
        "status",
    )
    require(
        not here or not {"basis", "status"} & set(facts),
        _("What was signed stays as it is. A slip of transcription is put right with a reason."),
    )


def _renew_instead(before: Memorandum | None, now: Memorandum | None, by: User) -> None:
    """Named by mistake, an earlier text is not renewed after all, unless by another one."""
    if before == now:
        return
    if before and before.status == MemorandumStatus.RENEWED:
        before = Memorandum.objects.select_for_update().get(pk=before.pk)
        if not before.renewed_by.filter(status__in=SIGNED).exists():
            before.status = MemorandumStatus.SIGNED
            before.save(update_fields=["status"])
            audit.record(action="memorandum.not_renewed", target=before, by=by)
    memoranda.mark_renewed(now, user=by)


@transaction.atomic
def terminate(
    *,
    text: Memorandum,
    ended: PartialDate,
    reason: str,
    by: User,
    today: date,
    paper: Paper | None = None,
) -> Memorandum:
    """A signed text is ended before its term, or one without term is (Law 70/2020/QH14, Art. 32).

    `ended` is the first day it no longer holds; of a text made here it is known to the day.
    Raises RuleViolation if the text is not signed or is ended already, the day is not known, has
    not come or lies before the signing, or no reason is given.
    """
    text = Memorandum.objects.select_for_update().get(pk=text.pk)
    require_transition(
        MEMORANDUM_TRANSITIONS,
        current=MemorandumStatus(text.status),
        target=MemorandumStatus.TERMINATED,
    )
    require(
        text.basis != Basis.MADE_HERE or ended.is_full,
        _("Enter the full day, month and year, for example 28/03/2025."),
        "ended",
    )
    require(reason.strip(), _("Say when and why the text ended."), "reason")
    text_rows.require_facts({"signed": text.signed, "ended": ended}, today)
    text.status, text.ended = MemorandumStatus.TERMINATED, ended
    text.end_reason, text.end_paper = reason, paper
    text.save()
    audit.record(
        action="memorandum.terminated", target=text, by=by, reason=reason, since=str(ended)
    )
    return text


@transaction.atomic
def entrust(*, text: Memorandum, owner: User | None, by: User) -> Memorandum:
    """Names who is told before the text ends; nobody: the warnings stay on the list alone."""
    text = Memorandum.objects.select_for_update().get(pk=text.pk)
    text_rows.require_owner(text, owner)
    text.owner = owner
    text.save(update_fields=["owner"])
    event = audit.record(
        action="memorandum.entrusted", target=text, by=by, to=owner.get_username() if owner else ""
    )
    notices.tell_of(event=event, table=TOLD, target=text, by=by)
    return text
