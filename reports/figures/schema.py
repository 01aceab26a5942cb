"""The shape of what a review freezes, as a JSON Schema with a number. Papers print by it, so its
number rises with every change; what was frozen under an earlier one is printed as it is.

Every record carries `id`, its uuid, and `model`, its kind ("exchanges.meeting"): by these a later
look finds it again. What is reckoned and is no record has neither.
"""

from functools import cache

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from reports.figures.schema_minutes import MINUTES
from reports.figures.schema_parts import (
    AMOUNT,
    COUNT,
    DAY,
    NAME,
    NAMES,
    NEVER,
    NUMBER,
    ONES,
    PARTIAL,
    SAID,
    SIDE,
    SMALL,
    SOURCE,
    TEXT,
    WORD,
    YES,
    maybe,
    of,
    record,
    rows,
    the,
)

VERSION = 2
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def check(known: dict) -> dict:
    """The figures as they came, if they have the shape of their schema.

    Raises RuleViolation naming the place where they differ. Those of the first schema, frozen
    before there was one, are as they are.
    """
    if known.get("schema", 1) == 1:
        return known
    fault = next(_validator().iter_errors(known), None)
    if fault is not None:
        place = {"place": fault.json_path, "version": VERSION}
        raise RuleViolation(
            _(
                "The figures do not have the shape that papers print (schema %(version)s, at "
                "%(place)s). Nothing was frozen: tell the administrator."
            )
            % place
        )
    return known


@cache
def _validator():
    from jsonschema import Draft202012Validator  # slow to load, and only asked when freezing

    return Draft202012Validator(SCHEMA)


# The whole

