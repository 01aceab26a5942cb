"""The outbox of notices: a mail is made once, taken by one worker, and sent at most once.

Between taking a mail and writing down that it was sent lies the talk with the mail server. A worker
killed there leaves a mail of which nobody can know whether it went out: it is not sent again by
itself, an administrator sees it and decides. So nothing is sent twice, whatever is restarted.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import tasks
from accounts.choices import AT_ONCE, HOUR, MailState
from accounts.models import Notice, NoticeMail, User
from accounts.models.mail import DIGEST
from accounts.services import audit
from core.errors import RuleViolation

SWEEP = 30  # seconds from one sweep to the next
MOST = 500  # mails that one sweep sends off, or one statement deletes
PAUSES = (1, 5, 30, 120)  # minutes after a refusal; one more, and it is given up


# What is to be mailed


def mail_at_once(*, notices: Iterable[Notice]) -> None:
    """Orders a mail for each of them that was really told; called where they are told."""
    wanted = [one.uuid for one in notices if one.by_mail and one.kind in AT_ONCE]
    if not wanted:
        return
    told = list(Notice.objects.to_be_mailed().filter(uuid__in=wanted).order_by("pk"))
    today = timezone.localdate()
    mails = NoticeMail.objects.bulk_create(
        NoticeMail(user_id=one.recipient_id, what=str(one.uuid), on=today) for one in told
    )
    for notice, mail in zip(told, mails, strict=True):
        notice.mail = mail
    Notice.objects.bulk_update(told, ["mail"])
    transaction.on_commit(partial(_ring, [mail.pk for mail in mails]), robust=True)


def make_digests(*, now: datetime) -> int:
    """Puts together what each user is told of once a day, at their hour of Vietnam or as soon after
    it as the machine runs; says how many mails that are. What is told after that hour waits for the
    next day.
    """
    now = timezone.localtime(now)
    today = NoticeMail.objects.filter(user=OuterRef("pk"), what=DIGEST, on=now.date())
    waiting = Notice.objects.to_be_mailed().values("recipient")
    users = User.objects.filter(~Exists(today), pk__in=waiting)
    users = users.annotate(hour=Coalesce("mail_choice__hour", HOUR)).filter(hour__lte=now.hour)
    made = [_digest(user, now) for user in users.order_by("pk")]
    return sum(made)


def _digest(user: User, now: datetime) -> bool:
    until = now.replace(hour=user.hour, minute=0, second=0, microsecond=0)
    waiting = Notice.objects.to_be_mailed().filter(recipient=user, at__lt=until)
    if not waiting.exists():
        return False
    try:
        with transaction.atomic():
            # The mail first: of two workers the second waits here, and is refused.
            mail = NoticeMail.objects.create(user=user, what=DIGEST, on=now.date())
            waiting.update(mail=mail)
            transaction.on_commit(partial(_ring, [mail.pk]), robust=True)
    except IntegrityError:
        return False
    return True


def _ring(mail_ids: list[int]) -> None:
    for mail_id in mail_ids:
        tasks.send_mail.delay(mail_id=mail_id)


# What becomes of a mail: each step is one short statement


@transaction.atomic(durable=True)
def claim(*, mail_id: int) -> UUID | None:
    """Takes the mail for this worker; None if it is not to be had."""
    token = uuid4()
    taken = (
        NoticeMail.objects.due()
        .filter(pk=mail_id)
        .update(state=MailState.SENDING, token=token, claimed_at=Now(), attempts=F("attempts") + 1)
    )
    return token if taken else None


@transaction.atomic(durable=True)
def sent(*, token: UUID) -> None:
    """The mail server has it; true also of a worker that was thought to be dead."""
    mine = NoticeMail.objects.filter(token=token)
    mine = mine.filter(state__in=(MailState.SENDING, MailState.UNCERTAIN))
    mine.update(state=MailState.SENT, sent_at=Now(), error="")


@transaction.atomic(durable=True)
def drop(*, token: UUID) -> None:
    """There is nothing left that this user may be told."""
    _mine(token).update(state=MailState.DROPPED)


@transaction.atomic(durable=True)
def put_back(*, token: UUID, fault: str) -> None:
    """Nothing left the house, that is certain: it is tried again later, and given up in the end."""
    for mail in _mine(token).select_for_update():
        given_up = mail.attempts > len(PAUSES)
        mail.state = MailState.FAILED if given_up else MailState.WAITING
        if not given_up:
            mail.not_before = timezone.now() + timedelta(minutes=PAUSES[mail.attempts - 1])
        mail.error = fault[:80]
        mail.save(update_fields=["state", "not_before", "error"])


@transaction.atomic(durable=True)
def doubt(*, token: UUID, fault: str) -> None:
    """The mail server may have it or not: for an administrator."""
    _mine(token).update(state=MailState.UNCERTAIN, error=fault[:80])


def _mine(token: UUID):
    return NoticeMail.objects.filter(token=token, state=MailState.SENDING)


def sweep() -> None:
    """Rings again for what waits, and sets aside what a killed worker left. Beat calls it every 30
    seconds; its messages wait no longer than until the next sweep.
    """
    NoticeMail.objects.silent().update(state=MailState.UNCERTAIN, error="WorkerLost")
    waiting = NoticeMail.objects.due().order_by("pk").values_list("pk", flat=True)
    for mail_id in waiting[:MOST]:
        tasks.send_mail.apply_async(kwargs={"mail_id": mail_id}, expires=SWEEP)


def drop_old(*, days: int) -> int:
    """Deletes the mails that were settled so many days ago, and says how many. Beat calls it every
    night. Their notices stay, and are not mailed again; the audit trail stays as it is.
    """
    dropped = 0
    while keys := list(NoticeMail.objects.settled(days).values_list("pk", flat=True)[:MOST]):
        with transaction.atomic():
            Notice.objects.filter(mail__in=keys).update(mail=None, by_mail=False)
            NoticeMail.objects.filter(pk__in=keys).delete()
        dropped += len(keys)
    return dropped


@transaction.atomic
def send_again(*, mail: NoticeMail, by: User) -> NoticeMail:
    """An administrator has it sent once more, knowing that it may arrive twice.

    Raises RuleViolation for a mail of which it is known that it was sent or will be.
    """
    mail = NoticeMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state not in (MailState.FAILED, MailState.UNCERTAIN):
        raise RuleViolation(_("Only what was refused or is in doubt is sent once more."))
    mail.state, mail.attempts = MailState.WAITING, 0
    mail.not_before = timezone.now()
    mail.save(update_fields=["state", "attempts", "not_before"])
    audit.record(action="notice_mail.sent_again", target=mail, by=by)
    transaction.on_commit(partial(_ring, [mail.pk]), robust=True)
    return mail
