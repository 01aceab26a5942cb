"""Aid made here, as the tests of its course bring it about."""

from datetime import date
from decimal import Decimal

from core.fields import Amount, PartialDate
from exchanges.services import aid_projects, aid_steps, hand_overs
from partnerships.choices import Answer

TODAY = date(2026, 11, 20)
HALF_A_BILLION = Amount(Decimal(500_000_000), "VND")


def propose(by, unit, **facts):
    said = {
        "title": "Trạm y tế bản Đoạn",
        "direction": "outbound",
        "sector": "health",
        "amount": HALF_A_BILLION,
        "occasion": "Đề nghị của bên đối tác",
        "givers": [unit],
        "on": TODAY,
    }
    return aid_projects.propose(**said | facts, by=by)


def approve(project, by, paper, **changes):
    said = {"on": TODAY, "today": TODAY, "paper": paper}
    return aid_projects.approve(project=project, by=by, **said | changes)


def handed_over(project, by, day="20/11/2026", **facts):
    return hand_overs.record(
        project=project, handed_over=PartialDate.read(day), today=TODAY, by=by, **facts
    )


def answer_all(project, by):
    for step in project.steps.all():
        asked = aid_steps.ask(step=step, on=TODAY, today=TODAY, by=by)
        aid_steps.answer(step=asked, on=TODAY, today=TODAY, answer=Answer.AGREES, by=by)
