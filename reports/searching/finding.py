"""Looking the typed words up in the entries: what is found of each kind, the best first.

At most PROBED entries of a kind are looked at, then sorted. Where there are more, their newest
are looked through too, and the names that begin with what was typed: nothing here reads a million
rows, and no order makes it do so (ADR 0012).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db import connection, transaction

from core.lists import COUNTED
from reports.choices import SearchKind
from reports.models.search_entry import NAMES
from reports.searching.frequent import OFTEN
from reports.searching.reach import Sight
from reports.searching.typed import Typed

SHOWN = 5  # of a kind
SHOWN_ALONE = 100  # where one kind is asked for
PROBED = COUNTED + 1
NEWEST = 1000  # of a kind with too many hits, so many of the latest are looked through
LOOKED_AT = 300  # of the latest of a kind, where it is open whether words stand together
NAMED = 200  # and so many of the names that begin like this
ALIKE = 5
CUT = 240  # letters shown of a long text
PROBED_TOGETHER = 3 * PROBED  # of all the kinds that stay few
GROWING = {  # the kinds that grow with the years: each is probed by itself
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
# Almost all of it is in memory, so that reading a row by an index costs about what reading the
# next one does; and only names that are much alike are worth showing.
SETTINGS = """SELECT set_config('random_page_cost', '1.1', true),
    set_config('pg_trgm.similarity_threshold', '0.45', true)"""


@dataclass(frozen=True)
class Hit:
    kind: SearchKind
    uuid: UUID
    day: date | None
    title: str
    beside: str
    cut: str  # of the text, around the longest word that was typed


@dataclass
class Found:
    """The hits of one kind that are shown, and how many there are."""

    kind: SearchKind
    hits: list[Hit]
    number: int
    is_more: bool

    @property
    def is_whole(self) -> bool:
        return not self.is_more and self.number <= len(self.hits)


RANK = """CASE WHEN name = %s OR code = %s THEN 0
    WHEN starts_with(name, %s) OR starts_with(code, %s) THEN 1
    WHEN strpos(name, %s) > 0 THEN 2
    WHEN words @@ %s::tsquery THEN 3 ELSE 4 END"""
ENTRY = f"id, kind, record, day, {RANK} AS rank"


@dataclass(frozen=True)
class Probe:
    """Kinds that are looked up together, and how many entries of them at most."""

    kinds: list[SearchKind]
    most: int
    rows: str = "reports_searchentry"
    values: tuple = ()


BEST = """
    , best AS (
        SELECT DISTINCT ON (kind, record) id, kind, record, day, probe, rank FROM probe
        ORDER BY kind, record, rank, id
    ), placed AS (
        SELECT *, row_number() OVER (
            PARTITION BY kind ORDER BY rank, day DESC NULLS LAST, record DESC
        ) AS nth, count(*) OVER (PARTITION BY kind) AS number
        FROM best
    )
    SELECT placed.kind, placed.number, placed.probe, raw.probed, entry.uuid, entry.day, entry.title,
        entry.beside, substr(entry.body, greatest(1, at.hit - 80), %s), at.hit > 81
    FROM placed
    JOIN (SELECT probe, count(*) AS probed FROM probe GROUP BY probe) AS raw USING (probe)
    JOIN reports_searchentry entry ON entry.id = placed.id,
    LATERAL (SELECT strpos(public.vn_norm(entry.body), %s) AS hit) AS at
    WHERE nth <= %s ORDER BY placed.kind, nth
