"""A text that is drafted or cleared here, for tests of its prints."""

from datetime import date

from partnerships.choices import Answer, MemorandumStatus
from reports.contents.memorandum import memorandum
from tests import factories as make

AGREED = {
    "vi": {"text": "Hai bên thăm hỏi nhau.", "state": "agreed", "rev": 1},
    "lo": {"text": "ສອງຝ່າຍຢ້ຽມຢາມກັນ.", "state": "agreed", "rev": 1},
}
CHOICES = {"shown": "1", "languages": "lo", "layout": "columns", "mottos": "on"}


def said(text, **more):
    asked = {"languages": ["vi", "lo"], "mottos": True, "as_draft": False} | more
    return memorandum(text, today=date(2026, 11, 22), **asked)


def cleared(text):
    text.status = MemorandumStatus.CLEARED
    text.cleared_by, text.cleared_on = make.UserFactory(), date(2026, 11, 1)
    text.clearance_round = 1
    make.ClearanceFactory(
        memorandum=text,
        asked_on=date(2026, 10, 1),
        answered_on=date(2026, 10, 5),
        answer=Answer.AGREES,
    )
    text.save()
    return text
