"""Countries, borders and units. What is there already, from a list of all places perhaps, is taken
as it stands and only gets the names it lacks.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from accounts.services import audit
from exchanges.demo import abroad, vietnam
from exchanges.demo.shapes import Entry, Place, demo_uuid
from exchanges.services.demo.loading import Loading
from partnerships.models import Border, Country, Unit, UnitSuccession
from partnerships.services import units


def load(loading: Loading) -> None:
    for facts in abroad.COUNTRIES:
        loading.once(f"country:{facts[0]}", _country, *facts)
    for facts in abroad.BORDERS:
        loading.once(f"border:{facts[0]}", _border, *facts)
    for place in (*vietnam.PLACES, *abroad.PLACES):
        loading.once(f"unit:{place.key}", _unit, place)
    for step in vietnam.SUCCESSIONS:
        loading.once(step.key, _succession, step)


def _country(loading: Loading, code: str, name: str, language: str, clock: str) -> Country:
    country, new = Country.objects.get_or_create(
        code=code,
        defaults={
            "uuid": demo_uuid(f"country:{code}"),
            "name": name,
            "paper_language": language,
            "time_zone": clock,
        },
    )
    if new:
        audit.record(action="country.recorded", target=country, by=loading.by)
    return country


def _border(loading: Loading, code: str, name: str, neighbour: str) -> Border:
    border, new = Border.objects.get_or_create(
        neighbour_id=neighbour,
        defaults={"uuid": demo_uuid(f"border:{code}"), "code": code, "name": name},
    )
    if new:
        audit.record(action="border.recorded", target=border, by=loading.by)
    return border


def _unit(loading: Loading, place: Place) -> Unit:
    above = [(loading.find(f"unit:{key}"), *days) for key, *days in place.above]
    known = _same_place(place, [parent for parent, *_days in above])
    if known:
        return _completed(loading, place, known)
    parent, since, until = above[0] if above else (None, None, None)
    unit = units.record(
        word=place.word,
        name=place.name,
        level=place.level,
        country=loading.find(f"country:{place.country}"),
        code=place.code,
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        parent=parent,
        parent_since=since,
        parent_until=until,
        names=place.names,
        sources=loading.sources(place.facts),
        uuid=demo_uuid(f"unit:{place.key}"),
        by=loading.by,
        **place.position,
    )
    for parent, since, until in above[1:]:
        units.belong(unit=unit, parent=parent, since=since, until=until, by=loading.by)
    return unit


def _same_place(place: Place, above: Iterable[Unit]) -> Unit | None:
    """The unit that has this code on a day of the place's own time, else this name below the same
    unit; a name with another code is another unit.
    """
    there = Unit.objects.existing(_day_of(place)).filter(country=place.country, level=place.level)
    if place.code and (found := there.filter(code=place.code).first()):
        return found
    named = there.filter(word=place.word, name=place.name, code__in={"", place.code})
    named = named.filter(parents__parent__in=above) if above else named.filter(parent=None)
    return named.first()


def _day_of(place: Place) -> date:
    last = place.valid_to and place.valid_to - timedelta(days=1)
    return place.valid_from or last or timezone.localdate()


def _completed(loading: Loading, place: Place, unit: Unit) -> Unit:
    there = set(unit.names.values_list("language", "text"))
    for language, text, *kind in place.names:
        if (language, text) not in there:
            units.call(
                unit=unit,
                language=language,
                text=text,
                by=loading.by,
                **({"kind": kind[0]} if kind else {}),
            )
    unit.sources.add(*loading.sources(place.facts))
    return unit


def _succession(loading: Loading, step: Entry) -> UnitSuccession:
    facts = loading.meant(step.values)
    ends = {name: facts[name] for name in ("predecessor", "successor")}
    known = UnitSuccession.objects.filter(**ends).first()
    return known or units.succeed(by=loading.by, **facts)
