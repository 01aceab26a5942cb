"""Texts made here: drafted, changed while they are a draft, signed, reported, or given up."""

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
from core.together import check
from core.workflow import require_transition
from partnerships.choices import MEMORANDUM_TRANSITIONS, SIGNED, MemorandumStatus, Route, Side
from partnerships.models import Article, Memorandum, Partnership
from partnerships.services import articles, memoranda, text_rows
from partnerships.services.rules import UNDATED, require

ARTICLE_3 = (Route.COMMUNE, Route.DEPARTMENT)  # whose texts Decree 64/2021, Article 3 binds


@transaction.atomic
def draft(
    *,
    route: str,
    kind: str,
    title: str,
    languages: Iterable[str],
    by: User,
    partnerships: Iterable[Partnership] = (),
    parties: Iterable[dict] = (),
    copy_from: Memorandum | None = None,
    uuid: UUID | None = None,
    **facts,
) -> Memorandum:
    """An officer begins a text: empty, or with the articles of an earlier one.

    `facts` are those of `change`. Whoever drafts it is told before it ends, unless another is
    named, and cannot clear it. Raises RuleViolation as `change` does.
    """
    text = Memorandum(
        uuid=uuid or uuid4(),
        basis=Basis.MADE_HERE,
        status=MemorandumStatus.DRAFT,
        drafted_by=by,
        owner=facts.pop("owner", None) or by,
    )
    facts |= {"route": route, "kind": kind, "title": title, "languages": languages}
    _put(text, facts, list(partnerships), list(parties), user=by)
    if copy_from is not None:
        for said in articles.copied(copy_from.articles.all(), text.languages):
            Article.objects.create(memorandum=text, **said)
    audit.record(
        action="memorandum.drafted",
        target=text,
        by=by,
        copied_from=str(copy_from.uuid) if copy_from else "",
    )
    return text


@transaction.atomic
def change(
    *,
    text: Memorandum,
    by: User,
    partnerships: Iterable[Partnership] = (),
    parties: Iterable[dict] = (),
    **facts,
) -> Memorandum:
    """Change the facts of a draft: route, kind, title, languages, renews, amends, owner, term,
    term_words, place, cooperation, mode, not_binding. `term` is half-open.

    Raises RuleViolation, each at its field, if the text is no draft, bears the name of a treaty
    (Law 70/2020/QH14, Article 6), has no Vietnamese text or no other language, binds nobody, lies
    outside the area of who writes it, or its route changes while it is being cleared.
    """
    text = locked(text)
    require_draft(text)
    begun = text.clearance_round and not text.returned_reason
    require(
        not begun or facts.get("route", text.route) == text.route,
        _("The clearance has begun by this procedure. Return the text to draft first."),
        "route",
    )
    _put(text, facts, list(partnerships), list(parties), user=by)
    audit.record(action="memorandum.draft_changed", target=text, by=by)
    return text


def _put(text: Memorandum, facts: dict, ties: list, parties: list, *, user: User) -> None:
    facts |= {"languages": _in_order(facts.get("languages", text.languages))}
    text_rows.require_title(text, facts["title"])
    require(facts["route"], _("Say whose text it is."), "route")
    memoranda.require_bound(ties, parties)
    text_rows.require_term(facts.get("term"), UNDATED)
    saved = text if text.pk else None
    text_rows.require_earlier(
        saved, renews=facts.get("renews", text.renews), amends=facts.get("amends", text.amends)
    )
    for name, value in facts.items():
        setattr(text, name, value)
    check(text, exclude=["partnerships"])
    text.save()
    text.partnerships.set(ties)
    text_rows.revise_parties(text, parties)
    text_rows.require_in_sight(text, user)
    text_rows.require_owner(text, text.owner)


def _in_order(languages: Iterable[str]) -> list[str]:
    """Vietnamese first: every text has it (Law 70/2020/QH14, Article 7), and one more."""
    found = ["vi", *(code for code in dict.fromkeys(languages) if code != "vi")]
    require(len(found) > 1, _("Name the language of the other side too."), "languages")
    return found


@transaction.atomic
def give_up(*, text: Memorandum, reason: str, by: User) -> Memorandum:
    """A text that will not be signed. It stays in the register with the reason."""
    text = locked(text)
    require(reason.strip(), _("Say why the text is given up."), "reason")
    move(text, MemorandumStatus.GIVEN_UP)
    text.end_reason = reason
    text.save()
    audit.record(action="memorandum.given_up", target=text, by=by, reason=reason)
    return text


