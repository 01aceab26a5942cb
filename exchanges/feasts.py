"""Public holidays and feasts on both sides of the border, day by day.

The days come from the library `holidays` (Vietnam, Laos, China, Cambodia) and from the days that
an administrator moved. Nothing is worked out before it is asked for; a year of a country is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.choices import Festival
from partnerships.models import DayOff

COUNTRIES = {  # whose days are known
    "VN": _("Vietnam"),
    "LA": _("Laos"),
    "CN": _("China"),
    "KH": _("Cambodia"),
}
SUBSTITUTED = "Day off (substituted from "
INSTEAD = (" (observed)", " (in lieu)", " (observed, estimated)")
ESTIMATED = " (estimated)"
# The library's English names, in our words. A name that is not here is shown as the library has it.
NAMES = {
    # Vietnam
    "New Year's Day": _("New Year's Day"),
    "29 of Lunar New Year": _("29th of the last lunar month"),
    "Lunar New Year's Eve": _("Eve of Tết"),
    "Lunar New Year": _("Tết Nguyên Đán"),
    "Second Day of Lunar New Year": _("Second day of Tết"),
    "Third Day of Lunar New Year": _("Third day of Tết"),
    "Fourth Day of Lunar New Year": _("Fourth day of Tết"),
    "Fifth Day of Lunar New Year": _("Fifth day of Tết"),
    "Sixth Day of Lunar New Year": _("Sixth day of Tết"),
    "Hung Kings' Commemoration Day": _("Hùng Kings' commemoration day"),
    "Liberation Day/Reunification Day": _("Day of victory (30 April)"),
    "International Labor Day": _("International labour day"),
    "National Day": _("National day"),
    "Vietnam Cultural Day": _("Day of Vietnamese culture"),
    # Laos
    "International Women's Rights Day": _("International women's day"),
    "International Children's Day": _("International children's day"),
    "Lao New Year's Day": _("Bunpimay, the Lao new year"),
    "Lao New Year's Day (Special)": _("Bunpimay, the Lao new year"),
    "Lao National Day": _("National day of Laos"),
    # China
    "Chinese New Year's Eve": _("Eve of the Spring Festival"),
    "Chinese New Year (Spring Festival)": _("Spring Festival"),
    "Chinese New Year Extended Holiday": _("Spring Festival"),
    "Tomb-Sweeping Day": _("Qingming, the day of the tombs"),
    "Labor Day": _("International labour day"),
    "Dragon Boat Festival": _("Dragon Boat feast"),
    "Mid-Autumn Festival": _("Mid-Autumn feast"),
    # Cambodia
    "International New Year Day": _("New Year's Day"),
    "Day of Victory over the Genocidal Regime": _("Day of victory over the genocidal regime"),
    "Khmer New Year's Day": _("Khmer new year"),
    "Khmer New Year's Replacement Holiday": _("Day off for the Khmer new year"),
    "International Human Rights Day": _("International human rights day"),
    "Paris Peace Agreement's Day": _("Day of the Paris peace agreement"),
    "Meak Bochea Day": _("Meak Bochea"),
    "National Day of Remembrance": _("Day of remembrance"),
    "Special Public Holiday": _("Special public holiday"),
    "Visaka Bochea Day": _("Visak Bochea"),
    "Royal Ploughing Ceremony": _("Royal ploughing ceremony"),
    "HM King Norodom Sihamoni's Birthday": _("Birthday of the King of Cambodia"),
    "HM Queen Norodom Monineath Sihanouk the Queen-Mother's Birthday": _(
        "Birthday of the Queen Mother of Cambodia"
    ),
    "Constitution Day": _("Constitution day"),
    "Pchum Ben Day": _("Pchum Ben"),
    "HM King Norodom Sihanouk Mourning Day": _("Day of mourning for King Norodom Sihanouk"),
    "HM King Norodom Sihamoni's Coronation Day": _("Coronation day of the King of Cambodia"),
    "Water Festival": _("Water festival"),
    "National Independence Day": _("Independence day"),
    "Peace Day in Cambodia": _("Peace day in Cambodia"),
}
# A feast that a cadence counts from: the country and the library's name of it; else its fixed day.
FEASTS = {
    Festival.TET: ("VN", "Lunar New Year"),
    Festival.HUNG_KINGS: ("VN", "Hung Kings' Commemoration Day"),
    Festival.LAO_NEW_YEAR: ("LA", "Lao New Year's Day"),
    Festival.QINGMING: ("CN", "Tomb-Sweeping Day"),
    Festival.MID_AUTUMN: ("CN", "Mid-Autumn Festival"),
    Festival.KHMER_NEW_YEAR: ("KH", "Khmer New Year's Day"),
}
FIXED = {
    Festival.VIETNAM_DAY: (9, 2),
    Festival.LAOS_DAY: (12, 2),
    Festival.CHINA_DAY: (10, 1),
}


@dataclass(frozen=True)
class Feast:
    """A day on which the offices of a country are closed, and what it is called."""

    day: date
    country: str  # code of the country
    name: str | Promise  # in the language of the interface when it is shown
    instead: bool = False  # a day off given for another day: the feast itself is on that one

    @property
    def state(self) -> str:
        """Whose day it is, by name."""
        return str(COUNTRIES[self.country])

    def __str__(self):
        if not self.instead:
            return str(self.name)
        return gettext("%(feast)s (day off instead)") % {"feast": self.name}


@lru_cache(maxsize=256)
def _of_year(country: str, year: int) -> tuple[tuple[date, str], ...]:
    """Each day and name that the library knows; a day with two feasts comes twice."""
    days = holidays.country_holidays(country, years=year, expand=False, language="en_US")
    return tuple(
        (day, name.strip()) for day, names in sorted(days.items()) for name in names.split(";")
    )


def _feast(day: date, country: str, name: str) -> Feast:
    if name.startswith(SUBSTITUTED):
        return Feast(day, country, _("Day off for a day that is worked"))
    bare = name.removesuffix(ESTIMATED)
    for ending in INSTEAD:
        if bare.endswith(ending):
            bare = bare.removesuffix(ending)
            return Feast(day, country, NAMES.get(bare, bare), instead=True)
    return Feast(day, country, NAMES.get(bare, bare))


def between(start: date, end: date, countries: Iterable[str]) -> list[Feast]:
    """The holidays of these countries from `start` to `end`, both included, by day: one query.

    A day that an administrator moved counts as moved: one that is worked is left out, one that is
    off is added.
    """
    wanted = [code for code in dict.fromkeys(countries) if code in COUNTRIES]
    rows = DayOff.objects.filter(country__in=wanted, day__range=(start, end))
    moved = {(row.country_id, row.day): row for row in rows}
    found = [
        _feast(day, country, name)
        for country in wanted
        for year in range(start.year, end.year + 1)
        for day, name in _of_year(country, year)
        if start <= day <= end and (country, day) not in moved
    ]
    found += [Feast(row.day, row.country_id, row.words) for row in rows if not row.works]
    return sorted(found, key=lambda feast: (feast.day, wanted.index(feast.country)))


def on(day: date, countries: Iterable[str]) -> list[Feast]:
    """What these countries celebrate on a day: a meeting on it finds the offices closed."""
    return between(day, day, countries)


@lru_cache(maxsize=512)
def date_of(festival: str, year: int) -> date | None:
    """The first day of a feast in a year; None where no calendar tells it."""
    if festival in FIXED:
        return date(year, *FIXED[festival])
    if festival not in FEASTS:
        return None
    country, name = FEASTS[festival]
    return next((day for day, one in _of_year(country, year) if one == name), None)
