"""Columns and filters of the agreed items that are still open: whose they are, and how old."""

from datetime import date
from functools import partial

import django_filters
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Badge
from core.fields import earliest
from core.filters import FoldedWords
from core.lists import NONE_YET, NOT_STATED, Column
from core.search import Folded, fold
from exchanges.choices import AgreedItemStatus, ItemOwner
from exchanges.lists import day, label, state
from exchanges.models import AgreedItem
from partnerships.common_filters import AtPlace, InPeriod, OfLevel, WithCountry


def days_open(held) -> str | None:
    """Calendar days since the meeting that agreed it, as far as its day is known."""
    if not (held and held.lower):
        return None
    return str(max((timezone.localdate() - held.lower).days, 0))


def due(on: date | None) -> tuple | None:
    if on is None:
        return None
    late = on < timezone.localdate()
    return day(on), Badge(gettext("overdue"), "triangle", "bad") if late else None


OPEN_ITEMS = (
    Column("title", _("What was agreed"), ("title",), order="title"),
    Column(
        "owner",
        _("Owner"),
        ("owner",),
        show=partial(label, ItemOwner),
        missing=NOT_STATED,
        order="owner",
    ),
    Column(
        "age",
        _("Days open"),
        ("meeting__held_days",),
        show=days_open,
        order=partial(earliest, "meeting__held"),
        kind="number",
    ),
    Column("due", _("Due"), ("due",), show=due, missing=NOT_STATED, kind="day"),
    Column("status", _("Status"), ("status",), show=partial(state, AgreedItemStatus), kind="short"),
    Column(
        "tie",
        _("Tie"),
        ("tie",),
        missing=NONE_YET,
        link=("partnerships:partnership-detail", "tie_uuid"),
    ),
    Column(
        "meeting",
        _("Agreed at"),
        ("meeting__title",),
        link=("exchanges:meeting-detail", "meeting__uuid"),
        hidden=True,
    ),
)


class OpenItemFilter(AtPlace, WithCountry, OfLevel, InPeriod):
    period = ("due", "meeting__held_days")

    q = FoldedWords("title", label=_("Words"))
    owner = django_filters.ChoiceFilter(
        choices=[*ItemOwner.choices[1:], ("none", _("no owner"))],
        method="of_owner",
        label=_("Owner"),
    )
    due = django_filters.ChoiceFilter(
        choices=[("late", _("overdue")), ("none", _("no due day"))], method="due_so", label=_("Due")
    )
    tie = django_filters.CharFilter(
        method="of_tie", label=_("Words in the name of the tie"), max_length=200
    )

    class Meta:
        model = AgreedItem
        fields = ["q", "owner", "due", "tie"]

    def of_owner(self, rows, name, value):
        return rows.filter(owner="" if value == "none" else value)

    def due_so(self, rows, name, value):
        late = Q(due__lt=timezone.localdate())
        return rows.filter(late if value == "late" else Q(due__isnull=True))

    def of_tie(self, rows, name, words):
        return rows.alias(tie_folded=Folded(F("tie"))).filter(tie_folded__contains=fold(words))
