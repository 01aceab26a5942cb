"""Whose entries one may find: the user's reach as places of the entries, in one query."""

from dataclasses import dataclass, field
from itertools import chain

from django.db import connection

from accounts.choices import Role
from core.access import reach_of

OPEN = 0
TIE, UNIT, ORGANISATION, MARKER = 1, 2, 3, 4
ENDS = {"Partnership": TIE, "Unit": UNIT, "Organisation": ORGANISATION, "BorderMarker": MARKER}


@dataclass
class Sight:
    """What limits a search to what `visible_to` of each model would give."""

    conditions: str
    values: list = field(default_factory=list)
    places: str | None = None  # None: wherever they are

    @property
    def after_words(self) -> str:
        """The same for rows that the words have found: the index of places is of no use then."""
        return self.conditions.replace("place = ", "place + 0 = ")

    def walk(self, kind: str) -> tuple[str, tuple]:
        """The entries of a kind, one after the other until enough are met: the latest first, or
        place by place. PostgreSQL would as soon walk by name, past all that are called the same.
        """
        entries = f"SELECT * FROM reports_searchentry WHERE kind = '{kind}'"
        if self.places is None:
            return f"({entries} ORDER BY day DESC NULLS LAST, id OFFSET 0) AS walked", ()
        places = "unnest(%s::bigint[]) AS mine(at)"
        return f"{places}, LATERAL ({entries} AND place = at OFFSET 0) AS walked", (self.places,)

    @classmethod
    def of(cls, user) -> "Sight":
        # As one text: hundreds of keys for each kind would be written out one by one.
        sight = cls("first")
        if not user.sees_all:
            places = f"{{{','.join(map(str, _places(user)))}}}"
            sight = cls("place = ANY(%s::bigint[])", [places], places)
        if not getattr(user, "sees_sensitive", False):
            sight.conditions += " AND (NOT sensitive OR filed_by = %s)"
            sight.values.append(user.pk)
        if user.role == Role.READER:
            sight.conditions += " AND issued"
        return sight


def _places(user) -> list[int]:
    """The user's reach, but of units only those that any record has: most villages have none."""
    reach = reach_of(user)
    places = {end: [key * 8 + ENDS[end] for key in keys] for end, keys in reach.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT ARRAY(
                SELECT mine FROM unnest(%s::bigint[]) AS places(mine)
                WHERE EXISTS (SELECT FROM reports_searchentry WHERE place = mine)
            )""",
            [places.pop("Unit", [])],
        )
        (kept,) = cursor.fetchone()
    return [OPEN, *kept, *chain.from_iterable(places.values())]
