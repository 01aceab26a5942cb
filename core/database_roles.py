"""The two roles of the database: the owner changes tables, the application only changes rows."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT {rights} ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""
ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def grant_rows(connection: BaseDatabaseWrapper, *, role: str, rights: tuple[str, ...] = ROWS):
    """Let a role work on the rows of every table, those of later migrations included.

    The connection is the owner's: default privileges hold for what that role makes later. Running
    it again changes nothing.
    """
    quoted = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        _run(cursor, GRANTS.format(role=quoted, rights=", ".join(rights)))


def _run(cursor: CursorWrapper, statements: str) -> None:
    for statement in filter(None, map(str.strip, statements.split(";"))):
        cursor.execute(statement)
