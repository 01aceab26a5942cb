"""What the database only looks at when everything is there: looked at before the import ends."""

from django.db import connection, transaction

from core.refusals import REFUSED
from reports.services.register.findings import Findings, of_the_database
from reports.services.register.shape import shapes

DEFERRED = """
SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgdeferrable AND NOT tgisinternal ORDER BY relname, tgname
"""


def settle(findings: Findings) -> None:
    """Ask every rule over several rows; each that says no is a finding at the sheet it is about."""
    if not _refusal("ALL"):
        return
    with connection.cursor() as cursor:
        cursor.execute(DEFERRED)
        rules = cursor.fetchall()
    for name, table in rules:
        if error := _refusal(connection.ops.quote_name(name)):
            _say(findings, error, table)
    if not findings and (error := _refusal("ALL")):
        _say(findings, error, "")


def _refusal(rules: str) -> Exception | None:
    """What the database says when it looks at these rules; it can be asked again."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {rules} IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except REFUSED as error:
        return error
    return None


def _say(findings: Findings, error: Exception, table: str) -> None:
    words, told, _rule = of_the_database(error)
    at = (one.name for one in shapes() if one.model._meta.db_table == (told or table))
    findings.add(words, next(at, told or table))
