"""Every write to AnnualReview: drafted, written in, frozen, approved or returned, sent."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.errors import RuleViolation
from core.languages import NAMES, merged
from core.workflow import require_transition
from exchanges.models import Meeting
from partnerships.choices import Side
from reports import figures
from reports.choices import INTERNAL_ONLY, REVIEW_TRANSITIONS, ReviewStatus, Section
from reports.models import AnnualReview, ReviewSeries
from reports.services import paper_signatures, review_state
from reports.services.review_state import has_text, obstacles, unready
from reports.told import TOLD


@transaction.atomic
def draft(
    *,
    series: ReviewSeries,
    period: DateRange,
    languages: list[str],
    by: User,
    meeting: Meeting | None = None,
    one_text: bool = False,
    uuid: UUID | None = None,
) -> AnnualReview:
    """Open the first edition of a period, or the next one once the last has been sent.

    `period` is half-open. Raises RuleViolation for a period without both days, for languages
    that no paper has, for a meeting of others, and while the edition before has not been sent.
    """
    _require_period(period)
    _require_languages(languages)
    review_state.require_meeting(series, meeting, one_text=one_text)
    ReviewSeries.objects.select_for_update().get(pk=series.pk)  # one edition number each
    latest = _latest(series, period)
    if latest and not latest.is_issued:
        raise RuleViolation(_("The edition before it has not been sent yet."))
    review = AnnualReview.objects.create(
        uuid=uuid or uuid4(),
        series=series,
        period=period,
        edition=latest.edition + 1 if latest else 1,
        languages=languages,
        meeting=meeting or (latest.meeting if latest else None),
        one_text=one_text or bool(latest and not meeting and latest.one_text),
        narrative=latest.narrative if latest else {},
        drafted_by=by if by.pk else None,
    )
    review.figures = figures.collect(review)
    review.save(update_fields=["figures"])
    audit.record(action="review.drafted", target=review, by=by, edition=review.edition)
    return review


@transaction.atomic
def find_or_draft(
    *, series: ReviewSeries, period: DateRange, languages: list[str], by: User
) -> AnnualReview:
    """The review of that period that has not been sent yet; opened if there is none."""
    ReviewSeries.objects.select_for_update().get(pk=series.pk)
    latest = _latest(series, period)
    if latest and not latest.is_issued:
        return latest
    return draft(series=series, period=period, languages=languages, by=by)


@transaction.atomic
def next_edition(*, review: AnnualReview, by: User) -> AnnualReview:
    """Open the edition that corrects a review which was sent; it starts with the same texts."""
    return draft(series=review.series, period=review.period, languages=review.languages, by=by)


@transaction.atomic
def change(
    *,
    review: AnnualReview,
    languages: list[str],
    meeting: Meeting | None,
    one_text: bool,
    by: User,
) -> AnnualReview:
    """Put right what a draft was prepared with: its languages, its meeting, whether the joint
    paper is the minutes of that meeting. Raises RuleViolation if texts would lose their language.
    """
    _require_languages(languages)
    review = AnnualReview.objects.select_for_update().select_related("series").get(pk=review.pk)
    if review.status != ReviewStatus.DRAFT:
        raise RuleViolation(_("Only a draft can be changed. Return it first."))
    review_state.require_meeting(review.series, meeting, one_text=one_text)
    for code in set(review.languages) - set(languages):
        if any(has_text(text, code) for text in review.narrative.values()):
            words = {"language": NAMES[code][0]}
            raise RuleViolation(
                _("There are texts in %(language)s. Empty them before you change it.") % words
            )
    review.languages, review.meeting, review.one_text = languages, meeting, one_text
    review.save(update_fields=["languages", "meeting", "one_text"])
    audit.record(
        action="review.changed",
        target=review,
        by=by,
        languages=languages,
        meeting=str(meeting.uuid) if meeting else None,
        one_text=one_text,
    )
    return review


@transaction.atomic
def write(*, review: AnnualReview, changes: dict[str, dict[str, dict]], by: User) -> AnnualReview:
    """Keep what was written: {section: changes by language}; see core.languages.merged.

    Raises RuleViolation unless it is a draft, and if somebody else wrote that text since.
    """
    review = AnnualReview.objects.select_for_update().get(pk=review.pk)
    if review.status != ReviewStatus.DRAFT:
        raise RuleViolation(_("Only a draft can be written in."))
    for section, written in changes.items():
        key = Section(section).value
        if key in INTERNAL_ONLY and set(written) - {"vi"}:
            raise RuleViolation(_("This part is for our side alone: it is in Vietnamese."))
        if set(written) - set(review.languages):
            raise RuleViolation(_("The review is not written in this language."))
        try:
            review.narrative[key] = merged(review.narrative.get(key, {}), written)
        except RuleViolation as refused:
            words = {"section": Section(key).label, "refused": refused}
            raise RuleViolation(_("%(section)s: %(refused)s") % words) from None
    review.save(update_fields=["narrative"])
    written = sorted(f"{section}:{code}" for section, own in changes.items() for code in own)
    audit.record(action="review.written", target=review, by=by, texts=written)
    return review


@transaction.atomic
def collect(*, review: AnnualReview, by: User) -> AnnualReview:
    """Take the figures of a draft from the register as it stands now, to look at them."""
    review = AnnualReview.objects.select_for_update().select_related("series").get(pk=review.pk)
    if review.status != ReviewStatus.DRAFT:
        raise RuleViolation(_("The figures of this review are frozen."))
    review.figures = figures.collect(review)
    review.save(update_fields=["figures"])
    audit.record(action="review.collected", target=review, by=by)
    return review


@transaction.atomic
def freeze(*, review: AnnualReview, on: date, by: User) -> AnnualReview:
    """Fix the figures of the period and the texts as they are on that day, the cut-off."""

    def take(review):
        if on < review.period.lower:
            raise RuleViolation(_("The period has not begun yet."))
        review.figures = figures.checked(figures.collect(review, on=on))
        review.cut_off = on
        review.figures_hash = figures.digest(review.figures, review.narrative)

    return _move(review, ReviewStatus.FROZEN, "review.frozen", by, before=take)


@transaction.atomic
def approve(*, review: AnnualReview, by: User) -> AnnualReview:
    """The head finds figures and text right.

    Raises RuleViolation while something stands in the way (`obstacles`), and for the person who
    drafted it.
    """

    def check(review):
        if by.pk and review.drafted_by_id == by.pk:
            raise RuleViolation(_("Somebody else approves what you drafted."))
        for reason in obstacles(review):
            raise RuleViolation(reason)

    return _move(review, ReviewStatus.APPROVED, "review.approved", by, before=check)


@transaction.atomic
def return_to_draft(*, review: AnnualReview, reason: str, by: User) -> AnnualReview:
    """Open a review again that has not been sent; the edition stays the same."""
    if not reason.strip():
        raise RuleViolation(_("Say why it is returned."))

    def keep(review):
        review.reason = reason.strip()[:500]

    return _move(review, ReviewStatus.DRAFT, "review.returned", by, reason=reason, before=keep)


@transaction.atomic
def send(*, review: AnnualReview, on: date, by: User) -> AnnualReview:
    """Issue the review on that day; from now on its papers are final. Raises RuleViolation while a
    printed text is not agreed in one of its languages, or the minutes that are its joint paper.
    """

    def check(review):
        for reason in unready(review):
            raise RuleViolation(reason)
        review.issued_on = on

    return _move(review, ReviewStatus.SENT, "review.sent", by, before=check)


@transaction.atomic
def archive(*, review: AnnualReview, by: User) -> AnnualReview:
    """Put a review away that came back signed: its signed copy is there, and who signed.

    Raises RuleViolation, which says what is lacking of that (`unsigned`).
    """

    def check(review):
        for reason in review_state.unsigned(review):
            raise RuleViolation(reason)
        paper_signatures.put_away_minutes(review, by)

    return _move(review, ReviewStatus.ARCHIVED, "review.archived", by, before=check)


def usual_languages(series: ReviewSeries) -> list[str]:
    """Vietnamese and the language of the ties' papers; else that of the counterpart's state."""
    return ["vi", *spoken_across(series.partnerships)[:1]]


def spoken_across(ties) -> list[str]:
    """The languages of the ties' papers beside Vietnamese, then those of the other side's states,
    each once.
    """
    ties = list(ties.prefetch_related("parties__unit__country").order_by("code"))
    agreed = [code for tie in ties for code in tie.paper_languages if code != "vi"]
    spoken = [
        party.unit.country.paper_language
        for tie in ties
        for party in tie.parties.all()
        if party.unit and party.side == Side.COUNTERPART
    ]
    return list(dict.fromkeys(code for code in (*agreed, *spoken) if code in NAMES))


@transaction.atomic
def _move(
    review: AnnualReview,
    target: ReviewStatus,
    action: str,
    by: User,
    *,
    reason: str = "",
    before: Callable[[AnnualReview], None] = lambda review: None,
) -> AnnualReview:
    # Lock first, then check: two people clicking at once must not both succeed.
    review = AnnualReview.objects.select_for_update().get(pk=review.pk)
    require_transition(REVIEW_TRANSITIONS, current=ReviewStatus(review.status), target=target)
    before(review)
    review.status = target
    kept = ["status", "figures", "figures_hash", "cut_off", "reason", "issued_on"]
    review.save(update_fields=kept)
    event = audit.record(action=action, target=review, by=by, reason=reason)
    notices.tell_of(event=event, table=TOLD, target=review, by=by)
    return review


def _latest(series: ReviewSeries, period: DateRange) -> AnnualReview | None:
    return AnnualReview.objects.filter(series=series, period=period).order_by("edition").last()


def _require_period(period: DateRange) -> None:
    if not (period and period.lower and period.upper):
        raise RuleViolation(_("A period has a first and a last day."))
    if period.lower >= period.upper:
        raise RuleViolation(_("The last day of a period comes after its first."))


def _require_languages(languages: list[str]) -> None:
    known = set(languages) <= set(NAMES) and len(set(languages)) == len(languages)
    if not known or "vi" not in languages or len(languages) > 2:
        raise RuleViolation(_("A review is in Vietnamese and at most one other language."))
