"""After a meeting was entered: what the office should know of its day and of its host."""

from django.contrib import messages
from django.utils import timezone

from exchanges import cautions, turns
from exchanges.models import Meeting
from exchanges.views.parts import parties_of


def warn(request, meeting: Meeting) -> None:
    """One message for each doubt. Nothing is refused for any of them."""
    ties = list(meeting.partnerships.visible_to(request.user))
    known = turns.of_ties(ties, meeting.day or timezone.localdate())
    for words in (
        *cautions.closed_offices(meeting, parties_of(ties)),
        *cautions.broken_turns(meeting, known),
    ):
        messages.warning(request, words)
