"""The history of every record type reads like sentences: no code, no key, no name of a column, and
nothing in English for who reads Vietnamese.
"""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import translation

from accounts.record_history import tables
from core import telling
from core.fields import Amount, PartialDate
from core.records import kind_of
from tests.factories import UserFactory
from tests.meta.records import of_unit
from tests.meta.roles import OFFICER
from tests.meta.routes import OUR_APPS
from tests.meta.words import Said, english_in, english_on

RAW = {
    "a key": r"[0-9a-f]{8}-[0-9a-f]{4}-",
    "a print of a file": r"[0-9a-f]{32}",
    "a name of a column": r"\b[a-z]+_[a-z_]+\b",
    "a day as machines write it": r"\b\d{4}-\d{2}-\d{2}\b|\b\d{2}-\d{2}\b",
    "a value as Python writes it": r"\b(?:None|True|False|Decimal)\b|datetime|[{}\[\]]|__proxy__",
    "an empty quotation": r"“”",
}
DAY, LATER = date(2024, 9, 2), date(2025, 1, 31)


def kinds() -> list[type[models.Model]]:
    """Record types with a page of their own and a history."""
    every = (model for app in OUR_APPS for model in apps.get_app_config(app).get_models())
    return [one for one in every if kind_of(one._meta.label_lower) and hasattr(one, "told_with")]


KINDS = kinds()
TOLD = list(dict.fromkeys(rows for kind in KINDS for rows in tables(kind)))


def raw_in(text: str) -> list[str]:
    return [what for what, pattern in RAW.items() if re.search(pattern, text)]


def samples(facet: telling.Facet) -> list:
    """Values such as the field may hold: every choice of it, the longest and the oddest."""
    field = facet.field
    if facet.value is PartialDate:
        return [PartialDate.read("2/9/2024"), PartialDate(DateRange(DAY, LATER))]
    if facet.value is Amount:
        return [Amount(Decimal("1500.50"), "VND", "under", True), Amount(Decimal(3), "ha")]
    if field.flatchoices:
        return [value for value, _label in field.flatchoices if value not in ("", None)]
    return SAMPLES[next(kind for kind in SAMPLES if isinstance(field, kind))](field)


def _written(field) -> list:
    if "language" in field.name:
        return ["lo", "vi"]
    return ["Bản Pa Phương"]


SAMPLES = {
    ArrayField: lambda field: (
        [["09-02", "12-31"]] if field.name == "days" else [["vi", "lo"], ["km"]]
    ),
    DateRangeField: lambda field: [DateRange(DAY, LATER), DateRange(DAY, None)],
    models.ForeignKey: lambda field: [1],
    models.JSONField: lambda field: [{"vi": {"text": "Câu một", "state": "checked", "rev": 1}}],
    models.BooleanField: lambda field: [True, False],
    models.DateTimeField: lambda field: [datetime(2024, 9, 2, 3, 4, tzinfo=UTC)],
    models.DateField: lambda field: [DAY],
    models.TimeField: lambda field: [time(8, 30)],
    models.DecimalField: lambda field: [Decimal("1200.50")],
    models.IntegerField: lambda field: [1, 5],
    models.UUIDField: lambda field: [uuid4()],
    models.FileField: lambda field: [f"papers/{uuid4().hex}.pdf"],
    models.CharField: _written,
    models.TextField: _written,
}


def test_every_record_type_with_a_page_is_looked_at():
    assert len(KINDS) > 25
    assert len(TOLD) > len(KINDS)


@pytest.mark.parametrize("rows", TOLD, ids=lambda rows: f"{rows.model.__name__} {rows.column}")
def test_every_field_and_each_of_its_values_has_words(rows):
    model, wrong = rows.model, []
    with translation.override("vi"):
        for facet in telling.facets(model, rows.kept, rows.column):
            label = str(facet.label)
            found = raw_in(label) + english_in(label)
            wrong += [f"{model.__name__}.{facet.name} is called {label}: {found}"] if found else []
            for value in samples(facet):
                wrong += _wrong_of(model, facet, value)
    assert wrong == []


def _wrong_of(model, facet, value) -> list[str]:
    """From nothing to the value, and back."""
    found = []
    for change in ((facet, None, value), (facet, value, None)):
        for line in telling.in_words([change], {}):
            for text in filter(None, (line.before, line.now)):
                seen = raw_in(text) + english_in(text)
                if facet.field.flatchoices and text == value and text.isascii():
                    seen.append("a code")
                found += [f"{model.__name__}.{facet.name}: “{text}”: {seen}"] if seen else []
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_page_of_history_says_nothing_raw(client, unit, model, language):
    record = of_unit(model, unit)
    reader = UserFactory(role=OFFICER, sees_all=True, sees_sensitive=True, language=language)
    if not kind_of(model._meta.label_lower).permission.held_by(reader):
        reader.role = min(kind_of(model._meta.label_lower).permission.roles)
        reader.save()
    client.force_login(reader)
    answer = client.get(reverse("records:history", args=[model._meta.label_lower, record.uuid]))
    assert answer.status_code == 200
    acts = answer.text.partition('id="h-acts"')[2].partition("</section>")[0]
    assert "<li" in acts
    said = " · ".join(Said(unescape(acts), language).found)
    assert raw_in(said) == [], said
    if language == "vi":
        assert english_on(acts) == []
