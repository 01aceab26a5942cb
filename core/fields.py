"""Field types of our own: public names, dates known in part, amounts as they were said."""

import uuid
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from re import fullmatch

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Floor
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def public_id() -> models.UUIDField:
    """What URLs, forms and the API call a record. A serial number could be guessed."""
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


class TransactionNow(Func):
    """The moment at which the transaction began: the one that row history writes down."""

    function = "transaction_timestamp"
    template = "%(function)s()"
    output_field = models.DateTimeField()


class Parts:
    """One value in several columns, named after the fields of its dataclass.

    `amount = AmountField(_("amount"))` gives the columns amount_number, amount_unit, … and
    `record.amount`, read and set as one Amount. Its rules join the constraints of the model.
    """

    value: type

    def __init__(self, **columns: models.Field):
        self.columns = columns

    def contribute_to_class(self, model, name):
        names = {part: f"{name}_{part}" for part in self.columns}

        def read(record):
            return self.value(**{part: getattr(record, names[part]) for part in names})

        def write(record, value):
            for part in names:
                setattr(record, names[part], getattr(value, part))

        for part, column in self.columns.items():
            model.add_to_class(names[part], column)
        setattr(model, name, property(read, write))
        rules = [
            models.CheckConstraint(condition=rule, name=f"{model._meta.model_name}_{name}_{said}")
            for said, rule in self.rules(name).items()
        ]
        model._meta.constraints = [*model._meta.constraints, *rules]
        model._meta.original_attrs["constraints"] = model._meta.constraints  # for makemigrations


# Dates known in part


@dataclass(frozen=True)
class PartialDate:
    """The range of days it may be (the end is not one of them) and the words used for it."""

    days: DateRange | None = None
    words: str = ""

    @classmethod
    def read(cls, text: str) -> "PartialDate":
        """What a person typed: 21/11/2026, 12/2015 or 2015. Other words name no days."""
        typed = fullmatch(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})", text)
        if not typed:
            return cls(words=text)
        day, month, year = (int(number) if number else None for number in typed.groups())
        first = date(year, month or 1, day or 1)  # ValueError: there is no such day
        in_month_or_year = monthrange(year, month)[1] if month else 365 + isleap(year)
        after = first + timedelta(days=1 if day else in_month_or_year)
        return cls(DateRange(first, after), text)

    @property
    def is_full(self) -> bool:
        known = self.days and self.days.lower and self.days.upper
        return bool(known) and (self.days.upper - self.days.lower).days == 1

    def is_before(self, other: "PartialDate") -> bool:
        """Wholly before: no day it may be is on or after one that the other may be."""
        known = self.days and other.days and self.days.upper and other.days.lower
        return bool(known) and self.days.upper <= other.days.lower

    def __str__(self):
        if self.words or not self.days:
            return self.words
        return self._month_or_years() or self.span

    def _month_or_years(self) -> str:
        first, after = self.days.lower, self.days.upper
        if not first or not after or first.day != 1 or after.day != 1:
            return ""
        if first.month == after.month == 1:
            return " – ".join(dict.fromkeys([str(first.year), str(after.year - 1)]))
        months = (after.year - first.year) * 12 + after.month - first.month
        return f"{first:%m/%Y}" if months == 1 else ""

    @property
    def span(self) -> str:
        """The first and the last day it may be; … where that side is open."""
        last = self.days.upper and self.days.upper - timedelta(days=1)
        # Not strftime: of a file of 100,000 rows it took a third of the time that Python takes.
        ends = [
            f"{day.day:02}/{day.month:02}/{day.year:04}" if day else "…"
            for day in (self.days.lower, last)
        ]
        return " – ".join(dict.fromkeys(ends))


class PartialDateField(Parts):
    value = PartialDate

    def __init__(self, label):
        super().__init__(
            days=DateRangeField(label, null=True, blank=True),
            words=models.CharField(_("in words"), max_length=120, blank=True),
        )

    def rules(self, name):
        return {"may_be_some_day": Q(**{f"{name}_days__isempty": False})}


def is_one_day(name: str) -> Q:
    """A rule for the database: the date is known to the day."""
    first = F(f"{name}_days__startswith")
    both_ends = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    day = Func(first, first, both_ends, function="DATERANGE", output_field=DateRangeField())
    return Q(**{f"{name}_days__startswith__isnull": False, f"{name}_days": day})


def not_one_day(name: str) -> Q:
    """Not known to the day: no date at all, or one known in part."""
    return Q(**{f"{name}_days__isnull": True}) | ~is_one_day(name)


def earliest(name: str, *, descending: bool):
    """What a partial date is sorted by: the first day it may be. Unknown is last both ways."""
    return Coalesce(F(f"{name}_days__startswith"), Value(date.min if descending else date.max))


# Amounts as they were said


class Bound(models.TextChoices):
    EXACT = "exact", _("exactly")
    UNDER = "under", _("nearly")
    OVER = "over", _("over")
    ABOUT = "about", _("about")


@dataclass(frozen=True)
class Amount:
    """A number with its unit (ha, km, people or an ISO currency), or the words it was said in."""

    number: Decimal | None = None
    unit: str = ""
    bound: str = Bound.EXACT
    estimate: bool = False
    words: str = ""

    @classmethod
    def from_json(cls, data: dict) -> "Amount":
        number = data["number"]
        return cls(**data | {"number": None if number is None else Decimal(number)})

    def __str__(self):
        if self.number is None:
            return self.words
        said = [
            gettext("an estimated") if self.estimate else "",
            "" if self.bound == Bound.EXACT else Bound(self.bound).label,
            number_format(self.number, 2 if self.number % 1 else 0, force_grouping=True),
            self.unit,
        ]
        return " ".join(str(word) for word in said if word)


TOO_MUCH = Decimal(10**16)  # no column holds it; to PostgreSQL NaN is greater still


class AmountField(Parts):
    value = Amount

    def __init__(self, label):
        super().__init__(
            number=models.DecimalField(
                label, max_digits=18, decimal_places=2, null=True, blank=True
            ),
            unit=models.CharField(_("unit or currency"), max_length=16, blank=True),
            bound=models.CharField(_("bound"), max_length=8, choices=Bound, default=Bound.EXACT),
            estimate=models.BooleanField(_("estimate"), default=False),
            words=models.CharField(_("in words"), max_length=200, blank=True),
        )

    def rules(self, name):
        number, unit = f"{name}_number", f"{name}_unit"
        return {
            "is_not_negative": Q(**{f"{number}__gte": 0}),
            "is_a_number": Q(**{f"{number}__lt": TOO_MUCH}),
            "has_a_unit": Q(**{f"{number}__isnull": True}) | ~Q(**{unit: ""}),
            "has_a_bound": Q(**{f"{name}_bound__in": Bound.values}),
            "of_dong_or_kip_is_whole": ~Q(**{f"{unit}__in": ["VND", "LAK"]})
            | Q(**{number: Floor(number)}),
        }
