from datetime import date
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Badge, Words
from core.basis import Basis
from core.fields import earliest
from core.lists import NONE_YET, Column
from partnerships import badges
from partnerships.choices import Level, PartnershipKind, PartnershipStatus

LANGUAGES = {
    "vi": _("Vietnamese"),
    "lo": _("Lao"),
    "zh": _("Chinese"),
    "km": _("Khmer"),
    "en": _("English"),
}


def present(parties: list[dict]) -> list[dict]:
    """Who is in the tie; of a side that all have left, the one who left last."""
    return [party for party in parties if not party["left"]] or parties[-1:]


def side(parties: list[dict]) -> tuple:
    pieces = []
    for number, party in enumerate(present(parties)):
        pieces += [", "] if number else []
        pieces.append(party["name"])
        own = party["own_name"] or (party["other_names"] or {}).get(party["language"])
        if own:
            pieces.append(Words(own, party["language"]))
    return tuple(pieces)


def provinces(home: list[dict], counterpart: list[dict]) -> str:
    ends = [
        "/".join(dict.fromkeys(filter(None, (party["province"] for party in present(parties)))))
        for parties in (home, counterpart)
    ]
    return " – ".join(filter(None, ends))


def status(value, home: list[dict], counterpart: list[dict], suspension: dict | None) -> Badge:
    begun = badges.begun(**suspension) if suspension else ""
    return badges.of_tie(
        PartnershipStatus(value),
        home=any(party["standing"] for party in home),
        counterpart=any(party["standing"] for party in counterpart),
        since=begun,
    )


def since(days, words: str) -> str:
    first, after = (days.lower, days.upper) if days else (None, None)
    return badges.begun(words=words, first=first, after=after)


def text(found: dict | None):
    """The term of the text that runs longest, and whether it had run out on the day asked for."""
    if found is None:
        return None
    if not found["term"]:
        return found["words"] or Words(_("term not stated"), quiet=True)
    first, until = (found[end] and date.fromisoformat(found[end]) for end in ("since", "until"))
    last = until.year - ((until.month, until.day) == (1, 1)) if until else "…"
    words = found["words"] or f"{first.year if first else '…'}–{last}"
    return (words, Badge(gettext("expired"), "clock", "warn")) if found["gone"] else words


PARTNERSHIPS = (
    Column("home", _("Home side"), ("home",), show=side, order="title", missing=NONE_YET),
    Column("counterpart", _("Counterpart side"), ("counterpart",), show=side, missing=NONE_YET),
    Column("level", _("Level"), ("level",), lambda v: Level(v).label, "level", "short"),
    Column("kind", _("Kind"), ("kind",), lambda v: PartnershipKind(v).label, kind="short"),
    Column(
        "provinces", _("Province – province"), ("home", "counterpart"), show=provinces, kind="short"
    ),
    Column(
        "since",
        _("Since"),
        ("established_days", "established_words"),
        show=since,
        order=partial(earliest, "established"),
        kind="short",
    ),
    Column("text", _("Text"), ("text",), show=text, missing=NONE_YET, kind="short"),
    Column(
        "status",
        _("Status"),
        ("status", "home", "counterpart", "suspension"),
        show=status,
        order="status",
    ),
    Column(
        "languages",
        _("Languages of papers"),
        ("paper_languages",),
        show=lambda codes: ", ".join(str(LANGUAGES.get(code, code)) for code in codes),
        hidden=True,
    ),
    Column("tie", _("Tie"), ("title",), order="title", hidden=True),
    Column("code", _("Code"), ("code",), order="code", kind="short", hidden=True),
    Column("fields", _("Fields of work"), ("fields_of_work",), hidden=True),
    Column("basis", _("Basis"), ("basis",), lambda v: Basis(v).label, hidden=True),
)
