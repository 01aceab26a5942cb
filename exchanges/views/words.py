"""Minutes out to a translator as a Word file and back in; the versions of their texts."""

from django.apps import apps
from django.utils.translation import gettext as _

from core.revision_pages import RevisionsPage, changes_of
from core.word import Line
from core.word_pages import WordCheck, WordIn, WordOut, Words
from exchanges import permissions
from exchanges.choices import WRITABLE
from exchanges.models import AgreedItem, Minutes, MinutesItem
from exchanges.services import words


class MinutesWords(Words):
    """Their items, then what was agreed: the order of the page and of the paper."""

    queryset = Minutes.objects.select_related("meeting")
    permission = permissions.FILE_MINUTES
    urls = "exchanges:minutes-word"

    def lines(self, record):
        items = [(item, label_of(item)) for item in record.items.all()]
        agreed = [(one, _("What was agreed")) for one in record.meeting.agreed_items.all()]
        return [Line(str(one.uuid), str(label), one.text) for one, label in (*items, *agreed)]

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


class MinutesRevisions(RevisionsPage):
    queryset = Minutes.objects.select_related("meeting")
    permission = permissions.VIEW_REVISIONS

    def changes(self, record):
        items = _history(MinutesItem).filter(minutes=record.pk)
        agreed = _history(AgreedItem).filter(meeting=record.meeting_id)
        return [
            *changes_of(items, lambda event: f"{event.position}. {label_of(event)}"),
            *changes_of(agreed, lambda event: _("What was agreed"), place=1),
        ]


def _history(model):
    return apps.get_model(f"{model._meta.label}History").objects.all()