DUES = {"due": COUNT, "held": COUNT, "early": COUNT, "to_come": COUNT, "missed": COUNT}
AID = of(rows=rows(the("gift")), totals=rows(the("total")))
EVENT = record(kind=TEXT, when=PARTIAL, until=PARTIAL, reason=SAID, source=SOURCE)
MEETING = of(
    *["id", "model", "kind", "when", "place", "year_reviewed", "year_planned", "outcome", "source"],
    id=the("uuid"),
    model=the("model"),
    which={"enum": ["held", "previous", "next"]},
    kind=the("text"),
    when=PARTIAL,
    place={"anyOf": [the("name"), the("text"), NEVER]},
    host=SIDE,
    host_name=NAME,
    year_reviewed=maybe(COUNT),
    year_planned=maybe(COUNT),
    outcome=WORD,
    source=SOURCE,
)
STATED = record("held", "source", amount=AMOUNT, when=PARTIAL, held=YES, source=SOURCE)
FIGURE = of(  # what others published beside what the register counts
    *["label", "not_computed"],
    measure=WORD,
    label=SAID,
    subject=rows(NAME),
    unit=TEXT,
    computed=AMOUNT,
    not_computed=YES,
    stated=rows(STATED),
)
FACT = record(
    "source", section=TEXT, text=SAID, when=PARTIAL, undated=YES, side=SIDE, source=SOURCE
)
TWINNING = record(
    home=NAME, counterpart=NAME, since=PARTIAL, level=TEXT, status=TEXT, source=SOURCE
)
LEG = record(when=PARTIAL, from_marker=WORD, to_marker=WORD, people=maybe(COUNT), findings=SAID)
COUNTED = of(  # figures of one measure; of "something else" by what was counted
    measure=TEXT,
    words=the("text"),
    unit=TEXT,
    exact=maybe(NUMBER),
    under=maybe(NUMBER),
    over=maybe(NUMBER),
    about=maybe(NUMBER),
    sum=NUMBER,
)
ACTIVITY = record(kind=TEXT, title=SAID, when=PARTIAL, place=SAID, source=SOURCE)
PLANNED_LINE = of(id=the("uuid"), model=the("model"), what=SAID, amount=AMOUNT)
PLAN = of(  # what comes in the next period, as long as this one
    period=the("period"),
    # Due by a cadence (`model` partnerships.cadence, with `planned` if a meeting is planned for
    # it), or planned without one (exchanges.meeting, `due` is null).
    meetings=rows(record(what=SAID, due=maybe(DAY), planned=maybe(DAY))),
    agreed_items=rows(record(what=SAID, owner=WORD, party=NAME, due=PARTIAL)),
    instalments=rows(
        of(
            id=maybe(the("uuid")),
            model=the("model"),
            what=SAID,
            giver=rows(NAME),
            receiver=NAMES,
            period=PARTIAL,
            amount=AMOUNT,
        )
    ),
    expiring=rows(the("memorandum")),
    year_plans=rows(
        record(
            unit=NAME,
            year=COUNT,
            direction=TEXT,
            note=SAID,
            lines=rows(PLANNED_LINE),
            totals=rows(the("total")),
        )
    ),
)
AGREEMENTS = of(
    **{
        group: rows(the("memorandum"))
        for group in ("signed", "in_force", "expiring", "ended", "in_clearance")
    }
)
COUNTS = of(**{name: COUNT for name in ("open", "in_hand", "done", "dropped", "carried")})
TIE = of(
    *["id", "model", "code", "title", "kind", "level", "since", "events"],
    id=the("uuid"),
    model=the("model"),
    code=TEXT,
    title=SAID,
    kind=TEXT,
    level=TEXT,
    since=PARTIAL,
    events=rows(EVENT),
)
SIGNING = of(  # the meeting that opens and ends with the paper; empty if there is none
    *["id", "model", "date", "place", "host", "heads", "interpreters", "starts"],
    id=the("uuid"),
    model=the("model"),
    date=PARTIAL,
    place={"anyOf": [the("name"), the("text"), NEVER]},
    host=SIDE,
    heads={"type": "object", "additionalProperties": of(name=the("name"), post=SAID)},
    interpreters=NAMES,
    starts=TEXT,
)
PARTY = of(
    "countries", country=TEXT, countries=rows(TEXT), parties=rows(NAME), vacant_since=maybe(DAY)
)
WHOLE = of(
    *["patrols", "minutes"],
    schema={"const": VERSION},
    # What is printed of the review itself, so that the hash covers it.
    review=of(
        code=TEXT,
        purpose={"enum": ["review", "agreements"]},
        edition=COUNT,
        period=the("period"),
        cut_off=DAY,
        languages=rows(TEXT),
    ),
    title=NEVER,
    sides=of(home=PARTY, counterpart=PARTY),
    tie=TIE,
    memoranda=rows(the("memorandum")),
    commitments=rows(the("commitment")),
    meeting=SIGNING,
    meetings=rows(MEETING),
    meetings_due=of(  # by cadences that are kept and not only recommended
        **DUES, rows=rows(the("due")), by_cadence=rows(record(cadence=SAID, **DUES))
    ),
    hosts=of(  # of one tie; of several `by_tie`, and nothing above it
        rule=TEXT,
        sequence=ONES["turn"]["properties"]["sequence"],
        next=SIDE,
        by_tie=rows(record(tie=SAID, turn=the("turn"))),
    ),
    agreed_items=rows(the("agreed_item")),
    agreed_counts=COUNTS,
    incidents=rows(the("incident")),
    incident_counts=rows(the("incident_count")),
    sensitive=of(  # of the internal report alone
        incidents=rows(the("incident")), incident_counts=rows(the("incident_count"))
    ),
    aid=AID,
    aid_undated=AID,
    aid_totals=rows(the("total")),  # of the period, by direction and currency
    activities=of(  # of the period by kind; those without a sure day apart
        rows=rows(of(kind=TEXT, words=the("text"), count=COUNT, figures=rows(COUNTED))),
        undated=rows(ACTIVITY),
    ),
    patrols=of(count=COUNT, people=maybe(COUNT), legs=rows(LEG)),
    twinnings=rows(TWINNING),
    figures=rows(FIGURE),
    facts=rows(FACT),
    # With the period before, as long as this one. Aid has a row for each direction, currency and
    # bound (exact, under, over, about) and one for the sum of the figures stated (sum).
    comparison=maybe(of(period=the("period"), rows=rows(the("computed")))),
    plan=PLAN,
    agreements=maybe(AGREEMENTS),
    minutes=MINUTES,  # where the joint paper is the minutes of its meeting
    gaps=rows(the("text")),
    places=rows(record(name=the("name"))),  # everything named above, once
    sources=rows(record(key=TEXT, title=TEXT, publisher=WORD, published=PARTIAL)),
)
SCHEMA = {"$schema": DIALECT, "$id": f"review-figures-{VERSION}", "$defs": SMALL | ONES} | WHOLE
