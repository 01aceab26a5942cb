"""The page of days to keep in mind over texts, of everybody or only one's own."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.access import Reach
from core.pages import Action, Page
from partnerships import deadlines, permissions


class Deadlines(Page, TemplateView):
    """?mine=1 shows what the user is named for, ?kind= one kind alone."""

    template_name = "partnerships/deadlines.html"
    heading = gettext_lazy("Deadlines of texts")
    permission = permissions.VIEW_MEMORANDUM

    @property
    def is_mine(self) -> bool:
        return self.request.GET.get("mine") == "1"

    @cached_property
    def kind(self) -> str:
        asked = self.request.GET.get("kind", "")
        return asked if asked in deadlines.Kind.values else ""

    def get_actions(self):
        return [Action(_("Texts"), reverse("partnerships:memorandum-list"))]

    def get_context_data(self, **kwargs):
        kinds = [deadlines.Kind(self.kind)] if self.kind else list(deadlines.Kind)
        found = deadlines.Deadlines(
            Reach(self.request.user), timezone.localdate(), mine=self.is_mine
        )
        return super().get_context_data(
            heading=self.heading,
            actions=self.get_actions(),
            tabs=[self._tab(_("All"), ""), *(self._tab(k.label, k) for k in deadlines.Kind)],
            owners=[
                (_("Of everybody"), self._query(mine=False), not self.is_mine),
                (_("Mine only"), self._query(mine=True), self.is_mine),
            ],
            groups=found.groups(kinds),
            **kwargs,
        )

    def _tab(self, words: str, kind: str) -> tuple[str, str, bool]:
        query = "&".join(filter(None, ["mine=1" if self.is_mine else "", kind and f"kind={kind}"]))
        return words, query, kind == self.kind

    def _query(self, *, mine: bool) -> str:
        kind = f"kind={self.kind}" if self.kind else ""
        return "&".join(filter(None, ["mine=1" if mine else "", kind]))
