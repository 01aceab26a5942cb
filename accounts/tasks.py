"""Celery's way in. A task loads nothing and decides nothing: it makes one service call."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone


@shared_task
def send_mail(*, mail_id: int, **_added_later) -> None:
    from accounts.services import posting  # services import this module

    posting.send(mail_id=mail_id)


@shared_task
def make_digests(**_added_later) -> None:
    from accounts.services import mails

    mails.make_digests(now=timezone.now())


@shared_task
def sweep_mails(**_added_later) -> None:
    from accounts.services import mails

    mails.sweep()


@shared_task
def drop_mails(**_added_later) -> None:
    from accounts.services import mails

    mails.drop_old(days=settings.MAIL_KEPT_DAYS)
