"""A range of border for tests of the strip: a province of ours with its districts, one across."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.fields import Amount
from partnerships.choices import Level, Side
from partnerships.models import Border, PartnershipParty, Unit
from partnerships.strip.building import built
from partnerships.strip.lines import Line
from partnerships.strip.parts import Strip
from tests.factories import (
    BorderFactory,
    BorderProfileFactory,
    PartnershipFactory,
    UnitFactory,
)

ON = date(2024, 6, 1)
NORTH_TO_SOUTH = (("Mường Lát", "20.49"), ("Quan Hóa", "20.48"), ("Quan Sơn", "20.21"))


@dataclass
class Range:
    border: Border
    home: Unit
    other: Unit
    districts: list[Unit]
    counties: list[Unit]

    @property
    def line(self) -> Line:
        return Line(self.border, self.home, self.other)

    def strip(self, user, on=ON, **more) -> Strip:
        return built(self.line, user, on, **more)

    def village(self, number=0, **more) -> Unit:
        commune = UnitFactory(level=Level.COMMUNE, parent=self.districts[number], word="xã")
        return UnitFactory(parent=commune, **more)

    def tie(self, number=0, across=0, level=Level.VILLAGE, **more):
        """A tie of a village in one of our districts with one in one of theirs."""
        if level == Level.DISTRICT:
            ours, theirs = self.districts[number], self.counties[across]
        else:
            ours = self.village(number)
            theirs = UnitFactory(country__code="LA", parent=self.counties[across])
        tie = PartnershipFactory(home__unit=ours, level=level, **more)
        PartnershipParty.objects.filter(partnership=tie, side=Side.COUNTERPART).delete()
        PartnershipParty.objects.create(partnership=tie, side=Side.COUNTERPART, unit=theirs)
        return tie


def a_range() -> Range:
    """Thanh Hóa with three districts in order of latitude, Hủa Phăn with two it faces."""
    home = UnitFactory(name="Thanh Hóa", word="tỉnh", level=Level.PROVINCE)
    other = UnitFactory(name="Hủa Phăn", word="tỉnh", level=Level.PROVINCE, country__code="LA")
    districts = [
        UnitFactory(
            name=name,
            word="huyện",
            level=Level.DISTRICT,
            parent=home,
            latitude=Decimal(latitude),
            longitude=Decimal("104.5"),
        )
        for name, latitude in reversed(NORTH_TO_SOUTH)
    ][::-1]
    counties = [
        UnitFactory(name=name, word="huyện", level=Level.DISTRICT, parent=other, country__code="LA")
        for name in ("Sầm Tớ", "Viêng Xay")
    ]
    border = BorderFactory()
    whole = BorderProfileFactory(border=border, unit=home, length=Amount(Decimal(192), "km"))
    whole.border_districts.set(districts)
    whole.faces.set(counties)
    BorderProfileFactory(border=border, unit=districts[2], length=Amount(Decimal(64), "km"))
    return Range(border, home, other, districts, counties)
