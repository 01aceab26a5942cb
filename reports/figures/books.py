"""Names and sources of a review, looked up at the end and all at once.

While records are read, a name is an empty dictionary and a source an empty list that somebody
holds already; `fill()` writes into them. So a hundred gifts cost as many queries as one.
"""

from collections import defaultdict
from datetime import date

from django.db.models import F, Prefetch, Value

from partnerships.choices import Level, NameKind
from partnerships.models import Organisation, Person, Post, Source, Unit, UnitName, UnitParent
from reports.figures.shapes import partial, ref, text

SMALL = {Level.VILLAGE, Level.CLUSTER, Level.COMMUNE}  # named with the unit they lie in


class Memory:
    """Units and what they lie in, each looked up once, though books of several days ask."""

    def __init__(self):
        self._units: dict[int, Unit] = {}
        self._above: dict[int, list[UnitParent]] = {}

    def units(self, wanted: set[int]) -> dict[int, Unit]:
        missing = wanted - set(self._units)
        if missing:
            named = Prefetch("names", UnitName.objects.order_by("pk"))
            found = Unit.objects.filter(pk__in=missing).prefetch_related(named)
            self._units |= {unit.pk: unit for unit in found}
        return self._units

    def above(self, wanted: set[int]) -> list[UnitParent]:
        """The rows of what these units lie in, the earliest first."""
        missing = wanted - set(self._above)
        if missing:
            self._above |= {pk: [] for pk in missing}
            rows = UnitParent.objects.filter(unit__in=missing)
            for row in rows.order_by(F("since").asc(nulls_first=True)):
                self._above[row.unit_id].append(row)
        return [row for pk in sorted(wanted) for row in self._above[pk]]


