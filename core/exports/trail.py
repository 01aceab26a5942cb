"""Whoever takes a list away is written down: which list, how it was filtered, how many rows.

The audit trail is kept one layer up; the settings name the function that writes into it.
"""

from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from core.lists import COUNTED

TOLD = (forms.ChoiceField, forms.DecimalField, forms.IntegerField, forms.DateField)


def filters_of(filterset) -> dict[str, str]:
    """The filters in use. What somebody typed stays out: it may be the name of a person."""
    if filterset is None:
        return {}
    filterset.form.is_valid()
    asked = getattr(filterset.form, "cleaned_data", {})
    return {
        name: str(value)[:100] if is_told(filterset.form.fields[name]) else "…"
        for name, value in asked.items()
        if value not in (None, "", [])
    }


def is_told(field: forms.Field) -> bool:
    """A choice of words, a number or a day; not the record that was chosen."""
    return isinstance(field, TOLD) and not isinstance(field, forms.ModelChoiceField)


def write_down(page, *, how: str, rows, act: str = "list.taken", **more) -> None:
    """`rows`: as far as they are counted before they are sent."""
    import_string(settings.LISTS_WRITTEN_DOWN_BY)(
        by=page.request.user,
        act=act,
        page=page.request.resolver_match.view_name,
        how=how,
        filters=filters_of(page.filterset),
        rows=rows,
        **more,
    )


def counted(pieces: Iterator[tuple[bytes, int]], page, *, how: str) -> Iterator[bytes]:
    """Of a long list it is written down at its end how much of it went out."""
    rows, whole = 0, False
    try:
        for piece, more in pieces:
            rows += more
            yield piece
        whole = True
    finally:
        if hasattr(pieces, "close"):
            pieces.close()  # ends the transaction of the reading first
        if rows > COUNTED or not whole:
            write_down(page, how=how, rows=rows, act="list.sent", whole=whole)
