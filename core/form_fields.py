"""Boxes of our own: dates known in part, amounts as they were said, choices out of thousands."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import Amount, Bound, PartialDate
from core.reading import BelowNothing, NotRead, read_amount, read_date, read_out, unit_of
from core.text import tidy

WHOLE_CURRENCIES = ("VND", "LAK")
CURRENCIES = ("VND", "LAK", "USD", "CNY", "KHR", "EUR", "JPY", "KRW")


class PartialDateFormField(forms.CharField):
    """One box: 21/11/2026, 12/2015, 2015, "cuối năm 2021", "từ năm 2014".

    `full` asks for a day. `words_allowed` keeps words that name no days ("lâu đời") as they are.
    """

    def __init__(self, *, words_allowed=False, full=False, **kwargs):
        self.words_allowed, self.full = words_allowed, full
        example = (
            gettext_lazy("day/month/year, for example 28/03/2025")
            if full
            else gettext_lazy("21/11/2026, 12/2015, 2015 or “from 2014”")
        )
        kwargs.setdefault("help_text", example)
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"autocomplete": "off"}

    def prepare_value(self, value):
        return str(value) if isinstance(value, PartialDate) else value

    def clean(self, value) -> PartialDate:
        words = super().clean(value).strip()
        if not words:
            return PartialDate()
        try:
            found = read_date(words)
        except NotRead:
            found = self._only_words(words)
        except ValueError:
            raise ValidationError(
                _("There is no such day: %(typed)s. Enter day/month/year, for example 28/03/2025.")
                % {"typed": words}
            ) from None
        if self.full and not found.is_full:
            raise ValidationError(_("Enter the full day, month and year, for example 28/03/2025."))
        return found

    def _only_words(self, words: str) -> PartialDate:
        if self.words_allowed and not any(letter.isdigit() for letter in words):
            return PartialDate(words=words)
        if self.full:
            raise ValidationError(_("Enter the full day, month and year, for example 28/03/2025."))
        raise ValidationError(
            _(
                "“%(typed)s” is not understood as a date. Enter a day (28/03/2025), a month "
                "(12/2015), a year (2015), or for example “from 2014”, “end of 2021”."
            )
            % {"typed": words}
        )

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "").strip() != str(data or "").strip()

    def understood(self, value) -> str:
        """The days that the words were read as, for the line under the box."""
        try:
            date = value if isinstance(value, PartialDate) else read_date(tidy(str(value or "")))
        except ValueError:
            return ""
        if not date.words or not date.days:
            return ""
        return _("Read as: %(days)s") % {"days": date.span}


class UnitInput(forms.TextInput):
    """A short text with the usual units to choose from."""

    template_name = "core/widgets/unit.html"

    def __init__(self, units, attrs):
        self.units = units
        super().__init__(attrs)

    def get_context(self, name, value, attrs):
        units = [unit for unit in self.units if unit]  # none first: no unit is taken for granted
        return super().get_context(name, value, attrs) | {"units": units}


def amount_of(bound, number, unit, estimate, words) -> Amount:
    """The parts of the box as one amount. Raises ValidationError with what to do about it."""
    if not number:
        return Amount(words=words)
    try:
        read = read_amount(number)
    except BelowNothing:
        raise ValidationError(_("An amount is not negative.")) from None
    except NotRead:
        raise ValidationError(
            _("“%(typed)s” is not a number. Enter it as 1.300.000.000, 500 triệu or 1,3 tỷ.")
            % {"typed": number}
        ) from None
    try:
        unit = read.unit or unit_of(unit)
    except NotRead:
        raise ValidationError(
            _("“%(typed)s” is not a unit or a currency. Enter for example VND, LAK, USD or ha.")
            % {"typed": unit}
        ) from None
    _require_a_kept_number(read.number, unit)
    said = bound if read.bound == Bound.EXACT else read.bound
    return Amount(read.number, unit, said or Bound.EXACT, estimate or read.estimate, words)


def _require_a_kept_number(number, unit: str) -> None:
    if not unit:
        raise ValidationError(_("Say the unit or the currency of the number."))
    if unit in WHOLE_CURRENCIES and number % 1:
        raise ValidationError(_("An amount in %(unit)s is a whole number.") % {"unit": unit})
    if number != round(number, 2):
        raise ValidationError(_("At most two decimals are kept."))


def read_back(bound="", number="", unit="", estimate="", words="") -> str:
    """How the typed parts of an amount are understood, for the line under the box: what will be
    kept, or why it cannot be. Nothing where no number was typed.
    """
    if not str(number or "").strip():
        return ""
    bound = bound if bound in Bound.values else Bound.EXACT
    try:
        said = amount_of(bound, str(number).strip(), str(unit or "").strip(), bool(estimate), words)
    except ValidationError as wrong:
        return wrong.messages[0]
    return f"= {read_out(said)}"


class AmountWidget(forms.MultiWidget):
    """The boxes of an amount, and under them what the server reads in them, while one types."""

    template_name = "core/widgets/amount.html"

    def __init__(self, units=CURRENCIES):
        self.units = units
        bounds = [(Bound.EXACT, gettext_lazy("exactly")), *Bound.choices[1:]]
        super().__init__(
            {
                "bound": forms.Select({"aria-label": gettext_lazy("bound")}, choices=bounds),
                "number": forms.TextInput(
                    {
                        "aria-label": gettext_lazy("number"),
                        "placeholder": gettext_lazy("number"),
                        "inputmode": "text",
                    }
                ),
                "unit": UnitInput(
                    units,
                    {
                        "aria-label": gettext_lazy("unit or currency"),
                        "placeholder": gettext_lazy("unit or currency"),
                    },
                ),
                "estimate": forms.CheckboxInput(),
                "words": forms.TextInput(
                    {
                        "aria-label": gettext_lazy("in words"),
                        "placeholder": gettext_lazy("or in words"),
                    }
                ),
            }
        )

    def get_context(self, name, value, attrs):
        parts = value if isinstance(value, list) else self.decompress(value)
        try:
            url = reverse("accounts:amount-reading")
        except NoReverseMatch:  # a site without it still takes amounts
            url = ""
        # Of what was refused the form itself says why, below the box.
        refused = attrs and attrs.get("aria-invalid") == "true"
        reading = "" if refused else read_back(*parts)
        return super().get_context(name, value, attrs) | {"reading": reading, "url": url}

    def decompress(self, value):
        if not isinstance(value, Amount):
            return [Bound.EXACT, "", self.units[0] if self.units else "", False, ""]
        number = "" if value.number is None else str(Amount(value.number, "")).strip()
        return [value.bound, number, value.unit, value.estimate, value.words]


class AmountFormField(forms.MultiValueField):
    """An amount as it was said: number ("1.300.000.000", "1,3 tỷ"), unit, bound, or only words."""

    wide = True

    def __init__(self, *, units=CURRENCIES, **kwargs):
        text = {"required": False}
        kwargs.setdefault("help_text", gettext_lazy("For example 1.300.000.000, 500 triệu, 1,3 tỷ"))
        super().__init__(
            fields=[
                forms.ChoiceField(choices=Bound.choices, **text),
                forms.CharField(max_length=60, **text),
                forms.CharField(max_length=16, **text),
                forms.BooleanField(**text),
                forms.CharField(max_length=200, **text),
            ],
            widget=AmountWidget(units),
            require_all_fields=False,
            **kwargs,
        )

    def clean(self, value):
        empty = not value or not (str(value[1] or "").strip() or str(value[4] or "").strip())
        if empty:
            if self.required:
                raise ValidationError(_("Enter the amount, or say it in words."), code="required")
            return Amount()
        return super().clean(value)

    def compress(self, parts) -> Amount:
        return amount_of(*parts)

    def has_changed(self, initial, data):
        """The unit and the bound of no amount at all say nothing."""
        return self._said(self.widget.decompress(initial)) != self._said(data or [""] * 5)

    @staticmethod
    def _said(parts) -> list[str]:
        bound, number, unit, estimate, words = (str(part or "").strip() for part in parts)
        return [bound, number, unit, estimate, words] if number else ["", "", "", "", words]

    def in_words(self, value) -> str:
        return str(value) if isinstance(value, Amount) else ""
