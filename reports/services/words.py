"""The narrative of a review translated by Word: taken out, and what came back written in."""

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from reports.models import AnnualReview
from reports.services import annual_reviews


@transaction.atomic
def hand_out(*, review: AnnualReview, language: str, by: User) -> None:
    """Somebody took the text out of the house to have it translated."""
    audit.record(action="review.word_out", target=review, by=by, language=language)


@transaction.atomic
def take_back(
    *, review: AnnualReview, changes: dict[str, dict], language: str, by: User
) -> AnnualReview:
    """Write what came back, {section: changes by language}; raises what `write` raises."""
    review = annual_reviews.write(review=review, changes=changes, by=by)
    audit.record(
        action="review.word_in", target=review, by=by, language=language, lines=len(changes)
    )
    return review
