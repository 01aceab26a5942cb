"""A text on its way from the draft to the signing, for the tests of each stage."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import PartialDate
from partnerships.choices import Answer, FileKind, Route, Side
from partnerships.models import Memorandum
from partnerships.procedures import MEMORANDUM_STEPS
from partnerships.services import (
    articles,
    clearance_steps,
    clearances,
    memoranda_here,
    procedures,
)
from tests.factories import DocumentFactory, PersonFactory

ASKED, TODAY = date(2026, 3, 2), date(2026, 3, 20)
TERM = DateRange(date(2026, 4, 1), date(2031, 4, 1))
ARTICLE_3 = {
    "cooperation": "Trao đổi thông tin, kết nghĩa",
    "mode": "Mỗi năm họp một lần, luân phiên",
    "not_binding": True,
}


def new(text, rev=0, state=""):
    return {"text": text, "state": state, "rev": rev}


def both(number, **more):
    """A line in both languages, agreed."""
    said = {"vi": f"Hai bên thống nhất {number}.", "lo": "ສອງຝ່າຍ"}
    changes = {code: new(words, state="agreed") for code, words in said.items()}
    return {"kind": "article", "number": str(number), "changes": changes} | more


def drafted(tie, officer, **facts) -> Memorandum:
    facts = {
        "route": Route.COMMUNE,
        "kind": "agreement",
        "title": "Thỏa thuận kết nghĩa",
        "languages": ["vi", "lo"],
        "partnerships": [tie],
    } | facts
    return memoranda_here.draft(**facts, by=officer)


def written(tie, officer, **facts) -> Memorandum:
    text = drafted(tie, officer, **facts)
    return articles.write(memorandum=text, items=[both(1), both(2)], by=officer)


def asked_for(tie, officer, **facts) -> Memorandum:
    """Its clearance has begun, by the procedure as it is loaded."""
    procedures.load(rows=MEMORANDUM_STEPS, by=officer)
    return clearances.start(text=written(tie, officer, **facts), on=ASKED, by=officer)


def answered(step, officer, answer=Answer.AGREES, words="", on=TODAY):
    clearance_steps.ask(step=step, on=ASKED, today=TODAY, by=officer)
    clearance_steps.answer(step=step, on=on, today=TODAY, answer=answer, words=words, by=officer)


def ready(tie, officer, **facts) -> Memorandum:
    """Every step that is needed agrees."""
    text = asked_for(tie, officer, **facts)
    for step in text.clearances.filter(required=True):
        answered(step, officer)
    return text


def cleared(tie, officer, head, **facts) -> Memorandum:
    return clearances.clear(text=ready(tie, officer, **facts), on=TODAY, by=head)


def both_sides():
    return [
        {"side": Side.HOME, "person": PersonFactory(), "post": "Chủ tịch"},
        {"side": Side.COUNTERPART, "person": None, "post": "Trưởng cụm"},
    ]


def with_copy(text) -> Memorandum:
    DocumentFactory(memorandum=text, kind=FileKind.SIGNED_COPY, is_master=True)
    return text


def sign(text, officer, **facts) -> Memorandum:
    facts = {
        "signed": PartialDate.read("20/03/2026"),
        "place": "Na Mèo",
        "term": TERM,
        "signatories": both_sides(),
        "today": TODAY,
        **ARTICLE_3,
    } | facts
    return memoranda_here.sign(text=text, **facts, by=officer)


def signed(tie, officer, head, **facts) -> Memorandum:
    return sign(with_copy(cleared(tie, officer, head, **facts)), officer)
