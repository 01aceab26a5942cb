"""What keeps a workbook from becoming the register."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import RuleViolation
from core.findings import Finding

MOST = 500  # findings; a workbook of something else would have a million


class Refused(RuleViolation):
    """The workbook was not entered. Nothing was written; the findings say why."""

    def __init__(self, findings: list[Finding]):
        many = len(findings)
        words = ngettext(
            "The workbook was not entered: %(many)s finding.",
            "The workbook was not entered: %(many)s findings.",
            many,
        )
        super().__init__(words % {"many": many})
        self.findings = findings


class Findings(list[Finding]):
    """Those of one workbook, until there are too many to read."""

    def add(self, reason: str, sheet: str = "", **where) -> None:
        if len(self) == MOST:
            raise Refused(self)
        self.append(Finding(reason, sheet, **where))

    def refuse(self) -> None:
        if self:
            raise Refused(self)


def of_the_database(error: Exception) -> tuple[str, str]:
    """The rule that said no, as its name says it, and the table of the record."""
    diagnosis = getattr(error.__cause__, "diag", None)
    table = (diagnosis and diagnosis.table_name) or ""
    rule = (diagnosis and diagnosis.constraint_name) or ""
    said = (diagnosis and diagnosis.message_primary) or str(error)
    words = _("The database refuses it: %(said)s") % {"said": said}
    return (f"{words} ({rule})" if rule and rule not in said else words), table
