from accounts.choices import Role
from core.access import permission

USE_ACCOUNT = permission("accounts.use_account", *Role.values)
