"""Which words are in so many entries that reading all of them would cost more than looking around.

It is a hint about the way, never about what is found: PostgreSQL's own statistics, asked for
every ten minutes.
"""

from time import monotonic

from django.db import connection

KEPT = 600  # seconds
OFTEN = 0.04  # of all entries; below it the index of words is the shorter way
_known: dict[str, float] = {}
_read_at: dict[str, float] = {}


def shares() -> dict[str, float]:
    """Of the most frequent words, with the letter of their kind: the share of entries."""
    name = connection.settings_dict["NAME"]
    if monotonic() - _read_at.get(name, -KEPT) >= KEPT:
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT word, share FROM pg_stats,
                    unnest(most_common_elems::text::text[], most_common_elem_freqs)
                        AS common(word, share)
                WHERE schemaname = 'public' AND tablename = 'reports_searchentry'
                    AND attname = 'words' AND share >= %s""",
                [OFTEN],
            )
            _known.clear()
            _known.update(cursor.fetchall())
        _read_at[name] = monotonic()
    return _known


def are_frequent(words: list[str]) -> bool | None:
    """Whether so many entries have all of them. None: each is frequent, and nobody knows whether
    they stand together, as the words of a usual title do.
    """
    together, known = 1.0, shares()
    for word in words:
        if word not in known:
            return False
        together *= known[word]
    return True if together >= OFTEN else None
