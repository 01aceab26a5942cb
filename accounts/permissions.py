from accounts.choices import Role
from core.access import permission

USE_ACCOUNT = permission("accounts.use_account", *Role.values)
# Of one kind of record the permission of its own page is asked besides.
OPEN_RECORD = permission("accounts.open_record", Role.OFFICER, Role.HEAD, Role.LIAISON, Role.READER)
