"""Who may take over from a unit that ended: what the law names, and what lies on its land today."""

from dataclasses import dataclass, field
from datetime import date

from partnerships.choices import HOME_COUNTRY, Level
from partnerships.models import Organisation, Unit
from partnerships.work.found import VILLAGES

FARTHEST = 4  # steps up to the province, and reforms on the way to today


@dataclass(frozen=True)
class Offer:
    """The choices of a form: the province by Decree 177/2025, units on the land of the old one."""

    province: Unit | None = None
    land: list[Unit] = field(default_factory=list)
    succeeds: bool = False  # the units on its land succeeded the unit itself

    @classmethod
    def of(cls, ended: Unit | Organisation, on: date) -> "Offer":
        if isinstance(ended, Organisation):
            return cls()
        district = ended.country_id == HOME_COUNTRY and ended.level == Level.DISTRICT
        own = list(_today(on).filter(precessions__predecessor=ended).distinct())
        return cls(
            province=province_today(ended, on) if district else None,
            land=own or below_today(ended, on),
            succeeds=bool(own),
        )

    @property
    def first(self) -> str:
        """What is chosen to begin with: what the law says, else the only successor."""
        if self.province:
            return "province"
        return "land" if len(self.land) == 1 else ""


def _today(on: date):
    return Unit.objects.kept().existing(on).exclude(level__in=VILLAGES).order_by("name", "pk")


def below_today(unit: Unit, on: date) -> list[Unit]:
    """The units of today that succeeded those below it; or stood below it and still are."""
    succeeded = _today(on).filter(precessions__predecessor__parents__parent=unit)
    staying = _today(on).filter(parents__parent=unit)
    return list(succeeded.distinct().union(staying.distinct()).order_by("name"))


def province_today(unit: Unit, on: date) -> Unit | None:
    """The province above a unit, or what became of that province by the day."""
    way = "__".join(["parent"] * FARTHEST)
    found = Unit.objects.select_related(way).get(pk=unit.pk)
    while found and found.level != Level.PROVINCE:
        found = found.parent
    for _reform in range(FARTHEST):
        if found is None or found.exists_on(on):
            return found
        step = found.successions.filter(successor__isnull=False).select_related("successor").first()
        found = step and step.successor
    return None
