"""Every write to ReviewComment: what officer and head remark to each other on a review."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.errors import RuleViolation
from reports.choices import Section
from reports.models import AnnualReview, ReviewComment
from reports.told import TOLD


@transaction.atomic
def write(
    *, review: AnnualReview, text: str, by: User, section: str = "", uuid: UUID | None = None
) -> ReviewComment:
    """Remark on a part of a review, or on the whole of it; it stands open until it is settled.

    Raises RuleViolation for an empty comment, and once the review was sent.
    """
    # The lock makes a comment and the approval wait for each other.
    review = AnnualReview.objects.select_for_update().get(pk=review.pk)
    if review.is_issued:
        raise RuleViolation(_("The review was sent: only a new edition can change it now."))
    if not text.strip():
        raise RuleViolation(_("Write the comment."))
    comment = ReviewComment.objects.create(
        uuid=uuid or uuid4(),
        review=review,
        section=Section(section).value if section else "",
        text=text.strip(),
        written_by=by,
    )
    event = audit.record(action="review.commented", target=review, by=by, section=section)
    notices.tell_of(event=event, table=TOLD, target=review, by=by)
    return comment


@transaction.atomic
def settle(*, comment: ReviewComment, by: User) -> ReviewComment:
    """What was remarked is dealt with: whoever wrote it says so, or whoever answered it."""
    comment = ReviewComment.objects.select_for_update().get(pk=comment.pk)
    if comment.settled_at:
        raise RuleViolation(_("This comment is settled already."))
    comment.settled_by, comment.settled_at = by, timezone.now()
    comment.save(update_fields=["settled_by", "settled_at"])
    review = comment.review
    audit.record(action="review.comment_settled", target=review, by=by, section=comment.section)
    return comment
