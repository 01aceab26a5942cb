"""Counts and sums of a review, each with a key and with words for what it counts."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from reports.drift.words import BOUNDS, STATES, Spoken, measure

Counted = tuple[tuple, str, object]


def counted(known: dict, spoken: Spoken, place_of: Callable[[dict], str]) -> Iterator[Counted]:
    yield from _reckoned(known)
    yield from _incidents(known, spoken)
    yield from _activities(known, spoken)
    for path, table in (
        ("aid_totals", known.get("aid_totals")),
        ("aid", (known.get("aid") or {}).get("totals")),
        ("aid_undated", (known.get("aid_undated") or {}).get("totals")),
    ):
        for total in table or []:
            yield from _total(path, total, spoken, place_of)
    for row in (known.get("comparison") or {}).get("rows") or []:
        title = f"{_('Period before')}: {measure(row['measure'])}"
        bound = BOUNDS.get(row["bound"])
        key = ("before", row["measure"], row["unit"], str(row["bound"]))
        yield key, f"{title} ({bound})" if bound else title, row["before"]


def _reckoned(known: dict) -> Iterator[Counted]:
    for figure in known.get("figures") or []:
        if figure.get("computed"):
            yield ("figure", figure["measure"]), measure(figure["measure"]), figure["computed"]
    for group, title in (("meetings_due", _("Meetings due")), ("agreed_counts", _("Agreed items"))):
        for name, many in (known.get(group) or {}).items():
            if name in STATES:
                yield (group, name), f"{title}: {STATES[name]}", many
    patrols = known.get("patrols") or {}
    for name, code in (("count", "patrols"), ("people", "patrol_people")):
        if patrols.get(name) is not None:
            yield ("figure", code), measure(code), patrols[name]
    yield ("hosts", "next"), _("Next host"), (known.get("hosts") or {}).get("next")


def _incidents(known: dict, spoken: Spoken) -> Iterator[Counted]:
    sensitive = (known.get("sensitive") or {}).get("incident_counts") or []
    for path, rows in (("incidents", known.get("incident_counts") or []), ("sensitive", sensitive)):
        for row in rows:
            state = spoken.said("", "exchanges.incident", "status", row["outcome"])
            title = f"{spoken.text(row['words'])}: {state}"
            yield (path, row["kind"], row["outcome"]), title, row["count"]


def _activities(known: dict, spoken: Spoken) -> Iterator[Counted]:
    for row in (known.get("activities") or {}).get("rows") or []:
        title = f"{_('Activities')}: {spoken.text(row['words'])}"
        yield ("activities", row["kind"]), title, row["count"]
        for one in row["figures"]:
            words = spoken.text(one["words"])
            for bound, said in BOUNDS.items():
                key = ("activities", row["kind"], one["measure"], words, one["unit"], bound)
                yield key, f"{title}: {words} ({said})", _number(one, bound)


def _total(path: str, total: dict, spoken: Spoken, place_of) -> Iterator[Counted]:
    heading = _("Aid without a sure day") if path == "aid_undated" else _("Aid in the period")
    of = total.get("of")
    who = spoken.name(of) if isinstance(of, dict) else ""
    way = measure(f"aid_{total['direction']}") if total.get("direction") else ""
    for bound, words in BOUNDS.items():
        title = " · ".join(filter(None, [heading, way, who, str(words)]))
        key = (path, way, place_of(of) if who else "", total["unit"], bound)
        yield key, title, _number(total, bound)


def _number(total: dict, bound: str) -> dict | None:
    """One part of a sum; the words beside it say which."""
    if total[bound] is None:
        return None
    return {"number": total[bound], "unit": total["unit"], "bound": "exact"}
