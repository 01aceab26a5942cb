"""Whom an act on what happens is told to: the roles that go on with it, or who filed it."""

from accounts.choices import NoticeKind
from exchanges import permissions

TOLD = {
    "aid.proposed": (NoticeKind.SUBMITTED, permissions.APPROVE_AID.roles),
    "aid.approved": (NoticeKind.APPROVED, "proposed_by"),
    "aid.cancelled": (NoticeKind.RETURNED, "proposed_by"),
    "incident.filed": (NoticeKind.SUBMITTED, permissions.CHECK_INCIDENT.roles),
    "incident.verified": (NoticeKind.APPROVED, "filed_by"),
    "incident.reopened": (NoticeKind.RETURNED, "filed_by"),
    "minutes.submitted": (NoticeKind.SUBMITTED, permissions.CHECK_MINUTES.roles),
    "minutes.returned": (NoticeKind.RETURNED, "filed_by"),
    "minutes.reopened": (NoticeKind.RETURNED, "filed_by"),
    "minutes.text_agreed": (NoticeKind.APPROVED, "filed_by"),
}
