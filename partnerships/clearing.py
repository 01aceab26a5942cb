"""Where a text made here stands between draft and signing, as its page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.badges import Badge
from partnerships import clock
from partnerships.choices import Answer, MemorandumStatus, Route
from partnerships.models import Clearance, Memorandum

ANSWERED = {
    Answer.AGREES: ("tick", "ok"),
    Answer.WITH_COMMENTS: ("half", "ok"),
    Answer.DISAGREES: ("triangle", "bad"),
}
PAST = (MemorandumStatus.SIGNED, MemorandumStatus.RENEWED, MemorandumStatus.TERMINATED)


@dataclass(frozen=True)
class ShownStep:
    record: Clearance
    badge: Badge
    limit: str
    late: str


@dataclass(frozen=True)
class Shown:
    """The steps of the present round, the earlier rounds, and the way of the text as a line."""

    track: list[dict]
    rows: list[ShownStep]
    earlier: list[tuple[int, list[ShownStep]]]
    copy: "Copy | None"

    @property
    def steps(self) -> list[Clearance]:
        return [row.record for row in self.rows]

    @property
    def answered(self) -> str:
        needed = [one for one in self.steps if one.required]
        said = {"done": sum(one.answered_on is not None for one in needed), "all": len(needed)}
        return _("%(done)s of %(all)s needed steps are answered") % said


@dataclass(frozen=True)
class Copy:
    """The report and copy after the signing: by when, and to whom."""

    due: date
    badge: Badge
    whom: str


def shown(text: Memorandum, steps: list[Clearance], on: date) -> Shown:
    calendar = clock.calendar_of()
    rounds: dict[int, list[ShownStep]] = {}
    for step in steps:
        rounds.setdefault(step.round, []).append(_step(step, on, calendar))
    return Shown(
        track(text),
        rounds.pop(text.clearance_round, []),
        sorted(rounds.items(), reverse=True),
        _copy(text, on, calendar),
    )


def track(text: Memorandum) -> list[dict]:
    """Draft, clearance, cleared, signed, copy sent: done, now, or still to come."""
    words = [_("Draft"), _("Asking opinions"), _("Cleared"), _("Signed"), _("Copy sent")]
    begun = bool(text.clearance_round) and not text.returned_reason
    now = {
        MemorandumStatus.DRAFT: 1 if begun else 0,
        MemorandumStatus.CLEARED: 2,
        MemorandumStatus.GIVEN_UP: -1,
    }.get(text.status, 4 if text.copy_sent_on else 3)
    return [
        {"words": said, "done": number < now, "now": number == now}
        for number, said in enumerate(words)
    ]


def limit_of(step: Clearance) -> str:
    if step.limit_days is None:
        return _("no limit")
    if step.working_days:
        words = ngettext("%(n)s working day", "%(n)s working days", step.limit_days)
    else:
        words = ngettext("%(n)s day", "%(n)s days", step.limit_days)
    return words % {"n": step.limit_days}


def _step(step: Clearance, on: date, calendar: clock.Calendar) -> ShownStep:
    until = step.answered_on or on
    late = 0
    if step.due_on:
        late = clock.days_late(step.due_on, until, step.working_days, calendar)
    words = _late(late, step.working_days) if late else ""
    return ShownStep(step, _badge(step, late, words), limit_of(step), words)


def _late(days: int, working: bool) -> str:
    if working:
        words = ngettext("%(n)s working day late", "%(n)s working days late", days)
    else:
        words = ngettext("%(n)s day late", "%(n)s days late", days)
    return words % {"n": days}


def _badge(step: Clearance, late: int, words: str) -> Badge:
    if step.answered_on:
        return Badge(Answer(step.answer).label, *ANSWERED[Answer(step.answer)])
    if step.asked_on and late:
        return Badge(_("overdue: %(late)s") % {"late": words}, "clock", "bad")
    if step.asked_on:
        return Badge(_("waiting for the answer"), "clock", "warn")
    if step.is_skipped:
        return Badge(_("left out"), "square")
    return Badge(_("not asked yet"), "ring") if step.required else Badge(_("if needed"), "ring")


def _copy(text: Memorandum, on: date, calendar: clock.Calendar) -> Copy | None:
    if text.status not in PAST or not text.signed.is_full:
        return None
    due = clock.copy_due(text.signed.days.lower, calendar)
    whom = {
        Route.COMMUNE: _("to the chairman of the province and to the foreign affairs office"),
        Route.DEPARTMENT: _("to the chairman of the province and to the foreign affairs office"),
        Route.PROVINCE: _("to the Prime Minister, with a copy to the Ministry of Foreign Affairs"),
    }.get(text.route, _("to whom the rules of the office name"))
    if text.copy_sent_on:
        sent = _("sent on %(day)s") % {"day": f"{text.copy_sent_on:%d/%m/%Y}"}
        late = text.copy_sent_on > due
        return Copy(due, Badge(sent, "clock" if late else "tick", "warn" if late else "ok"), whom)
    if due < on:
        words = _late((on - due) // timedelta(days=1), working=False)
        return Copy(due, Badge(_("overdue: %(late)s") % {"late": words}, "clock", "bad"), whom)
    return Copy(due, Badge(_("not sent yet"), "ring", "warn"), whom)