@transaction.atomic
def sign(
    *,
    text: Memorandum,
    signed: PartialDate,
    place: str,
    signatories: Iterable[dict],
    today: date,
    by: User,
    term: DateRange | None = None,
    term_words: str = "",
    **facts,
) -> Memorandum:
    """Record that both sides signed a cleared text; its signed copy is there already.

    `signatories` have side, person and post; `facts` may be cooperation, mode and not_binding.
    What it renews is renewed with it. Raises RuleViolation, each at its field, if the text is not
    cleared, the day is not full, lies before the clearance or has not come, a side has no
    signatory, the signed copy is missing, or what Decree 64/2021, Article 3 asks of a text of a
    commune or department.
    """
    text, rows = locked(text), list(signatories)
    move(text, MemorandumStatus.SIGNED)
    _require_day(text, signed, today)
    text_rows.require_signatories(rows)
    for side in Side:
        require(any(row["side"] == side for row in rows), _("Name who signed for each side."))
    text.signed, text.place, text.term, text.term_words = signed, place, term, term_words
    for name, value in facts.items():
        setattr(text, name, value)
    text_rows.require_term(term, signed)
    _require_article_3(text)
    require(
        text.documents.filter(is_master=True, withdrawn_reason="").exists(),
        _("Upload the signed copy first and mark it as the master."),
        "signed_copy",
    )
    text.save()
    text_rows.revise_signatories(text, rows)
    memoranda.mark_renewed(text.renews, user=by)
    audit.record(action="memorandum.signed", target=text, by=by, on=str(signed))
    return text


def _require_day(text: Memorandum, signed: PartialDate, today: date) -> None:
    require(
        signed.is_full, _("Enter the full day, month and year, for example 28/03/2025."), "signed"
    )
    text_rows.require_facts({"signed": signed}, today)
    require(
        signed.days.lower >= text.cleared_on,
        _("The text was cleared on %(day)s; it is signed on that day or later.")
        % {"day": f"{text.cleared_on:%d/%m/%Y}"},
        "signed",
    )


def _require_article_3(text: Memorandum) -> None:
    if text.route not in ARTICLE_3:
        return
    asked = {
        "cooperation": text.cooperation,
        "mode": text.mode,
        "place": text.place,
        "term": text.term and text.term.lower,
        "term_words": text.term_words or (text.term and text.term.upper),
        "not_binding": text.not_binding,
    }
    words = {
        "cooperation": _("Say in which field the parties work together, and on what."),
        "mode": _("Say how the parties work together."),
        "place": _("Say where the text was signed."),
        "term": _("Say from which day the text holds."),
        "term_words": _("Say until when the text holds, as a day or in its words."),
        "not_binding": _("The text has to say that it is not legally binding."),
    }
    for field, said in asked.items():
        require(said, f"{words[field]} (NĐ 64/2021/NĐ-CP, Điều 3)", field)


@transaction.atomic
def send_copy(*, text: Memorandum, on: date, today: date, by: User) -> Memorandum:
    """The report on the signing and the copy went out, due within 15 days of signing (Decree
    64/2021/ND-CP, Articles 5 and 7; Law 70/2020/QH14, Article 19).
    """
    text = locked(text)
    signed_here = text.basis == Basis.MADE_HERE and text.status in SIGNED
    require(signed_here, _("Only of a text that was signed here a copy is sent."))
    require(on <= today, _("This day has not come yet. Enter it when it has."), "on")
    require(on >= text.signed.days.lower, _("The copy is sent after the signing."), "on")
    text.copy_sent_on = on
    text.save(update_fields=["copy_sent_on"])
    audit.record(action="memorandum.copy_sent", target=text, by=by, on=on.isoformat())
    return text


def locked(text: Memorandum) -> Memorandum:
    """Whoever comes second waits here and then finds what the first one did."""
    return Memorandum.objects.select_for_update(of=("self",)).get(pk=text.pk)


def move(text: Memorandum, target: MemorandumStatus) -> None:
    """Only a text made here goes these ways; one from before is entered as it is."""
    require(text.basis == Basis.MADE_HERE, _("Only a text made here goes through these steps."))
    require_transition(MEMORANDUM_TRANSITIONS, current=MemorandumStatus(text.status), target=target)
    text.status = target


def require_draft(text: Memorandum) -> None:
    here = text.basis == Basis.MADE_HERE and text.status == MemorandumStatus.DRAFT
    require(here, _("This text is not a draft any more."))
