"""The figures of a review laid out flat: each record and each sum once, by what it is known again.

Names are kept as the places they name, sources as the papers they cite: so a place that is
renamed differs once, and a list in another order not at all.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reports.drift import sums
from reports.drift.words import Spoken, measure

Key = tuple[str, ...]
# Where the records of a section are, and what tells two rows of one record apart.
RECORDS = {
    "memoranda": ("memoranda", ()),
    "commitments": ("commitments", ()),
    "meetings": ("meetings", ()),
    "dues": ("meetings_due.rows", ("due",)),
    "hosts": ("hosts.sequence", ()),
    "agreed_items": ("agreed_items", ()),
    "incidents": ("incidents", ()),
    "sensitive": ("sensitive.incidents", ()),
    "aid": ("aid.rows", ()),
    "aid_undated": ("aid_undated.rows", ()),
    "patrols": ("patrols.legs", ()),
    "twinnings": ("twinnings", ()),
    "facts": ("facts", ()),
    "plan": ("plan.meetings", ("due",)),
    "signed": ("agreements.signed", ()),
    "in_force": ("agreements.in_force", ()),
    "expiring": ("agreements.expiring", ()),
    "ended": ("agreements.ended", ()),
    "in_clearance": ("agreements.in_clearance", ()),
    "places": ("places", ()),
}
# Told by other rows, or of no matter to what is printed.
SILENT = {
    *("id", "model", "sort", "sort_words", "host_name", "met_by"),
    *("delivered", "delivered_undated", "delivered_before", "instalments"),
}
TITLES = ("title", "what", "kind", "cadence", "text", "name")
LONGEST = 120


@dataclass
class Item:
    """A record in a section, or a sum: `model` and `id` are empty of a sum."""

    section: str
    what: str
    fields: dict[str, object] = field(default_factory=dict)  # as compared
    shown: dict[str, object] = field(default_factory=dict)  # as they are
    model: str = ""
    id: str = ""
    sensitive: bool = False
    because: str = ""  # another record by which it may differ: the meeting that answered a due day

    def says(self, spoken: Spoken, name: str) -> str:
        return spoken.said(self.section, self.model, name, self.shown.get(name))


class Laid:
    """One set of figures, laid out."""

    def __init__(self, known: dict):
        self.known = known
        self.spoken = Spoken(known)
        self.named = _names(known)
        self.cited = {one["key"]: one["title"] for one in known.get("sources") or []}
        self.items: dict[Key, Item] = {}
        for key, item in [*self._records(), *self._sums()]:
            self.items.setdefault(key, item)

    def _at(self, path: str):
        found = self.known
        for step in path.split("."):
            found = (found or {}).get(step)
        return found or []

    # Records

    def _records(self) -> Iterator[tuple[Key, Item]]:
        for section, (path, apart) in RECORDS.items():
            for row in self._at(path):
                if row.get("id"):
                    yield self._record(section, row, apart)
        yield from self._of_commitments()
        yield from self._planned()
        yield from self._published()
        for tie in filter(None, [self.known.get("tie"), *self._at("hosts.by_tie")]):
            yield from self._of_tie(tie)
        if self._at("meeting"):
            yield self._record("signing", self.known["meeting"], ())

    def _published(self) -> Iterator[tuple[Key, Item]]:
        for figure in self._at("figures"):
            title = self._measure(figure)
            for row in figure["stated"]:
                yield self._record("stated", row, (), title=title, apart_by=title)

    def _of_tie(self, tie: dict) -> Iterator[tuple[Key, Item]]:
        own = {name: value for name, value in tie.items() if name not in ("turn", "events")}
        yield self._record("tie", own, ())
        for row in tie.get("events") or []:
            yield self._record("tie", row, ())
        for row in (tie.get("turn") or {}).get("sequence") or []:
            yield self._record("hosts", row, ())

    def _of_commitments(self) -> Iterator[tuple[Key, Item]]:
        for one in self.known.get("commitments") or []:
            title = self.spoken.text(one["what"])
            for row in [*one["delivered"], *one["delivered_undated"]]:
                yield self._record(
                    "deliveries", row, (), title=self.spoken.text(row["what"]) or title
                )
            for row in one["instalments"]:
                if row["id"]:
                    yield self._record("instalments", row, (), title=title)

    def _planned(self) -> Iterator[tuple[Key, Item]]:
        for group in ("agreed_items", "instalments", "expiring", "year_plans"):
            for row in self._at(f"plan.{group}"):
                if row["id"]:
                    title = self.spoken.name(row.get("unit")) if group == "year_plans" else ""
                    yield self._record("plan", row, (), title=title)

    def _record(self, section, row, apart, *, title="", apart_by="") -> tuple[Key, Item]:
        fields = {name: value for name, value in row.items() if name not in SILENT}
        if "source" in fields:
            fields["source"] = sorted({self.cited.get(one["key"], "") for one in row["source"]})
        item = Item(
            section,
            title or self._title(row),
            fields if section == "places" else self._plain_fields(fields),
            fields,
            row["model"],
            row["id"],
            section == "sensitive",
            row.get("met_by") or "",
        )
        more = [str(row.get(name)) for name in apart] + [apart_by] * bool(apart_by)
        return (section, row["model"], row["id"], *more), item

    def _title(self, row: dict) -> str:
        if "home" in row and "counterpart" in row:
            return f"{self.spoken.name(row['home'])} – {self.spoken.name(row['counterpart'])}"
        if "from_marker" in row:
            ends = filter(None, [row["from_marker"], row["to_marker"]])
            return f"{_('Patrol')} {' – '.join(ends)}".strip()
        found = next((row[name] for name in TITLES if row.get(name)), None)
        said = self.spoken.said("", row["model"], "kind", found) if found else ""
        day = row.get("when") or row.get("date")
        if row["model"] == "exchanges.meeting":
            said = " ".join(filter(None, [said or _("Meeting"), day and self.spoken.date(day)]))
        return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}…"

    def _plain_fields(self, fields: dict) -> dict:
        return {name: self._plain(value) for name, value in fields.items()}

    def _plain(self, value):
        """As it is compared: places for names, words alone of a text, lists in no order."""
        if isinstance(value, list):
            return sorted((self._plain(one) for one in value), key=_sorted)
        if not isinstance(value, dict):
            return value
        if "level" in value and isinstance(value.get("vi"), str):
            return [self.place_of(value), self._plain(value.get("formerly") or [])]
        if value and all(isinstance(one, dict) and "text" in one for one in value.values()):
            return {code: one["text"] for code, one in value.items()}
        return {name: self._plain(one) for name, one in value.items() if name not in SILENT}

    def place_of(self, name: dict) -> str:
        """The place that a name stands for; the name itself if that is not known."""
        return self.named.get(_called(name)) or _called(name)

    def _measure(self, figure: dict) -> str:
        if figure["measure"]:
            said = measure(figure["measure"])
        else:
            said = self.spoken.text(figure.get("label"))
        return ": ".join(filter(None, [said, self.spoken.names(figure["subject"])]))

    # Sums and what else has no record of its own

    def _sums(self) -> Iterator[tuple[Key, Item]]:
        for side, own in (self.known.get("sides") or {}).items():
            yield ("sides", side), self._sum("sides", self.spoken.side(side), own)
        for line in self.known.get("gaps") or []:
            said = self.spoken.text(line)
            yield ("gaps", said), Item("gaps", said)
        for key, title, value in sums.counted(self.known, self.spoken, self.place_of):
            item = self._sum("counts", title, {"number": value})
            item.sensitive = key[0].startswith("sensitive")
            yield ("counts", *key), item

    def _sum(self, section: str, title: str, shown: dict) -> Item:
        return Item(section, title, self._plain_fields(shown), shown)


def _called(name: dict) -> str:
    return f"{name['level']} {name['vi']}"


def _names(known: dict) -> dict[str, str]:
    """Which place a name stands for; one that two of them bear stands for none."""
    found: dict[str, set] = {}
    for one in known.get("places") or []:
        found.setdefault(_called(one["name"]), set()).add(one["id"])
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _sorted(value) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
