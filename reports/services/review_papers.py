"""Every write to ReviewPaper but the PDF itself, which services/builds.py puts in."""

from datetime import date
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.languages import NAMES
from core.workflow import require_transition
from reports import tasks
from reports.choices import (
    PAPER_TRANSITIONS,
    PaperCopy,
    PaperKind,
    PaperLayout,
    PaperStatus,
    ReviewPurpose,
)
from reports.contents import review as contents
from reports.models import AnnualReview, Build, DocumentNumber, ReviewPaper
from reports.services import numbers
from reports.services.review_state import not_agreed

SCHEMA = 1


@transaction.atomic
def order(
    *,
    review: AnnualReview,
    kind: PaperKind,
    by: User,
    copy: PaperCopy = PaperCopy.HOME,
    layout: PaperLayout = PaperLayout.COLUMNS,
    languages: list[str] | None = None,
    number: int | None = None,
    day: date | None = None,
    uuid: UUID | None = None,
) -> ReviewPaper:
    """Have a paper made: the final one of its kind once the review is sent, before that a draft.

    A draft shows what stands now and carries a watermark; there may be any number of them. The
    internal report is in Vietnamese and has one copy; its final paper gets the document number
    that the registry gave, or ours (services/numbers.py), with its day. Raises RuleViolation for
    a second final paper of a kind, and for languages that no paper has.
    """
    found = AnnualReview.objects.select_for_update(of=["self"]).select_related("series")
    review = found.get(pk=review.pk)
    _require_kind(review, kind)
    if kind == PaperKind.INTERNAL:
        copy, languages = PaperCopy.HOME, ["vi"]
    languages = _languages(kind, languages or review.languages)
    final = review.is_issued
    if final:
        _require_final(review, kind, copy, languages)
    given = _numbered(kind, final, by, number, day)
    said = {"number": f"{given.number:02d}", "day": given.dated} if given else {}
    chosen = {"kind": kind, "copy": copy, "layout": layout, "languages": languages}
    content = _known(review, kind, by, said) | _own(review, chosen, final)
    paper = _entered(review, content, said.get("number", ""), uuid)
    if given:
        numbers.give(number=given, paper=paper, by=by)
    _start(paper)
    audit.record(action="paper.ordered", target=paper, by=by, code=paper.code)
    return paper


@transaction.atomic
def retry(*, paper: ReviewPaper, by: User) -> ReviewPaper:
    """Build a paper again whose build failed."""
    paper = ReviewPaper.objects.select_for_update().get(pk=paper.pk)
    require_transition(
        PAPER_TRANSITIONS, current=PaperStatus(paper.status), target=PaperStatus.BUILDING
    )
    paper.status = PaperStatus.BUILDING
    paper.save(update_fields=["status"])
    Build.objects.filter(paper=paper).delete()
    _start(paper)
    audit.record(action="paper.retried", target=paper, by=by)
    return paper


@transaction.atomic
def handed_out(*, paper: ReviewPaper, by: User) -> None:
    """Somebody took the file of a paper: it leaves the house, so the trail says who and when."""
    audit.record(action="paper.downloaded", target=paper, by=by, sha256=paper.pdf_sha256)


def _require_kind(review: AnnualReview, kind: PaperKind) -> None:
    if kind == PaperKind.JOINT and review.series.purpose == ReviewPurpose.AGREEMENTS:
        raise RuleViolation(
            _("The report on agreements is for our own side: it has no joint paper.")
        )


def _require_final(review: AnnualReview, kind: PaperKind, copy: PaperCopy, languages: list) -> None:
    if review.papers.filter(kind=kind, copy=copy, final=True).exists():
        raise RuleViolation(_("The final paper of this kind has been ordered."))
    if kind == PaperKind.JOINT:
        for reason in not_agreed(review, languages):
            raise RuleViolation(reason)


def _known(review: AnnualReview, kind: PaperKind, by: User, said: dict) -> dict:
    """What the review says in a paper of this kind; `said` has number and day, if it has them."""
    known = contents.of_review(review, kind=kind, by=by, **said)
    if kind == PaperKind.JOINT and not known["sides"]["counterpart"]["parties"]:
        raise RuleViolation(_("No counterpart is known: a joint paper is of two sides."))
    return {"schema": SCHEMA} | known


def _own(review: AnnualReview, chosen: dict, final: bool) -> dict:
    """What tells this paper from the others of the review."""
    return {
        "kind": str(chosen["kind"]),
        "copy": str(chosen["copy"]),
        "layout": str(chosen["layout"]),
        "languages": chosen["languages"],
        "draft": not final,
        "code": _code(review, chosen["kind"], chosen["copy"], final),
    }


def _entered(review: AnnualReview, content: dict, number: str, uuid: UUID | None) -> ReviewPaper:
    """The paper as a record; what it prints says most of it."""
    said = {name: content[name] for name in ("kind", "copy", "layout", "languages", "code")}
    return ReviewPaper.objects.create(
        uuid=uuid or uuid4(),
        review=review,
        number=number,
        final=not content["draft"],
        content=content,
        content_hash=content["hash"],
        **said,
    )


def _numbered(
    kind: PaperKind, final: bool, by: User, number: int | None, day: date | None
) -> DocumentNumber | None:
    """The number of a final internal report: ours, or the clerk's; without one the registry writes
    it on the paper by hand. Drafts and joint papers have none (Decree 30/2020/ND-CP, Annex I).
    """
    wanted = number is not None or day is not None
    if not (final and kind == PaperKind.INTERNAL):
        if wanted:
            raise RuleViolation(_("Only the final internal report has a document number."))
        return None
    office = by.office if by.pk else None
    if not wanted and not (office and office.own_numbering):
        return None
    if day is None and number is not None:
        raise RuleViolation(_("Enter the day of the paper that goes with its number."))
    return numbers.take(office=office, day=day or timezone.localdate(), number=number, by=by)


def _languages(kind: PaperKind, languages: list[str]) -> list[str]:
    """Vietnamese first; a joint paper has just one other language."""
    ordered = sorted(dict.fromkeys(languages), key=lambda code: code != "vi")
    if set(ordered) - set(NAMES) or ordered[:1] != ["vi"]:
        raise RuleViolation(_("A paper is in Vietnamese and a language of the other side."))
    if kind == PaperKind.JOINT and len(ordered) != 2:
        raise RuleViolation(_("A joint paper has Vietnamese and one other language."))
    return ordered


def _code(review: AnnualReview, kind: PaperKind, copy: PaperCopy, final: bool) -> str:
    """QSN-VXA-2024/1, with B for the counterpart's copy, BC for the internal report, and the
    running number of a draft: QSN-VXA-2024/1-B.DT3. The lock on the review keeps it unique.
    """
    code = review.code
    if kind == PaperKind.INTERNAL:
        code += "-BC"
    elif copy == PaperCopy.COUNTERPART:
        code += "-B"
    if final:
        return code
    return f"{code}.DT{review.papers.filter(final=False).count() + 1}"


def _start(paper: ReviewPaper) -> None:
    Build.objects.create(paper=paper)
    # Robust: while the broker is away the order stands, and the sweep rings again.
    transaction.on_commit(partial(tasks.build_paper.delay, paper_id=paper.pk), robust=True)
