"""Every write to ReviewPaper but the PDF itself, which services/builds.py puts in."""

from functools import partial
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.languages import NAMES
from core.workflow import require_transition
from reports import figures, tasks
from reports.choices import (
    PAPER_TRANSITIONS,
    PaperCopy,
    PaperKind,
    PaperLayout,
    PaperStatus,
    ReviewStatus,
)
from reports.models import AnnualReview, Build, ReviewPaper
from reports.services import annual_reviews

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
    number: str = "",
    uuid: UUID | None = None,
) -> ReviewPaper:
    """Have a paper made: the final one of its kind once the review is sent, before that a draft.

    A draft shows what stands now and carries a watermark; there may be any number of them. The
    internal report is in Vietnamese and has one copy. Raises RuleViolation for a second final
    paper of a kind, and for languages that no paper has.
    """
    review = AnnualReview.objects.select_for_update().get(pk=review.pk)
    if kind == PaperKind.INTERNAL:
        copy, languages = PaperCopy.HOME, ["vi"]
    languages = _languages(kind, languages or review.languages)
    final = review.is_issued
    if final and review.papers.filter(kind=kind, copy=copy, final=True).exists():
        raise RuleViolation(_("The final paper of this kind has been ordered."))
    if final and kind == PaperKind.JOINT:
        for reason in annual_reviews.not_agreed(review, languages):
            raise RuleViolation(reason)
    code = _code(review, kind, copy, final)
    known = _content(review, kind=kind, by=by, number=number)
    if kind == PaperKind.JOINT and not known["sides"]["counterpart"]["parties"]:
        raise RuleViolation(_("No counterpart is known: a joint paper is of two sides."))
    content = known | {
        "schema": SCHEMA,
        "kind": str(kind),
        "copy": str(copy),
        "layout": str(layout),
        "languages": languages,
        "draft": not final,
        "code": code,
    }
    paper = ReviewPaper.objects.create(
        uuid=uuid or uuid4(),
        review=review,
        kind=kind,
        copy=copy,
        layout=layout,
        languages=languages,
        number=number,
        code=code,
        final=final,
        content=content,
        content_hash=content["hash"],
    )
    _start(paper)
    audit.record(action="paper.ordered", target=paper, by=by, code=code)
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


def _content(review: AnnualReview, *, kind: PaperKind, by: User, number: str) -> dict:
    """What the paper prints: frozen figures where they are frozen, else what stands now."""
    live = review.status == ReviewStatus.DRAFT
    known = figures.collect(review) if live else review.figures
    digest = figures.digest(known, review.narrative) if live else review.figures_hash
    content = {
        name: value for name, value in known.items() if name != "gaps" or kind == PaperKind.INTERNAL
    }
    if kind == PaperKind.INTERNAL:
        content["report"] = _report(by, number)
    return content | {
        "edition": review.edition,
        "hash": digest,
        "site_url": settings.SITE_URL,
        "period": {
            "from": review.period.lower.isoformat(),
            "until": review.period.upper.isoformat(),
        },
        "cut_off": review.cut_off.isoformat() if review.cut_off else None,
        "narrative": {
            key: text
            for key, text in review.narrative.items()
            if any(entry.get("text") for entry in text.values())
        },
    }


def _report(by: User, number: str) -> dict:
    """The head of the internal report: the office that makes it, and the number if it has one."""
    office = by.office if by.pk else None
    return {
        "superior": [line for line in (office.superior if office else "").split("\n") if line],
        "office": office.name if office else None,
        "code": office.code if office else None,
        "place": office.place if office else None,
        "number": number or None,
        "addressee": office.superior if office else None,
        "recipients": [],
    }


def _start(paper: ReviewPaper) -> None:
    Build.objects.create(paper=paper)
    # Robust: while the broker is away the order stands, and the sweep rings again.
    transaction.on_commit(partial(tasks.build_paper.delay, paper_id=paper.pk), robust=True)