"""


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
        few = [kind for kind in self.kinds if kind not in GROWING]
        each = [Probe([kind], PROBED) for kind in self.kinds if kind in GROWING]
        return [Probe(few, PROBED_TOGETHER), *each] if few else each

    @cached_property
    def _frequent(self) -> set[SearchKind]:
        """Kinds of which so many have the words that a walk finds enough sooner than the index.

        The words of a usual title are frequent together, though each alone is not so often there
        that they had to be: some of the latest are looked at.
        """
        known = {kind: self.typed.is_frequent(kind.value) for kind in self.kinds}
        sure = {kind for kind, is_so in known.items() if is_so}
        open_ = [kind for kind, is_so in known.items() if is_so is None]
        if not open_:
            return sure
        looks = [
            f"SELECT '{kind.value}', count(*), count(*) FILTER (WHERE words @@ %s::tsquery) FROM"
            f" (SELECT words FROM reports_searchentry WHERE kind = '{kind.value}'"
            f" ORDER BY day DESC NULLS LAST, id LIMIT {LOOKED_AT}) AS latest"
            for kind in open_
        ]
        with connection.cursor() as cursor:
            asked = [self.typed.query(kind.value) for kind in open_]
            cursor.execute(" UNION ALL ".join(looks), asked)
            found = cursor.fetchall()
        return sure | {SearchKind(kind) for kind, all_, have in found if have > OFTEN * all_}

    def _probed(self, probes: list[Probe]) -> tuple[str, list]:
        branches, values = [], []
        for nth, probe in enumerate(probes):
            seen, hit = self.sight.after_words, "words @@ %s::tsquery"
            if len(probe.kinds) == 1:
                seen = f"kind = '{probe.kinds[0].value}' AND {self.sight.conditions}"
                if probe.kinds[0] in self._frequent:
                    hit = (
                        f"({hit}) IS TRUE"  # without the index of words, which would be read whole
                    )
            branches.append(
                f"(SELECT {ENTRY}, {nth} AS probe FROM {probe.rows}"
                f" WHERE {hit} AND {seen} LIMIT {probe.most})"
            )
            values += [*self._ranked(probe.kinds), *probe.values]
            values += [self._asked(probe.kinds), *self.sight.values]
        return "WITH probe AS MATERIALIZED (" + " UNION ALL ".join(branches) + ")", values

    def _run(self, probes: list[Probe]) -> dict[SearchKind, Found]:
        sql, values = self._probed(probes)
        with connection.cursor() as cursor:
            cursor.execute(sql + BEST, [*values, CUT, self.typed.longest.folded, self.shown])
            return _grouped(cursor.fetchall(), probes)

    @transaction.atomic
    def keys(self) -> frozenset[int] | None:
        """All records that are found; None where they are more than are counted."""
        probes = self._probes()
        sql, values = self._probed(probes)
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
            cursor.execute(f"{sql} SELECT record FROM probe", values)
            rows = cursor.fetchall()
        keys = frozenset(record for (record,) in rows)
        whole = len(rows) < probes[0].most and len(keys) <= COUNTED
        return keys if whole else None

    @transaction.atomic
    def look(self) -> tuple[list[Found], list[Hit]]:
        """What is found, in the order of the kinds; and names like it, where no name is."""
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS)
        groups = self._run(self._probes())
        crowded = [kind for kind, group in groups.items() if group.is_more]
        for kind, better in self._better(crowded).items():
            shown = {hit.uuid: hit for hit in [*better.hits, *groups[kind].hits]}
            groups[kind].hits = list(shown.values())[: self.shown]
        usual = crowded or any(kind in NAMES for kind in groups)  # nothing was mistyped
        alike = [] if usual else self._alike()
        return [groups[kind] for kind in self.kinds if kind in groups], alike

    def _better(self, kinds: list[SearchKind]) -> dict[SearchKind, Found]:
        """Where the probe was cut off: the newest, and names that begin like this."""
        probes, begins = [], self.typed.folded
        for kind in kinds:
            some = f"(SELECT * FROM reports_searchentry WHERE kind = '{kind.value}'"
            newest = f"{some} ORDER BY day DESC NULLS LAST, id LIMIT {NEWEST}) AS newest"
            named = f"{some} AND name >= %s AND name < %s ORDER BY name LIMIT {NAMED}) AS named"
            probes += [
                Probe([kind], NEWEST, newest),
                Probe([kind], NAMED, named, (begins, f"{begins}\U0010ffff")),
            ]
        return self._run(probes) if probes else {}

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
    for letter, number, probe, probed, uuid, day, title, beside, cut, later in rows:
        kind = SearchKind(letter)
        words = f"…{cut}" if later else cut
        words += "…" if len(cut) == CUT else ""
        hits[kind].append(Hit(kind, uuid, day, title, beside, words))
        is_more = probed >= probes[probe].most or number > COUNTED
        counted[kind] = (min(number, COUNTED), is_more)
    return {kind: Found(kind, hits[kind], *counted[kind]) for kind in hits}
