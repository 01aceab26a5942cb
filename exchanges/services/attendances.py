"""Every write to Attendance. Who is not in the register yet is entered with name and post."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from exchanges.choices import MINUTES_SIGNED, DelegationRole
from exchanges.models import Attendance, Meeting
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
        position=position,
        present=present,
        **known(uuid=uuid),
    )
    attendance.full_clean()
    attendance.save()
    audit.record(action="meeting.attended", target=meeting, by=by, person=str(person.uuid))
    return attendance


@transaction.atomic
def write(
    *, meeting: Meeting, rows: list[dict], removed: list[UUID] = (), by: User
) -> list[Attendance]:
    """The delegations as typed. Each row has side, role, person (of the register, or the name of
    somebody new), post (its title, in words), present, and the uuid of the row it changes.

    Raises RuleViolation if a new name comes without post, a delegation has two heads, or minutes
    made here are signed.
    """
    _still_open(meeting)
    meeting.attendances.filter(uuid__in=removed).delete()
    here = {row.uuid: row for row in meeting.attendances.all()}
    _one_head_each(rows, here)
    written = []
    # Heads last: two people who change places must not both be heads for a moment.
    numbered = sorted(enumerate(rows, 1), key=lambda pair: pair[1]["role"] == DelegationRole.HEAD)
    for position, row in numbered:
        attendance = here.get(row.get("uuid")) or Attendance(meeting=meeting)
        person, post = _who(meeting, row, by)
        attendance.side, attendance.role = row["side"], row["role"]
        attendance.person, attendance.post = person, post
        attendance.position, attendance.present = position, row.get("present", True)
        attendance.full_clean()
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


def _still_open(meeting: Meeting) -> None:
    minutes = getattr(meeting, "minutes", None)
    if minutes and minutes.basis == Basis.MADE_HERE and minutes.status in MINUTES_SIGNED:
        raise RuleViolation(_("The minutes are signed: the meeting stays as they say."))


def _one_head_each(rows: list[dict], here: dict) -> None:
    written = {row.get("uuid") for row in rows}
    others = [one.side for one in here.values() if one.uuid not in written and one.role == "head"]
    heads = others + [row["side"] for row in rows if row["role"] == DelegationRole.HEAD]
    if len(heads) > len(set(heads)):
        raise RuleViolation(_("A delegation has one head."))


def _who(meeting: Meeting, row: dict, by: User) -> tuple[Person, Post | None]:
    said, title = row["person"], row.get("post", "").strip()
    if isinstance(said, Person):
        posts = _on_the_day(meeting, said.posts.select_related("unit", "organisation").in_time())
        named = [post for post in posts if post.title == title]
        if named or not title:
            return said, next(iter(named or posts), None)
        return said, _post(meeting, row["side"], said, title, by)
    if not title:
        raise RuleViolation(_("Say in which post %(name)s came.") % {"name": said})
    place = _place_of(meeting, row["side"])
    same = Post.objects.filter(person__name=said, **unit_or_organisation(place))
    known_post = same.filter(title=title).select_related("person").first()
    if known_post:
        return known_post.person, known_post
    of_the_place = same.select_related("person").first()
    person = of_the_place.person if of_the_place else people.record(name=said, by=by)
    return person, _post(meeting, row["side"], person, title, by)


def _on_the_day(meeting: Meeting, posts: Iterable[Post]) -> list[Post]:
    """First the posts held on the day of the meeting; among them, those that head a place."""
    day = meeting.held.days.lower if meeting.held.days else meeting.planned
    if day is None:
        return list(posts)
    return sorted(posts, key=lambda post: (not post.held_on(day), not post.heads))


def _post(meeting: Meeting, side: str, person: Person, title: str, by: User) -> Post:
    place = unit_or_organisation(_place_of(meeting, side))
    return people.hold_post(person=person, title=title, basis=meeting.basis, by=by, **place)


def _place_of(meeting: Meeting, side: str) -> Unit | Organisation:
    """Where a new person's post is: the party of that side in a tie that met, on that day."""
    parties = PartnershipParty.objects.filter(
        partnership__in=meeting.partnerships.all(), side=side
    ).select_related("unit", "organisation")
    day = meeting.held.days.lower if meeting.held.is_full else None
    party = (parties.standing(day).first() if day else None) or parties.first()
    if party:
        return party.who
    if meeting.unit and (side == Side.HOME) == (meeting.unit.country_id == HOME_COUNTRY):
        return meeting.unit
    raise RuleViolation(_("The meeting names no party of that side for a new person's post."))
