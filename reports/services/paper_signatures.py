"""Who signed a final paper: recorded on the copy that shows it, taken back with a reason."""

from datetime import date
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from exchanges.choices import MinutesStatus
from exchanges.models import Attachment, Attendance, Meeting, Minutes
from exchanges.services import signatures as of_minutes
from exchanges.services.attendances import who_came
from exchanges.services.recording import unit_or_organisation
from partnerships.choices import FileKind, Side
from partnerships.files import store
from partnerships.models import PartnershipParty, Person, Post
from partnerships.services import files, people
from partnerships.services.rules import require
from reports.choices import PaperKind, ReviewStatus
from reports.models import AnnualReview, PaperSignature, ReviewPaper, SignedCopy


@transaction.atomic
def sign(
    *,
    copy: SignedCopy,
    side: str,
    person: Person | str,
    post: str = "",
    signed_on: date,
    today: date,
    by: User,
    uuid: UUID | None = None,
) -> PaperSignature:
    """Record who signed for a side, in any order of the sides. `person` is somebody of the
    register, or the name of somebody new with the title of the post.

    Where the paper is the minutes of the meeting, their signature is recorded too. Raises
    RuleViolation at "side", "person", "post" or "signed_on"; then nothing is written.
    """
    paper = ReviewPaper.objects.locked_with_review().get(pk=copy.paper_id)
    copy = SignedCopy.objects.get(pk=copy.pk)
    _require_open(paper, copy, side)
    _require_the_day(paper, signed_on, today)
    who, held = _signatory(paper, side, person, post, by)
    others = paper.signatures.standing().filter(person=who)
    require(
        not others.exists(), _("%(name)s has signed for the other side.") % {"name": who}, "person"
    )
    row = PaperSignature.objects.create(
        uuid=uuid or uuid4(),
        paper=paper,
        copy=copy,
        side=side,
        person=who,
        post=held,
        signed_on=signed_on,
    )
    _record(row, by)
    if _is_minutes(paper):
        _sign_the_minutes(paper.review.meeting, row, today, by)
    return row


def _record(row: PaperSignature, user: User) -> None:
    audit.record(
        action="paper.signature_recorded",
        target=row.paper,
        by=user,
        side=row.side,
        person=str(row.person.uuid),
        on=row.signed_on.isoformat(),
        copy=row.copy.sha256,
    )


def _require_open(paper: ReviewPaper, copy: SignedCopy, side: str) -> None:
    require(
        paper.review.status != ReviewStatus.ARCHIVED,
        _("The review is archived: its signatures stay."),
    )
    require(
        copy.is_whole and not copy.withdrawn_reason,
        _("Record a signature on a copy that has every page of this paper."),
    )
    require(side in paper.sides, _("The internal report is signed by our side alone."), "side")
    taken = paper.signatures.standing().filter(side=side).exists()
    require(not taken, _("This side has signed already."), "side")


def _require_the_day(paper: ReviewPaper, signed_on: date, today: date) -> None:
    require(signed_on <= today, _("A signature lies in the past."), "signed_on")
    issued = paper.review.issued_on
    require(
        not issued or signed_on >= issued,
        _("The paper was issued on %(day)s. It was signed on that day or later.")
        % {"day": f"{issued:%d/%m/%Y}" if issued else ""},
        "signed_on",
    )


def _signatory(
    paper: ReviewPaper, side: str, person: Person | str, post: str, by: User
) -> tuple[Person, Post | None]:
    meeting = paper.review.meeting
    if isinstance(person, str) and not post.strip():
        raise RuleViolation(_("Say the post of somebody who is new in the register."), "post")
    if meeting:
        came = meeting.attendances.filter(person=person).first() if _is_known(person) else None
        if came and came.side != side:
            words = _("%(name)s came with the other side's delegation.") % {"name": person}
            raise RuleViolation(words, "person")
        if came and not post.strip():
            return person, came.post
        return who_came(meeting, {"side": side, "person": person, "post": post}, by)
    return _without_a_meeting(paper, side, person, post.strip(), by)


def _is_known(person: Person | str) -> bool:
    return isinstance(person, Person)


