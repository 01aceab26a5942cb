"""How far a review is: its steps in words, with who did them and when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import NAMES, TextState
from core.templatetags.kn import short_date
from reports.choices import INTERNAL_ONLY, ISSUED, ReviewStatus, Section
from reports.models import AnnualReview, ReviewPaper
from reports.services.review_state import languages_of

STEPS = (
    (ReviewStatus.DRAFT, gettext_lazy("Draft"), "review.drafted"),
    (ReviewStatus.FROZEN, gettext_lazy("Figures frozen"), "review.frozen"),
    (ReviewStatus.APPROVED, gettext_lazy("Approved"), "review.approved"),
    (ReviewStatus.SENT, gettext_lazy("Sent"), "review.sent"),
)
PUT_AWAY = (ReviewStatus.ARCHIVED, gettext_lazy("Archived"), "review.archived")
ORDER = [status for status, _label, _action in (*STEPS, PUT_AWAY)]


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    icon: str = "ring"
    done: bool = False
    current: bool = False


def track(review: AnnualReview, papers: list[ReviewPaper], happened: list[dict]) -> list[Step]:
    reached = ORDER.index(ReviewStatus(review.status))
    steps = [_step(place, reached, happened) for place in range(len(STEPS))]
    return [*steps, _papers(papers), _step(len(STEPS), reached, happened)]


def _step(place: int, reached: int, happened: list[dict]) -> Step:
    status, label, action = (*STEPS, PUT_AWAY)[place]
    event = last(happened, action)
    ends_here = status in ISSUED  # nothing is left to do on what is sent but to archive it
    done = place < reached or (place == reached and ends_here)
    note = short_date(event["at"]) if event and place <= reached else _("not yet")
    icon = "tick" if done else "half" if place == reached else "ring"
    return Step(str(label), note, icon, done, place == reached)


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


def written_parts(review: AnnualReview, *, also: set[str] = frozenset()) -> list[dict]:
    """The parts of the narrative that are written, in the order of the paper; `also` those asked
    for by name.
    """
    return [
        {
            "key": section.value,
            "label": section.label,
            "internal": section in INTERNAL_ONLY,
            "texts": [_text(review, section, code) for code in languages_of(review, section)],
        }
        for section in Section
        if section.value in also or _is_written(review, section)
    ]


def _is_written(review: AnnualReview, section: Section) -> bool:
    return any(text.get("text") for text in review.narrative.get(section.value, {}).values())


def _text(review: AnnualReview, section: Section, code: str) -> dict:
    entry = review.narrative.get(section.value, {}).get(code, {})
    return {
        "code": code,
        "name": NAMES[code][0],
        "text": entry.get("text", ""),
        "state": TextState(entry.get("state", TextState.MISSING)).label,
    }
