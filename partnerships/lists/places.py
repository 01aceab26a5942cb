from datetime import date
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Badge, Words
from core.fields import Amount, PartialDate, earliest
from core.lists import NONE_YET, NOT_STATED, Column
from partnerships.choices import Level, OrganisationKind


def day(value):
    return value and f"{value:%d/%m/%Y}"


def called(word: str | None, name: str | None) -> str:
    return f"{word or ''} {name or ''}".strip()


def own_name(text: str | None, language: str):
    if language == "vi":
        return Words(_("as it stands"), quiet=True)
    return Words(text, language) if text else None


def gone(value: date | None) -> Badge | None:
    """A place or organisation that is no more, or will be from a day on."""
    if value is None:
        return None
    words = gettext("no more since %(date)s") % {"date": f"{value:%d/%m/%Y}"}
    return Badge(words, "square")


UNITS = (
    Column("name", _("Name"), ("word", "then"), show=called, order="name"),
    Column(
        "own_name",
        _("Name in its own script"),
        ("own_name", "country__paper_language"),
        show=own_name,
        missing=NONE_YET,
    ),
    Column("level", _("Level"), ("level",), lambda v: Level(v).label, "level", "short"),
    Column(
        "parent",
        _("Belongs to"),
        ("above_word", "above_name"),
        show=called,
        link=("partnerships:unit-detail", "above_uuid"),
    ),
    Column("country", _("Country"), ("country__name",), order="country__name", kind="short"),
    Column("from", _("Valid from"), ("valid_from",), show=day, kind="day"),
    Column(
        "to",
        _("State"),
        ("valid_to",),
        show=gone,
        kind="short",
        missing=_("still there"),
    ),
    Column("code", _("Official code"), ("code",), kind="short", hidden=True),
)

ORGANISATIONS = (
    Column("name", _("Name"), ("name",), order="name"),
    Column(
        "kind",
        _("Kind"),
        ("kind",),
        lambda v: OrganisationKind(v).label,
        order="kind",
        kind="short",
    ),
    Column(
        "seat",
        _("Seat"),
        ("seat__word", "seat__name"),
        show=called,
        link=("partnerships:unit-detail", "seat__uuid"),
    ),
    Column("country", _("Country"), ("country__name",), order="country__name", kind="short"),
    Column(
        "until",
        _("State"),
        ("until",),
        show=gone,
        kind="short",
        missing=_("still there"),
    ),
)

PEOPLE = (
    Column("name", _("Full name"), ("name",), order="name"),
    Column("posts", _("Posts"), ("held",), show=", ".join, missing=NONE_YET),
)

BORDER_PROFILES = (
    Column(
        "of",
        _("Border of"),
        ("unit__word", "unit__name", "border__name"),
        show=lambda word, name, border: called(word, name) or border,
        order="sort_name",
    ),
    Column("border", _("Border"), ("border__name",), order="border__name", kind="short"),
    Column(
        "length",
        _("Length"),
        ("length_number", "length_unit", "length_bound", "length_estimate", "length_words"),
        show=Amount,
        kind="number",
        missing=NOT_STATED,
    ),
    Column("communes", _("Border communes"), ("communes",), kind="number", missing=NOT_STATED),
    Column("villages", _("Border villages"), ("villages",), kind="number", missing=NOT_STATED),
    Column(
        "as_of",
        _("As of"),
        ("as_of_days", "as_of_words"),
        show=PartialDate,
        order=partial(earliest, "as_of"),
        kind="day",
    ),
)
