"""The minutes that a review is one text with: frozen with its figures, so that the hash at the foot
covers what the meeting said, and a later edit of the minutes does not change a paper.
"""

from exchanges.choices import Outcome
from reports.figures.books import Books
from reports.models import AnnualReview


def minutes(review: AnnualReview) -> dict:
    """{"minutes": …}, or nothing where the joint paper and the minutes are two papers. What our
    side recorded alone is no text of both.
    """
    from reports.contents import minutes as of_a_meeting  # contents import this package
    from reports.contents.meeting import on_day

    if not (review.one_text and review.meeting_id):
        return {}
    met = of_a_meeting.meetings().get(pk=review.meeting_id)
    found = getattr(met, "minutes", None)
    if found and found.outcome == Outcome.UNILATERAL:
        return {}
    books = Books(on=on_day(met, review.last_day))
    said = of_a_meeting.of_minutes(met, books)
    said |= {
        "next_host": of_a_meeting.following_host(met, books.on),
        # Rows of the review that the minutes print themselves.
        "own_items": [str(one.uuid) for one in met.agreed_items.all()],
        "taken_up_items": [str(one.item.uuid) for one in met.taken_up.all()],
    }
    del said["cut_off"]
    books.fill()
    return {"minutes": said}
