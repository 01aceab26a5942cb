from datetime import date, timedelta
from functools import partial

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.fields import Amount, PartialDate, earliest
from core.lists import NONE_YET, NOT_STATED, Column
from partnerships import badges
from partnerships.choices import (
    CommitmentForm,
    CommitmentStatus,
    Measure,
    MemorandumKind,
    MemorandumStatus,
    PaperKind,
)


def amount(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in ("number", "unit", "bound", "estimate", "words"))


def days(name: str) -> tuple[str, str]:
    return f"{name}_days", f"{name}_words"


def partial_date(name: str, label) -> Column:
    return Column(
        name, label, days(name), show=PartialDate, order=partial(earliest, name), kind="day"
    )


def listed(names: list | None) -> str:
    return ", ".join(filter(None, names or []))


def bound(ties: list, parties: list) -> str:
    """The ties a text binds; where it binds none, the parties it names."""
    return listed(ties or parties)


def term(words: str, days) -> str:
    """A term is half-open: its end is the first day the text no longer holds."""
    return words or str(PartialDate(days)) if days or words else ""


def last_day(days) -> str:
    return f"{days.upper - timedelta(days=1):%d/%m/%Y}" if days and days.upper else ""


def last_day_order(*, descending: bool):
    """Unknown is last both ways."""
    return Coalesce(F("term__endswith"), Value(date.min if descending else date.max))


def text_state(status: str, days):
    until = days.upper if days else None
    return badges.of_text(MemorandumStatus(status), until, timezone.localdate())


def interval(months: int | None) -> str:
    if not months:
        return ""
    if months % 12:
        return ngettext("every month", "every %(n)s months", months) % {"n": months}
    years = months // 12
    return ngettext("every year", "every %(n)s years", years) % {"n": years}


def subject(*names: str | None) -> str:
    """The tie, unit, organisation, border or country that a record speaks of."""
    *names, word, unit = names
    return next(filter(None, [*names, f"{word or ''} {unit or ''}".strip()]), "")


SUBJECT = (
    "partnership__title",
    "organisation__name",
    "border__name",
    "country__name",
    "unit__word",
    "unit__name",
)
BASIS = Column("basis", _("Basis"), ("basis",), lambda v: Basis(v).label, hidden=True)

MEMORANDA = (
    Column("title", _("Title"), ("title",), order="title"),
    Column("kind", _("Kind"), ("kind",), lambda v: MemorandumKind(v).label, "kind", "short"),
    Column(
        "ties", _("Ties, or parties"), ("bound_ties", "bound_parties"), show=bound, missing=NONE_YET
    ),
    partial_date("signed", _("Signed")),
    Column(
        "term",
        _("Term"),
        ("term_words", "term"),
        show=term,
        kind="short",
        missing=NOT_STATED,
    ),
    Column(
        "ends",
        _("Last day"),
        ("term",),
        show=last_day,
        order=last_day_order,
        kind="short",
        missing=NOT_STATED,
        hidden=True,
    ),
    Column(
        "scan",
        _("Signed copy"),
        ("scan",),
        show=lambda held: gettext("held") if held else "",
        kind="short",
        missing=NONE_YET,
    ),
    Column(
        "owner",
        _("Who is told before it ends"),
        ("owner__last_name", "owner__first_name", "owner__username"),
        show=lambda family, given, login: f"{family or ''} {given or ''}".strip() or login,
        missing=_("nobody"),
        hidden=True,
    ),
    Column("status", _("Status"), ("status", "term"), show=text_state, order="status"),
    BASIS,
)

COMMITMENTS = (
    Column("title", _("Title"), ("title",), order="title"),
    Column(
        "giver",
        _("Giver"),
        ("giver__word", "giver__name", "giver_organisation__name"),
        show=lambda word, name, other: other or f"{word or ''} {name or ''}".strip(),
    ),
    Column("receivers", _("Each receiver"), ("each",), show=listed, missing=NOT_STATED),
    Column("amount", _("Amount, each"), amount("amount"), show=Amount, kind="number"),
    Column(
        "interval",
        _("Interval"),
        ("interval_months",),
        show=interval,
        kind="short",
        missing=NOT_STATED,
    ),
    partial_date("since", _("Since")),
    Column("form", _("Form"), ("form",), lambda v: CommitmentForm(v).label, kind="short"),
    Column(
        "status",
        _("Status"),
        ("status",),
        lambda v: badges.state(CommitmentStatus(v)),
        order="status",
    ),
    BASIS,
)

STATED_FIGURES = (
    Column("title", _("What is counted"), ("title",), order="title"),
    Column("subject", _("Of"), SUBJECT, show=subject),
    Column("measure", _("Measure"), ("measure",), lambda v: Measure(v).label, order="measure"),
    Column("value", _("Value"), amount("value"), show=Amount, kind="number", missing=NOT_STATED),
    partial_date("when", _("Period, or as of")),
    Column("by", _("Stated by"), ("stated_by",), missing=NOT_STATED),
    Column(
        "held",
        _("Held to be right"),
        ("held",),
        show=lambda held: gettext("yes") if held else "",
        hidden=True,
        missing=_("not marked"),
    ),
)

NOTES = (
    Column("topic", _("Topic"), ("topic",), order="topic"),
    Column("subject", _("Of"), SUBJECT, show=subject),
    Column("text", _("Content"), ("text",)),
)

PAPERS = (
    Column("title", _("Title"), ("title",), order="title"),
    Column("kind", _("Kind"), ("kind",), lambda v: PaperKind(v).label, order="kind", kind="short"),
    Column(
        "issuer",
        _("Issuer"),
        ("issuer__name", "issued_by"),
        show=lambda issuer, words: issuer or words,
    ),
    Column("number", _("Number"), ("number",), kind="short", missing=NOT_STATED),
    partial_date("dated", _("Dated")),
    Column("cited", _("Passages cited"), ("cited",), kind="number"),
)
