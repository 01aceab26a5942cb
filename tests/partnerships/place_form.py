"""What the tests of the form of a place send, and what they read of its answer."""

from datetime import date

from django.urls import reverse

from partnerships.choices import Level
from partnerships.services import places

REFORM = date(2025, 7, 1)


def rows(name, *given, initial=0):
    sent = {f"{name}-TOTAL_FORMS": len(given), f"{name}-INITIAL_FORMS": initial}
    for number, row in enumerate(given):
        sent |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return sent


def filled(*, parents=(), names=(), successions=(), **changed):
    facts = {"word": "xã", "name": "Tam Lư", "level": Level.COMMUNE}
    sent = rows("parents", *parents) | rows("names", *names) | rows("successions", *successions)
    return facts | sent | changed


def above(unit, **days):
    return {"parent": str(unit.uuid)} | days


def became(kind, on, successor=None):
    return {"kind": kind, "on": on, "successor": str(successor.uuid) if successor else ""}


def edit(unit):
    return reverse("partnerships:unit-edit", args=[unit.uuid])


def told(answer) -> dict[str, list[str]]:
    """Every box that has a complaint, and what it says."""
    assert answer.status_code == 422
    context = answer.context
    found = dict(context["form"].errors)
    for name, formset in context["rowsets"].items():
        for number, row in enumerate(formset.forms):
            found |= {f"{name}-{number}-{field}": words for field, words in row.errors.items()}
    return found


def revised(by, unit, **changed):
    facts = {
        name: getattr(unit, name)
        for name in ("word", "name", "level", "code", "valid_from", "valid_to")
    }
    there = {
        "parents": [
            {"uuid": one.uuid, "parent": one.parent, "since": one.since, "until": one.until}
            for one in unit.parents.all()
        ],
        "names": [],
        "successions": [],
    }
    position = {"latitude": unit.latitude, "longitude": unit.longitude}
    return places.revise(unit=unit, by=by, **(facts | position | there | changed))
