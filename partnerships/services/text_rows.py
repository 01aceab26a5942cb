"""What is checked of a text and its rows, each refusal at its box; and its rows put right."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.models import User
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships import permissions
from partnerships.choices import HOME_COUNTRY, SIGNED, MemorandumStatus, Side
from partnerships.models import Memorandum, MemorandumParty, Signatory
from partnerships.services.rules import UNDATED, require

TREATY = re.compile(r"\s*(hiệp\s+(định|ước)|(công|định)\s+ước)(?!\w)", re.IGNORECASE)


def require_facts(facts: dict, today: date) -> None:
    """What a form of a text says of its days: nothing signed or ended in the future, no end
    without the state of it, no term that ends before the text was signed.
    """
    _require_past_day(facts.get("signed", UNDATED), today, "signed")
    _require_past_day(facts.get("ended", UNDATED), today, "ended")
    require_term(facts.get("term"), facts.get("signed", UNDATED))
    ended = facts.get("ended", UNDATED)
    over = facts.get("status", MemorandumStatus.TERMINATED) == MemorandumStatus.TERMINATED
    require(
        over or not (ended.days or ended.words or facts.get("end_reason")),
        _("Say by its state that the text was ended, or leave the end empty."),
        "status",
    )
    require(
        not facts.get("signed", UNDATED).days
        or not ended.days
        or not ended.is_before(facts["signed"]),
        _("The text ended after it was signed."),
        "ended",
    )


def _require_past_day(day: PartialDate, today: date, field: str) -> None:
    first = day.days and day.days.lower
    require(
        not first or first <= today,
        _("This day has not come yet. Enter it when it has, or correct the year."),
        field,
    )


def require_term(term: DateRange | None, signed: PartialDate) -> None:
    """The end of a term is the first day the text no longer holds."""
    if term is None:
        return
    require(
        not (term.lower and term.upper) or term.lower < term.upper,
        _("The term of the text ends after it begins."),
        "term",
    )
    known = term.upper and signed.days and signed.days.lower
    require(
        not known or signed.days.lower < term.upper,
        _("The text ends after it was signed."),
        "term",
    )


def require_title(text: Memorandum, title: str) -> None:
    """Of what is made here; what others signed keeps the name it was given."""
    require(
        text.basis != Basis.MADE_HERE or not TREATY.match(title),
        _("No local text may be called so (Law 70/2020/QH14, Article 6)."),
        "title",
    )


def require_earlier(
    text: Memorandum | None, *, renews: Memorandum | None, amends: Memorandum | None
) -> None:
    """What a text renews or amends was signed, is another text, and does not follow from it."""
    for field, earlier in (("renews", renews), ("amends", amends)):
        if earlier is None:
            continue
        require(
            earlier.status in SIGNED,
            _("Only a signed text can be renewed or amended: “%(text)s” is not signed.")
            % {"text": earlier},
            field,
        )
        if text is None:
            continue
        require(earlier.pk != text.pk, _("A text cannot renew or amend itself."), field)
        require(
            not _follows(earlier, text),
            _("A text cannot renew or amend one that follows from it."),
            field,
        )


def _follows(text: Memorandum, earlier: Memorandum) -> bool:
    waiting, seen = {text.pk}, set()
    while waiting and earlier.pk not in seen:
        seen |= waiting
        found = Memorandum.objects.filter(pk__in=waiting).values_list("renews", "amends")
        waiting = {pk for pair in found for pk in pair if pk} - seen
    return earlier.pk in seen


def require_parties(rows: list[dict]) -> None:
    """Each party once, on the side it lies on."""
    named = set()
    for number, row in enumerate(rows):
        who = row.get("unit") or row["organisation"]
        field = f"parties-{number}-"
        at_home = who.country_id == HOME_COUNTRY
        require(
            at_home == (row["side"] == Side.HOME),
            _("The home side is in Vietnam, the counterpart is not: %(party)s.") % {"party": who},
            f"{field}side",
        )
        box = "unit" if row.get("unit") else "organisation"
        said = _("%(party)s is named twice.") % {"party": who}
        require((box, who.pk) not in named, said, f"{field}{box}")
        named.add((box, who.pk))


def require_signatories(rows: list[dict]) -> None:
    for number, row in enumerate(rows):
        require(
            row["person"] or row["post"],
            _("A signatory has a name or at least a post."),
            f"signatories-{number}-post",
        )


def require_owner(text: Memorandum, owner: User | None) -> None:
    """Whoever is told before a text ends can sign in and sees the text."""
    if owner is None:
        return
    require(owner.is_active, _("This account is closed. Name somebody else."), "owner")
    sees = permissions.VIEW_MEMORANDUM.held_by(owner)
    sees = sees and Memorandum.objects.visible_to(owner).filter(pk=text.pk).exists()
    require(
        sees,
        _("%(person)s may not see this text. Name somebody in whose area it lies.")
        % {"person": owner.name},
        "owner",
    )


def require_in_sight(text: Memorandum, user: User) -> None:
    """Nobody enters what they could not see afterwards."""
    seen = Memorandum.objects.visible_to(user).filter(pk=text.pk).exists()
    require(
        seen,
        _("Name a tie or a party of your own area; this text would lie outside it."),
        "partnerships",
    )


def revise_parties(text: Memorandum, rows: Iterable[dict]) -> None:
    """Rows with a uuid are those there; one that is not given any more goes."""
    rows = list(rows)
    require_parties(rows)
    there = _kept(text.parties.all(), rows)
    for row in rows:
        facts = {name: row.get(name) for name in ("side", "unit", "organisation")}
        _put(there.get(row.get("uuid")) or MemorandumParty(memorandum=text), facts)


def revise_signatories(text: Memorandum, rows: Iterable[dict]) -> None:
    """The same of who signed; a text signed here keeps one on each side."""
    rows = list(rows)
    require_signatories(rows)
    if text.basis == Basis.MADE_HERE and {row["side"] for row in rows} != set(Side):
        raise RuleViolation(_("Name who signed for each side."))
    there = _kept(text.signatories.all(), rows)
    for row in rows:
        facts = {name: row.get(name) for name in ("side", "person", "post")}
        _put(there.get(row.get("uuid")) or Signatory(memorandum=text), facts)


def _kept(found, rows: list[dict]) -> dict:
    there = {row.uuid: row for row in found}
    kept = {row.get("uuid") for row in rows}
    require(kept - {None} <= set(there), _("A row is not there any more. Open the text again."))
    for uuid in set(there) - kept:
        there.pop(uuid).delete()
    return there


def _put(record, facts: dict) -> None:
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()
