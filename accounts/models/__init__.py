from accounts.models.audit_event import AuditEvent
from accounts.models.comment import Comment
from accounts.models.draft import Draft
from accounts.models.mail import MailChoice, NoticeMail
from accounts.models.notice import Notice, NoticeChoice
from accounts.models.office import Office
from accounts.models.saved_view import SavedView
from accounts.models.user import User

__all__ = [
    "AuditEvent",
    "Comment",
    "Draft",
    "MailChoice",
    "Notice",
    "NoticeChoice",
    "NoticeMail",
    "Office",
    "SavedView",
    "User",
]
