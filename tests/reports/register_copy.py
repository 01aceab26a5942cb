"""The whole register as plain values, to be compared field by field."""

from collections import Counter

from django.apps import apps
from django.db import connection, models, transaction

from reports.services import register
from reports.services.register.shape import FIELDS_LEFT_OUT, LEFT_OUT, all_models, key_of, numbered

KEPT = ("partnerships.UnitReach", "partnerships.TieReach")  # by triggers: they come out equal


def everything() -> dict[str, dict | Counter]:
    """Every field of every record but serial numbers, generated columns included, and what each
    record refers to by the name that the reference has for it.
    """
    held = [model for model in all_models() if model._meta.label not in LEFT_OUT]
    found = {model._meta.label: _records(model) for model in held}
    return found | {label: _records(apps.get_model(label)) for label in KEPT}


def _records(model):
    """By their own names; records without one are counted."""
    key = key_of(model)
    rows = list(model._base_manager.order_by("pk").values("pk", *_paths(model)))
    links = {field.name: _links(field) for field in model._meta.many_to_many if _held(model, field)}
    for row in rows:
        pk = row.pop("pk")
        row |= {name: tuple(sorted(of.get(pk, ()))) for name, of in links.items()}
    if not key:
        return Counter(
            tuple(sorted((name, str(value)) for name, value in row.items())) for row in rows
        )
    return {row[key]: row for row in rows}


def _held(model, field) -> bool:
    serial = field is model._meta.pk and numbered(model)
    return not serial and f"{model._meta.label}.{field.name}" not in FIELDS_LEFT_OUT


def _paths(model) -> list[str]:
    return [
        f"{field.name}__{key_of(field.related_model)}" if field.related_model else field.name
        for field in model._meta.concrete_fields
        if _held(model, field)
    ]


def _links(field: models.ManyToManyField) -> dict:
    through = field.remote_field.through
    found: dict[int, list[str]] = {}
    names = (
        field.m2m_field_name(),
        f"{field.m2m_reverse_field_name()}__{key_of(field.related_model)}",
    )
    for pk, key in through._base_manager.values_list(*names):
        found.setdefault(pk, []).append(str(key))
    return found


def written(blocker, path, make) -> dict:
    """What `make` enters, as it stood when it was written to the workbook; then it is gone."""
    with blocker.unblock(), transaction.atomic():
        make()
        connection.check_constraints()
        register.write(path=path)
        before = everything()
        transaction.set_rollback(True)
    return before


def entered(path, **options) -> dict[str, int]:
    with open(path, "rb") as file:
        return register.enter(file=file, **options).counts
