"""Boxes of forms: what they take, what they say when they do not."""

from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from accounts.models import Office
from core.fields import Amount, Bound, PartialDate
from core.form_fields import AmountFormField, PartialDateFormField
from core.forms import RecordForm, RowForm, ScopedForm, rows_of
from core.languages import SideBySideRow
from core.pickers import RecordChoice, RecordChoices
from core.reading import read_date


class Facts(ScopedForm):
    since = PartialDateFormField(required=False)
    told = PartialDateFormField(required=False, words_allowed=True)
    held = PartialDateFormField(required=False, full=True)
    amount = AmountFormField(required=False)
    name = forms.CharField(required=False)


def facts(**typed):
    form = Facts({name: typed[name] for name in typed})
    form.is_valid()
    return form


def test_a_date_in_part_is_taken_as_it_was_said():
    form = facts(since="từ năm 2014", told="lâu đời", held="28/03/2025")

    assert form.cleaned_data["since"] == read_date("từ năm 2014")
    assert form.cleaned_data["told"] == PartialDate(words="lâu đời")
    assert str(form.cleaned_data["held"]) == "28/03/2025"


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("since", "28/3", "“28/3” is not understood as a date"),
        ("since", "lâu đời", "not understood as a date"),
        ("told", "thế kỷ 19", "not understood as a date"),
        ("held", "12/2015", "Enter the full day, month and year"),
        ("held", "lâu đời", "Enter the full day, month and year"),
        ("since", "31/02/2025", "There is no such day: 31/02/2025"),
    ],
)
def test_a_wrong_date_says_what_to_type(name, typed, words):
    assert words in facts(**{name: typed}).errors[name][0]


def test_a_box_says_what_its_words_were_read_as():
    field = Facts().fields["since"]

    assert field.understood("cuối năm 2021") == "Read as: 01/01/2021 – 31/12/2021"
    assert field.understood("21/11/2026") == field.understood("xyz") == ""


def test_a_long_text_is_refused_not_cut():
    assert "at most 100000 characters" in facts(name="x" * 100_001).errors["name"][0]


def amount(**typed):
    form = facts(**{f"amount_{part}": text for part, text in typed.items()})
    return form.cleaned_data.get("amount") or form.errors["amount"][0]


def test_an_amount_is_taken_as_it_was_said():
    assert amount(number="1,3 tỷ", unit="VND", bound="exact") == Amount(Decimal(13 * 10**8), "VND")
    assert amount(number="gần 400 triệu đồng") == Amount(Decimal(400_000_000), "VND", Bound.UNDER)
    assert amount(number="5", unit="km", bound="over", estimate="on") == Amount(
        Decimal(5), "km", Bound.OVER, True
    )
    assert amount(words="nhiều quà", unit="VND", bound="exact") == Amount(words="nhiều quà")
    assert amount(unit="VND", bound="exact") == Amount()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "nhiều"}, "is not a number"),
        ({"number": "5", "unit": ""}, "Say the unit"),
        ({"number": "5,5", "unit": "VND"}, "An amount in VND is a whole number"),
        ({"number": "5,555", "unit": "ha"}, "At most two decimals"),
        ({"number": "5", "unit": "VND", "bound": "huge"}, "Select a valid choice"),
    ],
)
def test_a_wrong_amount_says_what_to_type(typed, words):
    assert words in amount(**typed)


def test_a_refused_amount_is_explained_once():
    """Below the box by the form; while one types, by the line that reads it back."""
    form = Facts({"amount_number": "nhiều", "amount_unit": "VND"})
    assert "is not a number" in form.errors["amount"][0]
    assert "is not a number" not in str(form["amount"])
    assert "= 500" in str(Facts({"amount_number": "500", "amount_unit": "VND"})["amount"])


def test_what_a_form_shows_of_an_amount_is_read_back_as_the_same():
    for one in (Amount(Decimal(1_300_000_000), "VND"), Amount(Decimal("12.50"), "ha", Bound.ABOUT)):
        shown = AmountFormField().widget.decompress(one)
        assert AmountFormField().compress(shown) == one


@pytest.fixture
def offices(db):
    return [Office.objects.create(name=name) for name in ("Sở Ngoại vụ", "Sở Tư pháp")]


def choose(field, data):
    form = type("Choice", (ScopedForm,), {"one": field})(QueryDict(data))
    form.is_valid()
    return form


def test_a_record_is_chosen_by_uuid_or_by_words_that_fit_only_one(offices):
    first, second = offices
    field = RecordChoice(Office.objects.all())

    assert choose(field, f"one={first.uuid}").cleaned_data["one"] == first
    assert choose(field, "one_q=tư pháp").cleaned_data["one"] == second
    assert "Several are called" in choose(field, "one_q=sở").errors["one"][0]
    assert "Nothing is called" in choose(field, "one_q=xyz").errors["one"][0]
    assert "Choose one" in choose(field, "").errors["one"][0]


def test_a_record_outside_the_choices_is_refused(offices):
    first, second = offices
    field = RecordChoice(Office.objects.filter(pk=first.pk))

    assert "not in your area" in choose(field, f"one={second.uuid}").errors["one"][0]
    assert "Nothing is called" in choose(field, "one_q=tư pháp").errors["one"][0]


def test_several_records_are_chosen(offices):
    field = RecordChoices(Office.objects.all())
    both = "&".join(f"one={office.uuid}" for office in offices)

    assert choose(field, both).cleaned_data["one"] == offices


def test_a_record_form_is_filled_with_the_values_of_several_columns(offices):
    class Form(RecordForm):
        since = PartialDateFormField(required=False)

        class Meta:
            model = Office
            fields = ["name"]

    office = offices[0]
    office.since = read_date("12/2015")
    form = Form({"name": "Mới", "since": "2016"}, instance=office)

    assert Form(instance=office)["since"].value() == "12/2015"
    assert form.is_valid()
    assert office.name == "Sở Ngoại vụ"  # what was typed does not stay on the record


class Item(SideBySideRow):
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], initial="a")


class Person(RowForm):
    name = forms.CharField()
    role = forms.ChoiceField(choices=[("a", "A")], initial="a")


def test_empty_rows_and_rows_taken_out_are_not_kept():
    data = {"p-TOTAL_FORMS": "4", "p-INITIAL_FORMS": "0", "p-0-name": "An", "p-0-role": "a"}
    data |= {"p-1-role": "a", "p-2-name": "Bình", "p-2-role": "a", "p-2-DELETE": "on"}
    rows = rows_of(Person)(data, prefix="p")

    assert rows.is_valid(), rows.errors
    assert rows.kept() == [{"name": "An", "role": "a", "uuid": None}]


def test_a_row_in_two_languages_cleans_to_what_was_written():
    texts = {"vi": {"text": "Cũ", "state": "checked", "rev": 3}}
    given = {"initial": [{"kind": "a", "texts": texts}], "form_kwargs": {"languages": ["lo", "vi"]}}
    data = {"p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "1", "p-0-kind": "b"}
    data |= {"p-0-text_vi": "Cũ", "initial-p-0-text_vi": "Cũ", "p-0-rev_vi": "3"}
    data |= {"p-0-text_lo": "ກ", "initial-p-0-text_lo": "", "p-0-rev_lo": "0"}
    rows = rows_of(Item)(data, prefix="p", **given)

    assert rows.is_valid(), rows.errors
    assert rows.kept() == [
        {"kind": "b", "uuid": None, "changes": {"lo": {"text": "ກ", "state": "", "rev": 0}}}
    ]
    assert [side.code for side in rows.forms[0].sides] == ["vi", "lo"]
