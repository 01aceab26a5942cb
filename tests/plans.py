"""What PostgreSQL reads to answer a query, counted and not timed."""

import json
from collections.abc import Iterator

from django.db import connection, models

REMOVED = ("Rows Removed by Filter", "Rows Removed by Index Recheck")


def plan_of(sql: str) -> dict:
    """As it was carried out."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql)
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return plan[0]["Plan"]


def nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def rows_read(plan: dict, *models_: type[models.Model]) -> float:
    """Rows of these tables that are looked at, those thrown away included; of all tables if none
    is named.
    """
    tables = {model._meta.db_table for model in models_}
    return sum(
        (one["Actual Rows"] + sum(one.get(gone, 0) for gone in REMOVED)) * one["Actual Loops"]
        for one in nodes(plan)
        if "Relation Name" in one and (not tables or one["Relation Name"] in tables)
    )


def rows_of_table(sql: str, model: type[models.Model]) -> float:
    return rows_read(plan_of(sql), model)
