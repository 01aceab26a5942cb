"""Sections, fields and values of a review's figures in the words of the page."""

import re
from datetime import date

from django.apps import apps
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.fields import Bound
from core.templatetags.kn import short_date
from exchanges.choices import ActivityKind, AidDirection, InstalmentState
from exchanges.dues import DueState
from partnerships.choices import HostRule
from reports.papers import wording
from reports.preview.words import Words

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SECTIONS = {
    "sides": gettext_lazy("The two sides"),
    "places": gettext_lazy("Names"),
    "tie": gettext_lazy("The tie"),
    "memoranda": gettext_lazy("Texts"),
    "commitments": gettext_lazy("Commitments"),
    "deliveries": gettext_lazy("Deliveries"),
    "instalments": gettext_lazy("Instalments"),
    "signing": gettext_lazy("The meeting that signs the paper"),
    "meetings": gettext_lazy("Meetings"),
    "dues": gettext_lazy("Meetings due"),
    "hosts": gettext_lazy("Hosts in turn"),
    "agreed_items": gettext_lazy("Agreed items"),
    "incidents": gettext_lazy("Incidents"),
    "sensitive": gettext_lazy("Sensitive incidents"),
    "aid": gettext_lazy("Aid in the period"),
    "aid_undated": gettext_lazy("Aid without a sure day"),
    "patrols": gettext_lazy("Patrols"),
    "twinnings": gettext_lazy("Ties below"),
    "stated": gettext_lazy("Published figures"),
    "facts": gettext_lazy("Told by sources"),
    "plan": gettext_lazy("Plan for the next period"),
    "signed": gettext_lazy("Agreements signed"),
    "in_force": gettext_lazy("Agreements in force"),
    "expiring": gettext_lazy("Agreements about to end"),
    "ended": gettext_lazy("Agreements ended"),
    "in_clearance": gettext_lazy("Agreements in clearance"),
    "gaps": gettext_lazy("Still lacking"),
    "counts": gettext_lazy("Counts and sums"),
}
FIELDS = {
    "amount": gettext_lazy("Amount"),
    "basis": gettext_lazy("Basis"),
    "break": gettext_lazy("Out of turn"),
    "cadence": gettext_lazy("Cadence"),
    "carried": gettext_lazy("Carried from an earlier meeting"),
    "closed": gettext_lazy("Closed on"),
    "country": gettext_lazy("Country"),
    "course": gettext_lazy("What later meetings found"),
    "date": gettext_lazy("Day"),
    "due": gettext_lazy("Due"),
    "effective": gettext_lazy("Since"),
    "findings": gettext_lazy("Findings"),
    "form": gettext_lazy("Form"),
    "from": gettext_lazy("Since"),
    "from_marker": gettext_lazy("From the marker"),
    "from_meeting": gettext_lazy("Agreed at"),
    "given": gettext_lazy("Given"),
    "giver": gettext_lazy("Giver"),
    "givers": gettext_lazy("Given by"),
    "held": gettext_lazy("The figure that is held"),
    "home": gettext_lazy("Home side"),
    "host": gettext_lazy("Host"),
    "counterpart": gettext_lazy("Counterpart side"),
    "interval_months": gettext_lazy("Interval in months"),
    "kind": gettext_lazy("Kind"),
    "level": gettext_lazy("Level"),
    "lines": gettext_lazy("What is planned"),
    "marker": gettext_lazy("Marker"),
    "met": gettext_lazy("Held on"),
    "name": gettext_lazy("Name"),
    "note": gettext_lazy("Note"),
    "number": gettext_lazy("Number"),
    "outcome": gettext_lazy("Outcome"),
    "owner": gettext_lazy("Owner"),
    "parties": gettext_lazy("Parties"),
    "party": gettext_lazy("Party"),
    "people": gettext_lazy("People"),
    "period": gettext_lazy("Period"),
    "place": gettext_lazy("Place"),
    "planned": gettext_lazy("Planned"),
    "quantities": gettext_lazy("Goods"),
    "reason": gettext_lazy("Reason"),
    "receiver": gettext_lazy("Receiver"),
    "receivers": gettext_lazy("Given to"),
    "result": gettext_lazy("Result"),
    "renews": gettext_lazy("Renews another text"),
    "section": gettext_lazy("Where it stands"),
    "side": gettext_lazy("Host"),
    "signed": gettext_lazy("Signed"),
    "since": gettext_lazy("Since"),
    "source": gettext_lazy("Source"),
    "status": gettext_lazy("State"),
    "state": gettext_lazy("State"),
    "text": gettext_lazy("Text"),
    "ties": gettext_lazy("Ties"),
    "title": gettext_lazy("Title"),
    "to_marker": gettext_lazy("To the marker"),
    "undated": gettext_lazy("Without a sure day"),
    "unit": gettext_lazy("Unit"),
    "until": gettext_lazy("Until"),
    "vacant_since": gettext_lazy("Vacant since"),
    "what": gettext_lazy("What"),
    "when": gettext_lazy("When"),
    "which": gettext_lazy("Place in the series"),
    "year": gettext_lazy("Year"),
    "year_planned": gettext_lazy("Year planned"),
    "year_reviewed": gettext_lazy("Year reviewed"),
}
WHICH = {
    "held": gettext_lazy("Held"),
    "previous": gettext_lazy("Meeting before"),
    "next": gettext_lazy("Next meeting"),
}
BOUNDS = {
    **{bound.value: bound.label for bound in Bound},
    "sum": gettext_lazy("sum of the figures stated"),
}
CODED = {  # fields whose code belongs to another record than the row's
    "dues.state": DueState,
    "instalments.status": InstalmentState,
    "hosts.rule": HostRule,
}
STATES = {
    "due": gettext_lazy("All"),
    "held": gettext_lazy("Held"),
    "early": gettext_lazy("Held early"),
    "to_come": gettext_lazy("To come"),
    "missed": gettext_lazy("Missed"),
    "open": gettext_lazy("Open"),
    "in_hand": gettext_lazy("In hand"),
    "done": gettext_lazy("Done"),
    "dropped": gettext_lazy("Dropped"),
    "carried": gettext_lazy("Carried from an earlier meeting"),
}


