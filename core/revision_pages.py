"""The versions of a text out of its row history: which there are, and two of them compared."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compare import Span, compared
from core.languages import NAMES, NOTHING, TextState
from core.pages import DetailPage

DELETED = "delete"


@dataclass(frozen=True)
class Change:
    """One line as it became at a moment; `text` is None where it was taken out."""

    at: datetime
    by: int | None
    key: str
    label: str
    position: tuple
    text: dict | None


@dataclass
class Version:
    """The whole text after one act: several lines are often written at once."""

    number: int
    at: datetime
    by: int | None
    lines: dict[str, Change]
    written: list[str] = field(default_factory=list)  # the languages that changed with it
    who: str = ""

    @property
    def languages(self) -> str:
        return ", ".join(str(NAMES.get(code, (code,))[0]) for code in self.written)


@dataclass(frozen=True)
class Compared:
    """One line in one language in two versions, with its state where that changed too."""

    language: str
    name: str
    spans: list[Span]
    state: str = ""
    state_now: str = ""
    key: str = ""
    rev: int = 0  # of what the line reads at present; 0 where it is not there any more


def changes_of(events, label, place: int = 0) -> list[Change]:
    """The changes of rows that have `text` (and a `position`), out of their history table."""
    found = []
    for event in events.select_related("pgh_context").order_by("pgh_id"):
        context = event.pgh_context.metadata if event.pgh_context else {}
        gone = event.pgh_label == DELETED
        position = (place, getattr(event, "position", 0), event.pgh_obj_id)
        found.append(
            Change(
                event.pgh_created_at,
                context.get("user"),
                str(event.uuid),
                str(label(event)),
                position,
                None if gone else event.text,
            )
        )
    return found


def versions_of(changes: list[Change]) -> list[Version]:
    """The versions in their order, the first one is 1. What changed no text makes none."""
    found: list[Version] = []
    lines: dict[str, Change] = {}
    for change in sorted(changes, key=lambda one: one.at):
        before = lines.get(change.key)
        written = _written(before.text if before else None, change.text)
        lines = {**lines, change.key: change}
        if change.text is None:
            del lines[change.key]
        if not written:
            continue
        if not found or found[-1].at != change.at:
            found.append(Version(len(found) + 1, change.at, change.by, lines))
        found[-1].lines = lines
        found[-1].written += [code for code in written if code not in found[-1].written]
    return found


def _written(before: dict | None, now: dict | None) -> list[str]:
    """The languages in which a line reads differently, or is in another state."""
    before, now = before or {}, now or {}
    codes = sorted({*before, *now}, key=lambda code: (code != "vi", code))
    return [code for code in codes if _said(before, code) != _said(now, code)]


def _said(text: dict, code: str) -> tuple[str, str]:
    entry = text.get(code) or NOTHING
    return entry["text"], entry["state"]


def beside(older: Version | None, newer: Version) -> list[tuple[str, list[Compared]]]:
    """The lines that differ between two versions, each language compared word by word."""
    before = older.lines if older else {}
    both = {**before, **newer.lines}
    found = []
    for key in sorted(both, key=lambda key: both[key].position):
        texts = [lines[key].text if key in lines else {} for lines in (before, newer.lines)]
        differing = [replace(_compared(*texts, code), key=key) for code in _written(*texts)]
        if differing:
            found.append((both[key].label, differing))
    return found


def unchanged(older: Version, newer: Version) -> int:
    """How many lines read the same in both."""
    both = older.lines.keys() & newer.lines.keys()
    return sum(not _written(older.lines[key].text, newer.lines[key].text) for key in both)


def _compared(before: dict, now: dict, code: str) -> Compared:
    (was, state), (words, state_now) = _said(before, code), _said(now, code)
    states = ("", "")
    if state != state_now:
        states = (str(TextState(state).label), str(TextState(state_now).label))
    name = str(NAMES.get(code, (code,))[0])
    return Compared(code, name, compared(was, words, code), *states)


class RevisionsPage(DetailPage):
    """The versions of a text, newest first, and two of them beside each other.

    ?older=3&newer=5 chooses; without it the newest is compared with the one before.
    """

    template_name = "core/revisions.html"
    heading = gettext_lazy("Versions of the text")

    def changes(self, record) -> list[Change]:
        """Everything that its history tells of the texts."""
        raise NotImplementedError

    @cached_property
    def versions(self) -> list[Version]:
        found = versions_of(self.changes(self.object))
        people = get_user_model().objects.in_bulk({one.by for one in found if one.by})
        for one in found:
            one.who = people[one.by].name if one.by in people else _("not known")
        return found

    def restore_url(self, record) -> str:
        """Where an earlier text is put back; empty while nothing is written any more."""
        return ""

    def _shown(self, older: Version | None, newer: Version | None) -> list:
        """What differs, each text with the revision it has at present."""
        now = self.versions[-1].lines if self.versions else {}
        return [
            (
                label,
                [
                    replace(one, rev=(now[one.key].text.get(one.language) or NOTHING)["rev"])
                    if one.key in now
                    else one
                    for one in texts
                ],
            )
            for label, texts in (beside(older, newer) if newer else [])
        ]

    def get_context_data(self, **kwargs):
        versions = self.versions
        newer = self._chosen("newer", versions[-1] if versions else None)
        before = versions[newer.number - 2] if newer and newer.number > 1 else None
        older = self._chosen("older", before)
        if older and newer and older.number > newer.number:
            older, newer = newer, older
        return super().get_context_data(
            heading=self.heading,
            versions=versions[::-1],
            older=older,
            newer=newer,
            differing=self._shown(older, newer),
            restore_url=self.restore_url(self.object) if older else "",
            same=unchanged(older, newer) if older else 0,
            **kwargs,
        )

    def _chosen(self, name: str, otherwise: Version | None) -> Version | None:
        said = self.request.GET.get(name, "")
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
        return self.versions[number - 1] if 0 < number <= len(self.versions) else otherwise
