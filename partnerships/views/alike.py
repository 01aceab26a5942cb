"""Likely duplicates in words, for the box that asks before something is entered once more."""

from django.utils.translation import gettext as _

from core.pages import Lookalike
from partnerships.lists.texts import term
from partnerships.models import Memorandum, Organisation, Partnership, Person, Unit
from partnerships.services import lookalikes


def units(data: dict, *, parent: str = "parent", since: str = "valid_from") -> list[Lookalike]:
    """For a form of a unit: name, country, level, and where and since when, under these names."""
    found = lookalikes.units(
        name=data["name"],
        country=data["country"],
        level=data["level"],
        parent=data.get(parent),
        since=data.get(since),
        other_names=data.get("other_names", {}).values(),
    )
    return [_unit(one) for one in found]


def _unit(unit: Unit) -> Lookalike:
    said = [unit.get_level_display(), str(unit.parent or unit.country), _days(unit)]
    return _shown(unit, said)


def _days(unit: Unit) -> str:
    if not (unit.valid_from or unit.valid_to):
        return ""
    ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (unit.valid_from, unit.valid_to)]
    return " – ".join(ends)


def organisations(data: dict) -> list[Lookalike]:
    found = lookalikes.organisations(
        name=data["name"],
        country=data["country"],
        seat=data["seat"],
        other_names=data["other_names"].values(),
    )
    return [_organisation(one) for one in found]


def _organisation(one: Organisation) -> Lookalike:
    return _shown(one, [one.get_kind_display(), str(one.seat or one.country)])


def people(data: dict, user) -> list[Lookalike]:
    found = lookalikes.people(
        name=data["name"], user=user, other_names=data["other_names"].values()
    )
    return [_person(one) for one in found]


def _person(person: Person) -> Lookalike:
    return _shown(person, [str(post) for post in person.posts.all()][:3])


def ties(data: dict, user) -> list[Lookalike]:
    found = lookalikes.ties(title=data["title"], parties=data["parties"], user=user)
    return [_tie(one) for one in found]


def _tie(tie: Partnership) -> Lookalike:
    since = tie.established_words or (
        f"{tie.established_days.lower:%Y}"
        if tie.established_days and tie.established_days.lower
        else ""
    )
    said = [tie.code, tie.get_kind_display(), tie.get_level_display()]
    return _shown(tie, [*said, _("since %(date)s") % {"date": since} if since else ""])


def texts(data: dict, user) -> list[Lookalike]:
    """What it is said to renew or amend is another text, however alike."""
    names = ("kind", "title", "signed", "term", "partnerships", "parties")
    found = lookalikes.texts(**{name: data[name] for name in names}, user=user)
    earlier = (data["renews"], data["amends"])
    return [_text(one) for one in found if one not in earlier]


def _text(text: Memorandum) -> Lookalike:
    signed = str(text.signed)
    said = [text.get_kind_display(), _("signed %(date)s") % {"date": signed} if signed else ""]
    return _shown(text, [*said, term(text.term_words, text.term)])


def commitments(data: dict, user) -> list[Lookalike]:
    names = ("title", "giver", "giver_organisation", "memorandum", "partnership")
    found = lookalikes.promises(**{name: data[name] for name in names}, user=user)
    return [_shown(one, [str(one.amount), str(one.since)]) for one in found]


def _shown(record, said: list[str]) -> Lookalike:
    return Lookalike(str(record), record.get_absolute_url(), " · ".join(filter(None, said)))
