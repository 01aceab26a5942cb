"""Every write to Letter: what went to the other side, and what came from it."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import PartialDate
from core.languages import merged
from core.together import check
from exchanges.choices import LetterDirection, LetterKind
from exchanges.models import Incident, Letter, Meeting
from exchanges.services.recording import (
    enter,
    in_each_language,
    in_languages,
    known,
    unstamped,
)
from partnerships.models import Partnership, Unit
from partnerships.services.rules import UNDATED, require


@transaction.atomic
def record(
    *,
    direction: LetterDirection,
    kind: LetterKind,
    gist: str,
    by: User,
    partnership: Partnership | None = None,
    unit: Unit | None = None,
    meeting: Meeting | None = None,
    incident: Incident | None = None,
    answers: Letter | None = None,
    number: str = "",
    dated: PartialDate = UNDATED,
    arrived: date | None = None,
    sender: str = "",
    addressee: str = "",
    text: dict | None = None,
    changes: dict | None = None,
    answer_due: date | None = None,
    basis: Basis = Basis.MADE_HERE,
    uuid: UUID | None = None,
    sources: Iterable = (),
) -> Letter:
    """A letter that was sent or received. `text` is per language as plain words or as it is
    kept; `changes` is what a form wrote. `answer_due` is the last day for the answer.

    Where neither tie nor unit is named, they are those of the letter it answers, of its incident
    or of its meeting. An answer to a letter about an incident is about the incident too, and as
    sensitive. Raises RuleViolation for a letter of nobody, a stamp of secrecy, days out of order,
    or an answer that goes the same way as the letter it answers.
    """
    letter = Letter(
        direction=direction,
        kind=kind,
        gist=gist,
        partnership=partnership,
        unit=unit,
        meeting=meeting,
        incident=incident,
        answers=answers,
        number=number,
        dated=dated,
        arrived=arrived,
        sender=sender,
        addressee=addressee,
        text=merged(in_languages(text or {}), changes or {}),
        answer_due=answer_due,
        basis=basis,
        filed_by=by,
        **known(uuid=uuid),
    )
    _check(letter, by)
    return enter(letter, action="letter.recorded", by=by, sources=sources, **_about(letter))


@transaction.atomic
def revise(*, letter: Letter, by: User, changes: dict | None = None, **facts) -> Letter:
    """A slip is put right, or the text is written on; what stood before stays in the history.

    Raises RuleViolation as record() does, if somebody else wrote a language since, and once the
    letter was taken back.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    _require_standing(letter)
    for name, value in facts.items():
        setattr(letter, name, value)
    letter.text = merged(letter.text, changes or {})
    _check(letter, by)
    check(letter)
    letter.save()
    if letter.incident_id:  # an answer is about the same, and as sensitive
        letter.answered_by.filter(incident=None).update(incident=letter.incident)
    audit.record(action="letter.revised", target=letter, by=by, **_about(letter))
    return letter


@transaction.atomic
def need_no_answer(*, letter: Letter, reason: str, by: User) -> Letter:
    """Nobody waits any longer for an answer: it was settled by word of mouth, or came to nothing.

    Raises RuleViolation without a reason, or if no answer is being waited for.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    _require_standing(letter)
    require(reason.strip(), _("Say why."), "reason")
    unstamped(reason=reason)
    waiting = Letter.objects.unanswered().filter(pk=letter.pk).exists()
    require(waiting, _("No answer to this letter is being waited for."))
    letter.no_answer = reason.strip()
    letter.save(update_fields=["no_answer"])
    audit.record(
        action="letter.needs_no_answer", target=letter, by=by, reason=_open(letter, reason)
    )
    return letter


@transaction.atomic
def withdraw(*, letter: Letter, reason: str, by: User) -> Letter:
    """It was entered by mistake: it stays to be read and counts no more.

    Raises RuleViolation without a reason, or if it was taken back already.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    _require_standing(letter)
    require(reason.strip(), _("Say why."), "reason")
    unstamped(reason=reason)
    letter.withdrawn_reason = reason.strip()
    letter.save(update_fields=["withdrawn_reason"])
    audit.record(action="letter.withdrawn", target=letter, by=by, reason=_open(letter, reason))
    return letter


def _require_standing(letter: Letter) -> None:
    require(
        not letter.withdrawn_reason,
        _("This letter was taken back. Enter another one instead."),
    )


def _open(letter: Letter, words: str) -> str:
    """Words for the audit trail: those who read it need not have the right to the incident."""
    return "" if letter.incident and letter.incident.sensitive else words


def _about(letter: Letter) -> dict[str, str]:
    of = {"meeting": letter.meeting, "incident": letter.incident, "answers": letter.answers}
    return {name: str(record.uuid) for name, record in of.items() if record}


def _check(letter: Letter, by: User) -> None:
    """Every rule that the database keeps too, and those over two letters, each at its field."""
    _answers_a_letter(letter)
    _of_somebody(letter, by)
    require(letter.gist.strip(), _("Say in a line what the letter is about."), "gist")
    unstamped(
        gist=letter.gist,
        number=letter.number,
        sender=letter.sender,
        addressee=letter.addressee,
        no_answer=letter.no_answer,
        **in_each_language(letter.text),
    )
    received = letter.direction == LetterDirection.IN
    words = _("Only a letter that was received has arrived.")
    require(received or letter.arrived is None, words, "arrived")
    _days_in_order(letter)


def _answers_a_letter(letter: Letter) -> None:
    asked = letter.answers
    if asked is None:
        return
    require(asked.pk != letter.pk, _("A letter does not answer itself."), "answers")
    words = _("The letter it answers was taken back. Choose another one.")
    require(not asked.withdrawn_reason, words, "answers")
    words = _("An answer goes the other way: a letter that was sent answers one that was received.")
    require(asked.direction != letter.direction, words, "answers")
    if letter.incident_id is None:
        letter.incident = asked.incident


def _of_somebody(letter: Letter, by: User) -> None:
    if letter.partnership_id is None and letter.unit_id is None:
        if letter.answers:
            letter.partnership, letter.unit = letter.answers.partnership, letter.answers.unit
        elif letter.incident:
            at = letter.incident.marker
            letter.partnership = letter.incident.partnership
            letter.unit = letter.incident.unit or (at and at.unit)
        elif letter.meeting:
            seen = letter.meeting.partnerships.visible_to(by)
            letter.partnership = seen.order_by("pk").first()
            letter.unit = None if letter.partnership else letter.meeting.unit
    named = letter.partnership_id or letter.unit_id
    require(named, _("Name a tie or a unit."), "partnership")


def _days_in_order(letter: Letter) -> None:
    days = letter.dated.days
    if not days or not days.lower:
        return
    words = _("It arrived before the day of the letter. One of the two days is wrong.")
    require(letter.arrived is None or letter.arrived >= days.lower, words, "arrived")
    words = _("The answer is due before the day of the letter. One of the two days is wrong.")
    require(letter.answer_due is None or letter.answer_due >= days.lower, words, "answer_due")
    asked = letter.answers and letter.answers.dated.days
    last = days.upper and days.upper - timedelta(days=1)
    words = _("This letter is older than the one it answers.")
    require(not (asked and asked.lower and last) or last >= asked.lower, words, "answers")
