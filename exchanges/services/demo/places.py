"""Countries, borders and units. A place that is there already, from the list of all places perhaps,
is completed with what the articles say of it and never changed.
"""

from accounts.services import audit
from exchanges.demo import abroad, vietnam
from exchanges.demo.shapes import Entry, Place, demo_uuid
from exchanges.services.demo.loading import Loading
from partnerships.models import Border, Country, Unit, UnitSuccession
from partnerships.services import gazetteer, units
from partnerships.services.gazetteer import states
from partnerships.services.gazetteer.matching import Known

PLACES = (*vietnam.PLACES, *abroad.PLACES)


def load(loading: Loading) -> None:
    for facts in abroad.COUNTRIES:
        loading.once(f"country:{facts[0]}", _country, *facts)
    for facts in states.BORDERS:
        loading.once(f"border:{facts[0]}", _border, *facts)
    new = [place for place in PLACES if f"unit:{place.key}" not in loading.known]
    known = Known({place.country for place in new})
    for place in new:
        loading.once(f"unit:{place.key}", _unit, place, known)
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


def _unit(loading: Loading, place: Place, known: Known) -> Unit:
    above = [(loading.find(f"unit:{key}"), *days) for key, *days in place.above]
    unit = known.find(place, [parent for parent, *_days in above])
    if unit:
        gazetteer.complete(unit=unit, place=place, known=known, above=above, by=loading.by)
        unit.sources.add(*loading.sources(place.facts))
        return unit
    unit = units.record(
        word=place.word,
        name=place.name,
        level=place.level,
        country=loading.find(f"country:{place.country}"),
        code=place.code,
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        names=place.names,
        sources=loading.sources(place.facts),
        uuid=demo_uuid(f"unit:{place.key}"),
        by=loading.by,
        **place.position,
    )
    known.add(unit)
    for parent, since, until in above:
        known.put(units.belong(unit=unit, parent=parent, since=since, until=until, by=loading.by))
    return unit


def _succession(loading: Loading, step: Entry) -> UnitSuccession:
    facts = loading.meant(step.values)
    ends = {name: facts[name] for name in ("predecessor", "successor")}
    known = UnitSuccession.objects.filter(**ends).first()
    return known or units.succeed(by=loading.by, **facts)
