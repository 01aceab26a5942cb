"""What several services check before the database would refuse it, each in a sentence."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from partnerships.models import Organisation, Source, Unit

UNDATED, UNSAID = PartialDate(), Amount()
WHOLE = ("VND", "LAK")  # currencies without small coin


def require(holds: object, words: str, field: str = "") -> None:
    """Raise RuleViolation with these words, about this argument, unless it holds."""
    if not holds:
        raise RuleViolation(words, field)


def require_kept(record: Model) -> None:
    """Nothing is entered any more on a duplicate that was merged."""
    require(
        record.merged_into_id is None,
        _("%(record)s was merged into another already. Open that one.") % {"record": record},
    )


def require_order(since: date | None, until: date | None) -> None:
    """A period ends after it began, as far as both days are known."""
    ordered = not (since and until) or since < until
    require(ordered, _("The end comes after the beginning, as a day."), "until")


def require_order_as_far_as_known(
    since: PartialDate, until: PartialDate, field: str = "until"
) -> None:
    """The same for dates known in part: refused only if the end is surely not after the start."""
    known = since.days and until.days and since.days.lower and until.days.upper
    require(
        not known or since.days.lower < until.days.upper,
        _("The end comes after the beginning, as a day."),
        field,
    )


def require_amount(amount: Amount) -> None:
    """A number has a unit or currency, is not negative, and dong and kip have no decimals."""
    if amount.number is None:
        return
    require(amount.number >= 0, _("An amount is not negative."))
    require(amount.unit, _("Say the unit or the currency of the number."))
    whole = amount.unit not in WHOLE or amount.number == int(amount.number)
    require(whole, _("An amount in %(unit)s is a whole number.") % {"unit": amount.unit})


def require_just_one(words: str, *ends: object) -> None:
    require(sum(end is not None for end in ends) == 1, words)


def require_past(basis: str) -> None:
    """Old knowledge is entered as it stands; what is made here goes through every step."""
    require(
        basis != Basis.MADE_HERE,
        _("What is made here goes through its own steps; this is for what was known before."),
    )


def as_party(who: Unit | Organisation) -> dict[str, Unit | Organisation]:
    """A unit or an organisation as the keyword of a party, giver or receiver."""
    return {"organisation" if isinstance(who, Organisation) else "unit": who}


def cite(record, sources: Iterable[Source]) -> None:
    """Say where a record is known from, without forgetting what was said before."""
    record.sources.add(*sources)
