"""The shape of the minutes that a review is one text with, as its figures keep them."""

from reports.figures.schema_parts import (
    NAME,
    NAMES,
    PARTIAL,
    SAID,
    SIDE,
    TEXT,
    WORD,
    YES,
    maybe,
    of,
    rows,
    the,
)

PERSON = of(name=the("name"), post=NAME)
DELEGATE = of(name=the("name"), post=NAME, role=TEXT, party=NAME)
SIDE_OF = of(country=TEXT, parties=NAMES)
MEETING = of(
    "heads",
    kind=TEXT,
    title=TEXT,
    is_held=YES,
    date=PARTIAL,
    starts=WORD,
    ends=WORD,
    place=NAME,
    marker=WORD,
    on_line=YES,
    host=SIDE,
    host_name=NAME,
    years=rows(maybe({"type": "integer"})),
    heads={"type": "object", "additionalProperties": PERSON},
)
MINUTES = of(
    sides=of(home=SIDE_OF, counterpart=SIDE_OF),
    meeting=MEETING,
    delegations=of(home=rows(DELEGATE), counterpart=rows(DELEGATE)),
    agenda=rows(of(text=SAID, starts=WORD)),
    status=WORD,
    outcome=WORD,
    items=rows(of(kind=TEXT, side=SIDE, text=SAID)),
    agreed_items=rows(of(what=SAID, owner=WORD, parties=NAMES, due=PARTIAL)),
    taken_up=rows(of(what=SAID, from_meeting=PARTIAL, status=TEXT, text=SAID)),
    next_host=SIDE,
    own_items=rows(the("uuid")),
    taken_up_items=rows(the("uuid")),
)
