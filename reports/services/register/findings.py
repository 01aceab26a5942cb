"""What keeps a workbook from becoming the register."""

from django.db.models import Model
from django.utils.translation import ngettext

from core.errors import RuleViolation
from core.findings import Finding
from core.refusals import sentence

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


def of_the_database(error: Exception) -> tuple[str, str, str]:
    """The rule that said no, in plain words; the table of the record, if the database told it, and
    the rule's name, or that of the column it is about.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    rule, table, column = (
        getattr(diagnosis, name, None) or ""
        for name in ("constraint_name", "table_name", "column_name")
    )
    return " ".join(sentence(error)), table, rule or column


def spoken_of(model: type[Model], rule: str) -> list[str]:
    """The fields that a rule of the model speaks of: those to look at first."""
    for constraint in model._meta.constraints:
        if constraint.name == rule:
            condition = getattr(constraint, "condition", None)
            named = [*getattr(constraint, "fields", ())]
            return [*named, *sorted(condition.referenced_base_fields if condition else ())]
    return [rule] if rule in {field.name for field in model._meta.fields} else []
