"""What the public page says of the code at the foot of a paper: whether the paper was issued, and
whether it still holds. Nothing of what a paper says is told.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT, KeyTransform
from django.utils import timezone

from accounts.models import AuditEvent
from core.text import tidy
from partnerships.choices import Side
from partnerships.models import Country
from reports.choices import ISSUED
from reports.models import AnnualReview, PaperSignature, ReviewPaper, SignedCopy

LONGEST = 80  # letters of a code
NOWHERE = {"", ".", ".."}  # parts that an address does not keep
# The code of a print holds the beginning of the uuid of its record: "BB-1A2B3C4D-B.DT".
PRINT = re.compile(r"^[A-Z]{1,8}-([0-9A-F]{8})(?:-B)?(?:\.DT)?$")
TAKEN = ("print.downloaded", "batch.downloaded")


class Answer(StrEnum):
    VALID = "valid"
    REPLACED = "replaced"
    PRINT = "print"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Found:
    """The answer to a code. `valid` and `replaced` are the SHA-256 of files that are the paper as
    it holds, or editions of it that were replaced.
    """

    answer: Answer
    code: str = ""
    paper: ReviewPaper | None = None
    newest: int = 0  # edition
    office: str = ""
    sides: list[tuple[str, str, PaperSignature | None]] = field(default_factory=list)
    valid: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    on: date | None = None


def read(typed: str) -> str:
    """A code as somebody typed it or a telephone read it: without spaces, in capitals."""
    return "".join(tidy(typed).split()).strip("/").upper()


def has_a_page(code: str) -> bool:
    """Whether a code can stand in an address: "..", "a//b" and nothing at all cannot."""
    return NOWHERE.isdisjoint(code.split("/"))


def look_up(typed: str) -> Found:
    code = read(typed)
    if not code or len(code) > LONGEST:
        return Found(Answer.UNKNOWN, code[:LONGEST])
    papers = ReviewPaper.objects.select_related("review__series", "review__drafted_by__office")
    papers = papers.defer("content", "review__figures", "review__narrative")
    papers = papers.annotate(
        office=KT("content__report__office"),
        parties=KeyTransform("sides", "content"),
    )
    paper = papers.filter(Q(code=code) | Q(code=tidy(typed).strip())).first()
    # The code of a draft can be guessed: whoever tries it learns nothing, not even that it exists.
    if paper is None or not (paper.final and paper.review.is_issued):
        return _print(code)
    return _issued(paper)


def _issued(paper: ReviewPaper) -> Found:
    review = paper.review
    editions = AnnualReview.objects.filter(
        series=review.series, period=review.period, status__in=ISSUED
    )
    newest = editions.order_by("edition").values_list("edition", flat=True).last()
    kept = _files(editions)
    return Found(
        Answer.VALID if newest == review.edition else Answer.REPLACED,
        code=paper.code,
        paper=paper,
        newest=newest,
        office=_office(paper),
        sides=_sides(paper),
        valid=[digest for edition, digest in kept if edition == newest],
        replaced=[digest for edition, digest in kept if edition != newest],
    )


def _files(editions) -> list[tuple[int, str]]:
    """The bytes that are the papers of these editions: as issued, and as they came back signed."""
    papers = ReviewPaper.objects.filter(review__in=editions, final=True).exclude(pdf_sha256="")
    copies = SignedCopy.objects.standing().whole().filter(paper__in=papers)
    found = [
        *papers.order_by("pk").values_list("review__edition", "pdf_sha256"),
        *copies.order_by("pk").values_list("paper__review__edition", "sha256"),
    ]
    return list(dict.fromkeys(found))


def _office(paper: ReviewPaper) -> str:
    by = paper.review.drafted_by
    return paper.office or (by.office.name if by and by.office else "")


def _sides(paper: ReviewPaper) -> list[tuple[str, str, PaperSignature | None]]:
    """Each side that signs, its state, and its signature. Who signs an issued paper is public."""
    signatures = paper.signatures.standing().select_related("person", "post")
    signed = {one.side: one for one in signatures}
    states = {side: _states((paper.parties or {}).get(side) or {}) for side in paper.sides}
    countries = Country.objects.filter(
        code__in=[code for codes in states.values() for code in codes]
    )
    names = dict(countries.values_list("code", "name"))
    return [
        (
            Side(side).label,
            ", ".join(names[code] for code in codes if code in names),
            signed.get(side),
        )
        for side, codes in states.items()
    ]


def _states(side: dict) -> list[str]:
    return side.get("countries") or [code for code in [side.get("country")] if code]


def _print(code: str) -> Found:
    """A print that is no issued review: the trail knows whether this register made it, and when."""
    named = PRINT.match(code)
    if not named:
        return Found(Answer.UNKNOWN, code)
    first, last = (UUID(named[1] + end * 24) for end in "0f")
    events = AuditEvent.objects.filter(
        target__gte=first, target__lte=last, action__in=TAKEN, details__code=code
    )
    event = events.order_by("-at").first()
    if event is None:
        return Found(Answer.UNKNOWN, code)
    return Found(Answer.PRINT, code, on=timezone.localdate(event.at))