def measure(code: str) -> str:
    """What a number counts, in the words of the papers: "Activities: Sport"."""
    start, _bar, rest = code.partition("_")
    if start == "aid" and rest in AidDirection.values:
        return f"{_('Aid')}: {AidDirection(rest).label}"
    if start == "activities" and rest in ActivityKind.values:
        return f"{_('Activities')}: {ActivityKind(rest).label}"
    return wording.word(f"m_{code}", "en" if get_language() == "en" else "vi")


class Spoken(Words):
    """The value of any field in words. What it is shows in its shape."""

    def said(self, section: str, model: str, field: str, value) -> str:
        if value is None or value in ("", [], {}):
            return _("not stated")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "; ".join(self.said(section, model, field, one) for one in value)
        if isinstance(value, dict):
            return self._shaped(section, model, value)
        return self._plain(section, model, field, value)

    def _shaped(self, section: str, model: str, value: dict) -> str:
        if "level" in value and isinstance(value.get("vi"), str):
            return self.name(value)
        if "bound" in value:
            return self.amount(value)
        if "words" in value and "from" in value:
            return self.date(value)
        if set(value) == {"from", "until"}:
            return self.date(value | {"words": ""})
        if all(isinstance(one, dict) and "text" in one for one in value.values()):
            return self.text(value)
        parts = [
            self.said(section, model, name, one)
            for name, one in value.items()
            if name not in ("id", "model") and one not in (None, "", [], {})
        ]
        return " · ".join(parts)

    def _plain(self, section: str, model: str, field: str, value) -> str:
        if field == "which":
            return str(WHICH.get(value, value))
        if field in ("side", "host") or (field == "owner" and value != "both"):
            return self.side(value)
        choices = CODED.get(f"{section}.{field}")
        if choices and value in choices.values:
            return str(choices(value).label)
        if isinstance(value, str) and (day := _day(value)):
            return short_date(day)
        return str(_choices(model, field).get(value, value))


def _day(value: str) -> date | None:
    """None for what only looks like one: document numbers are spelled in all ways."""
    if not DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _choices(model: str, field: str) -> dict:
    """The words of a code, where the record has a field of that name."""
    fields = {one.name: one for one in apps.get_model(model)._meta.fields} if model else {}
    return dict(fields[field].flatchoices) if field in fields else {}
