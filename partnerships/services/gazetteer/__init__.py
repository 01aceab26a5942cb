"""All places of Vietnam before and since 1 July 2025, and those across its borders.

A place that is in the register already is completed and never changed; what is not there is
entered. So a second load finds everything, and the demonstration register may come before it or
after it.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from accounts.models import User
from accounts.services import audit
from core.many_rows import planned_for_full_tables
from partnerships.models import Unit
from partnerships.services import units
from partnerships.services.gazetteer import reading, states
from partnerships.services.gazetteer.entering import Entering
from partnerships.services.gazetteer.matching import Known, called_so, lacking

LOADED = "register.places_loaded"


@transaction.atomic
@planned_for_full_tables()
def load(
    *,
    by: User,
    places: Iterable[reading.Listed] | None = None,
    successions: Iterable[reading.Became] | None = None,
) -> dict[str, int]:
    """Enter the shipped lists, or those given, all of it or nothing; how many of each were written.

    Raises RuleViolation naming the row if a code is used again before its first unit ended, or a
    row names a unit that neither the lists nor the register know. A load that found everything
    there leaves no trace.
    """
    with connection.cursor() as cursor:  # two loads at once would write everything twice
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('list of places'))")
        # What waits for the end of the transaction is gone through again for each row of history.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    states.ensure(by=by)
    places = reading.units() if places is None else list(places)
    steps = reading.successions() if successions is None else list(successions)
    entering = Entering({row.country for row in (*places, *steps)})
    entering.enter(places)
    entering.follow(steps)
    counts = entering.write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    if counts:
        audit.record(action=LOADED, target=by, by=by, **counts)
    return counts


@transaction.atomic
def complete(*, unit: Unit, place, known: Known, above: Iterable[tuple], by: User) -> Unit:
    """What a place says of a unit that is there already and nobody knew yet: code, days, position,
    names, and in `above` what it belongs to, since when and until when.
    """
    if facts := lacking(unit, place):
        for name, value in facts.items():
            setattr(unit, name, value)
        unit.save(update_fields=list(facts))
        if "code" in facts:
            known.coded(unit)
        audit.record(action="unit.completed", target=unit, by=by, facts=sorted(facts))
    there = set(unit.names.values_list("language", "text"))
    for language, text, kind in called_so(unit, place):
        if (language, text) not in there:
            units.call(unit=unit, language=language, text=text, kind=kind, by=by)
    for parent, since, until in above:
        if not known.belonging(unit, since, until):
            known.put(units.belong(unit=unit, parent=parent, since=since, until=until, by=by))
    return unit
