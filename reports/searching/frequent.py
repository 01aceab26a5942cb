"""Which words are in so many entries that reading all of them would cost more than looking around.

It is a hint about the way, never about what is found: PostgreSQL's own statistics, asked for
every ten minutes.
"""

from datetime import date
from time import monotonic

from django.db import connection

KEPT = 600  # seconds
OFTEN = 0.04  # of all entries; below it the index of words is the shorter way
EVERY = 20  # of the hundred days that PostgreSQL keeps
OURS = "schemaname = 'public' AND tablename = 'reports_searchentry'"
_known: dict[str, float] = {}
_days: list[date] = []
_read_at: dict[str, float] = {}


def _read_anew() -> None:
    name = connection.settings_dict["NAME"]
    if monotonic() - _read_at.get(name, -KEPT) < KEPT:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT word, share FROM pg_stats,
                unnest(most_common_elems::text::text[], most_common_elem_freqs)
                    AS common(word, share)
            WHERE {OURS} AND attname = 'words' AND word IS NOT NULL"""
        )
        _known.clear()
        _known.update(cursor.fetchall())
        cursor.execute(
            f"""SELECT day FROM pg_stats, unnest(histogram_bounds::text::date[])
                    WITH ORDINALITY AS bounds(day, nth)
            WHERE {OURS} AND attname = 'day' AND nth % {EVERY} = 0"""
        )
        _days[:] = [day for (day,) in cursor.fetchall()]
    _read_at[name] = monotonic()


def shares() -> dict[str, float]:
    """Of the words that PostgreSQL has counted, with the letter of their kind: the share of
    entries. The others are in so few that the index has no long way to any of them.
    """
    _read_anew()
    return _known


def spread_days() -> list[date]:
    """A few days between which about as many entries lie."""
    _read_anew()
    return _days


def are_frequent(words: list[str]) -> bool | None:
    """Whether so many entries have all of them. None: each is frequent, and nobody knows whether
    they stand together, as the words of a usual title do, or in titles of their own.
    """
    known = shares()
    if any(known.get(word, 0) < OFTEN for word in words):
        return False
    return True if len(words) == 1 else None


def are_known(words: list[str]) -> bool:
    """Whether each of them is in so many entries that PostgreSQL has counted it."""
    return all(word in shares() for word in words)
