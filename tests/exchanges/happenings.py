"""What tests of activities and patrols share: the forms as a browser sends them, refusals, SQL."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from core.errors import RuleViolation
from core.fields import Amount, Bound

TODAY = date(2026, 11, 22)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def figure(measure, number, unit, bound=Bound.EXACT, what=""):
    return {"measure": measure, "what": what, "amount": Amount(Decimal(number), unit, bound)}


def activity_form(*figures, **more):
    """The short form as it is sent; figures are (measure, number, unit, what)."""
    data = {
        "kind": "clinic",
        "happened": "05/04/2026",
        "basis": "made_here",
        "submission": str(uuid4()),
        "passages-TOTAL_FORMS": "0",
        "passages-INITIAL_FORMS": "0",
        "figures-TOTAL_FORMS": str(len(figures)),
        "figures-INITIAL_FORMS": "0",
    }
    for place, (measure, number, unit, what) in enumerate(figures):
        said = {"measure": measure, "what": what, "amount_number": number, "amount_unit": unit}
        data |= {f"figures-{place}-{name}": value for name, value in said.items()}
    return data | more


def patrol_form(patrol_border, first, last, *, home=(), counterpart=(), findings=(), **more):
    """The form of a patrol; parties are (organisation, people), findings (what, marker)."""
    data = {
        "border": str(patrol_border.uuid),
        "from_marker": str(first.uuid) if first else "",
        "to_marker": str(last.uuid) if last else "",
        "happened": "12/03/2026",
        "basis": "made_here",
        "submission": str(uuid4()),
    }
    kinds = {"home": home, "counterpart": counterpart, "findings": findings, "passages": ()}
    for name, rows in kinds.items():
        data |= {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
    for name in ("home", "counterpart"):
        for place, (who, people) in enumerate(kinds[name]):
            data[f"{name}-{place}-organisation"] = str(who.uuid)
            data[f"{name}-{place}-people"] = str(people)
    for place, (what, marker) in enumerate(findings):
        data[f"findings-{place}-what"] = what
        data[f"findings-{place}-marker"] = str(marker.uuid) if marker else ""
    return data | more
