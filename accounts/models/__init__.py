from accounts.models.audit_event import AuditEvent
from accounts.models.draft import Draft
from accounts.models.office import Office
from accounts.models.saved_view import SavedView
from accounts.models.user import User

__all__ = ["AuditEvent", "Draft", "Office", "SavedView", "User"]
