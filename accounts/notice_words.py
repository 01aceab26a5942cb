"""A notice as a sentence. What its record is called is asked anew, for whoever reads it now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import NoticeKind
from accounts.models import Notice
from core.access import Reach
from core.records import kind_of

SENTENCES = {
    NoticeKind.MENTIONED: gettext_lazy("%(who)s asks you to look at a comment"),
    NoticeKind.COMMENTED: gettext_lazy("%(who)s wrote a comment"),
    NoticeKind.SUBMITTED: gettext_lazy("%(who)s handed in for checking or approval"),
    NoticeKind.RETURNED: gettext_lazy("%(who)s returned what you filed"),
    NoticeKind.APPROVED: gettext_lazy("%(who)s accepted or approved what you filed"),
    NoticeKind.ASSIGNED: gettext_lazy("%(who)s put this in your charge"),
    NoticeKind.DUE: gettext_lazy("Something falls due here soon"),
    NoticeKind.OVERDUE: gettext_lazy("Something is overdue here"),
}


@dataclass(frozen=True)
class Told:
    """A notice with what may be said of its record now; without a record it is out of sight."""

    notice: Notice
    words: str
    kind: str = ""
    title: str = ""
    url: str = ""

    @property
    def goal(self) -> str:
        """Where the notice leads: to the record, or to what was said below it."""
        commented = self.notice.kind in (NoticeKind.MENTIONED, NoticeKind.COMMENTED)
        return f"{self.url}#remarks" if commented and self.url else self.url


def in_words(notices: Iterable[Notice], user) -> list[Told]:
    """One query for each kind of record that they name, and the reach once."""
    notices, reach = list(notices), Reach(user)
    wanted = defaultdict(set)
    for one in notices:
        wanted[one.target_model].add(one.target)
    found = {}
    for label, uuids in wanted.items():
        kind = kind_of(label)
        if kind is None:
            continue
        beside = [f.name for f in kind.model._meta.concrete_fields if f.related_model]
        for row in kind.rows(reach).filter(uuid__in=uuids).select_related(*beside):
            found[label, row.uuid] = (kind.words, row)
    return [_told(one, *found.get((one.target_model, one.target), ("", None))) for one in notices]


def _told(notice: Notice, kind: str, row) -> Told:
    who = notice.actor.name if notice.actor else _("The register")
    words = str(SENTENCES[NoticeKind(notice.kind)]) % {"who": who}
    if row is None:
        return Told(notice, words)
    return Told(notice, words, kind, str(row), row.get_absolute_url())
