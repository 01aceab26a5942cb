"""Indexes for lists in the order of days known in part."""

from django.db import models

from core.fields import earliest


def by_day(name: str, record: str) -> list[models.Index]:
    """One index for each direction: unknown days are last both ways (core.fields.earliest)."""
    return [
        models.Index(earliest(name, descending=True), "id", name=f"{record}_newest_first"),
        models.Index(earliest(name, descending=False), "id", name=f"{record}_oldest_first"),
    ]
