"""Where each kind of record has its page and its list, and who may open them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from core.access import Permission
from exchanges import permissions as happening
from partnerships import permissions as standing
from reports import permissions
from reports.choices import SearchKind


@dataclass(frozen=True)
class Where:
    """The pages of a kind: the name of its addresses before "-detail" and "-list"."""

    permission: Permission
    name: str
    has_words: bool = True  # its list has a box for words
    has_list: bool = True

    def page(self, uuid) -> str:
        return reverse(f"{self.name}-detail", args=[uuid])

    def list_of(self, words: str) -> str:
        """Its list with these words in the box, or nothing."""
        return self._list(q=words) if self.has_words and self.has_list else ""

    def list_found(self, words: str) -> str:
        """Its list cut down to what the search finds, neither more nor less; or nothing."""
        return self._list(found=words) if self.has_list else ""

    def _list(self, **asked) -> str:
        return f"{reverse(f'{self.name}-list')}?{urlencode(asked)}"


WHERE = {
    SearchKind.TIE: Where(standing.VIEW_PARTNERSHIP, "partnerships:partnership"),
    SearchKind.UNIT: Where(standing.VIEW_UNIT, "partnerships:unit"),
    SearchKind.ORGANISATION: Where(standing.VIEW_ORGANISATION, "partnerships:organisation"),
    SearchKind.PERSON: Where(standing.VIEW_PERSON, "partnerships:person"),
    SearchKind.MARKER: Where(standing.VIEW_BORDER, "partnerships:border-marker"),
    SearchKind.GATE: Where(standing.VIEW_BORDER, "partnerships:gate"),
    SearchKind.MEMORANDUM: Where(standing.VIEW_MEMORANDUM, "partnerships:memorandum"),
    SearchKind.COMMITMENT: Where(standing.VIEW_COMMITMENT, "partnerships:commitment"),
    SearchKind.AID: Where(happening.VIEW_AID, "exchanges:aid-project"),
    SearchKind.DELIVERY: Where(happening.VIEW_DELIVERY, "exchanges:delivery"),
    SearchKind.YEAR_PLAN: Where(happening.VIEW_AID, "exchanges:year-plan"),
    SearchKind.MEETING: Where(happening.VIEW_MEETING, "exchanges:meeting"),
    SearchKind.MINUTES: Where(happening.VIEW_MINUTES, "exchanges:minutes", has_list=False),
    SearchKind.AGREED_ITEM: Where(happening.VIEW_AGREED_ITEM, "exchanges:agreed-item"),
    SearchKind.ACTIVITY: Where(happening.VIEW_ACTIVITY, "exchanges:activity"),
    SearchKind.PATROL: Where(happening.VIEW_PATROL, "exchanges:patrol", has_words=False),
    SearchKind.INCIDENT: Where(happening.VIEW_INCIDENT, "exchanges:incident"),
    SearchKind.LETTER: Where(happening.VIEW_LETTER, "exchanges:letter"),
    SearchKind.DECISION: Where(standing.VIEW_REFORM, "partnerships:decision", has_list=False),
    SearchKind.REVIEW: Where(permissions.VIEW_REVIEW, "reports:annual-review"),
    SearchKind.REVIEW_PAPER: Where(
        permissions.VIEW_REVIEW, "reports:annual-review", has_list=False
    ),
    SearchKind.FIGURE: Where(standing.VIEW_STATED_FIGURE, "partnerships:stated-figure"),
    SearchKind.NOTE: Where(standing.VIEW_NOTE, "partnerships:note"),
    SearchKind.PAPER: Where(standing.VIEW_PAPER, "partnerships:paper"),
    SearchKind.DOCUMENT: Where(standing.VIEW_FILE, "partnerships:document", has_list=False),
    SearchKind.ATTACHMENT: Where(happening.VIEW_FILE, "exchanges:attachment", has_list=False),
}
# By the model that a list shows: the name of its addresses is that of the model.
LISTED = {
    where.name.replace(":", ".").replace("-", ""): kind
    for kind, where in WHERE.items()
    if where.has_list
}


def open_to(user) -> list[SearchKind]:
    """The kinds whose pages the user's role may open, in the order they are shown."""
    return [kind for kind in SearchKind if WHERE[kind].permission.held_by(user)]
