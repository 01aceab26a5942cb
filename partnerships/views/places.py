"""Pieces of the pages of places: counts of a border profile, ties as rows."""

from django.db.models import QuerySet

from partnerships.lists import PARTNERSHIPS
from partnerships.models import BorderProfile

COUNTED = (
    "home_provinces",
    "counterpart_provinces",
    "districts",
    "communes",
    "villages",
    "counterpart_communes",
    "international_gates",
    "main_gates",
    "secondary_gates",
    "openings",
)
PROFILE_COUNTS = tuple((name, BorderProfile._meta.get_field(name).verbose_name) for name in COUNTED)
SHOWN = ("tie", "level", "kind", "since", "status")
MOST = 100  # of a place; the list of ties shows more


def ties_as_rows(ties: QuerySet) -> list[dict]:
    """Some columns of the list of ties for a section of another page, first the higher levels."""
    columns = [column for name in SHOWN for column in PARTNERSHIPS if column.name == name]
    lookups = {lookup for column in columns for lookup in column.lookups}
    found = ties.order_by("title").values("pk", "uuid", *lookups)[:MOST]
    return [
        {
            "pk": row["pk"],
            "uuid": row["uuid"],
            "cells": [(column, column.shown(row)) for column in columns],
        }
        for row in found
    ]
