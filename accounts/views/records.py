"""What every record has, whatever kind it is: the page of its history."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectMixin

from accounts import permissions, record_history
from core.access import Reach
from core.pages import Page
from core.records import Kind, kind_of, seen_by


class OfARecord(Page, SingleObjectMixin):
    """A page about one record that has a page itself: who may not open that one may not open this.

    The address names the kind of the record: records/exchanges.meeting/<uuid>/…
    """

    permission = permissions.OPEN_RECORD

    @cached_property
    def kind(self) -> Kind:
        found = kind_of(self.kwargs["kind"])
        if found is None:
            raise Http404
        if not found.permission.held_by(self.request.user):
            raise PermissionDenied
        return found

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def get_queryset(self):
        return seen_by(self.reach, self.kind.model)


class RecordHistory(OfARecord, DetailView):
    """Who changed what from what to what, when and why; ?before= is where the page before ended."""

    template_name = "accounts/record_history.html"
    heading = _("History")

    def get_context_data(self, **kwargs):
        shown = record_history.shown(self.object, self.reach, self._before())
        return super().get_context_data(
            heading=self.heading,
            crumbs=[(str(self.object), self.object.get_absolute_url())],
            shown=shown,
            later="before" in self.request.GET,
            **kwargs,
        )

    def _before(self) -> datetime | None:
        try:
            found = datetime.fromisoformat(self.request.GET.get("before", ""))
        except ValueError:
            return None
        return found if is_aware(found) else None
