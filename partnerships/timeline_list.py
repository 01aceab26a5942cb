"""The history of a tie as a list: what is known of it, each line with its day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.fields import PartialDate
from partnerships.choices import SuccessionKind


@dataclass(frozen=True)
class Entry:
    """A line of the list: when, and what."""

    day: date
    when: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision on the tie, in words; one that was taken back says so."""

    on: date
    words: str
    url: str = ""


def first_day(when: PartialDate) -> date | None:
    return when.days.lower if when.days else None


def last_day(when: PartialDate) -> date | None:
    """The first day after it, as far as known."""
    return when.days.upper if when.days else None


def entries(parties, changes, texts, promises, decisions) -> list[Entry]:
    """What is dated, in its order; what is not comes last."""
    found = [Entry(one.on, f"{one.on:%d/%m/%Y}", one.words, one.url) for one in decisions]
    for party in parties:
        found += _of_party(party)
    for event in changes:
        if decisions and event.decision_id:
            continue  # told as the decision
        reason = f": {event.reason}" if event.reason else ""
        words = f"{event.get_kind_display()}{reason}"
        until = f" – {event.until}" if str(event.until) else ""
        day = first_day(event.since)
        found.append(Entry(day or date.max, f"{event.since}{until}", words))
    for text in texts:
        url = text.get_absolute_url()
        day = first_day(text.signed)
        said = {"text": text.title}
        found.append(Entry(day or date.max, str(text.signed), _("Signed: %(text)s") % said, url))
        found += _of_term(text, said, url)
    for promise in promises:
        day = first_day(promise.since)
        words = _("Promised: %(title)s") % {"title": promise.title}
        url = promise.get_absolute_url()
        found.append(Entry(day or date.max, str(promise.since), words, url))
    return sorted(found, key=lambda entry: entry.day)


def _of_party(party) -> list[Entry]:
    said = {"party": str(party)}
    found = []
    if party.since:
        words = _("%(party)s joins") % said
        found.append(Entry(party.since, f"{party.since:%d/%m/%Y}", words))
    own_end = party.unit.valid_to if party.unit else party.organisation.until
    if party.until:
        words = _("%(party)s leaves") % said
        found.append(Entry(party.until, f"{party.until:%d/%m/%Y}", words))
    if own_end and not (party.until and party.until <= own_end):
        words = _("%(party)s ends; it is no more from this day") % said
        found.append(Entry(own_end, f"{own_end:%d/%m/%Y}", words))
    return found + _of_reform(party)


def _of_reform(party) -> list[Entry]:
    """What its unit became, each day and kind in one line."""
    steps = {}
    for step in getattr(party, "became", []):
        steps.setdefault((step["on"], step["kind"]), []).append(step["who"])
    found = []
    for (on, kind), heirs in steps.items():
        day = date.fromisoformat(on)
        named = ", ".join(filter(None, heirs))
        said = {"unit": str(party), "kind": SuccessionKind(kind).label, "heirs": named}
        words = _("%(unit)s: %(kind)s → %(heirs)s") if named else _("%(unit)s: %(kind)s")
        found.append(Entry(day, f"{day:%d/%m/%Y}", words % said))
    return found


def _of_term(text, said: dict, url: str) -> list[Entry]:
    if not text.term:
        return []
    found = []
    if text.term.lower:
        words = _("The term of %(text)s begins") % said
        found.append(Entry(text.term.lower, f"{text.term.lower:%d/%m/%Y}", words, url))
    if text.term.upper:
        last = text.term.upper - timedelta(days=1)
        words = _("The term of %(text)s ends") % said
        found.append(Entry(last, f"{last:%d/%m/%Y}", words, url))
    return found