def _without_a_meeting(
    paper: ReviewPaper, side: str, person: Person | str, title: str, by: User
) -> tuple[Person, Post | None]:
    if isinstance(person, Person):
        posts = list(person.posts.all())
        named = [one for one in posts if one.title == title]
        if named or not title:
            return person, next(iter(named or posts), None)
    else:
        person = people.record(name=person, by=by)
    place = unit_or_organisation(_place_of(paper, side))
    return person, people.hold_post(person=person, title=title, by=by, **place)


def _place_of(paper: ReviewPaper, side: str):
    series = paper.review.series
    if series.unit and side == Side.HOME:
        return series.unit
    parties = PartnershipParty.objects.filter(partnership__in=series.partnerships.all(), side=side)
    parties = parties.select_related("unit", "organisation")
    party = parties.order_by(F("until").desc(nulls_first=True), "pk").first()  # who stands, first
    if party is None:
        raise RuleViolation(
            _("The review names no party of that side. Choose somebody of the register."), "person"
        )
    return party.who


def head_of(paper: ReviewPaper, side: str) -> Attendance | None:
    """Who signs for a side as a rule: the head of its delegation at the review meeting."""
    meeting: Meeting | None = paper.review.meeting
    minutes = Minutes(meeting=meeting) if meeting else None
    return of_minutes.head_of(minutes, side) if minutes else None


@transaction.atomic
def take_back(*, signature: PaperSignature, reason: str, by: User) -> PaperSignature:
    """A slip in what was recorded; the row stays, with the reason, until the review is archived.

    Refused where the paper is the minutes of the meeting: they are signed with it.
    """
    paper = ReviewPaper.objects.select_for_update(of=("self",)).get(pk=signature.paper_id)
    signature = PaperSignature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    require(reason.strip(), _("Say why the signature is taken back."), "reason")
    require(not signature.taken_back_reason, _("This signature was taken back already."))
    require(
        paper.review.status != ReviewStatus.ARCHIVED,
        _("The review is archived: its signatures stay."),
    )
    require(
        not _is_minutes(paper),
        _("The paper is the minutes of the meeting, which carry this signature. It stays."),
    )
    signature.taken_back_reason = reason.strip()[:500]
    signature.save(update_fields=["taken_back_reason"])
    audit.record(
        action="paper.signature_taken_back",
        target=paper,
        by=by,
        reason=signature.taken_back_reason,
        side=signature.side,
    )
    return signature


def _is_minutes(paper: ReviewPaper) -> bool:
    return paper.kind == PaperKind.JOINT and paper.review.one_text


def _sign_the_minutes(meeting: Meeting, row: PaperSignature, today: date, user: User) -> None:
    """The one text that both sides sign; the other copy of it adds nothing."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    require(
        minutes is not None,
        _("The paper is the minutes of the meeting. Begin its minutes first: they are signed too."),
    )
    if minutes.signatures.filter(side=row.side).exists():
        return
    of_minutes.sign(
        minutes=minutes,
        side=row.side,
        person=row.person,
        post=row.post.title if row.post else "",
        signed_on=row.signed_on,
        today=today,
        by=user,
    )


def put_away_minutes(review: AnnualReview, user: User) -> None:
    """When a review is archived whose joint paper is the minutes: they are archived with the same
    scan as their master. Called inside the archiving of the review.
    """
    if not review.one_text:
        return
    minutes = Minutes.objects.filter(meeting=review.meeting_id).first()
    if minutes is None or minutes.status == MinutesStatus.ARCHIVED:
        return
    master = SignedCopy.objects.masters().filter(
        paper__review=review, paper__kind=PaperKind.JOINT, paper__final=True
    )
    copy = master.order_by("-paper__copy").first()  # the copy of the home side stays here
    if copy and not minutes.has_signed_scan():
        with store.opened(copy.sha256) as stored:
            upload = File(stored, name=copy.name)
            upload.size = copy.size
            files.attach(
                model=Attachment,
                of={"minutes": minutes},
                upload=upload,
                kind=FileKind.SIGNED_COPY,
                declared=True,
                is_master=True,
                by=user,
            )
    of_minutes.archive(minutes=minutes, by=user)
