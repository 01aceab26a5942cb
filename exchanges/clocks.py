"""The time of day on both sides of the border: clocks in China are an hour ahead of ours."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from partnerships.models import Country

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def over_there(moment: time, day: date, time_zone: str) -> time:
    """What the clocks of a time zone show at a Vietnamese time of that day."""
    here = datetime.combine(day, moment, HERE)
    return here.astimezone(ZoneInfo(time_zone)).time()


def elsewhere(
    moment: time | None, day: date | None, countries: Iterable[Country]
) -> list[tuple[Country, time]]:
    """The same moment in those of the countries whose clocks differ from ours, each once."""
    if moment is None or day is None:
        return []
    once = {country.pk: country for country in countries}.values()
    shown = [(country, over_there(moment, day, country.time_zone)) for country in once]
    return [pair for pair in shown if pair[1] != moment]
