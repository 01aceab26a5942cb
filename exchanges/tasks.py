"""Celery's way in. A task loads nothing and decides nothing: it makes one service call."""

from celery import shared_task
from django.utils import timezone


@shared_task
def remind(**_added_later) -> None:
    from exchanges.services import reminders  # services may import this module

    reminders.remind(on=timezone.localdate())


@shared_task
def tell_of_dues(**_added_later) -> None:
    from exchanges.services import due_notices

    due_notices.tell(on=timezone.localdate())


@shared_task
def recount_summaries(**_added_later) -> None:
    from exchanges.services import summaries

    summaries.recount()
