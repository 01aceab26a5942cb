"""The groups of roles the matrix of pages speaks of."""

from accounts.choices import Role

OFFICER, HEAD, LIAISON, READER = Role.OFFICER, Role.HEAD, Role.LIAISON, Role.READER
EVERYBODY = set(Role)
READERS = {OFFICER, HEAD, LIAISON, READER}
FILERS = {OFFICER, LIAISON}
CHECKERS = {OFFICER, HEAD}
KEEPERS = {OFFICER}
HEADS = {HEAD}
ADMINISTRATORS = {Role.ADMINISTRATOR}


def all_of(app: str, who: set[Role], names: str) -> dict[str, set[Role]]:
    return {f"{app}:{name}": who for name in names.split()}
