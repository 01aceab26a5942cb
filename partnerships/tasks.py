"""Celery's way in. A task loads nothing and decides nothing: it makes one service call."""

from celery import shared_task
from django.utils import timezone


@shared_task
def warn_of_expiries(**_added_later) -> None:
    from partnerships.services import expiries  # services may import this module

    expiries.warn(on=timezone.localdate())


@shared_task
def extend_instalments(**_added_later) -> None:
    from partnerships.services import instalments

    instalments.extend(today=timezone.localdate())
