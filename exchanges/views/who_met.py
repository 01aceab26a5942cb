"""Who met: the parties of the ties, and the people of both delegations."""

from django.db.models import Prefetch, prefetch_related_objects

from exchanges.models import Attendance, Meeting
from partnerships.choices import Side
from partnerships.models import Partnership, PartnershipParty

# Of who met only what the page says: each column more costs the page more than PostgreSQL.
NAMED = ("uuid", "name", "country__name", "country__time_zone")
PARTIES = PartnershipParty.objects.select_related("unit__country", "organisation__country").only(
    "partnership",
    "side",
    "unit__word",
    *(f"{who}__{name}" for who in ("unit", "organisation") for name in NAMED),
)
PRESENT = Attendance.objects.select_related("person", "post__unit").only(
    "meeting",
    "side",
    "position",
    "role",
    "present",
    "party",
    "person__name",
    "post__title",
    "post__unit__word",
    "post__unit__name",
)


def with_parties(meeting: Meeting, came: list[Attendance], ties: list[Partnership]) -> None:
    """Who hosted and who sent each person: as a rule among the parties of the ties at hand."""
    known = {party.pk: party for tie in ties for party in tie.parties.all()}
    if meeting.host_party_id in known:
        meeting.host_party = known[meeting.host_party_id]
    for one in came:
        if one.party_id in known:
            one.party = known[one.party_id]
    prefetch_related_objects([meeting], Prefetch("host_party", PARTIES))
    prefetch_related_objects(came, Prefetch("party", PARTIES))


def parties_on(ties: list[Partnership], side: str) -> list:
    """Who stood on that side, each once."""
    return list(
        dict.fromkeys(
            party.who for tie in ties for party in tie.parties.all() if party.side == side
        )
    )


def delegation(ties: list[Partnership], came: list[Attendance], side: str) -> dict:
    """Who came for a side; of several parties each person's own is named."""
    people, parties = [one for one in came if one.side == side], parties_on(ties, side)
    return {
        "side": Side(side).label,
        "parties": parties,
        "people": people,
        "several": len(parties) > 1 and any(one.party for one in people),
    }
