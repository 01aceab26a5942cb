"""What stands in the way of the next step of a review. Reads only; the steps ask the same."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.basis import Basis
from core.errors import RuleViolation
from core.languages import NAMES, TextState
from exchanges.choices import MinutesStatus, Outcome
from exchanges.models import Meeting, Minutes
from partnerships.choices import Side
from reports.choices import (
    INTERNAL_ONLY,
    NEEDED,
    NEEDED_OF_AGREEMENTS,
    OF_AGREEMENTS,
    PaperCopy,
    PaperKind,
    ReviewPurpose,
    ReviewStatus,
    Section,
)
from reports.models import AnnualReview, PaperSignature, ReviewPaper, ReviewSeries, SignedCopy

NOT_YET_AGREED = {MinutesStatus.DRAFT, MinutesStatus.SUBMITTED, MinutesStatus.RETURNED}


def sections(review: AnnualReview) -> list[Section]:
    """The parts that this review has."""
    of_agreements = review.series.purpose == ReviewPurpose.AGREEMENTS
    return [part for part in Section if not of_agreements or part in OF_AGREEMENTS]


def languages_of(review: AnnualReview, section: str) -> list[str]:
    """In which languages a part is written, Vietnamese first; what is for our side alone in
    Vietnamese only.
    """
    codes = sorted(review.languages, key=lambda code: code != "vi")
    return ["vi"] if section in INTERNAL_ONLY else codes


def obstacles(review: AnnualReview, *, comments: int | None = None) -> list[str]:
    """Why the head cannot approve yet: parts that no review can do without, texts that are not
    there in one of its languages, and comments that nobody has settled.
    """
    written = {key for key, text in review.narrative.items() if has_text(text, "vi")}
    of_agreements = review.series.purpose == ReviewPurpose.AGREEMENTS
    needed = NEEDED_OF_AGREEMENTS if of_agreements else NEEDED
    lacking = [str(part.label) for part in needed if part.value not in written]
    found = [_("Not written yet: %(parts)s.") % {"parts": ", ".join(lacking)}] if lacking else []
    for language in review.languages[1:]:
        open_parts = [
            str(Section(key).label)
            for key in written
            if key not in INTERNAL_ONLY and not has_text(review.narrative[key], language)
        ]
        if open_parts:
            words = {"language": NAMES[language][0], "parts": ", ".join(sorted(open_parts))}
            found.append(_("No text in %(language)s yet: %(parts)s.") % words)
    count = review.comments.open().count() if comments is None else comments
    if count:
        said = ngettext(
            "%(count)s comment is not settled yet.",
            "%(count)s comments are not settled yet.",
            count,
        )
        found.append(said % {"count": count})
    return found


def unready(review: AnnualReview) -> list[str]:
    """Why it cannot be sent yet."""
    found = not_agreed(review)
    if review.one_text and review.meeting:
        found += _minutes_open(review.meeting)
    return found


def not_agreed(review: AnnualReview, languages: list[str] | None = None) -> list[str]:
    """Which printed texts are not agreed, language by language. A part nobody wrote prints as
    dotted lines and needs no agreement; nor does what only our own side reads.
    """
    found = []
    asked = languages or review.languages
    for language in asked if len(asked) > 1 else ():
        open_parts = [
            str(Section(key).label)
            for key, text in review.narrative.items()
            if key not in INTERNAL_ONLY
            and any(has_text(text, code) for code in text)
            and text.get(language, {}).get("state") != TextState.AGREED
        ]
        if open_parts:
            words = {"language": NAMES[language][0], "parts": ", ".join(open_parts)}
            found.append(_("Not agreed in %(language)s: %(parts)s.") % words)
    return found


def with_signatures(papers):
    """Papers of reviews, and of each whether its master is there and which sides have signed."""
    masters = SignedCopy.objects.masters().filter(paper=OuterRef("pk")).order_by()
    signed = PaperSignature.objects.standing().filter(paper=OuterRef("pk")).order_by("pk")
    return papers.annotate(
        has_master=Exists(masters), signed_sides=ArraySubquery(signed.values("side"))
    )


def may_have_more_papers(review: AnnualReview) -> bool:
    """Whether an order of a paper has anything left to make: drafts any time, each final paper
    once, and none of a review that was put away with what was signed.
    """
    if not review.is_issued or review.status == ReviewStatus.ARCHIVED:
        return not review.is_issued
    wanted = {(PaperKind.INTERNAL, PaperCopy.HOME)}
    if review.series.purpose != ReviewPurpose.AGREEMENTS:
        wanted |= {(PaperKind.JOINT, copy) for copy in PaperCopy}
    return bool(wanted - set(review.papers.filter(final=True).values_list("kind", "copy")))


def unsigned(review: AnnualReview, papers: Iterable[ReviewPaper] | None = None) -> list[str]:
    """What a review that was sent lacks before it can be put away: of its joint paper, or of the
    internal report where there is no joint one, the signed copy and who signed. `papers` are
    its papers `with_signatures`, if they are at hand.
    """
    if papers is None:
        papers = with_signatures(review.papers.defer("content"))
    final = [paper for paper in papers if paper.final]
    joint = [paper for paper in final if paper.kind == PaperKind.JOINT]
    if not final:
        return [_("No final paper was ordered yet.")]
    counted = joint or final
    if any(paper.has_master and not _open_sides(paper) for paper in counted):
        return []
    found = []
    best = max(counted, key=lambda paper: (paper.has_master, len(paper.signed_sides)))
    if not best.has_master:
        found.append(_("The signed copy is not there yet: bring it as the master of the paper."))
    if open_sides := _open_sides(best):
        found.append(_("Not recorded as signed yet: %(sides)s.") % {"sides": ", ".join(open_sides)})
    return found


def _open_sides(paper: ReviewPaper) -> list[str]:
    return [str(Side(side).label) for side in paper.sides if side not in paper.signed_sides]


def _minutes_open(meeting: Meeting) -> list[str]:
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and minutes.status not in NOT_YET_AGREED and minutes.outcome != Outcome.UNILATERAL:
        return []
    return [
        _(
            "The joint paper is the minutes of the meeting, and their text is not agreed with the "
            "other side yet."
        )
    ]


def meetings_of(series: ReviewSeries):
    """The meetings that a review of the series may begin and end with, the last first."""
    own = series.partnerships.values("pk")
    found = Meeting.objects.filter(partnerships__in=own)
    if series.unit_id:
        found = Meeting.objects.filter(unit=series.unit_id) | Meeting.objects.filter(
            partnerships__parties__unit=series.unit_id
        )
    return Meeting.objects.filter(pk__in=found.values("pk"))


def require_meeting(series: ReviewSeries, meeting: Meeting | None, *, one_text: bool) -> None:
    """Raises RuleViolation for a meeting of others, and for one text where there are no minutes
    of ours.
    """
    if series.purpose == ReviewPurpose.AGREEMENTS and (meeting or one_text):
        raise RuleViolation(_("The report on agreements has no meeting with the other side."))
    if meeting and not meetings_of(series).filter(pk=meeting.pk).exists():
        raise RuleViolation(_("This meeting is not one of what is reviewed. Choose another."))
    if not one_text:
        return
    if meeting is None:
        raise RuleViolation(_("Choose the meeting whose minutes the paper is."))
    if not Minutes.objects.filter(meeting=meeting, basis=Basis.MADE_HERE).exists():
        raise RuleViolation(
            _("This meeting has no minutes made here. Write them first, or leave the box empty.")
        )


def has_text(text: dict, language: str) -> bool:
    return bool(text.get(language, {}).get("text", "").strip())
