"""Every write to HandOver: how aid was handed over, and whether the receiver accepted it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from core.together import check
from exchanges.choices import GIVEN, Acceptance, AidStatus
from exchanges.models import AidProject, HandOver
from exchanges.services.aid_courses import moved
from partnerships.services.rules import require

SETTLED = (AidStatus.ACCEPTED, AidStatus.CLOSED)


@transaction.atomic
def record(
    *, project: AidProject, handed_over: PartialDate, today: date, by: User, **facts
) -> AidProject:
    """Aid was handed over that day, by whom to whom, in what condition. Written again before the
    acceptance, it is put right.

    Of aid made here: raises RuleViolation unless the day is full, not still to come and not
    before the approval; and once the receiver has accepted. Of other aid any part may be unknown.
    """
    project = AidProject.objects.select_for_update().get(pk=project.pk)
    ours = project.basis == Basis.MADE_HERE
    _require_day(project, handed_over, today)
    if project.status not in GIVEN:
        project = moved(project, AidStatus.HANDED_OVER, handed_over=handed_over)
    else:
        require(
            not (ours and project.status in SETTLED),
            _("The receiver has accepted it: the record of the hand-over stays."),
        )
        project.handed_over = handed_over
        project.save()
    paper = HandOver.objects.filter(project=project).first() or HandOver(project=project)
    for name, value in facts.items():
        setattr(paper, name, value)
    check(paper)
    paper.save()
    audit.record(action="aid.handed_over", target=project, by=by, on=str(handed_over))
    return project


def _require_day(project: AidProject, day: PartialDate, today: date) -> None:
    first = day.days and day.days.lower
    require(not first or first <= today, _("This day is still to come."), "handed_over")
    if project.basis != Basis.MADE_HERE:
        return
    require(day.is_full, _("Enter the day of the hand-over."), "handed_over")
    approved = project.approved_on
    require(
        not approved or first >= approved,
        _("The aid was approved on %(day)s. It is not handed over before.")
        % {"day": f"{approved:%d/%m/%Y}" if approved else ""},
        "handed_over",
    )


@transaction.atomic
def accept(
    *,
    project: AidProject,
    acceptance: Acceptance,
    accepted_on: date,
    today: date,
    remarks: str = "",
    by: User,
) -> AidProject:
    """The receiver accepts what was handed over, perhaps with remarks.

    Raises RuleViolation without a hand-over, before its day, or for remarks that are not said.
    """
    project = moved(project, AidStatus.ACCEPTED)
    require(acceptance, _("Choose one."), "acceptance")
    require(accepted_on, _("Say on which day it was accepted."), "accepted_on")
    require(accepted_on <= today, _("This day is still to come."), "accepted_on")
    days = project.handed_over.days
    if days and days.lower and accepted_on < days.lower:
        raise RuleViolation(_("It is accepted after it was handed over."), "accepted_on")
    if acceptance == Acceptance.WITH_REMARKS:
        require(remarks.strip(), _("Write the remarks."), "remarks")
    paper = HandOver.objects.filter(project=project).first() or HandOver(project=project)
    paper.acceptance, paper.accepted_on, paper.remarks = acceptance, accepted_on, remarks
    check(paper)
    paper.save()
    audit.record(action="aid.accepted", target=project, by=by, on=accepted_on.isoformat())
    return project
