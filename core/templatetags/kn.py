"""Dates, numbers and missing values as they are written here; boxes, icons and badges."""

from datetime import date, datetime
from decimal import Decimal

from django import forms, template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core import badges
from core.lists import NONE_YET, NOT_STATED, UNKNOWN

register = template.Library()
register.simple_tag(badges.icon, name="icon")


@register.filter
def shown(value):
    """A value as a cell of a list shows it: text, Badge, Words, or several of them."""
    return badges.piece(value)


@register.simple_tag
def badge(words, icon="ring", tone=""):
    """A badge: of a Badge at hand, or of words, shape and tone."""
    return badges.piece(
        words if isinstance(words, badges.Badge) else badges.Badge(words, icon, tone)
    )


@register.filter
def short_date(value) -> str:
    """21/11/2026; a moment also tells its hour."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


@register.filter
def long_date(value) -> str:
    """ngày 05 tháng 02 năm 2026: a day below 10 and the months 1 and 2 have a zero in front
    (Decree 30/2020, Appendix I, II.4).
    """
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if not isinstance(value, date):
        return str(value or "")
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    gaps = {"day": f"{value.day:02d}", "month": month, "year": value.year}
    return _("day %(day)s month %(month)s year %(year)s") % gaps


@register.filter
def clock(value) -> str:
    return f"{timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def dots(value) -> str:
    """1.300.000.000; decimals only where there are some."""
    if value in (None, ""):
        return ""
    places = None if isinstance(value, int) else 2 if Decimal(value) % 1 else 0
    return number_format(value, places, force_grouping=True)


def _or(value, words):
    if value is None or value == [] or not str(value).strip():
        return format_html('<span class="nt no">{}</span>', words)
    return badges.piece(value)


@register.filter
def or_unknown(value):
    return _or(value, UNKNOWN)


@register.filter
def or_none(value):
    return _or(value, NONE_YET)


@register.filter
def or_not_stated(value):
    return _or(value, NOT_STATED)


# Boxes of forms


def dress(widget, *, small=False, wrong=False) -> None:
    """The classes of the design for whatever kind of box it is."""
    for one in getattr(widget, "widgets", [widget]):
        if isinstance(one, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
            css = "form-check-input"
        elif isinstance(one, (forms.Select, forms.SelectMultiple)):
            css = "form-select form-select-sm" if small else "form-select"
        else:
            css = "form-control form-control-sm" if small else "form-control"
        one.attrs["class"] = f"{css} is-invalid" if wrong else css


@register.simple_tag
def box(bound, size="", label=""):
    """The input of a field in our design; `label` names it where no label stands beside it."""
    dress(bound.field.widget, small=size == "small", wrong=bool(bound.errors))
    attrs = {}
    if label:
        attrs["aria-label"] = label
    before = bound.as_hidden(only_initial=True) if bound.field.show_hidden_initial else ""
    return format_html("{}{}", bound.as_widget(attrs=attrs), before)


@register.filter
def is_check(bound) -> bool:
    return isinstance(bound.field.widget, forms.CheckboxInput)


@register.filter
def understood(bound) -> str:
    """What a date was read as, for the line under its box."""
    read = getattr(bound.field, "understood", None)
    return read(bound.value()) if read else ""
