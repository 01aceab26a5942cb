"""Every write to Attendance. Who is not in the register yet is entered with name and post."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.together import check
from exchanges.choices import DelegationRole
from exchanges.models import Attendance, Meeting
from exchanges.services.meeting_rules import not_signed
from exchanges.services.recording import known, unit_or_organisation
from partnerships.choices import HOME_COUNTRY, Side
from partnerships.models import Organisation, PartnershipParty, Person, Post, Unit
from partnerships.services import people


@transaction.atomic
def add(
    *,
    meeting: Meeting,
    side: Side,
    role: DelegationRole,
    person: Person,
    post: Post | None = None,
    party: PartnershipParty | None = None,
    position: int = 1,
    present: bool = True,
    uuid: UUID | None = None,
    by: User,
) -> Attendance:
    """One person of the register in a delegation, as a source tells."""
    attendance = Attendance(
        meeting=meeting,
        side=side,
        role=role,
        person=person,
        post=post,
        party=party,
        position=position,
        present=present,
        **known(uuid=uuid),
    )
    check(attendance)
    attendance.save()
    audit.record(action="meeting.attended", target=meeting, by=by, person=str(person.uuid))
    return attendance


@transaction.atomic
def write(
    *, meeting: Meeting, rows: list[dict], removed: list[UUID] = (), by: User
) -> list[Attendance]:
    """The delegations as typed, in their order. Each row has side, role, person (of the register,
    or the name of somebody new), post (its title, in words), party (for whom they came, where the
    side has several), present, and the uuid of the row it changes.

    Raises RuleViolation, at its row, if a new name comes without post, somebody stands in two
    rows, a delegation has two heads, or minutes made here are signed.
    """
    not_signed(meeting)
    meeting.attendances.filter(uuid__in=removed).delete()
    here = {row.uuid: row for row in meeting.attendances.all()}
    boxes = list(_boxes(rows))
    _one_head_each(rows, boxes, here)
    ties = {tie.pk for tie in meeting.partnerships.all()}
    parties = list(_parties(ties, meeting))
    found = [who_came(meeting, row, by) for row in rows]
    _nobody_twice(rows, boxes, found, here)
    _make_room(rows, found, here)
    written = []
    # Heads last: two people who change places must not both be heads for a moment.
    numbered = sorted(enumerate(rows), key=lambda pair: pair[1]["role"] == DelegationRole.HEAD)
    for place, row in numbered:
        attendance = here.get(row.get("uuid")) or Attendance(meeting=meeting)
        attendance.side, attendance.role = row["side"], row["role"]
        attendance.person, attendance.post = found[place]
        attendance.party = _came_for(ties, parties, row)
        attendance.position, attendance.present = place + 1, row.get("present", True)
        check(attendance)
        attendance.save()
        written.append(attendance)
    audit.record(
        action="meeting.attendance_written",
        target=meeting,
        by=by,
        people=len(written),
        removed=len(removed),
    )
    return written


def _boxes(rows: list[dict]) -> Iterable[str]:
    """Where each row stands in the form: its delegation and its number there."""
    count = dict.fromkeys(Side.values, 0)
    for row in rows:
        yield f"{row['side']}-{count[row['side']]}"
        count[row["side"]] += 1


def _one_head_each(rows: list[dict], boxes: list[str], here: dict) -> None:
    written = {row.get("uuid") for row in rows}
    led = {one.side for one in here.values() if one.uuid not in written and one.role == "head"}
    for row, box in zip(rows, boxes, strict=True):
        if row["role"] != DelegationRole.HEAD:
            continue
        if row["side"] in led:
            raise RuleViolation(_("A delegation has one head."), f"{box}-role")
        led.add(row["side"])


def _nobody_twice(rows: list[dict], boxes: list[str], found: list[tuple], here: dict) -> None:
    """Nobody comes for both sides, nor twice for one."""
    written = {row.get("uuid") for row in rows}
    there = {one.person_id: one.side for one in here.values() if one.uuid not in written}
    typed: dict[str, str] = {}
    for row, box, (person, _post) in zip(rows, boxes, found, strict=True):
        new = row["person"].casefold() if isinstance(row["person"], str) else None
        side = there.get(person.pk) or typed.get(new)
        if side == row["side"]:
            words = _("%(name)s stands in this delegation already. Remove one of the two rows.")
            raise RuleViolation(words % {"name": person}, f"{box}-person")
        if side:
            words = _(
                "%(name)s stands in the other delegation too. Nobody comes for both sides: remove "
                "one of the two rows. Two people of one name are chosen from the register."
            )
            raise RuleViolation(words % {"name": person}, f"{box}-person")
        there[person.pk] = row["side"]
        if new:
            typed[new] = row["side"]


def _make_room(rows: list[dict], found: list[tuple], here: dict) -> None:
    """A row that names another person now is written anew: two may change places."""
    for row, (person, _post) in zip(rows, found, strict=True):
        old = here.get(row.get("uuid"))
        if old is not None and old.person_id != person.pk:
            here.pop(old.uuid).delete()


def _parties(ties: set[int], meeting: Meeting) -> Iterable[PartnershipParty]:
    """Those that were there on the day to send anybody."""
    of_them = PartnershipParty.objects.filter(partnership__in=ties)
    return of_them.standing(meeting.day) if meeting.day else of_them


def _came_for(
    ties: set[int], parties: list[PartnershipParty], row: dict
) -> PartnershipParty | None:
    """Whom the row names; else the only party of that side."""
    named = row.get("party")
    if named is None:
        of_side = [one for one in parties if one.side == row["side"]]
        alone = len({(one.unit_id, one.organisation_id) for one in of_side}) == 1
        return of_side[0] if alone else None
    if named.side != row["side"] or named.partnership_id not in ties:
        raise RuleViolation(_("They came for a party of the ties that met, on their own side."))
    return named


def who_came(meeting: Meeting, row: dict, user: User) -> tuple[Person, Post | None]:
    """The person and the post that a row means; who is new is entered with name and post."""
    said, title = row["person"], row.get("post", "").strip()
    if isinstance(said, Person):
        posts = _on_the_day(meeting, said.posts.select_related("unit", "organisation").in_time())
        named = [post for post in posts if post.title == title]
        if named or not title:
            return said, next(iter(named or posts), None)
        return said, _post(meeting, row, said, title, user)
    if not title:
        raise RuleViolation(_("Say in which post %(name)s came.") % {"name": said})
    place = _place_of(meeting, row)
    same = Post.objects.filter(person__name=said, **unit_or_organisation(place))
    known_post = same.filter(title=title).select_related("person").first()
    if known_post:
        return known_post.person, known_post
    of_the_place = same.select_related("person").first()
    person = of_the_place.person if of_the_place else people.record(name=said, by=user)
    return person, _post(meeting, row, person, title, user)


def _on_the_day(meeting: Meeting, posts: Iterable[Post]) -> list[Post]:
    """First the posts held on the day of the meeting; among them, those that head a place."""
    day = meeting.held.days.lower if meeting.held.days else meeting.planned
    if day is None:
        return list(posts)
    return sorted(posts, key=lambda post: (not post.held_on(day), not post.heads))


def _post(meeting: Meeting, row: dict, person: Person, title: str, by: User) -> Post:
    place = unit_or_organisation(_place_of(meeting, row))
    return people.hold_post(person=person, title=title, basis=meeting.basis, by=by, **place)


def _place_of(meeting: Meeting, row: dict) -> Unit | Organisation:
    """Where a new person's post is: the party they came for, else that of their side in a tie
    that met, on that day.
    """
    side = row["side"]
    if row.get("party"):
        return row["party"].who
    parties = PartnershipParty.objects.filter(
        partnership__in=meeting.partnerships.all(), side=side
    ).select_related("unit", "organisation")
    party = (parties.standing(meeting.day).first() if meeting.day else None) or parties.first()
    if party:
        return party.who
    if meeting.unit and (side == Side.HOME) == (meeting.unit.country_id == HOME_COUNTRY):
        return meeting.unit
    raise RuleViolation(_("The meeting names no party of that side for a new person's post."))
