"""How far a review is: its steps in words, with who did them and when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import NAMES, TextState
from core.templatetags.kn import short_date
from reports.choices import ReviewStatus, Section
from reports.models import AnnualReview, ReviewPaper

STEPS = (
    (ReviewStatus.DRAFT, gettext_lazy("Draft"), "review.drafted"),
    (ReviewStatus.FROZEN, gettext_lazy("Figures frozen"), "review.frozen"),
    (ReviewStatus.APPROVED, gettext_lazy("Approved"), "review.approved"),
    (ReviewStatus.SENT, gettext_lazy("Sent"), "review.sent"),
)
ORDER = [ReviewStatus.DRAFT, ReviewStatus.FROZEN, ReviewStatus.APPROVED, ReviewStatus.SENT]


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    icon: str = "ring"
    done: bool = False
    current: bool = False


def track(review: AnnualReview, papers: list[ReviewPaper], happened: list[dict]) -> list[Step]:
    status = ReviewStatus(review.status)
    reached = len(ORDER) - 1 if status == ReviewStatus.ARCHIVED else ORDER.index(status)
    steps = []
    for place, (_status, label, action) in enumerate(STEPS):
        event = last(happened, action)
        done = place < reached or (place == reached == len(ORDER) - 1)
        note = f"{short_date(event['at'])}" if event and place <= reached else _("not yet")
        icon = "tick" if done else "half" if place == reached else "ring"
        steps.append(Step(str(label), note, icon, done, place == reached))
    return [*steps, _papers(papers)]


def _papers(papers: list[ReviewPaper]) -> Step:
    """How many papers are made; the final ones count once the review is sent."""
    built = [paper for paper in papers if paper.is_built]
    final = [paper for paper in built if paper.final]
    if final:
        return Step(_("Final papers"), str(len(final)), "tick", done=True)
    note = _("%(count)s drafts") % {"count": len(built)} if built else _("none yet")
    return Step(_("Printed papers"), note, "half" if built else "ring")


def last(happened: list[dict], *actions: str) -> dict | None:
    return next((one for one in reversed(happened) if one["action"] in actions), None)


def written_parts(review: AnnualReview) -> list[dict]:
    """The parts of the narrative that are written, in the order of the paper."""
    return [
        {
            "label": section.label,
            "texts": [_text(review, section, code) for code in review.languages],
        }
        for section in Section
        if any(text.get("text") for text in review.narrative.get(section.value, {}).values())
    ]


def _text(review: AnnualReview, section: Section, code: str) -> dict:
    entry = review.narrative.get(section.value, {}).get(code, {})
    return {
        "code": code,
        "name": NAMES[code][0],
        "text": entry.get("text", ""),
        "state": TextState(entry.get("state", TextState.MISSING)).label,
    }
