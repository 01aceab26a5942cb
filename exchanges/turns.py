"""Of a tie: who hosted so far, who hosts next and why, and which meeting was out of turn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from core.fields import PartialDate, earliest
from exchanges import alternation
from exchanges.choices import MeetingStatus
from exchanges.models import Meeting
from partnerships.choices import Side
from partnerships.models import Cadence, Partnership


@dataclass(frozen=True)
class Held(alternation.Hosted):
    """A meeting of the tie, as far as the turn of the hosts asks."""

    uuid: UUID | None = None
    day: PartialDate = field(default_factory=PartialDate)


@dataclass(frozen=True)
class Turn:
    """The hosts of a tie, oldest first. Meetings whose day nobody knows have no place in it."""

    tie: Partnership
    rule: str
    held: tuple[Held, ...]

    @property
    def next_host(self) -> str:
        return alternation.next_host([one.host for one in self.held], self.rule)

    @property
    def last(self) -> Held | None:
        """The latest meeting whose host is known."""
        return next((one for one in reversed(self.held) if one.host), None)

    @property
    def next_words(self) -> str:
        return Side(self.next_host).label if self.next_host else _("not known yet")

    @property
    def why(self) -> str:
        """What the next host is worked out of, or why it is not."""
        if self.rule in alternation.ALWAYS:
            return _("The cadence of the tie says so.")
        if self.last is None:
            return _("No meeting is recorded whose host is known.")
        gaps = {"side": Side(self.last.host).label, "day": self.last.day}
        if self.next_host:
            return _("Last host: %(side)s (%(day)s).") % gaps
        return _("Last host: %(side)s (%(day)s). Nothing tells yet that they take turns.") % gaps

    def breaks(self) -> dict[UUID, Held]:
        return {one.uuid: one for one in alternation.breaks(self.held, self.rule)}

    def before(self, meeting: Meeting) -> "Turn":
        """As it stood when that meeting came: without it and what came after it."""
        found = [one.uuid for one in self.held]
        until = found.index(meeting.uuid) if meeting.uuid in found else len(found)
        return Turn(self.tie, self.rule, self.held[:until])


def of_ties(ties: Iterable[Partnership], on: date) -> list[Turn]:
    """The turns of these ties by the cadences that stand on a day. Two queries for all."""
    ties = list(ties)
    rules: dict[int, set[str]] = {}
    standing = Cadence.objects.filter(
        Q(ends=None) | Q(ends__gt=on), partnership__in=ties, recommended=False
    ).exclude(host_rule="")
    for tie, rule in standing.values_list("partnership", "host_rule"):
        rules.setdefault(tie, set()).add(rule)
    hosts: dict[int, list[Held]] = {}
    bound = Meeting.partnerships.through.objects.filter(
        partnership__in=ties,
        meeting__status=MeetingStatus.HELD,
        meeting__held_days__isnull=False,
    ).order_by(earliest("meeting__held", descending=False), "meeting")
    asked = ("host", "host_reason", "uuid", "held_days", "held_words")  # of hundreds, no more
    rows = bound.values_list("partnership", *(f"meeting__{name}" for name in asked))
    for tie, host, reason, uuid, days, words in rows:
        held = Held(host, reason, uuid, PartialDate(days, words))
        hosts.setdefault(tie, []).append(held)
    return [
        Turn(tie, alternation.one_rule(rules.get(tie.pk, ())), tuple(hosts.get(tie.pk, ())))
        for tie in ties
    ]


def due(turns: Iterable[Turn]) -> Turn | None:
    """The turn that says who hosts, where all the ties that meet say the same side."""
    telling = [one for one in turns if one.next_host]
    return telling[0] if len({one.next_host for one in telling}) == 1 else None
