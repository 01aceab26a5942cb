"""What every service that enters a record does, once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.languages import TextState
from core.together import check, save
from partnerships.files import secrecy
from partnerships.models import Organisation, Unit


def enter(
    record, *, action: str, by: User, sources: Iterable = (), naming: dict | None = None, **details
):
    """Check the row by its own rules, save it with its sources and write the act down.

    `naming` are the fields in which it names several records, each with them. Whoever gives it
    asks the database no more for the record: among many rows it is written with the others.
    """
    check(record)
    if naming is None:
        record.save()
        record.sources.add(*sources)
    else:
        save(record, sources=sources, **naming)
    audit.record(action=action, target=record, by=by, **details)
    return record


def known(**facts) -> dict:
    """The facts that were given: what is None is left to the default of the model."""
    return {name: value for name, value in facts.items() if value is not None}


def told_by_others(basis: Basis, words: str) -> None:
    """Past records are what others tell; raises RuleViolation for one that is made here."""
    if basis == Basis.MADE_HERE:
        raise RuleViolation(words)


def unit_or_organisation(who: Unit | Organisation) -> dict:
    """The columns of a party."""
    return {"unit": who} if isinstance(who, Unit) else {"organisation": who}


def in_languages(text: dict) -> dict:
    """A text per language as it is kept. Plain words become an unchecked first revision."""
    return {
        code: {"text": said, "state": TextState.UNCHECKED, "rev": 1}
        if isinstance(said, str)
        else said
        for code, said in text.items()
        if said
    }


def unstamped(**said: str) -> None:
    """State secrets are not kept here (Law 117/2025/QH15): a text that carries their stamp is not
    taken. Each argument is a field with its words; raises RuleViolation at that field.
    """
    for field, words in said.items():
        found = secrecy.stamp(words or "")
        if found:
            raise RuleViolation(
                _(
                    "This text carries the stamp %(stamp)s. State secrets are not kept here: take "
                    "the text out and write the number of the paper and where it is kept instead."
                )
                % {"stamp": found},
                field,
            )


def in_each_language(text: dict) -> dict[str, str]:
    """The words of a text in several languages, by the box of a form in which each stands."""
    return {f"text_{code}": entry["text"] for code, entry in text.items()}
