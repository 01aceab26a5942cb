"""The workbook of the whole register: every record type is in it, or left out for a reason."""

import pytest
from django.apps import apps

from reports.services.register import shape
from reports.services.register.values import READERS

# Without a history of their own, and part of the register all the same.
HELD = {"reports.NumberCounter"}


def label(model) -> str:
    return model._meta.label


def is_record(model) -> bool:
    """What has a public name and a history is a record of the office, and comes along."""
    names = {field.name for field in model._meta.fields}
    versions = {found.__name__ for found in model._meta.app_config.get_models()}
    return "uuid" in names and f"{model.__name__}History" in versions


@pytest.mark.parametrize("model", shape.all_models(), ids=label)
def test_every_model_is_a_record_or_says_why_it_stays_here(model):
    """A new one without a history is named in LEFT_OUT with the reason, or in HELD above."""
    assert label(model) in shape.LEFT_OUT or label(model) in HELD or is_record(model)


def test_what_is_named_exists():
    known = {label(model) for model in shape.all_models()}
    named = {*shape.LEFT_OUT, *shape.KEYS, *shape.BEFORE, *shape.BEFORE.values(), *HELD}
    assert named | {*shape.LOADED_BEFOREHAND} <= known
    for name in shape.FIELDS_LEFT_OUT:
        model, _dot, field = name.rpartition(".")
        assert apps.get_model(model)._meta.get_field(field)
    assert all(shape.LEFT_OUT.values())


def test_sheets_have_names_of_their_own_that_fit():
    names = [one.name for one in shape.shapes()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31


@pytest.mark.parametrize("one", shape.shapes(), ids=lambda one: one.name)
def test_every_column_can_be_written_and_read(one):
    kinds = tuple(
        kind
        for entry, _read in READERS
        for kind in (entry if isinstance(entry, tuple) else (entry,))
    )
    for column in one.columns:
        if column.target:
            assert column.is_label or shape.key_of(column.target), column.name
            assert label(column.target) not in shape.LEFT_OUT, column.name
        else:
            assert column.is_label or isinstance(column.field, kinds), column.name


def test_the_lines_of_a_signed_text_come_before_it():
    order = [label(one.model) for one in shape.shapes()]
    for line, text in shape.BEFORE.items():
        assert order.index(line) < order.index(text)
