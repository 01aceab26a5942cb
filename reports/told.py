"""Whom an act on a review is told to: the heads who approve it, or who drafted it."""

from accounts.choices import NoticeKind
from reports import permissions

TOLD = {
    "review.frozen": (NoticeKind.SUBMITTED, permissions.APPROVE_REVIEW.roles),
    "review.approved": (NoticeKind.APPROVED, "drafted_by"),
    "review.returned": (NoticeKind.RETURNED, "drafted_by"),
    "review.commented": (NoticeKind.COMMENTED, "drafted_by"),
}
