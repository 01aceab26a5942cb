"""What a browser would send of a form of ours that nobody has touched."""

from django.forms import BoundField, Select
from django.urls import reverse

from core.editing import spelled

HELD = {"held": "28/03/2025", "host": "home"}


def untouched(page) -> dict:
    """Every box of the form and its rows as the page shows them."""
    context = page.context
    data = {"submission": str(context["submission"]), "version": context["version"]}
    forms = [context["form"]]
    for name, rows in context["rowsets"].items():
        data[f"{name}-TOTAL_FORMS"] = str(rows.total_form_count())
        data[f"{name}-INITIAL_FORMS"] = str(rows.initial_form_count())
        forms += rows.forms
    for form in forms:
        for box in form:
            data |= _box(box)
    return {name: value for name, value in data.items() if value != ""}


def _box(box: BoundField) -> dict:
    value = box.field.prepare_value(box.value())
    if not value and type(box.field.widget) is Select:
        value = box.field.choices[0][0]  # a browser sends the choice that is shown
    several = isinstance(value, list)
    data = {box.html_name: [spelled(one) for one in value] if several else spelled(value)}
    if box.field.show_hidden_initial:
        data[f"{box.form.add_initial_prefix(box.name)}"] = spelled(value)
    return data


def row(name: str, number: int, **values) -> dict:
    return {f"{name}-{number}-{key}": value for key, value in values.items()}


def with_rows(data: dict, **counts) -> dict:
    """The same with more rows of a kind, as the button that adds one makes them."""
    return data | {f"{name}-TOTAL_FORMS": str(count) for name, count in counts.items()}


def errors(page) -> dict:
    assert page.status_code == 422
    found = dict(page.context["form"].errors)
    for name, rows in page.context["rowsets"].items():
        for number, form in enumerate(rows.forms):
            found |= {f"{name}-{number}-{box}": words for box, words in form.errors.items()}
    return {name: " ".join(words) for name, words in found.items()}


def step(meeting, verb: str) -> str:
    """The address of a page about a meeting."""
    return reverse(f"exchanges:meeting-{verb}", args=[meeting.uuid])
