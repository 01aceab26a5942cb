"""What can be done with aid, by its status and the user's role."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.badges import Badge
from core.basis import Basis
from core.pages import Action
from exchanges import permissions
from exchanges.choices import AID_TRANSITIONS, GIVEN, AidStatus
from exchanges.models import AidProject, AidStep
from partnerships.choices import Answer

ENDED = (AidStatus.CANCELLED, AidStatus.CLOSED)


def other_forms() -> list[Action]:
    return [
        Action(_("Non-project aid, in short"), reverse("exchanges:aid-project-short")),
        Action(_("Enter past aid"), reverse("exchanges:aid-project-past")),
    ]


def actions(project: AidProject, may) -> list[Action]:
    """The acts that the status has room for and the user may do; the next one stands out."""
    found = [
        Action(words, reverse(f"exchanges:aid-project-{verb}", args=[project.uuid]), kind, ask)
        for permission, verb, words, kind, ask in (*_course(project), *_writing(project))
        if may(permission)
    ]
    return found


def _course(project: AidProject) -> list[tuple]:
    reachable = AID_TRANSITIONS.get(AidStatus(project.status), ())
    ours = project.basis == Basis.MADE_HERE
    propose, hand_over = permissions.PROPOSE_AID, permissions.RECORD_HAND_OVER
    every = {
        AidStatus.APPROVED: (permissions.APPROVE_AID, "approve", _("Approve"), "link", ""),
        AidStatus.UNDER_WAY: (propose, "begin", _("Work has begun"), "post", ""),
        AidStatus.HANDED_OVER: (hand_over, "hand-over", _("Record the hand-over"), "link", ""),
        AidStatus.ACCEPTED: (hand_over, "accept", _("Record the acceptance"), "link", ""),
        AidStatus.CLOSED: (
            propose,
            "close",
            _("Close"),
            "post",
            _("Close this aid? Nothing is left to do then."),
        ),
        AidStatus.CANCELLED: (permissions.CANCEL_AID, "cancel", _("Cancel the aid"), "link", ""),
    }
    return [
        act
        for target, act in every.items()
        if target in reachable and (ours or target != AidStatus.APPROVED)
    ]


def _writing(project: AidProject) -> list[tuple]:
    """What may still be written, whatever comes next."""
    propose, ours = permissions.PROPOSE_AID, project.basis == Basis.MADE_HERE
    found = []
    corrected = project.status == AidStatus.HANDED_OVER or (not ours and project.status in GIVEN)
    if corrected:
        words = _("Hand-over: complete or correct")
        found.append((permissions.RECORD_HAND_OVER, "hand-over", words, "link", ""))
    if project.status not in ENDED:
        found.append((propose, "stages", _("Stages"), "link", ""))
    if project.status != AidStatus.CANCELLED:
        found.append((propose, "results", _("Results"), "link", ""))
        found.append((propose, "edit", _("Edit"), "link", ""))
    return found


@dataclass(frozen=True)
class ShownStep:
    """A step with its state in words and what can be done about it next."""

    record: AidStep
    badge: Badge
    action: Action | None


def shown_step(step: AidStep, page) -> ShownStep:
    open_ = page.object.status == AidStatus.PROPOSED and page.may(permissions.PROPOSE_AID)
    act = None
    if open_ and step.answered_on is None:
        verb, words = (
            ("answer", _("Enter the answer"))
            if step.asked_on
            else ("ask", _("Record the question"))
        )
        act = Action(words, reverse(f"exchanges:aid-step-{verb}", args=[step.uuid]))
    return ShownStep(step, _state(step), act)


def _state(step: AidStep) -> Badge:
    if step.answered_on:
        tone = "bad" if step.answer == Answer.DISAGREES else "ok"
        return Badge(Answer(step.answer).label, "tick", tone)
    if step.is_overdue:
        return Badge(_("overdue"), "triangle", "bad")
    if step.asked_on:
        return Badge(_("asked"), "half", "warn")
    return Badge(_("not asked yet"), "ring", "")
