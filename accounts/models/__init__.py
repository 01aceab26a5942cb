from accounts.models.audit_event import AuditEvent
from accounts.models.draft import Draft
from accounts.models.office import Office
from accounts.models.user import User

__all__ = ["AuditEvent", "Draft", "Office", "User"]
