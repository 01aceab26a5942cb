"""All places of Vietnam before and since 1 July 2025, and those across its borders.

A place that is in the register already is completed and never changed; what is not there is
entered. So a second load finds everything, and the demonstration register may come before it or
after it.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from accounts.models import User
from accounts.services import audit
from partnerships.models import Unit
from partnerships.services import units
from partnerships.services.gazetteer import reading, states
from partnerships.services.gazetteer.entering import Entering
from partnerships.services.gazetteer.matching import Known, called_so, lacking

LOADED = "register.places_loaded"
FOR_MANY_ROWS = (
    # The triggers of each row keep the plan of the first ones: of an empty table, which they would
    # then read from end to end for each of 15,000 rows.
    "SET LOCAL enable_seqscan = off",
    "SET LOCAL jit = off",  # compiling the recount of the reach takes longer than running it
    # A session that has worked on small tables keeps the plans of those.
    "DISCARD PLANS",
    # What waits for the end of the transaction is gone through again for each row of history.
    "SET CONSTRAINTS ALL IMMEDIATE",
)
AS_BEFORE = (
    "SET LOCAL enable_seqscan = DEFAULT; SET LOCAL jit = DEFAULT; SET CONSTRAINTS ALL DEFERRED;"
    " DISCARD PLANS"
)


@transaction.atomic
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
        for setting in FOR_MANY_ROWS:
            cursor.execute(setting)
    states.ensure(by=by)
    places = reading.units() if places is None else list(places)
    steps = reading.successions() if successions is None else list(successions)
    entering = Entering({row.country for row in (*places, *steps)})
    entering.enter(places)
    entering.follow(steps)
    counts = entering.write()
    with connection.cursor() as cursor:
        cursor.execute(AS_BEFORE)
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
