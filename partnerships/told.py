"""Whom an act on a text is told to: the roles that go on with it, who drafted it, its owner."""

from accounts.choices import NoticeKind
from partnerships import permissions

TOLD = {
    "memorandum.clearance_started": (NoticeKind.SUBMITTED, permissions.CLEAR_MEMORANDUM.roles),
    "memorandum.cleared": (NoticeKind.APPROVED, "drafted_by"),
    "memorandum.returned": (NoticeKind.RETURNED, "drafted_by"),
    "memorandum.entrusted": (NoticeKind.ASSIGNED, "owner"),
}
