"""Records that a cell names: the one that is meant, or those that are called nearly so.

What the user does not see is not found, and never offered. Each name is looked for once a table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.search import Folded, fold
from exchanges.models import Meeting
from partnerships.choices import HOME_COUNTRY
from partnerships.models import Country, Memorandum, Organisation, Partnership, Person, Unit
from reports.imports.folding import folded
from reports.imports.readers import Wrong

OFFERED = 3
ALIKE = 0.3
MOST = 30  # of one name


@dataclass
class Finder:
    """Looks for records on behalf of one user."""

    user: User
    _found: dict = field(default_factory=dict)

    def find(self, what: str, words: str) -> Model:
        """The record of that name. Raises Wrong with those that are called nearly so."""
        key = (what, folded(words), words.strip().lower())
        if key not in self._found:
            try:
                self._found[key] = WAYS[what](words, self.user)
            except Wrong as wrong:
                self._found[key] = wrong
        found = self._found[key]
        if isinstance(found, Wrong):
            raise Wrong(found.reason, found.suggestion)
        return found


def unit(words: str, user: User) -> Unit:
    """ "Na Mèo", "xã Na Mèo" or, where several are called so, "Na Mèo, Thanh Hóa, Việt Nam"."""
    name, *above = [part.strip() for part in words.split(",") if part.strip()] or [""]
    rows = list(Unit.objects.offered(name).select_related("parent__parent", "country")[:MOST])
    exact = [one for one in rows if one.just_so == 0 or _called(one, name)]
    exact = [one for one in exact if all(_lies_in(one, place) for place in above)]
    existing = [one for one in exact if one.there == 0] or exact
    if len(existing) > 1:
        own = set(Unit.objects.filter(pk__in=[one.pk for one in existing]).editable_by(user))
        existing = [
            one for one in existing if one.country_id == HOME_COUNTRY and one in own
        ] or existing
    if len(existing) == 1:
        return existing[0]
    if existing:
        raise _several(name, [_placed(one) for one in existing], _countries(existing))
    near = _near(Unit.objects.kept().select_related("parent", "country"), "name", name)
    raise _not_found(_("The place “%(name)s” is not found."), words, map(_placed, near))


def organisation(words: str, user: User) -> Organisation:
    rows = Organisation.objects.kept()
    exact = _organisations(words)
    if len(exact) > 1:
        raise _several(words, [f"{one.name}, {one.country}" for one in exact], _countries(exact))
    if exact:
        return exact[0]
    near = [one.name for one in _near(rows, "name", words)]
    raise _not_found(_("The organisation “%(name)s” is not found."), words, near)


def _organisations(words: str) -> list[Organisation]:
    rows = Organisation.objects.kept().filter(folded=fold(words))
    return list(rows.select_related("country")[:MOST])


def who(words: str, user: User) -> Unit | Organisation:
    """A unit or an organisation: whichever is called so."""
    exact = _organisations(words)
    if len(exact) == 1:
        return exact[0]
    try:
        return unit(words, user)
    except Wrong as no_unit:
        try:
            return organisation(words, user)
        except Wrong as no_organisation:
            told = [one for one in (no_unit.suggestion, no_organisation.suggestion) if one]
            raise Wrong(no_unit.reason, " ".join(dict.fromkeys(told))) from None


def tie(words: str, user: User) -> Partnership:
    rows = Partnership.objects.visible_to(user).kept()
    called = Q(code__iexact=words.strip()) | Q(plain=fold(words))
    exact = list(rows.annotate(plain=Folded(F("title"))).filter(called)[:MOST])
    if len(exact) > 1:
        raise _several(words, [f"{one.title} ({one.code})" for one in exact])
    if exact:
        return exact[0]
    near = [f"{one.title} ({one.code})" for one in _near(rows, "title", words)]
    raise _not_found(_("No tie of your area is called “%(name)s”."), words, near)


def text(words: str, user: User) -> Memorandum:
    return _by_title(
        Memorandum, words, user, _("No memorandum of your area is called “%(name)s”."), "signed"
    )


def meeting(words: str, user: User) -> Meeting:
    """By its name; where several are called so, with the day behind a semicolon or in brackets."""
    return _by_title(
        Meeting, words, user, _("No meeting of your area is called “%(name)s”."), "held"
    )


def person(words: str, user: User) -> Person:
    rows = Person.objects.visible_to(user)
    exact = list(rows.filter(folded=fold(words))[:MOST])
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise _several(words, [str(one) for one in exact])
    near = [one.name for one in _near(rows, "name", words)]
    raise _not_found(_("No person of your area is called “%(name)s”."), words, near)


def country(words: str, user: User) -> Country:
    for one in Country.objects.all():
        if folded(words) in (folded(one.name), one.code.lower()):
            return one
    offered = "; ".join(Country.objects.values_list("name", flat=True))
    raise Wrong(
        _("There is no country “%(name)s” in the register.") % {"name": words[:60]},
        _("Choose one of: %(choices)s.") % {"choices": offered},
    )


WAYS: dict[str, Callable] = {
    "unit": unit,
    "organisation": organisation,
    "who": who,
    "tie": tie,
    "text": text,
    "meeting": meeting,
    "person": person,
    "country": country,
}


def _by_title(model, words: str, user: User, not_found: str, day: str):
    rows = model.objects.visible_to(user)
    title, _dash, when = words.partition(";")
    exact = list(rows.filter(title=title.strip())[:MOST])
    if when.strip():
        exact = [one for one in exact if folded(str(getattr(one, day))) == folded(when)]
    if len(exact) > 1:
        told = [f"{one.title}; {getattr(one, day)}" for one in exact]
        raise _several(words, told)
    if exact:
        return exact[0]
    raise _not_found(not_found, words, [one.title for one in _near(rows, "title", words)])


def _called(one: Unit, name: str) -> bool:
    return folded(name) in (folded(one.name), folded(f"{one.word} {one.name}"))


def _lies_in(one: Unit, place: str) -> bool:
    """The place is above the unit, two steps at most, or is its country."""
    above, steps = one.parent, 0
    names = {folded(one.country.name), one.country.code.lower()}
    while above is not None and steps < 2:
        names |= {folded(above.name), folded(f"{above.word} {above.name}")}
        above, steps = above.parent, steps + 1
    return folded(place) in names


def _placed(one: Unit) -> str:
    parts = (str(one), one.parent and str(one.parent), str(one.country))
    return ", ".join(filter(None, parts))


def _countries(rows: list) -> bool:
    return len({one.country_id for one in rows}) > 1


def _near(rows: QuerySet, column: str, words: str) -> list:
    near = rows.annotate(alike=TrigramSimilarity(Folded(F(column)), fold(words)))
    if hasattr(rows.model, "folded"):  # the index finds them first
        near = near.filter(folded__trigram_similar=fold(words))
    return list(near.filter(alike__gte=ALIKE).order_by("-alike", column)[:OFFERED])


def _not_found(words: str, name: str, near) -> Wrong:
    offered = "; ".join(near)
    suggestion = _("Did you mean: %(names)s?") % {"names": offered} if offered else ""
    return Wrong(words % {"name": name[:80]}, suggestion)


def _several(name: str, offered: list[str], countries: bool = False) -> Wrong:
    said = "; ".join(offered[:5])
    reason = (
        _("“%(name)s” needs a country: there is one in several.")
        if countries
        else _("Several are called “%(name)s”.")
    )
    return Wrong(reason % {"name": name[:80]}, _("Write one of: %(names)s.") % {"names": said})
