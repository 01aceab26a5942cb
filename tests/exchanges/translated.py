"""Minutes with two items and something agreed, to be translated; what their pages are called."""

from django.urls import reverse

from exchanges.choices import ItemKind, Outcome
from exchanges.models import Minutes
from exchanges.services import minutes
from tests.factories import AgreedItemFactory, MeetingFactory


def row(said, uuid=None, language="vi", rev=0, **more):
    changes = {language: {"text": said, "state": "", "rev": rev}}
    return {"uuid": uuid, "kind": ItemKind.REVIEW, "side": "", "changes": changes} | more


def to_translate(partnership, by) -> Minutes:
    """In Vietnamese so far; the minutes are in Lao too."""
    meeting = MeetingFactory(partnerships=[partnership], title="Hội đàm 28/3/2025")
    made = minutes.begin(meeting=meeting, languages=["vi", "lo"], outcome=Outcome.AGREED, by=by)
    rows = [row("Hai bên đánh giá năm 2024."), row("Tăng cường tuần tra.")]
    minutes.write(minutes=made, outcome=Outcome.AGREED, items=rows, by=by)
    AgreedItemFactory(meeting=meeting, title="Tuần tra song phương")
    return made


def address(record, name) -> str:
    return reverse(f"exchanges:minutes-{name}", args=[record.uuid])
