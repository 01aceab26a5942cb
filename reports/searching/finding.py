"""Looking the typed words up in the entries: what is found of each kind, the best first.

At most PROBED entries of a kind are looked at, then sorted. Where there are more, their newest
are looked through too, if those were not the first that were met, and the names that begin with
what was typed: nothing here reads a million rows, and no order makes it do so (ADR 0012).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from uuid import UUID

from django.db import connection, transaction

from core.lists import COUNTED
from reports.choices import SearchKind
from reports.models.search_entry import NAMES
from reports.searching.frequent import OFTEN, spread_days
from reports.searching.queries import BEST, ENTRY, LOOK, SETTINGS, SHOW, TABLE
from reports.searching.reach import Sight
from reports.searching.typed import Typed

SHOWN = 5  # of a kind
SHOWN_ALONE = 100  # where one kind is asked for
PROBED = COUNTED + 1
NEWEST = 1000  # of a kind with too many hits, so many of the latest are looked through
NAMED = 200  # and so many of the names that begin like this
ALIKE = 5
CUT = 240  # letters shown of a long text
PROBED_TOGETHER = 3 * PROBED  # of all the kinds that stay few
GROWING = {  # the kinds that grow with the years: each is probed by itself where words are usual
    SearchKind.AID,
    SearchKind.DELIVERY,
    SearchKind.MEETING,
    SearchKind.MINUTES,
    SearchKind.AGREED_ITEM,
    SearchKind.ACTIVITY,
    SearchKind.PATROL,
    SearchKind.INCIDENT,
    SearchKind.LETTER,
    SearchKind.REVIEW,
    SearchKind.REVIEW_PAPER,
    SearchKind.ATTACHMENT,
}


@dataclass(frozen=True)
class Hit:
    kind: SearchKind
    uuid: UUID
    day: date | None
    title: str
    beside: str
    cut: str  # of the text, around the longest word that was typed
    weight: int = 0  # the better, the less


@dataclass
class Found:
    """The hits of one kind that are shown, and how many there are."""

    kind: SearchKind
    hits: list[Hit]
    met: int
    is_cut: bool  # the probe was full: there may be more, of its other kinds, too

    @property
    def number(self) -> int:
        return min(self.met, COUNTED)

    @property
    def is_more(self) -> bool:
        return self.is_cut or self.met > COUNTED

    @property
    def is_whole(self) -> bool:
        return not self.is_more and self.number <= len(self.hits)


@dataclass(frozen=True)
class Probe:
    """Kinds that are looked up together, and how many entries of them at most."""

    kinds: list[SearchKind]
    most: int
    rows: str = TABLE
    values: tuple = ()


class Search:
    """One search of one user."""

    def __init__(self, user, typed: Typed, kinds: list[SearchKind]):
        self.typed, self.kinds = typed, kinds
        self.shown = SHOWN_ALONE if len(kinds) == 1 else SHOWN
        self.sight = Sight.of(user)

    def _ranked(self, kinds: list[SearchKind]) -> list:
        phrase = " | ".join(f"({self.typed.phrase(kind.value)})" for kind in kinds)
        return [self.typed.folded] * 5 + [phrase]

    def _asked(self, kinds: list[SearchKind]) -> str:
        """The beginning of a word is taken for it where few records are; else it costs too much."""
        return " | ".join(
            f"({self.typed.query(kind.value, beginning=kind not in GROWING)})" for kind in kinds
        )

    def _probes(self) -> list[Probe]:
        """Of most kinds few records have the words: these are looked up together."""
        few = [kind for kind in self.kinds if kind not in GROWING]
        apart, rare = [], []
        for kind in self.kinds:
            if kind in GROWING:
                usual = kind in self._frequent or self.typed.is_known(kind.value)
                (apart if usual else rare).append(kind)
        if len(rare) == 1:
            apart, rare = [*apart, *rare], []
        together = [Probe(kinds, PROBED_TOGETHER) for kinds in (few, rare) if kinds]
        return [*together, *map(self._probe, apart)]

    def _probe(self, kind: SearchKind) -> Probe:
        """Of one kind. Of usual words the index would be read whole before the first is met."""
        walked = self.sight.walk(kind.value) if kind in self._frequent else ()
        return Probe([kind], PROBED, *walked)

    @cached_property
    def _frequent(self) -> set[SearchKind]:
        """Kinds of which so many have the words that a walk finds enough sooner than the index.

        The words of a usual title are frequent together, though each alone is not so often there
        that they had to be: some of the latest are looked at, and some of other years, for what
        is planned or was held together often has one title.
        """
        growing = [kind for kind in self.kinds if kind in GROWING]
        known = {kind: self.typed.is_frequent(kind.value) for kind in growing}
        sure = {kind for kind, is_so in known.items() if is_so}
        open_ = [kind for kind, is_so in known.items() if is_so is None]
        if not open_:
            return sure
        looks = [LOOK.format(kind=kind.value) for kind in open_]
        with connection.cursor() as cursor:
            asked = [[self.typed.query(kind.value), spread_days()] for kind in open_]
            cursor.execute(" UNION ALL ".join(looks), [value for two in asked for value in two])
            found = cursor.fetchall()
        return sure | {SearchKind(kind) for kind, all_, have in found if have > OFTEN * all_}

    def _probed(self, probes: list[Probe]) -> tuple[str, list]:
        tables, values = [], []
        for nth, probe in enumerate(probes):
            seen = self.sight.after_words
            if len(probe.kinds) == 1 and probe.rows == TABLE:
                seen = f"kind = '{probe.kinds[0].value}' AND {self.sight.conditions}"
            tables.append(
                f"probe_{nth} AS MATERIALIZED (SELECT {ENTRY} FROM {probe.rows}"
                f" WHERE words @@ %s::tsquery AND {seen} LIMIT {probe.most})"
            )
            values += [*self._ranked(probe.kinds), *probe.values]
            values += [self._asked(probe.kinds), *self.sight.values]
        return "WITH " + ", ".join(tables), values

    def _run(self, probes: list[Probe]) -> dict[SearchKind, Found]:
        sql, values = self._probed(probes)
        best = " UNION ALL ".join(
            BEST.format(nth=nth, shown=self.shown) for nth in range(len(probes))
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"{sql} {SHOW.format(best=best)}", [*values, CUT, self.typed.longest.folded]
            )
            return _grouped(cursor.fetchall(), probes)

    @transaction.atomic
    def keys(self) -> frozenset[int] | None:
        """All records that are found; None where they are more than are counted."""
        probes = self._probes()
        sql, values = self._probed(probes)
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
            cursor.execute(f"{sql} SELECT record FROM probe_0", values)
            rows = cursor.fetchall()
        keys = frozenset(record for (record,) in rows)
        whole = len(rows) < probes[0].most and len(keys) <= COUNTED
        return keys if whole else None

    @transaction.atomic
    def look(self) -> tuple[list[Found], list[Hit]]:
        """What is found, in the order of the kinds; and names like it, where no name is."""
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        groups = self._found()
        crowded = [kind for kind, group in groups.items() if group.is_more]
        for kind, better in self._better(crowded).items():
            shown = {hit.uuid: hit for hit in [*better.hits, *groups[kind].hits]}
            best = sorted(shown.values(), key=attrgetter("weight"))
            groups[kind].hits = best[: self.shown]
        usual = crowded or self._frequent or any(kind in NAMES for kind in groups)
        alike = [] if usual else self._alike()  # else something may be mistyped
        return [groups[kind] for kind in self.kinds if kind in groups], alike

    def _found(self) -> dict[SearchKind, Found]:
        """All kinds; those taken together for rare once more, each by itself, if they are not."""
        probes = self._probes()
        groups = self._run(probes)
        for probe in probes:
            crowd = len(probe.kinds) > 1 and GROWING.intersection(probe.kinds)
            if crowd and any(groups[kind].is_cut for kind in crowd & groups.keys()):
                kept = {kind: group for kind, group in groups.items() if kind not in crowd}
                groups = kept | self._run([self._probe(kind) for kind in probe.kinds])
        return groups

    def _better(self, kinds: list[SearchKind]) -> dict[SearchKind, Found]:
        """Where the probe was cut off: the newest, unless it walked them, and names that begin
        like this.
        """
        probes, begins = [], self.typed.folded
        for kind in kinds:
            some = f"(SELECT * FROM {TABLE} WHERE kind = '{kind.value}'"
            newest = f"{some} ORDER BY day DESC NULLS LAST, id LIMIT {NEWEST})"
            named = f"{some} AND name >= %s AND name < %s ORDER BY name LIMIT {NAMED})"
            parts = [named] if kind in self._newest_first else [newest, named]
            rows = f"({' UNION ALL '.join(parts)}) AS looked_at"
            probes.append(Probe([kind], NEWEST + NAMED, rows, (begins, f"{begins}\U0010ffff")))
        return self._run(probes) if probes else {}

    @property
    def _newest_first(self) -> set[SearchKind]:
        """Kinds whose probe was a walk from the newest entry on."""
        return self._frequent if self.sight.places is None else set()

    def _alike(self) -> list[Hit]:
        """Names spelt nearly like this, where no name was found: typing errors, other spellings."""
        named = [kind for kind in self.kinds if kind in NAMES]
        if not named or not re.fullmatch(r"[^0-9]{4,40}", self.typed.folded):
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                f"""SELECT kind, uuid, title, beside FROM reports_searchentry alike
                WHERE kind IN ('a', 'b', 'c', 'd') AND first AND name %% %s AND kind = ANY(%s)
                    AND EXISTS (
                        SELECT FROM reports_searchentry
                        WHERE kind = alike.kind AND record = alike.record
                            AND {self.sight.conditions}
                    )
                ORDER BY similarity(name, %s) DESC, id LIMIT {ALIKE}""",
                [
                    self.typed.folded,
                    [kind.value for kind in named],
                    *self.sight.values,
                    self.typed.folded,
                ],
            )
            return [
                Hit(SearchKind(kind), uuid, None, title, beside, "")
                for kind, uuid, title, beside in cursor.fetchall()
            ]


def _grouped(rows: list[tuple], probes: list[Probe]) -> dict[SearchKind, Found]:
    hits, counted = defaultdict(list), {}
    for letter, number, probe, probed, weight, uuid, day, title, beside, cut, later in rows:
        kind = SearchKind(letter)
        words = f"…{cut}" if later else cut
        words += "…" if len(cut) == CUT else ""
        hits[kind].append(Hit(kind, uuid, day, title, beside, words, weight))
        counted[kind] = (number, probed >= probes[probe].most)
    return {kind: Found(kind, hits[kind], *counted[kind]) for kind in hits}