class Books:
    def __init__(self, *, on: date, memory: Memory | None = None):
        self.on = on
        self._memory = memory or Memory()
        self._names: dict[int, list[tuple[dict, bool]]] = defaultdict(list)
        self._cited: dict[tuple[type, int], list[list]] = defaultdict(list)
        self._papers: dict[int, dict] = {}
        self._bodies: dict[str, dict] = {}
        self._above: dict[int, int] = {}

    # Names

    def unit(self, pk: int | None, *, wide: bool = False) -> dict | None:
        """The name of a unit on the last day of the period; `wide` adds all it lies in."""
        if pk is None:
            return None
        name = {}
        self._names[pk].append((name, wide))
        return name

    def place(self, unit: int | None, words: str) -> dict | None:
        """Where something happened: a unit, or the words for it."""
        return text(words) if unit is None else self.unit(unit)

    def who(self, record, *, wide: bool = False) -> dict:
        """The name of a party: `record` has `unit_id` and `organisation`."""
        if record.unit_id:
            return self.unit(record.unit_id, wide=wide)
        return self.organisation(record.organisation)

    def organisation(self, found: Organisation | None) -> dict | None:
        return self._named(found, organisation(found))

    def person(self, found: Person) -> dict:
        return self._named(found, person(found))

    def _named(self, found, name: dict | None) -> dict | None:
        if found is not None:
            self._bodies[str(found.uuid)] = ref(found) | {"name": name}
        return name

    def places(self) -> list[dict]:
        """All that was named, each once: by it a later look tells a new name from another place."""
        units = self._memory.units(set(self._names))
        return sorted(
            [self._place(units[pk]) for pk in self._names] + list(self._bodies.values()),
            key=lambda one: (one["model"], one["id"]),
        )

    def _place(self, unit: Unit) -> dict:
        """Its name, and that of what it lies in where papers say so."""
        name, above = self._called(unit), self._above.get(unit.pk)
        if above and unit.level in SMALL:
            name["in"] = self._called(self._memory.units({above})[above])
        return ref(unit) | {"name": name}

    def fill(self) -> None:
        self._fill_names()
        self._fill_sources()

    def _fill_names(self) -> None:
        above = self._above = self._parents()
        wanted = set(self._names) | set(above.values())
        units = self._memory.units(wanted)
        for pk, waiting in self._names.items():
            for name, wide in waiting:
                name.update(self._called(units[pk]))
                here = pk
                while here in above and (wide or units[here].level in SMALL):
                    here = above[here]
                    name["in"] = self._called(units[here])
                    name = name["in"]
                    if not wide:
                        break

    def _parents(self) -> dict[int, int]:
        """The unit above each, up to the province, on the day; before any is known, the first one
        known. One query a level, however many units.
        """
        found, level, seen = {}, set(self._names), set()
        while level:
            seen |= level
            for row in self._memory.above(level):
                stands = (row.since is None or row.since <= self.on) and (
                    row.until is None or row.until > self.on
                )
                if stands or row.unit_id not in found:
                    found[row.unit_id] = row.parent_id
            level = set(found.values()) - seen
        return found

    def _called(self, unit: Unit) -> dict:
        word = unit.word.strip()
        own = unit.name_on(self.on)
        level = word[:1].lower() + word[1:]  # a people named in it keeps its capital letter
        called = {"level": level, "vi": own.removeprefix(f"{word} ") if word else own}
        for name in sorted(unit.names.all(), key=self._preference):
            if name.language != "vi":
                called.setdefault(name.language, name.text)
        return called

    def _preference(self, name: UnitName) -> tuple:
        return (name.kind != NameKind.OFFICIAL, not self._covers(name), name.pk)

    def _covers(self, name: UnitName) -> bool:
        return (name.since is None or name.since <= self.on) and (
            name.until is None or name.until > self.on
        )

    # Sources

    def source(self, record) -> list:
        """Where a record is known from: references into the list of sources."""
        refs = []
        self._cited[type(record), record.pk].append(refs)
        return refs

    def _fill_sources(self) -> None:
        found = self._citations()
        if not found:
            return
        passages = Source.objects.filter(pk__in={pk for *_record, pk in found})
        by_pk = {one.pk: one for one in passages.select_related("paper__issuer")}
        for label, record, pk in sorted(found):
            passage = by_pk[pk]
            ref = {"key": self._key(passage), "paragraph": passage.paragraph}
            for refs in self._waiting[label, record]:
                if ref not in refs:
                    refs.append(ref)

    def _citations(self) -> list[tuple[str, int, int]]:
        """(kind of record, its key, its source), for all kinds in one query."""
        self._waiting = {(model._meta.label, pk): refs for (model, pk), refs in self._cited.items()}
        parts = []
        for model in sorted({model for model, _pk in self._cited}, key=lambda one: one._meta.label):
            through = model.sources.through
            own = f"{model._meta.model_name}_id"
            pks = [pk for kind, pk in self._cited if kind is model]
            rows = through.objects.filter(**{f"{own}__in": pks})
            label = Value(model._meta.label)
            parts.append(rows.values_list(label, F(own), F("source_id")))
        return list(parts[0].union(*parts[1:], all=True)) if parts else []

    def _key(self, passage: Source) -> str:
        paper = passage.paper
        if paper.pk not in self._papers:
            self._papers[paper.pk] = ref(paper) | {
                "key": f"S{len(self._papers) + 1}",
                "title": paper.title,
                "publisher": paper.from_whom or None,
                "published": partial(paper.dated),
            }
        return self._papers[paper.pk]["key"]

    def cited_papers(self) -> list[dict]:
        return list(self._papers.values())


def organisation(found: Organisation | None) -> dict | None:
    if found is None:
        return None
    return {"level": "", "vi": found.name} | _others(found.other_names)


def person(found: Person) -> dict:
    return {"level": "", "vi": found.name} | _others(found.other_names)


def post(found: Post | None) -> dict | None:
    """What somebody is, in the words recorded; where no other form is, the Vietnamese ones."""
    if found is None:
        return None
    return {"level": "", "vi": found.title} | _others(found.other_titles)


def _others(names: dict) -> dict:
    """Names in other languages, given as plain words or as texts with a state."""
    said = {}
    for code, name in (names or {}).items():
        words = name.get("text") if isinstance(name, dict) else name
        if words and code != "vi":
            said[code] = words
    return said
