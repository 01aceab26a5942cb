"""What a refused change is called in plain words, whichever layer refused it."""

from functools import cache

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, DataError, IntegrityError, ProgrammingError
from django.utils.translation import gettext as _

from core.errors import RuleViolation

# ProgrammingError: a trigger that protects rows raises it (and so does a slip in our own SQL, which
# `sentence` lets pass).
REFUSED = (RuleViolation, ValidationError, IntegrityError, DataError, ProgrammingError)
RAISED = "P0001"  # the SQL state of a trigger that said no


@cache
def _constraints() -> dict[str, object]:
    """Every named constraint of ours with its words; triggers stand in `refusals` of a model."""
    words = {}
    for model in apps.get_models():
        words |= getattr(model, "refusals", {})
        for constraint in model._meta.constraints:
            said = constraint.violation_error_message
            if said and said != constraint.default_violation_error_message:
                words[constraint.name] = said
    return words


def sentence(error: Exception) -> list[str]:
    """The refusal for the person who asked. Names of tables and columns never reach the page.

    What no rule refused is a fault of ours and goes on up.
    """
    if isinstance(error, RuleViolation):
        return error.messages
    if isinstance(error, ValidationError):
        return list(error.messages)
    return [_of_database(error)]


def _of_database(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if name in _constraints():
        return str(_constraints()[name])
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if isinstance(error, ProgrammingError) and state != RAISED:
        raise error
    if state == "23505":
        return _("The register has this already. Look for it in the list before entering it again.")
    if state == "23503":
        return _("Something this names is not in the register any more. Choose it again.")
    if state == "22001":
        return _("A text is too long. Shorten it and save again.")
    if state.startswith("22"):
        return _("A number or a date is out of range. Correct it and save again.")
    if name:
        rule = name.replace("_", " ")
        return _("The register does not allow this (rule: %(rule)s).") % {"rule": rule}
    return _("The register does not allow this. Check what was entered and save again.")


def add_to(form, error: Exception, rowsets: dict | None = None) -> None:
    """Puts a refusal on the form: at its field, or that of a row, where it names one there is."""
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        for field, errors in error.error_dict.items():
            at = field if field in form.fields else None
            form.add_error(None if field == NON_FIELD_ERRORS else at, errors)
        return
    form, at = _named(form, rowsets or {}, getattr(error, "field", ""))
    form.add_error(at if at in form.fields else None, sentence(error))


def _named(form, rowsets: dict, field: str) -> tuple:
    """The form that a refusal is about, and the field of it."""
    name, _dash, rest = field.partition("-")
    place, _dash, at = rest.partition("-")
    if name in rowsets and place.isdigit():
        return rowsets[name].kept_forms()[int(place)], at
    return form, field
