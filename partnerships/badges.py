"""The states of ties, texts and commitments as they are shown: a shape and words."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.badges import Badge
from partnerships.choices import (
    SIGNED,
    CommitmentStatus,
    MemorandumStatus,
    PartnershipStatus,
)

SHAPES = {
    PartnershipStatus.ACTIVE: ("dot", "ok"),
    PartnershipStatus.SUSPENDED: ("pause", "warn"),
    PartnershipStatus.VACANT: ("hole", "hole"),
    PartnershipStatus.ENDED: ("square", ""),
    CommitmentStatus.OPEN: ("half", "warn"),
    CommitmentStatus.FULFILLED: ("tick", "ok"),
    CommitmentStatus.LAPSED: ("clock", ""),
    CommitmentStatus.WAIVED: ("square", ""),
    MemorandumStatus.DRAFT: ("pencil", ""),
    MemorandumStatus.CLEARED: ("half", ""),
    MemorandumStatus.SIGNED: ("tick", "ok"),
    MemorandumStatus.RENEWED: ("tick", ""),
    MemorandumStatus.TERMINATED: ("square", ""),
    MemorandumStatus.GIVEN_UP: ("square", ""),
}


def state(value) -> Badge:
    """Any status of these by its own words."""
    return Badge(value.label, *SHAPES[value])


def begun(*, words: str, first: date | str | None, after: date | str | None) -> str:
    """A beginning, shortly: a day, a month or a year; where no day is known, the source's words."""
    first, after = (
        date.fromisoformat(day) if isinstance(day, str) else day for day in (first, after)
    )
    if first is None:
        return words
    if after and (after - first).days == 1:
        return f"{first:%d/%m/%Y}"
    if after and (after - first).days < 32 and first.day == 1:
        return f"{first:%m/%Y}"
    return str(first.year)


def of_tie(status: PartnershipStatus, *, home: bool, counterpart: bool, since: str = "") -> Badge:
    """`home` and `counterpart` say whether that side is filled; `since` belongs to a suspension."""
    words = status.label
    if status == PartnershipStatus.VACANT:
        words = (
            _("Both sides vacant")
            if not home and not counterpart
            else _("Counterpart side vacant")
            if home
            else _("Home side vacant")
        )
    if status == PartnershipStatus.SUSPENDED and since:
        words = _("Suspended since %(date)s") % {"date": since}
    return Badge(words, *SHAPES[status])


def of_text(status: MemorandumStatus, until: date | None, on: date) -> Badge:
    """A signed text is in force until the first day it no longer holds, then expired."""
    if status in SIGNED and status != MemorandumStatus.TERMINATED and until and until <= on:
        last = until - timedelta(days=1)
        year_end = (last.month, last.day) == (12, 31)
        said = str(last.year) if year_end else f"{last:%d/%m/%Y}"
        return Badge(_("expired %(date)s") % {"date": said}, "clock", "warn")
    if status == MemorandumStatus.SIGNED:
        return Badge(_("in force"), "dot", "ok") if until else Badge(_("signed"), "tick", "ok")
    return state(status)
