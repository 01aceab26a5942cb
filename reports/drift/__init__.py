"""What a frozen review would say differently today: its figures beside those of the register now.

Pure: two sets of figures in, differences out. `reports.drift.reasons` says why.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.drift.items import Item, Key, Laid
from reports.drift.words import FIELDS, SECTIONS

ESSENCE = ("when", "signed", "period", "due", "amount", "status", "state", "number", "parties")


class Change(models.TextChoices):
    ADDED = "added", gettext_lazy("Would be added")
    REMOVED = "removed", gettext_lazy("Would be left out")
    CHANGED = "changed", gettext_lazy("Would read otherwise")


@dataclass(frozen=True)
class Difference:
    """One record that came, went, or differs in one field. A sum has neither `model` nor `id`."""

    kind: Change
    section: str
    what: str
    field: str = ""
    before: str = ""
    now: str = ""
    model: str = ""
    id: str = ""
    sensitive: bool = False
    because: str = ""

    @property
    def section_words(self) -> str:
        return str(SECTIONS[self.section])


def compare(frozen: dict, present: dict) -> list[Difference] | None:
    """In the order of the paper; None where what was frozen names no records (schema 1)."""
    if frozen.get("schema", 1) < 2:
        return None
    then, now = Laid(frozen), Laid(present)
    _follow_moves(then.items, now.items)
    found: list[Difference] = []
    for key in sorted({*then.items, *now.items}, key=_place):
        found += _between(key, then, now)
    return list(dict.fromkeys(_once(found)))


def _follow_moves(then: dict[Key, Item], now: dict[Key, Item]) -> None:
    """A record that left one section for another reads otherwise there; it did not go and come."""
    here: dict[tuple, list[Key]] = {}
    for key, item in now.items():
        if key not in then and item.id:
            here.setdefault((item.model, item.id), []).append(key)
    for key in [key for key, item in then.items() if key not in now and item.id]:
        item = then[key]
        to = here.get((item.model, item.id), [])
        if len(to) == 1 and to[0] not in then:
            for one in (item, now[to[0]]):
                words = str(SECTIONS[one.section])
                one.fields["section"] = one.shown["section"] = words
            then[to[0]] = then.pop(key)


def _between(key: Key, then: Laid, now: Laid) -> list[Difference]:
    before, after = then.items.get(key), now.items.get(key)
    if before is None:
        return [_whole(Change.ADDED, after, now)]
    if after is None:
        return [_whole(Change.REMOVED, before, then)]
    changed = [
        name
        for name in {**before.fields, **after.fields}
        if before.fields.get(name) != after.fields.get(name)
    ]
    found = []
    for name in changed:
        words = FIELDS.get(name, name)
        said = (before.says(then.spoken, name), after.says(now.spoken, name))
        if said[0] != said[1]:
            found.append(_made(Change.CHANGED, after, str(words), *said))
    return found


def _whole(kind: Change, item: Item, laid: Laid) -> Difference:
    """What came or went, with what it is about in a few words."""
    said = " · ".join(
        item.says(laid.spoken, name) for name in ESSENCE if item.shown.get(name) not in (None, [])
    )
    return _made(kind, item, "", *((said, "") if kind == Change.REMOVED else ("", said)))


def _made(kind: Change, item: Item, field: str, before: str, now: str) -> Difference:
    return Difference(
        kind,
        item.section,
        item.what or _("not stated"),
        field,
        before,
        now,
        item.model,
        item.id,
        item.sensitive,
        item.because,
    )


def _once(found: list[Difference]) -> list[Difference]:
    """A record printed in several places is told once: where it stands first."""
    told: dict[tuple, Difference] = {}
    for one in found:
        own = (one.model, one.id) if one.id else (one.section, one.what)
        whole = one.kind if one.kind != Change.CHANGED else (one.field, one.before, one.now)
        told.setdefault((own, whole), one)
    return list(told.values())


def _place(key: Key) -> tuple:
    return list(SECTIONS).index(key[0]), key
