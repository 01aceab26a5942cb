"""Minutes out to a translator as a Word file and back in; the versions of their texts."""

from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleViolation
from core.pages import ActionPage
from core.revision_pages import RevisionsPage, changes_of, versions_of
from core.word import Line
from core.word_pages import WordCheck, WordIn, WordOut, Words
from exchanges import permissions, progress
from exchanges.choices import WRITABLE
from exchanges.models import AgreedItem, AgreedItemProgress, Minutes, MinutesItem
from exchanges.services import words


class MinutesWords(Words):
    """What was found of earlier items, their own, then what was agreed: the order of the page and
    of the paper.
    """

    queryset = Minutes.objects.select_related("meeting")
    permission = permissions.FILE_MINUTES
    urls = "exchanges:minutes-word"

    def lines(self, record):
        items = [(item, label_of(item)) for item in record.items.all()]
        agreed = [(one, _("What was agreed")) for one in record.meeting.agreed_items.all()]
        found = [(one, str(one.item)) for one in progress.rows_of(record.meeting) if one.text]
        return [
            Line(str(one.uuid), str(label), one.text) for one, label in (*found, *items, *agreed)
        ]

    def closed(self, record):
        if record.status in WRITABLE:
            return ""
        return _("The minutes have been submitted. They must be returned first.")

    def hand_out(self, record, language):
        words.hand_out(minutes=record, language=language, by=self.request.user)

    def take_back(self, record, changes, language):
        words.take_back(minutes=record, changes=changes, language=language, by=self.request.user)


def label_of(item: MinutesItem) -> str:
    side = item.get_side_display() if item.side else ""
    return " · ".join(filter(None, [item.get_kind_display(), side]))


class MinutesWordOut(MinutesWords, WordOut):
    pass


class MinutesWordIn(MinutesWords, WordIn):
    pass


class MinutesWordCheck(MinutesWords, WordCheck):
    pass


class OfMinutes:
    """Every text of minutes with its versions."""

    queryset = Minutes.objects.select_related("meeting")

    def changes(self, record):
        items = _history(MinutesItem).filter(minutes=record.pk)
        agreed = _history(AgreedItem).filter(meeting=record.meeting_id)
        found = _history(AgreedItemProgress).filter(meeting=record.meeting_id)
        return [
            *changes_of(found, lambda event: _("Items of earlier meetings"), place=-1),
            *changes_of(items, lambda event: f"{event.position}. {label_of(event)}"),
            *changes_of(agreed, lambda event: _("What was agreed"), place=1),
        ]


class MinutesRevisions(OfMinutes, RevisionsPage):
    permission = permissions.VIEW_REVISIONS

    def restore_url(self, record):
        if record.status not in WRITABLE or not self.may(permissions.FILE_MINUTES):
            return ""
        return reverse("exchanges:minutes-restore", args=[record.uuid])


class MinutesRestore(OfMinutes, ActionPage):
    """One text in one language as it was in an earlier version; a line that is gone comes back
    whole.
    """

    permission = permissions.FILE_MINUTES
    done = gettext_lazy("Restored. What it read until now is kept among the versions.")

    def perform(self, record):
        typed, by = self.request.POST, self.request.user
        versions = versions_of(self.changes(record))
        number = _number(typed.get("version", ""))
        before = versions[number - 1].lines if 0 < number <= len(versions) else {}
        key, language = typed.get("line", ""), typed.get("language", "")
        if key not in before or language not in record.languages:
            raise RuleViolation(_("Choose the version whose text comes back."))
        text = before[key].text
        if key in versions[-1].lines:
            said = text.get(language, {}).get("text", "")
            rev = _number(typed.get("rev", ""))
            words.restore(
                minutes=record, line=UUID(key), language=language, text=said, rev=rev, by=by
            )
            return
        row, agreed = _taken_out(key, text)
        words.put_back(minutes=record, row=row, agreed=agreed, by=by)


def _taken_out(key: str, text: dict) -> tuple[dict, bool]:
    """The row that brings a line back which is not there any more, and whether it was agreed."""
    changes = {code: {"text": one["text"], "state": "", "rev": 0} for code, one in text.items()}
    item = _history(MinutesItem).filter(uuid=key).order_by("pgh_id").last()
    if item is not None:
        row = {"uuid": None, "kind": item.kind, "side": item.side, "changes": changes}
        return row, False
    one = _history(AgreedItem).filter(uuid=key).order_by("pgh_id").last()
    if one is None:
        raise RuleViolation(_("This item is taken up again in the form of the minutes."))
    return {"uuid": None, "owner": one.owner, "due": one.due, "changes": changes}, True


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _history(model):
    return apps.get_model(f"{model._meta.label}History").objects.all()
