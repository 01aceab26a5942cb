"""Values as cells, and back: nothing is lost on the way, and people can read it."""

import json
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.canonical import canonical
from core.text import SURROGATE, tidy
from reports.services.register.shape import is_text

SHOWN = 80  # characters of a value that cannot be read
# What Python says of it is for programmers: the column says what it holds instead.
UNREAD = (ValueError, TypeError, OverflowError, RecursionError, ValidationError)
DIGITS = 15  # a spreadsheet program keeps no more of a number
FIRST_DAY = date(1900, 3, 1)  # before it these programs count one day too many
SPAN = re.compile(r"([\[(])(\d{4}-\d\d-\d\d)?,(\d{4}-\d\d-\d\d)?([\])])")


def encoded(field: models.Field, value):
    """The value as a cell: None, a truth, a number, a day or a text."""
    if value is None:
        return None
    if isinstance(field, ArrayField):
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    if isinstance(field, models.JSONField):
        return canonical(value)
    if isinstance(value, str):
        return _text(field, value)
    return next((write(value) for kind, write in WRITERS if isinstance(value, kind)), value)


class NotTaken(ValueError):
    """The cell cannot say a value of its column; why, for whoever brings the workbook."""


def decoded(field: models.Field, value):
    """What the cell says of the field. NotTaken with the reason if it cannot say that."""
    if value is None:
        return _empty(field)
    for kind, read in READERS:
        if isinstance(field, kind):
            try:
                return _kept(read(field, value))
            except NotTaken:
                raise
            except UNREAD as error:
                raise NotTaken(_unread(value, HOLDS[read])) from error
    raise TypeError(type(field))


def _unread(value, holds) -> str:
    reason = _("“%(value)s” cannot be read here.") % {"value": tidy(str(value))[:SHOWN]}
    return f"{reason} {holds}"


def _kept(value):
    """No character that the database cannot hold: nobody typed it."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and ("\0" in text or SURROGATE.search(text)):
            raise NotTaken(_("The text holds a character that is none."))
    return value


def plain(value) -> str:
    """The cell as it enters the digest: the same after a program has saved it again."""
    match value:
        case None:
            return ""
        case bool():
            return f"b{value:d}"
        case int() | Decimal():
            return f"n{Decimal(value).normalize():f}"
        case date() | time():
            return f"d{value.isoformat()}"
    return f"s{value}"


def _whole(number: int):
    return number if abs(number) < 10**DIGITS else str(number)


def _number(number: Decimal):
    fits = len(number.normalize().as_tuple().digits) <= DIGITS
    return number if number.is_finite() and fits else f"{number:f}"


def _day(day: date):
    return day if day >= FIRST_DAY else day.isoformat()


def _span(days: DateRange) -> str:
    if days.isempty:
        return "empty"
    first, after = (day.isoformat() if day else "" for day in (days.lower, days.upper))
    return f"{days._bounds[0]}{first},{after}{days._bounds[1]}"


def _text(field, text: str) -> str | None:
    if not field.null:
        return text or None
    return json.dumps(text, ensure_ascii=False) if not text or text[0] == '"' else text


def _empty(field):
    if field.null:
        return None
    if is_text(field):
        return ""
    raise NotTaken(_("The cell is empty; this column needs a value."))


def _read_text(field, value):
    if not isinstance(value, str):
        raise TypeError
    if field.null and value.startswith('"'):
        value = json.loads(value)
    if isinstance(field, models.CharField) and len(value) > (field.max_length or len(value)):
        most = {"most": field.max_length}
        raise NotTaken(_("The text has more than %(most)s characters.") % most)
    if value and field.choices and value not in dict(field.flatchoices):
        raise NotTaken(_none_of(value, field))
    return value


def _none_of(value: str, field) -> str:
    reason = _("“%(typed)s” is none of the choices.") % {"typed": tidy(value)[:SHOWN]}
    codes = "; ".join(str(code) for code, _label in field.flatchoices if code)
    offered = _("Choose one of: %(choices)s.") % {"choices": codes}
    return f"{reason} {offered}"


def _read_truth(field, value):
    if isinstance(value, bool):
        return value
    raise TypeError


def _read_whole(field, value):
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,30}", value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError


def _read_number(field, value):
    if isinstance(value, int | Decimal | str) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            field.run_validators(number)  # as many digits as the column takes
            return number
    raise TypeError


def _read_moment(field, value):
    moment = datetime.fromisoformat(value)
    if moment.tzinfo:
        return moment
    raise ValueError


def _read_day(field, value):
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(value)


def _read_hour(field, value):
    return value if isinstance(value, time) else time.fromisoformat(value)


def _read_uuid(field, value):
    if isinstance(value, str):
        return UUID(value)
    raise TypeError


def _read_span(field, value):
    if value == "empty":
        return DateRange(empty=True)
    found = SPAN.fullmatch(value)
    if not found:
        raise ValueError
    first, after = (date.fromisoformat(day) if day else None for day in found.group(2, 3))
    return DateRange(first, after, found[1] + found[4])


def _read_list(field, value):
    read = json.loads(value)
    if not isinstance(read, list):
        raise TypeError
    return [field.base_field.to_python(part) for part in read]


def _read_json(field, value):
    return json.loads(value)


WRITERS = (  # the narrower kind before the wider one
    (bool, bool),
    (UUID, str),
    (int, _whole),
    (Decimal, _number),
    (datetime, lambda moment: moment.astimezone(UTC).isoformat()),
    (date, _day),
    (time, time.isoformat),
    (DateRange, _span),
)
READERS = (
    (ArrayField, _read_list),
    (DateRangeField, _read_span),
    (models.JSONField, _read_json),
    (models.BooleanField, _read_truth),
    (models.DecimalField, _read_number),
    (models.IntegerField, _read_whole),
    (models.DateTimeField, _read_moment),
    (models.DateField, _read_day),
    (models.TimeField, _read_hour),
    (models.UUIDField, _read_uuid),
    ((models.CharField, models.TextField, models.FileField), _read_text),
)
HOLDS = {
    _read_list: gettext_lazy('This column holds lists, written ["vi","lo"].'),
    _read_span: gettext_lazy("This column holds periods, written [2025-01-01,2026-01-01)."),
    _read_json: gettext_lazy("This column holds texts by language, as they were written out."),
    _read_truth: gettext_lazy("This column holds TRUE or FALSE."),
    _read_number: gettext_lazy("This column holds numbers."),
    _read_whole: gettext_lazy("This column holds whole numbers."),
    _read_moment: gettext_lazy("This column holds moments, written 2026-11-22T08:30:00+00:00."),
    _read_day: gettext_lazy("This column holds days: a date, or text like 2026-11-22."),
    _read_hour: gettext_lazy("This column holds hours, written 08:30:00."),
    _read_uuid: gettext_lazy("This column holds the long names of records."),
    _read_text: gettext_lazy("This column holds text; here stands a number or a day."),
}
