"""The steps of a clearance: entered, asked, answered, or left out with a reason."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import PartialDate
from core.together import check
from partnerships.choices import PaperKind, Side
from partnerships.models import (
    Clearance,
    Memorandum,
    MemorandumParty,
    Organisation,
    Paper,
    PartnershipParty,
)
from partnerships.services import papers, steps
from partnerships.services.areas import in_area
from partnerships.services.clearances import require_open, steps_of
from partnerships.services.memoranda_here import locked
from partnerships.services.rules import require

APART = 10  # places between steps, as those of the rules have them
LONGEST_TITLE = Paper._meta.get_field("title").max_length


@transaction.atomic
def add(
    *,
    text: Memorandum,
    title: str,
    by: User,
    asked_of: str = "",
    organisation: Organisation | None = None,
    limit_days: int | None = None,
    working_days: bool = True,
    required: bool = True,
    uuid: UUID | None = None,
) -> Clearance:
    """A further step of the present round, behind the others."""
    text = locked(text)
    require_open(text)
    require(asked_of or organisation, _("Say who is asked."), "asked_of")
    last = steps_of(text).aggregate(last=Max("position"))["last"] or 0
    step = Clearance.objects.create(
        uuid=uuid or uuid4(),
        memorandum=text,
        round=text.clearance_round,
        position=last + APART,
        title=title,
        asked_of=asked_of or str(organisation),
        organisation=organisation,
        limit_days=limit_days,
        working_days=working_days,
        required=required,
    )
    audit.record(action="memorandum.step_added", target=text, by=by, step=str(step.uuid))
    return step


@transaction.atomic
def remove(*, step: Clearance, by: User) -> Memorandum:
    """Take out a step that was added by hand and is not asked yet; its history stays."""
    text, step = _locked_step(step)
    require(
        step.rule_id is None and step.asked_on is None,
        _("Only a step that was added by hand and is not asked yet can be taken out."),
    )
    audit.record(action="memorandum.step_removed", target=text, by=by, step=step.title)
    step.delete()
    return text


@transaction.atomic
def ask(
    *,
    step: Clearance,
    on: date,
    today: date,
    by: User,
    asked_of: str = "",
    organisation: Organisation | None = None,
) -> Memorandum:
    """The question went out on that day; the day by which the answer is due is kept with it.

    Asked again while nobody has answered, the day is put right. Raises RuleViolation for a day to
    come or a step that is answered.
    """
    text, step = _locked_step(step)
    named = asked_of or (str(organisation) if organisation else step.asked_of)
    steps.put_question(step, on=on, today=today, asked_of=named, organisation=organisation)
    check(step)
    step.save()
    audit.record(
        action="memorandum.asked", target=text, by=by, step=str(step.uuid), on=on.isoformat()
    )
    return text


@transaction.atomic
def answer(
    *,
    step: Clearance,
    on: date,
    today: date,
    answer: str,
    by: User,
    words: str = "",
    paper: Paper | None = None,
    paper_number: str = "",
    paper_dated: date | None = None,
) -> Memorandum:
    """What was answered, with its paper: one of the register, or a letter entered by its number
    and day. A body that was not content may answer anew; the earlier answer stays in the history.
    """
    text, step = _locked_step(step)
    short = paper_number or paper_dated
    require(
        not (paper and short),
        _("Choose a paper of the register or enter its number, not both."),
        "paper_number",
    )
    if short:
        paper = _letter(text, step, number=paper_number, dated=paper_dated, user=by)
    steps.put_answer(step, on=on, today=today, answer=answer, words=words, paper=paper)
    check(step)
    step.save()
    audit.record(
        action="memorandum.answered", target=text, by=by, step=str(step.uuid), answer=answer
    )
    return text


@transaction.atomic
def skip(*, step: Clearance, reason: str, by: User) -> Memorandum:
    """A step that is not always needed is left out this time, with the reason."""
    text, step = _locked_step(step)
    require(not step.required, _("This step is needed; it cannot be left out."))
    require(step.answered_on is None, _("This step is answered already."))
    require(reason.strip(), _("Say why it is not needed."), "reason")
    step.asked_on = step.due_on = None
    step.words = reason
    step.save()
    audit.record(
        action="memorandum.step_skipped", target=text, by=by, reason=reason, step=str(step.uuid)
    )
    return text


def _locked_step(step: Clearance) -> tuple[Memorandum, Clearance]:
    """The text first, then the step, in the order of everybody."""
    text = locked(step.memorandum)
    require_open(text)
    found = Clearance.objects.select_for_update(of=("self",)).filter(pk=step.pk).first()
    require(found, _("Somebody else has taken out this step."))
    require(
        found.round == text.clearance_round,
        _("This step belongs to an earlier round; what was answered then stays."),
    )
    return text, found


def _letter(
    text: Memorandum, step: Clearance, *, number: str, dated: date | None, user: User
) -> Paper:
    """The paper of an answer, known by number and day; seen in the area of the text."""
    home = _home_party(text, user)
    seat = home and home.organisation and home.organisation.seat
    title = _("%(who)s on: %(text)s") % {"who": step.asked_of, "text": text.title}
    return papers.record(
        kind=PaperKind.LETTER,
        title=title[:LONGEST_TITLE],
        issuer=step.organisation,
        issued_by="" if step.organisation else step.asked_of,
        unit=(home and home.unit) or seat,
        number=number,
        dated=PartialDate.read(f"{dated:%d/%m/%Y}") if dated else PartialDate(),
        by=user,
    )


def _home_party(text: Memorandum, user: User) -> MemorandumParty | PartnershipParty | None:
    """Whose papers the answers are: a party on our side, of the user's own area before others."""
    ties = text.partnerships.visible_to(user)
    own = text.parties.filter(side=Side.HOME).select_related("unit", "organisation__seat")
    tied = PartnershipParty.objects.filter(partnership__in=ties, side=Side.HOME, until=None)
    named = [*own, *tied.select_related("unit", "organisation__seat").order_by("pk")]
    return next((one for one in named if in_area(one.who, user)), next(iter(named), None))
