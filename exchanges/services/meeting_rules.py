"""What every write to a meeting asks first, each refused at its field."""

from datetime import date

from django.utils.translation import gettext as _

from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from core.together import once
from exchanges.choices import MINUTES_SIGNED
from exchanges.models import Meeting, Minutes
from partnerships.choices import Side
from partnerships.models import Partnership, PartnershipParty


def not_signed(meeting: Meeting) -> None:
    """What signed minutes made here open with stays; a signature that comes now waits."""
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if minutes and minutes.basis == Basis.MADE_HERE and minutes.status in MINUTES_SIGNED:
        raise RuleViolation(_("The minutes are signed: the meeting stays as they say."))


def reasoned(reason: str, words: str) -> None:
    if not reason.strip():
        raise RuleViolation(words, "reason")


def past_day(held: PartialDate, today: date) -> None:
    if not held.is_full:
        raise RuleViolation(_("Give the day on which the meeting was held."), "held")
    if held.days.lower > today:
        raise RuleViolation(_("A meeting that was held lies in the past."), "held")


def somebodys(meeting: Meeting, ties: list[Partnership]) -> None:
    if not ties and meeting.unit is None:
        words = _("Name a tie or a unit, or nobody will find the meeting.")
        raise RuleViolation(words, "other_ties")


def host_is_of(meeting: Meeting, ties: list[Partnership], *, named: bool = True) -> None:
    """The host party belongs to a tie that met, and is the only one of its side if left out.

    One that nobody named in this change (`named`) gives way where it does not fit any longer.
    """
    party = meeting.host_party
    fits = party is not None and party.partnership in ties and party.side == meeting.host
    if party is not None and not fits and not named:
        party = meeting.host_party = None
    if party is None and meeting.host and len(ties) == 1:
        day, of_side = meeting.day, _of_side(ties[0], meeting.host)
        standing = [one for one in of_side if day is None or one.stood(day)]
        meeting.host_party = standing[0] if len(standing) == 1 else None
        return
    if party and not fits:
        words = _("The host is a party of the ties that met, on the side that hosts.")
        raise RuleViolation(words, "host_party")


def _of_side(tie: Partnership, side: Side) -> list[PartnershipParty]:
    rows = PartnershipParty.objects.filter(partnership=tie, side=side)
    return once(("parties", tie.pk, side), rows.select_related("unit", "organisation").all)


def cadence_is_of(meeting: Meeting, ties: list[Partnership]) -> None:
    """A meeting answers a cadence of a tie that meets, or of its unit."""
    cadence = meeting.cadence
    if cadence is None:
        return
    if cadence.partnership in ties or (cadence.unit_id and cadence.unit_id == meeting.unit_id):
        return
    raise RuleViolation(_("The cadence is one of the ties that meet, or of the unit."), "cadence")


def marker_lies_between(meeting: Meeting, ties: list[Partnership]) -> None:
    """Two sides that meet at a marker meet at one of the border between them."""
    marker = meeting.place_marker
    if marker is None:
        return
    parties = PartnershipParty.objects.filter(partnership__in=ties, side=Side.COUNTERPART)
    named = parties.values_list("unit__country", "organisation__country")
    across = {code for pair in named for code in pair if code}
    if across and marker.border.neighbour_id not in across:
        words = _("This marker stands on the %(border)s, and the sides that meet lie on another.")
        raise RuleViolation(words % {"border": marker.border}, "place_marker")
