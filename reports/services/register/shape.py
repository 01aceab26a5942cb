"""Which records the workbook holds, and in which columns."""

from dataclasses import dataclass
from functools import cache

import pghistory.models
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import GeneratedField
from django.utils.text import capfirst

APPS = ("accounts", "partnerships", "exchanges", "reports")
VERSION = 1

LEFT_OUT = {
    "accounts.AuditEvent": "the audit trail of this machine; it stays where the acts were done",
    "accounts.Draft": "texts that somebody is still typing",
    "accounts.MailChoice": "each user chooses anew when to be mailed",
    "accounts.Notice": "what this machine told somebody",
    "accounts.NoticeChoice": "each user chooses anew what to be told",
    "accounts.NoticeMail": "mails that this machine sent",
    "exchanges.CalendarFeed": "secret addresses of calendars; each user makes a new one",
    "exchanges.MeetingTally": "kept by triggers from the meetings",
    "exchanges.MeetingTotal": "kept by triggers from the meetings",
    "exchanges.Reminder": "mails that this machine sent",
    "partnerships.TieReach": "kept by triggers from the parties of ties",
    "partnerships.UnitReach": "kept by triggers from the places",
    "reports.BatchItem": "orders of printed papers, and how far this machine got",
    "reports.Build": "how far this machine got with a paper",
    "reports.ColumnMatch": "how an office's own tables were read on this machine",
    "reports.Import": "how far this machine got with a table; the table is a paper and comes along",
    "reports.ImportRow": "rows of tables that are being checked",
    "reports.ListExport": "lists that this machine wrote down, kept for a day",
    "reports.ReviewBatch": "orders of printed papers, and how far this machine got",
    "reports.ScanReading": "how far this machine got with a scan",
    "reports.SearchEntry": "kept by triggers from what can be found",
}
FIELDS_LEFT_OUT = {
    "accounts.User.password": "nobody signs in until a password is set anew",
    "accounts.User.last_login": "signing in is of this machine",
    "accounts.User.unread_notices": "kept by triggers from the notices",
    "accounts.User.groups": "roles are in code; nobody is in a group",
    "accounts.User.user_permissions": "roles are in code; nobody has a permission of their own",
    "partnerships.Partnership.parties_key": "kept by triggers, of serial numbers of the parties",
}
KEYS = {"accounts.User": "username", "partnerships.Country": "code"}  # others: by uuid
# What a signed text holds stays as it is once the text stands there: its lines come before it, and
# the reference from them to it is looked at when everything is there.
BEFORE = {
    "partnerships.Article": "partnerships.Memorandum",
    "partnerships.Clearance": "partnerships.Memorandum",
    "exchanges.AgendaItem": "exchanges.Minutes",
    "exchanges.AgreedItem": "exchanges.Minutes",
    "exchanges.AgreedItemProgress": "exchanges.Minutes",
    "exchanges.Attendance": "exchanges.Minutes",
    "exchanges.MinutesItem": "exchanges.Minutes",
}
# A register into which only these were loaded is still empty: they are replaced.
LOADED_BEFOREHAND = (
    *("partnerships.UnitSuccession", "partnerships.UnitName", "partnerships.UnitParent"),
    *("partnerships.Unit", "partnerships.DayOff", "partnerships.Border", "partnerships.Country"),
    "partnerships.StepRule",
)
LABELS = ("name", "title", "label")


@dataclass(frozen=True)
class Column:
    """A field, a reference, or the readable name that stands beside a reference."""

    name: str  # for the machine
    field: models.Field
    target: type[models.Model] | None = None
    is_label: bool = False

    @property
    def heading(self) -> str:
        """For people, in the language in force."""
        words = capfirst(str(self.field.verbose_name))
        return f"({words})" if self.is_label else words

    @property
    def is_many(self) -> bool:
        return bool(self.field.many_to_many)

    @property
    def path(self) -> str:
        """Where a query finds the value."""
        if self.is_label:
            return self.name.replace(":", "__")
        return f"{self.name}__{key_of(self.target)}" if self.target else self.name


@dataclass(frozen=True)
class Shape:
    """One sheet: a model and its columns."""

    model: type[models.Model]
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        return self.model.__name__

    @property
    def key(self) -> str:
        return key_of(self.model)

    @property
    def files(self) -> tuple[str, ...]:
        """The fields that hold the SHA-256 of a file."""
        names = (field.name for field in self.model._meta.concrete_fields)
        return tuple(name for name in names if name.endswith("sha256"))


def key_of(model: type[models.Model]) -> str:
    """What a reference calls a record by; nothing refers to one without."""
    if found := KEYS.get(model._meta.label):
        return found
    return "uuid" if any(field.name == "uuid" for field in model._meta.fields) else ""


def numbered(model: type[models.Model]) -> bool:
    """Whether the database numbers the rows, as of nearly all tables."""
    return isinstance(model._meta.pk, models.AutoField)


@cache
def shapes() -> tuple[Shape, ...]:
    """The sheets in the order in which their rows are entered."""
    return tuple(Shape(model, _columns(model)) for model in _in_order())


def all_models() -> list[type[models.Model]]:
    """Every record type of ours that is not a version of another."""
    found = (model for app in APPS for model in apps.get_app_config(app).get_models())
    return [model for model in found if not issubclass(model, pghistory.models.Event)]


def _in_order() -> list[type[models.Model]]:
    held = [model for model in all_models() if model._meta.label not in LEFT_OUT]
    order: dict[type[models.Model], None] = {}

    def place(model, above=()):
        if model in order or model in above:
            return
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.related_model in held and BEFORE.get(model._meta.label) != label(field):
                place(field.related_model, (*above, model))
        for early, text in BEFORE.items():
            if text == model._meta.label:
                place(apps.get_model(early), (*above, model))
        order[model] = None

    for model in held:
        place(model)
    return list(order)


def label(field: models.Field) -> str:
    return field.related_model._meta.label


def _columns(model) -> tuple[Column, ...]:
    columns: list[Column] = []
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if _is_left_out(model, field):
            continue
        columns.append(Column(field.name, field, field.related_model))
        if field.related_model and not field.many_to_many:
            columns += _label(field)
    return tuple(sorted(columns, key=lambda column: column.name != "uuid"))


def _is_left_out(model, field) -> bool:
    serial = field is model._meta.pk and numbered(model)
    named = f"{model._meta.label}.{field.name}" in FIELDS_LEFT_OUT
    return serial or named or isinstance(field, GeneratedField)


def _label(field) -> list[Column]:
    """The name beside a reference; of a person who signs in the reference is the name."""
    names = {found.name for found in field.related_model._meta.concrete_fields}
    said = next((name for name in LABELS if name in names), None)
    if not said:
        return []
    return [Column(f"{field.name}:{said}", field, is_label=True)]


def is_text(field: models.Field) -> bool:
    kinds = (models.CharField, models.TextField, models.FileField)
    return isinstance(field, kinds) and not isinstance(field, ArrayField)
