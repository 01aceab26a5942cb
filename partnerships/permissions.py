from accounts.choices import Role
from core.access import permission

READERS = (Role.OFFICER, Role.HEAD, Role.LIAISON, Role.READER)

VIEW_PARTNERSHIP = permission("partnerships.view_partnership", *READERS)
EDIT_PARTNERSHIP = permission("partnerships.edit_partnership", Role.OFFICER)
VIEW_UNIT = permission("partnerships.view_unit", *READERS)
VIEW_ORGANISATION = permission("partnerships.view_organisation", *READERS)
VIEW_PERSON = permission("partnerships.view_person", *READERS)
VIEW_MEMORANDUM = permission("partnerships.view_memorandum", *READERS)
VIEW_COMMITMENT = permission("partnerships.view_commitment", *READERS)
VIEW_STATED_FIGURE = permission("partnerships.view_stated_figure", *READERS)
VIEW_NOTE = permission("partnerships.view_note", *READERS)
VIEW_PAPER = permission("partnerships.view_paper", *READERS)
VIEW_BORDER_PROFILE = permission("partnerships.view_border_profile", *READERS)
