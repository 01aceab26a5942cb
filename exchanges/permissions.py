from accounts.choices import Role
from core.access import permission

READERS = (Role.OFFICER, Role.HEAD, Role.LIAISON, Role.READER)

VIEW_MEETING = permission("exchanges.view_meeting", *READERS)
EDIT_MEETING = permission("exchanges.edit_meeting", Role.OFFICER, Role.LIAISON)
VIEW_MINUTES = permission("exchanges.view_minutes", *READERS)
FILE_MINUTES = permission("exchanges.file_minutes", Role.OFFICER, Role.LIAISON)
CHECK_MINUTES = permission("exchanges.check_minutes", Role.OFFICER, Role.HEAD)
VIEW_AGREED_ITEM = permission("exchanges.view_agreed_item", *READERS)
EDIT_AGREED_ITEM = permission("exchanges.edit_agreed_item", Role.OFFICER, Role.LIAISON)
VIEW_ACTIVITY = permission("exchanges.view_activity", *READERS)
VIEW_INCIDENT = permission("exchanges.view_incident", *READERS)
VIEW_AID = permission("exchanges.view_aid", *READERS)
