"""Every write to notices: what people are told of, and what they have read."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts import readers
from accounts.choices import NoticeKind, Telling
from accounts.models import AuditEvent, MailChoice, Notice, NoticeChoice, User
from accounts.services import audit, mails
from accounts.wishes import wishes_of

MOST = 200  # people told of one act


@transaction.atomic
def tell(
    *,
    kind: NoticeKind,
    target: Model,
    to: Iterable[User | None],
    occasion,
    by: User | None,
    mailed_already: Callable[[User], bool] | None = None,
) -> list[Notice]:
    """Tells people of an act on a record, in the transaction of the act.

    Only those who may see the record, who are not the one who did it, and did not choose
    otherwise. `occasion` names the act (its line in the audit trail): it is told to one person
    once. `mailed_already`: who gets another letter of the register that says it; they are told
    here alone.
    """
    told, known = {kind: to}, mailed_already
    return tell_all(told=told, target=target, occasion=occasion, by=by, mailed_already=known)


@transaction.atomic
def tell_all(
    *,
    told: dict[NoticeKind, Iterable[User | None]],
    target: Model,
    occasion,
    by: User | None,
    mailed_already: Callable[[User], bool] | None = None,
) -> list[Notice]:
    """The same for several kinds at once: each person gets the first that names them."""
    kinds: dict[int, NoticeKind] = {}
    people: dict[int, User] = {}
    for kind, users in told.items():
        for user in users:
            if user is not None and (by is None or user.pk != by.pk):
                kinds.setdefault(user.pk, kind)
                people.setdefault(user.pk, user)
    seeing = sorted(readers.who_see(target, people.values()), key=lambda user: user.pk)[:MOST]
    wishes = wishes_of(seeing)
    rows = [
        Notice(
            recipient=user,
            kind=kinds[user.pk],
            target_model=target._meta.label_lower,
            target=target.uuid,
            actor=by,
            occasion=f"{kinds[user.pk]}:{occasion}",
            by_mail=wishes.mailed(user, kinds[user.pk])
            and not (mailed_already and mailed_already(user)),
        )
        for user in seeing
        if wishes.told(user, kinds[user.pk])
    ]
    # In the order of their keys: two acts at once wait for each other, and never both.
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    mails.mail_at_once(notices=rows)
    return rows


@transaction.atomic
def tell_of(
    *, event: AuditEvent, table: dict[str, tuple], target: Model, by: User | None
) -> list[Notice]:
    """Tells of an act as the table of its app says; call it when the act is written down.

    Raises ValueError for an act that is gathered with others: it has no key yet to be told by.
    """
    if event.pk is None and event.action in table:
        raise ValueError(f"{event.action} is told, so it is not written among many.")
    return tell_by(action=event.action, occasion=event.pk, table=table, target=target, by=by)


@transaction.atomic
def tell_by(
    *, action: str, occasion, table: dict[str, tuple], target: Model, by: User | None
) -> list[Notice]:
    """The field that names the person, or the roles that do the next step. An act that is not in
    the table is told to nobody.
    """
    if action not in table:
        return []
    kind, to = table[action]
    people = [getattr(target, to)] if isinstance(to, str) else checkers(target=target, roles=to)
    return tell(kind=kind, target=target, to=people, occasion=occasion, by=by)


def checkers(*, target: Model, roles: Iterable[str]) -> list[User]:
    """Who of the place could do the next step: those who see the record and have the role, not
    the offices that see the whole country.
    """
    return list(readers.near(target).filter(role__in=list(roles), sees_all=False)[:MOST])


@transaction.atomic
def mark(*, user: User, uuids: Iterable[UUID] | None, read: bool) -> int:
    """Marks own notices as read or unread; `None` is all of them. Says how many changed."""
    rows = Notice.objects.filter(recipient=user, read_at__isnull=read)
    if uuids is not None:
        rows = rows.filter(uuid__in=list(uuids))
    return rows.update(read_at=timezone.now() if read else None)


@transaction.atomic
def choose(*, user: User, choices: dict[str, str], by_mail: bool, hour: int, by: User) -> None:
    """Of which kinds the user is told from now on, whether by e-mail too, and at which hour of
    Vietnam the mail of the day comes.
    """
    User.objects.select_for_update().get(pk=user.pk)
    for kind, telling in choices.items():
        NoticeChoice.objects.update_or_create(
            user=user, kind=NoticeKind(kind), defaults={"telling": Telling(telling)}
        )
    MailChoice.objects.update_or_create(user=user, defaults={"by_mail": by_mail, "hour": hour})
    mail = {"by_mail": by_mail, "hour": hour}
    audit.record(action="notices.chosen", target=user, by=by, choices=choices, **mail)
