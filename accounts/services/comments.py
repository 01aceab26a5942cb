"""Every write to comments: what colleagues remark to each other on a record."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import readers
from accounts.choices import NoticeKind
from accounts.models import Comment, User
from accounts.models.comment import LONGEST
from accounts.services import audit, notices
from core.errors import RuleViolation
from core.text import tidy

FILERS = ("filed_by", "proposed_by", "drafted_by")  # who entered a record, where it says so


@transaction.atomic
def add(
    *, target: Model, text: str, by: User, mentioned: Iterable[User] = (), uuid: UUID | None = None
) -> Comment:
    """Remark on a record, and ask colleagues to look. They are told, and who remarked on it or
    filed it before.

    The same `uuid` sent twice makes one comment. Raises RuleViolation for an empty comment, for a
    record that the author may not see, or a colleague who may not see it.
    """
    text, mentioned = _checked(text), list(mentioned)
    _require_sight(target, [by], _("This record is not in your area."))
    _require_sight(target, mentioned, _("A colleague whom you ask may not see this record."))
    try:
        with transaction.atomic():
            comment = Comment.objects.create(
                uuid=uuid or uuid4(),
                target_model=target._meta.label_lower,
                target=target.uuid,
                author=by,
                text=text,
            )
    except IntegrityError:
        made = Comment.objects.about(target).filter(uuid=uuid, author=by).first()
        if made is None:
            raise
        return made
    comment.mentioned.set(mentioned)
    audit.record(action="comment.added", target=target, by=by, comment=str(comment.uuid))
    others = Comment.objects.about(target).filter(removed_at=None)
    writers = User.objects.filter(pk__in=others.values("author"))
    told = {
        NoticeKind.MENTIONED: mentioned,
        NoticeKind.COMMENTED: [*writers, *(getattr(target, name, None) for name in FILERS)],
    }
    notices.tell_all(told=told, target=target, occasion=comment.uuid, by=by)
    return comment


@transaction.atomic
def edit(
    *, comment: Comment, target: Model, text: str, by: User, mentioned: Iterable[User] = ()
) -> Comment:
    """Put one's own comment right; what it said stays in its history. Who is asked anew is told."""
    comment = _own(comment, target, by)
    mentioned = list(mentioned)
    _require_sight(target, mentioned, _("A colleague whom you ask may not see this record."))
    comment.text, comment.edited_at = _checked(text), timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    comment.mentioned.set(mentioned)
    audit.record(action="comment.edited", target=target, by=by, comment=str(comment.uuid))
    told = {NoticeKind.MENTIONED: mentioned}
    notices.tell_all(told=told, target=target, occasion=comment.uuid, by=by)
    return comment


@transaction.atomic
def remove(*, comment: Comment, target: Model, by: User) -> Comment:
    """Take one's own comment back: that there was one stays, what it said is in its history."""
    comment = _own(comment, target, by)
    comment.text, comment.removed_at = "", timezone.now()
    comment.save(update_fields=["text", "removed_at"])
    comment.mentioned.clear()
    audit.record(action="comment.removed", target=target, by=by, comment=str(comment.uuid))
    return comment


def _checked(text: str) -> str:
    text = tidy(text).strip()
    if not text:
        raise RuleViolation(_("Write the comment."), "text")
    if len(text) > LONGEST:
        raise RuleViolation(_("A comment has at most %(n)s letters.") % {"n": LONGEST}, "text")
    return text


def _require_sight(target: Model, users: list[User], words: str) -> None:
    if len(readers.who_see(target, users)) != len(users):
        raise RuleViolation(words, "mentioned")


def _own(comment: Comment, target: Model, user: User) -> Comment:
    comment = Comment.objects.about(target).select_for_update().get(pk=comment.pk)
    _require_sight(target, [user], _("This record is not in your area."))
    if comment.author_id != user.pk:
        raise RuleViolation(_("Only who wrote a comment changes it."))
    if comment.removed_at:
        raise RuleViolation(_("This comment was removed."))
    return comment
