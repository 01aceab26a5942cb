"""Lists that leave the house as files or on paper: in the trail of the person who took them."""

from django.db import transaction

from accounts.models import AuditEvent, User
from accounts.services import audit


@transaction.atomic
def write_down(*, by: User, act: str, page: str, how: str, **details) -> AuditEvent:
    """`act`: list.taken before anything is sent, list.sent with the rows that went out."""
    return audit.record(action=act, target=by, by=by, list=page, how=how, **details)
