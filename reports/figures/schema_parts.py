"""The words the schema of a review's figures is written in, and its smaller shapes."""

UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


def the(name: str) -> dict:
    return {"$ref": f"#/$defs/{name}"}


def maybe(shape: dict) -> dict:
    return {"anyOf": [shape, {"type": "null"}]}


def rows(shape: dict) -> dict:
    return {"type": "array", "items": shape}


def of(*optional: str, **parts: dict) -> dict:
    """An object with just these parts; those named first may be absent."""
    return {
        "type": "object",
        "properties": parts,
        "required": [name for name in parts if name not in optional],
        "additionalProperties": False,
    }


def record(*optional: str, **parts: dict) -> dict:
    return of(*optional, id=the("uuid"), model=the("model"), **parts)


TEXT, WORD, NUMBER, YES = {"type": "string"}, maybe({"type": "string"}), the("number"), the("yes")
COUNT = {"type": "integer", "minimum": 0}
DAY, PARTIAL, SAID, NAME, NAMES = (
    the("day"),
    maybe(the("partial")),
    maybe(the("text")),
    maybe(the("name")),
    rows(the("name")),
)
AMOUNT, SOURCE, SIDE = maybe(the("amount")), rows(the("source")), maybe(the("side"))
NEVER = {"type": "null"}

SMALL = {
    "uuid": {"type": "string", "pattern": UUID},
    "model": {"type": "string", "pattern": r"^[a-z]+\.[a-z]+$"},
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "number": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    "yes": {"type": "boolean"},
    "side": {"enum": ["home", "counterpart"]},
    # A date known in part: `until` is the first day after it.
    "partial": of(**{"from": maybe(DAY), "until": maybe(DAY), "words": TEXT}),
    "period": of(**{"from": DAY, "until": DAY}),
    "text": {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": {"text": TEXT, "state": TEXT, "rev": {"type": "integer"}},
            "required": ["text", "state"],
        },
    },
    # A place, body or person: the word of its level, and the name in each language.
    "name": {
        "type": "object",
        "properties": {
            "level": TEXT,
            "vi": TEXT,
            "in": the("name"),
            "formerly": rows(of(until=DAY, name=the("name"))),
        },
        "required": ["level", "vi"],
        "additionalProperties": TEXT,
    },
    "amount": of(
        number=maybe(NUMBER),
        unit=TEXT,
        bound={"enum": ["exact", "under", "over", "about"]},
        estimate=YES,
        words=TEXT,
    ),
    "source": of(key=TEXT, paragraph=maybe({"type": ["integer", "string"]})),
    # What was said exactly, "gần", "trên" and "khoảng", and the sum of the figures stated.
    "total": of(
        "of",
        "direction",
        unit=TEXT,
        exact=maybe(NUMBER),
        under=maybe(NUMBER),
        over=maybe(NUMBER),
        about=maybe(NUMBER),
        sum=NUMBER,
        of={"anyOf": [the("name"), {"const": "all"}]},
        direction=TEXT,
    ),
}
ONES = {
    "memorandum": record(
        "ties",
        "status",
        title=SAID,
        signed=PARTIAL,
        place=SAID,
        effective=PARTIAL,
        until=PARTIAL,
        parties=NAMES,
        renews=YES,
        basis=TEXT,
        source=SOURCE,
        ties=rows(TEXT),  # titles of the ties it binds; in the report on agreements
        status=TEXT,
    ),
    "instalment": of(
        id=maybe(the("uuid")),  # none where nobody wrote the rows and they are reckoned
        model=the("model"),
        receiver=NAME,
        period=PARTIAL,
        amount=AMOUNT,
        status={"enum": ["expected", "part", "met", "over", "missed", "released"]},
        given=rows(the("amount")),
    ),
    "delivery": record(when=PARTIAL, amount=AMOUNT, what=SAID, receiver=NAME, source=SOURCE),
    "commitment": record(
        giver=rows(NAME),
        receiver=NAMES,
        form=TEXT,
        what=SAID,
        amount=AMOUNT,
        **{"from": PARTIAL},
        until=PARTIAL,
        interval_months=maybe(COUNT),
        delivered=rows(the("delivery")),  # surely in the period
        delivered_undated=rows(the("delivery")),  # perhaps in it: outside every total
        delivered_before=rows(the("total")),  # what was given before the period, per currency
        instalments=rows(the("instalment")),
        status=TEXT,
        source=SOURCE,
    ),
    "gift": record(
        title=SAID,
        givers=NAMES,
        receivers=NAMES,
        direction={"enum": ["outbound", "inbound", "other"]},
        amount=AMOUNT,
        quantities=rows(the("amount")),
        result=SAID,
        when=PARTIAL,
        status=TEXT,
        source=SOURCE,
    ),
    "incident": record(
        kind=SAID,  # its title
        sort=TEXT,  # the code of its kind
        sort_words=the("text"),
        when=PARTIAL,
        undated=YES,  # not surely in the period: in no count
        marker=WORD,
        place=NAME,
        status=TEXT,
        outcome=SAID,
        source=SOURCE,
    ),
    # `outcome` is the state of those incidents: reported, verified, raised, settled, closed.
    "incident_count": of(kind=TEXT, words=the("text"), outcome=TEXT, count=COUNT),
    "agreed_item": record(
        what=SAID,
        owner=WORD,
        party=NAME,
        due=PARTIAL,
        from_meeting=PARTIAL,
        carried=YES,  # agreed before the period
        course=rows(  # what later meetings found of it, the earliest first
            of(id=the("uuid"), model=the("model"), when=PARTIAL, status=TEXT, said=SAID)
        ),
        status={"enum": ["open", "in_hand", "done", "dropped"]},
        closed=PARTIAL,
        source=SOURCE,
    ),
    "turn": of(
        rule=TEXT,
        sequence=rows(record(when=PARTIAL, side=maybe(the("side")), reason=TEXT, **{"break": YES})),
        next=SIDE,
    ),
    "due": record(  # a due day of that cadence
        cadence=SAID,
        due=DAY,
        met=PARTIAL,
        met_by=maybe(the("uuid")),
        state={"enum": ["held", "early", "due", "missed"]},
    ),
    "computed": of(measure=TEXT, unit=TEXT, bound=WORD, before=AMOUNT, now=AMOUNT),
}
