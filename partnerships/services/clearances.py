"""The procedure before a text is signed: begun, judged, cleared by a head, or sent back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.errors import RuleViolation
from partnerships.choices import Answer, MemorandumStatus, Route
from partnerships.models import Clearance, Memorandum
from partnerships.procedures import ABOVE_DISAGREEMENT, PROCEDURE_OF
from partnerships.readiness import by_language
from partnerships.services import procedures, steps
from partnerships.services.memoranda_here import locked, move, require_draft
from partnerships.services.rules import require
from partnerships.told import TOLD


@transaction.atomic
def start(*, text: Memorandum, on: date, by: User) -> Memorandum:
    """Begin a round: the steps of the procedure as it stands on that day. Where the route has no
    procedure the steps are entered by hand. Earlier rounds keep their answers.

    Raises RuleViolation if the text is no draft, is being cleared already, or has no articles.
    """
    text = locked(text)
    require_draft(text)
    require(not is_open(text), _("The clearance of this text has begun already."))
    require(text.articles.exists(), _("Write the articles of the text first."))
    rules = procedures.rules_on(PROCEDURE_OF.get(text.route, ""), on)
    require(
        rules or text.route == Route.OTHER,
        _("The steps of this procedure are not entered yet. Ask the administrator to load them."),
    )
    text.clearance_round += 1
    text.returned_reason = ""
    text.save(update_fields=["clearance_round", "returned_reason"])
    for rule in rules:
        Clearance.objects.create(memorandum=text, round=text.clearance_round, **steps.planned(rule))
    event = audit.record(
        action="memorandum.clearance_started", target=text, by=by, round=text.clearance_round
    )
    notices.tell_of(event=event, table=TOLD, target=text, by=by)
    return text


def is_open(text: Memorandum) -> bool:
    """A round has begun and the text did not go back since."""
    return bool(text.clearance_round) and not text.returned_reason


@transaction.atomic
def clear(*, text: Memorandum, on: date, by: User) -> Memorandum:
    """The head clears the text; from here on its articles stay as they are.

    Raises RuleViolation for whoever drafted it, if somebody cleared it before, a step that is
    needed is not answered or disagrees, or an article is not agreed in one of the languages.
    """
    text = locked(text)
    if text.status == MemorandumStatus.CLEARED:
        said = {"who": text.cleared_by.name, "day": f"{text.cleared_on:%d/%m/%Y}"}
        raise RuleViolation(_("%(who)s has cleared this text already, on %(day)s.") % said)
    require_draft(text)
    require(text.drafted_by_id != by.pk, _("Somebody else clears what you drafted."))
    require_open(text)
    hindrances = in_the_way(text)
    require(not hindrances, " ".join(hindrances))
    move(text, MemorandumStatus.CLEARED)
    text.cleared_by, text.cleared_on = by, on
    text.save(update_fields=["status", "cleared_by", "cleared_on"])
    event = audit.record(action="memorandum.cleared", target=text, by=by, on=on.isoformat())
    notices.tell_of(event=event, table=TOLD, target=text, by=by)
    return text


def in_the_way(text: Memorandum, asked: Iterable[Clearance] | None = None) -> list[str]:
    """Why the text cannot be cleared yet, each as a sentence that says what to do. `asked` are
    the steps of its present round, where they are at hand.
    """
    rows, said = list(steps_of(text) if asked is None else asked), []
    if not rows:
        said.append(_("Enter at least one step: who is asked before the text is signed."))
    if any(row.required and row.answered_on is None for row in rows):
        said.append(_("Every step that is needed has to be answered first."))
    said += [_against(text, row) for row in rows if _stands_against(text, row, rows)]
    articles = list(text.articles.all())
    if not articles:
        said.append(_("Write the articles of the text first."))
    for language in by_language(articles, text.languages):
        if language.missing:
            words = _("%(language)s is missing in: %(lines)s. A cleared text is not written on.")
            said.append(words % {"language": language.name, "lines": ", ".join(language.missing)})
        elif language.open:
            words = _("Not agreed with the other side yet, in %(language)s: %(lines)s.")
            said.append(words % {"language": language.name, "lines": ", ".join(language.open)})
    return said


def _stands_against(text: Memorandum, step: Clearance, rows: list[Clearance]) -> bool:
    """A needed step that does not agree, unless for a text of the province the Prime Minister
    decided otherwise on that day or later (Law 70/2020/QH14, Article 19).
    """
    if not step.required or step.answer != Answer.DISAGREES:
        return False
    return text.route != Route.PROVINCE or not any(
        ABOVE_DISAGREEMENT.casefold() in row.asked_of.casefold()
        and row.answered_on
        and row.answer != Answer.DISAGREES
        and row.answered_on >= step.answered_on
        for row in rows
    )


def _against(text: Memorandum, step: Clearance) -> str:
    who = {"who": step.organisation or step.asked_of}
    if text.route == Route.PROVINCE:
        return (
            _(
                "%(who)s does not agree. The Prime Minister decides (Law 70/2020/QH14, Article "
                "19): ask there and enter the answer."
            )
            % who
        )
    return (
        _(
            "%(who)s does not agree. Explain or change the text, and enter what is answered anew; "
            "or return the text to draft, or give it up."
        )
        % who
    )


@transaction.atomic
def return_to_draft(*, text: Memorandum, reason: str, by: User) -> Memorandum:
    """The text goes back: it may be written on, and is cleared anew in a round of its own."""
    text = locked(text)
    require(reason.strip(), _("Say why the text goes back to draft."), "reason")
    if text.status != MemorandumStatus.DRAFT:
        move(text, MemorandumStatus.DRAFT)
    else:
        require_draft(text)
        require_open(text)
    text.returned_reason, text.cleared_by, text.cleared_on = reason, None, None
    text.save()
    event = audit.record(action="memorandum.returned", target=text, by=by, reason=reason)
    notices.tell_of(event=event, table=TOLD, target=text, by=by)
    return text


def steps_of(text: Memorandum) -> QuerySet:
    """The steps of the present round."""
    return text.clearances.filter(round=text.clearance_round).select_related("organisation")


def require_open(text: Memorandum) -> None:
    require_draft(text)
    require(is_open(text), _("Begin the clearance of this text first."))
