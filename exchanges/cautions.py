"""What an office should know before it fixes a meeting: shown as a warning, never refused."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from exchanges import feasts
from exchanges.choices import MeetingStatus
from exchanges.models.meeting import TO_COME, Meeting
from exchanges.turns import Turn
from partnerships.choices import Side
from partnerships.models import PartnershipParty


def closed_offices(meeting: Meeting, parties: Iterable[PartnershipParty]) -> list[str]:
    """The planned day is a holiday of one of the sides."""
    if meeting.status not in TO_COME or meeting.planned is None:
        return []
    countries = {one.who.country.pk: one.who.country for one in parties}
    return [
        _("%(day)s is a holiday in %(country)s: %(feast)s.")
        % {
            "day": f"{meeting.planned:%d/%m/%Y}",
            "country": countries[feast.country].name,
            "feast": feast,
        }
        for feast in feasts.on(meeting.planned, countries)
    ]


def out_of_turn(meeting: Meeting, turn: Turn) -> bool:
    """The host is not the side whose turn it was when this meeting came. Of a meeting that took
    place, that is a break of the turn; where nothing tells the turn, nothing is said.
    """
    if meeting.status == MeetingStatus.HELD:
        return meeting.uuid in turn.breaks()
    expected = turn.next_host
    return bool(meeting.host and expected and meeting.host != expected)


def broken_turns(meeting: Meeting, turns: Iterable[Turn]) -> list[str]:
    """A sentence for each tie whose turn the host breaks."""
    if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
        return []
    return [
        _("Out of turn for %(tie)s: the host is the %(side)s. %(reason)s")
        % {
            "tie": one.tie,
            "side": Side(meeting.host).label,
            "reason": meeting.host_reason or _("Reason not given."),
        }
        for one in turns
        if out_of_turn(meeting, one)
    ]
