"""Typing without tone marks: the folded copy of a name that PostgreSQL keeps and searches."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat


class Folded(Func):
    """vn_norm() of the migrations: lower case, without tone marks, đ as d."""

    function = "vn_norm"
    output_field = models.TextField()


def folded_field(*columns: str) -> models.GeneratedField:
    """The folded copy of one or more columns, for `folded__contains=fold(typed)`."""
    parts = [part for column in columns for part in (Value(" "), F(column))][1:]
    return models.GeneratedField(
        expression=Folded(Concat(*parts) if len(parts) > 1 else parts[0]),
        output_field=models.TextField(),
        db_persist=True,
    )


def folded_index(name: str) -> GinIndex:
    return GinIndex(name=name, fields=["folded"], opclasses=["gin_trgm_ops"])


def fold(typed: str) -> Folded:
    """The same folding for what a person typed, done by PostgreSQL too, so that both agree."""
    return Folded(Value(typed.strip(), output_field=models.TextField()))
