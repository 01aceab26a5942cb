"""Who entered and changed a record, and the duplicates that were merged into it."""

from django.utils.translation import gettext_lazy, ngettext

from accounts.acts import in_words
from accounts.models import AuditEvent, User
from partnerships import permissions
from partnerships.models import Memorandum, Organisation, Partnership, Unit
from partnerships.views import parts

MOST = 200  # acts shown; a record seldom has more
TOLD = ("title", "of", "since", "until", "held")  # details that say something to a reader


class History(parts.Part):
    """The acts of the audit trail, newest first, in words."""

    template_name = "partnerships/_history.html"
    heading = gettext_lazy("Who entered and changed it")

    def rows(self, record):
        targets = {record.uuid: ""} | self.merged(record)
        targets |= dict.fromkeys(self.decided(record), "")
        acts = list(AuditEvent.objects.filter(target__in=targets)[:MOST])
        people = User.objects.filter(username__in={act.by for act in acts})
        names = {user.username: user.name for user in people}
        return [
            {
                "at": act.at,
                "by": names.get(act.by, act.by),
                "what": in_words(act.action),
                "details": self.details(act),
                "reason": act.reason,
                "of": targets[act.target],
            }
            for act in acts
        ]

    @staticmethod
    def merged(record) -> dict:
        """The duplicates that were merged into it, with their names."""
        return {one.uuid: str(one) for one in record.duplicates.all()}

    @staticmethod
    def decided(record) -> list:
        """The decisions on it after a reform: acts of their own, but part of what became of it."""
        return []

    @staticmethod
    def details(act: AuditEvent) -> str:
        said = [str(act.details[name]) for name in TOLD if act.details.get(name)]
        moved = act.details.get("moved")
        if isinstance(moved, dict) and moved:  # of which kinds, not everybody may know
            n = sum(moved.values())
            said.append(ngettext("%(n)s row moved", "%(n)s rows moved", n) % {"n": n})
        return "; ".join(filter(None, said))


class TieHistory(History):
    model = Partnership
    permission = permissions.VIEW_PARTNERSHIP

    @staticmethod
    def decided(record) -> list:
        return list(record.decisions.values_list("uuid", flat=True))


class UnitHistory(History):
    model = Unit
    permission = permissions.VIEW_UNIT

    @staticmethod
    def decided(record) -> list:
        return list(record.decisions.values_list("uuid", flat=True))


class OrganisationHistory(History):
    model = Organisation
    permission = permissions.VIEW_ORGANISATION


class TextHistory(History):
    model = Memorandum
    permission = permissions.VIEW_MEMORANDUM

    @staticmethod
    def merged(record) -> dict:
        return {}  # texts are never merged

    @staticmethod
    def decided(record) -> list:
        return list(record.decisions.values_list("uuid", flat=True))
