"""A cadence in words, in the language of the interface."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.choices import CadenceUnit, Festival, HostRule


def how_often(cadence) -> str:
    """every 6 months, on Saturdays, on 2 September; the sides take turns (only recommended)."""
    often = {
        CadenceUnit.WEEK: ngettext("every week", "every %(n)s weeks", cadence.every),
        CadenceUnit.MONTH: ngettext("every month", "every %(n)s months", cadence.every),
        CadenceUnit.YEAR: ngettext("every year", "every %(n)s years", cadence.every),
    }[CadenceUnit(cadence.each)]
    said = [often % {"n": cadence.every}]
    if cadence.weekday:
        said.append(weekdays()[cadence.weekday - 1])
    said += [_("on %(day)s") % {"day": "/".join(reversed(day.split("-")))} for day in cadence.days]
    if cadence.festival:
        said.append(from_a_feast(cadence))
    if cadence.host_rule:
        said.append(str(HostRule(cadence.host_rule).label))
    words = ", ".join(said)
    if cadence.recommended:
        words = _("%(cadence)s (only recommended)") % {"cadence": words}
    if cadence.ends:
        ended = {"cadence": words, "day": f"{cadence.ends:%d/%m/%Y}"}
        return _("%(cadence)s, until before %(day)s") % ended
    return words


def from_a_feast(cadence) -> str:
    feast = {"feast": Festival(cadence.festival).label, "n": abs(cadence.offset)}
    if cadence.offset == 0:
        return str(feast["feast"])
    if cadence.offset > 0:
        return ngettext("%(n)s day after: %(feast)s", "%(n)s days after: %(feast)s", feast["n"]) % (
            feast
        )
    return ngettext("%(n)s day before: %(feast)s", "%(n)s days before: %(feast)s", feast["n"]) % (
        feast
    )


def days_of_the_year(days: list[str]) -> str:
    """02/09, 31/12 of the fixed days "09-02" and "12-31"."""
    return ", ".join("/".join(reversed(day.split("-"))) for day in days)


def weekday(number: int) -> str:
    return weekdays()[number - 1]


def weekdays() -> list[str]:
    return [
        _("on Mondays"),
        _("on Tuesdays"),
        _("on Wednesdays"),
        _("on Thursdays"),
        _("on Fridays"),
        _("on Saturdays"),
        _("on Sundays"),
    ]
