"""The work list as its page shows it: one group per place or body that ended."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships import decree_177
from partnerships.choices import HOME_COUNTRY, Level, SuccessionKind
from partnerships.work import found

CLEAR = {SuccessionKind.KEPT, SuccessionKind.RENAMED, SuccessionKind.MERGED}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Successor:
    uuid: str
    name: str
    kind: str
    gone: str | None = None

    @property
    def how(self) -> str:
        return str(SuccessionKind(self.kind).label)


@dataclass(frozen=True)
class Who:
    """A unit or organisation that ended, and who succeeded it on that day."""

    uuid: str
    name: str
    level: str
    country: str
    ended: date
    province: str
    successors: tuple[Successor, ...] = ()
    is_unit: bool = True

    @classmethod
    def read(cls, facts: dict, *, is_unit: bool = True) -> "Who":
        successors = tuple(Successor(**one) for one in facts["successors"] or ())
        known = facts | {"ended": day(facts["ended"]), "successors": successors}
        return cls(**known, is_unit=is_unit)

    @property
    def url(self) -> str:
        kind = "unit" if self.is_unit else "organisation"
        return reverse(f"partnerships:{kind}-detail", args=[self.uuid])

    @property
    def clear(self) -> Successor | None:
        """The one successor of a unit that was kept, renamed or merged: nobody need choose."""
        if len(self.successors) != 1:
            return None
        only = self.successors[0]
        return only if only.kind in CLEAR and only.gone is None else None

    @property
    def happened(self) -> str:
        if len(self.successors) > 1:
            units = ", ".join(one.name for one in self.successors)
            return _("divided between %(units)s") % {"units": units}
        if self.successors:
            said = {"how": self.successors[0].how.lower(), "unit": self.successors[0].name}
            return _("%(how)s: %(unit)s") % said
        if self.is_unit and self.level == Level.DISTRICT and self.country == HOME_COUNTRY:
            return _("the district level was abolished")
        return _("ended; no successor is recorded")


@dataclass(frozen=True)
class SideWork:
    """A party that ended in its tie. The side is vacant, or others still fill it."""

    who: Who
    party: str
    tie: str
    title: str
    side: str
    vacant: bool
    across: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"side:{self.party}"

    @property
    def url(self) -> str:
        return reverse("partnerships:partnership-detail", args=[self.tie])


@dataclass(frozen=True)
class PlaceWork:
    """A village or cluster whose commune ended."""

    who: Who  # the commune
    uuid: str
    name: str
    ties: int

    @property
    def key(self) -> str:
        return f"place:{self.uuid}"

    @property
    def title(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("partnerships:unit-detail", args=[self.uuid])


@dataclass(frozen=True)
class TextWork:
    """An agreement of a unit that ended: it passes on, or only its names are amended."""

    who: Who
    uuid: str
    title: str
    words: str
    until: date | None

    @property
    def names_only(self) -> bool:
        return self.who.level == Level.PROVINCE

    def expired(self, on: date) -> bool:
        return self.until is not None and self.until <= on

    @property
    def url(self) -> str:
        return reverse("partnerships:memorandum-detail", args=[self.uuid])

    @property
    def form(self) -> str:
        name = "amend-names" if self.names_only else "pass-on"
        return reverse(f"partnerships:memorandum-{name}", args=[self.uuid])

    @property
    def is_of_a_district(self) -> bool:
        return self.who.level == Level.DISTRICT


@dataclass
class Group:
    """What one form decides: the ties of a unit that ended, or a village to be placed."""

    name: str
    province: str
    happened: str
    url: str
    uuid: str
    ties: int = 0
    works: list[SideWork | PlaceWork] = field(default_factory=list)


class WorkList:
    """Everything that waits within a user's reach on a day, perhaps of one province only."""

    def __init__(self, user, on: date, province: str = ""):
        self.on, self.province = on, province
        self._sides, self._places, self._texts, self.decided = [], [], {}, 0
        for kind, facts in found.everything(user, on):
            getattr(self, f"_read_{kind}")(facts)

    def _read_side(self, facts: dict) -> None:
        who = Who.read(facts.pop("unit"), is_unit=facts.pop("is_unit"))
        self._sides.append(SideWork(who, **facts | {"across": tuple(facts["across"])}))

    def _read_place(self, facts: dict) -> None:
        who = Who.read(facts["unit"])
        self._places.append(PlaceWork(who, facts["uuid"], facts["name"], facts["ties"] or 0))

    def _read_text(self, facts: dict) -> None:
        who = Who.read(facts.pop("unit"))
        work = TextWork(who, **facts | {"until": day(facts["until"])})
        if not (work.names_only and work.expired(self.on)):
            self._texts.setdefault((work.uuid, who.uuid), work)

    def _read_decided(self, facts: dict) -> None:
        self.decided = facts["number"]

    @cached_property
    def provinces(self) -> list[str]:
        every = [*self._sides, *self._places, *self._texts.values()]
        return sorted({work.who.province for work in every} - {""})

    def _chosen(self, works) -> list:
        return [w for w in works if not self.province or w.who.province == self.province]

    @cached_property
    def waiting(self) -> list[Group]:
        """Not clear: somebody has to say who takes over, or where a village belongs."""
        groups: dict[str, Group] = {}
        for work in self._chosen(self._sides):
            if not work.who.clear:
                self._group(groups, work)
        found_groups = sorted(groups.values(), key=lambda one: (one.province, one.name))
        return found_groups + [
            _group_of_place(work) for work in self._chosen(self._places) if not work.who.clear
        ]

    @staticmethod
    def _group(groups: dict[str, Group], work: SideWork) -> None:
        who = work.who
        kind = "unit" if who.is_unit else "organisation"
        url = reverse(f"partnerships:{kind}-decide", args=[who.uuid])
        group = groups.setdefault(
            who.uuid, Group(who.name, who.province, who.happened, url, who.uuid)
        )
        group.works.append(work)
        group.ties += 1

    @cached_property
    def clear(self) -> list[SideWork | PlaceWork]:
        """One successor each: recorded together, after a look at what will change."""
        works = [w for w in self._chosen([*self._sides, *self._places]) if w.who.clear]
        return sorted(works, key=lambda work: (work.who.province, work.who.name))

    @cached_property
    def texts(self) -> list[TextWork]:
        return sorted(self._chosen(self._texts.values()), key=lambda t: (t.who.province, t.title))

    @property
    def ties_waiting(self) -> int:
        ties = {work.tie for group in self.waiting for work in group.works if hasattr(work, "tie")}
        return len(ties) + sum(g.ties for g in self.waiting if isinstance(g.works[0], PlaceWork))

    @property
    def days_left(self) -> int:
        return decree_177.days_left(self.on)

    @property
    def asks_opinions(self) -> bool:
        """The days of name-only amendments are over."""
        return not decree_177.allows_names_only(self.on)


def _group_of_place(work: PlaceWork) -> Group:
    commune, successors = work.who.name, work.who.successors
    words = f"{commune}: {work.who.happened}"
    if len(successors) > 1:
        words = _("%(commune)s was divided between %(units)s: place it by hand") % {
            "commune": commune,
            "units": ", ".join(one.name for one in successors),
        }
    url = reverse("partnerships:unit-place", args=[work.uuid])
    return Group(work.name, work.who.province, words, url, work.uuid, work.ties, [work])
