"""Whose entries one may find: the user's reach as places of the entries, in one query."""

from dataclasses import dataclass, field

from django.db import connection

from accounts.choices import Role

OPEN = 0
TIE, UNIT, ORGANISATION, MARKER = 1, 2, 3, 4
ENDS = {"Partnership": TIE, "Unit": UNIT, "Organisation": ORGANISATION, "BorderMarker": MARKER}


@dataclass
class Sight:
    """What limits a search to what `visible_to` of each model would give."""

    conditions: str
    values: list = field(default_factory=list)

    @property
    def after_words(self) -> str:
        """The same for rows that the words have found: the index of places is of no use then."""
        return self.conditions.replace("place = ", "place + 0 = ")

    @classmethod
    def of(cls, user) -> "Sight":
        # As one text: hundreds of keys for each kind would be written out one by one.
        sight = cls("first")
        if not user.sees_all:
            places = ",".join(map(str, _places(user)))
            sight = cls("place = ANY(%s::bigint[])", [f"{{{places}}}"])
        if not getattr(user, "sees_sensitive", False):
            sight.conditions += " AND (NOT sensitive OR filed_by = %s)"
            sight.values.append(user.pk)
        if user.role == Role.READER:
            sight.conditions += " AND issued"
        return sight


def _places(user) -> list[int]:
    """Of the user's reach the places that any record has: most villages have none."""
    reach = user.units.reach(organisation=user.organisation_id)
    places = [key * 8 + ENDS[end] for end, keys in reach.items() for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT ARRAY(
                SELECT mine FROM unnest(%s::bigint[]) AS places(mine)
                WHERE EXISTS (SELECT FROM reports_searchentry WHERE place = mine)
            )""",
            [places],
        )
        (kept,) = cursor.fetchone()
    return [OPEN, *kept]
