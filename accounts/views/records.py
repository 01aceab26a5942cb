"""What every record has, whatever kind it is: its history, and what colleagues remark on it."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectMixin

from accounts import permissions, readers, record_history
from accounts.forms import CommentForm
from accounts.models import Comment
from accounts.services import comments
from core.access import Reach
from core.pages import FormPage, Group, Page, PickerPage
from core.records import Kind, kind_of, seen_by
from core.refusals import REFUSED, sentence
from core.view_pages import FOUND


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
    heading = _("History of this record")

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
        """In universal time: PostgreSQL knows fewer zones than may be written in an address."""
        try:
            found = datetime.fromisoformat(self.request.GET.get("before", ""))
            return found.astimezone(UTC) if is_aware(found) else None
        except (ValueError, OverflowError):
            return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class RecordComments(OfARecord, FormPage):
    """What colleagues remark on a record, and the box for a further remark.

    A page of its own, and a piece that the record's page loads in. ?edit= names one's own comment
    that is put right. Nothing of it is printed or exported.
    """

    creates = Comment
    form_class = CommentForm
    heading = _("Comments of colleagues")
    submit = pgettext_lazy("on a record", "Write the comment")
    groups = (Group("", ("text:12", "mentioned:12")),)

    def get_template_names(self):
        wanted = self.request.headers.get("HX-Request") == "true"
        return ["accounts/_comments.html" if wanted else "accounts/comments.html"]

    @cached_property
    def editing(self) -> Comment | None:
        """One's own comment that is being put right."""
        source = self.request.POST if self.request.method == "POST" else self.request.GET
        uuid = _uuid(source.get("edit", ""))
        own = Comment.objects.about(self.object).filter(author=self.request.user, removed_at=None)
        return own.filter(uuid=uuid).first() if uuid else None

    def get_initial(self):
        if self.editing is None:
            return {}
        return {"text": self.editing.text, "mentioned": list(self.editing.mentioned.all())}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"record": self.object}

    def post(self, request, *args, **kwargs):
        if "remove" not in request.POST:
            return super().post(request, *args, **kwargs)
        about = Comment.objects.about(self.object)
        comment = about.filter(uuid=_uuid(request.POST["remove"])).first()
        if comment is None:
            raise Http404
        try:
            with transaction.atomic():
                comments.remove(comment=comment, target=self.object, by=request.user)
        except REFUSED as refused:
            for words in sentence(refused):
                messages.error(request, words)
        return HttpResponseRedirect(self.get_success_url(comment))

    def perform(self, data):
        said = {"target": self.object, **data, "by": self.request.user}
        if self.editing is not None:
            return comments.edit(comment=self.editing, **said)
        return comments.add(**said, uuid=self.submission)

    def get_success_url(self, target) -> str:
        return f"{self.object.get_absolute_url()}#remarks"

    def get_context_data(self, **kwargs):
        rows = Comment.objects.about(self.object).select_related("author")
        return super().get_context_data(
            crumbs=[(str(self.object), self.object.get_absolute_url())],
            comments=list(rows.prefetch_related("mentioned")),
            editing=self.editing,
            here=reverse("records:comments", args=[self.kind.label, self.object.uuid]),
            **kwargs,
        )


class ColleaguePicker(OfARecord, PickerPage):
    """The colleagues who may see a record: only they are offered to be asked."""

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()  # out of scope is 404, whatever is typed
        return super().get(request, *args, **kwargs)

    def search(self, rows, words: str):
        return readers.colleagues(self.object, words)[: FOUND + 1]
