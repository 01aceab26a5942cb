"""The base view of every form: what was typed is kept, and nothing is half-written."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from core.access import ScopedQuerySet
from core.boxes import laid_out, problems, without_errors
from core.editing import Conflict, last_change, shown_values, version_of
from core.forms import ROWS, RowForm, TidyForm, rows_of, tidy_data
from core.refusals import REFUSED, add_to
from core.view_pages import Page

LARGEST_DRAFT = 400_000  # letters of one unsaved form
NOT_OF_THE_DRAFT = ("csrfmiddlewaretoken", "autosave", "add_row", "remove_row")


@dataclass(frozen=True)
class Group:
    """A numbered part of a form: some of its fields, or one kind of its rows."""

    title: str
    fields: tuple[str, ...] = ()
    rows: str = ""
    note: str = ""


@dataclass(frozen=True)
class Lookalike:
    """A record of the register that may be what somebody is about to enter once more."""

    title: str
    url: str
    words: str = ""


class FormPage(Page, SingleObjectMixin, FormView):
    """A form whose valid data goes to one service call; a refused rule becomes a form error.

    `creates` is what the page makes if that is not what its URL names. The service gives the new
    record `self.submission` as its uuid: the same form sent twice then makes one record.
    """

    template_name = "core/form.html"
    submit = gettext_lazy("Save")
    groups: tuple[Group, ...] = ()
    rows: dict[str, type[RowForm]] = {}
    autosave = False
    creates = None
    guard_edits = True
    found_alike: list[Lookalike] = []

    @cached_property
    def object(self):
        """The record named in the URL; None on a page that makes a new one."""
        return self.get_object() if self.slug_url_kwarg in self.kwargs else None

    # What a page may say

    def initial_rows(self, name: str) -> list[dict]:
        """The rows of one kind as they are now, each with its uuid."""
        return []

    def row_kwargs(self, name: str) -> dict:
        return {}

    def lookalikes(self, data: dict) -> list[Lookalike]:
        """What the register may have already, asked before a page makes something new."""
        return []

    def get_heading(self):
        return self.heading or str(self.object or self.get_queryset().model._meta.verbose_name)

    def get_success_url(self, target) -> str:
        return target.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.object.get_absolute_url() if self.object else ""

    # The form and its rows, typed in or untouched

    def get_form_kwargs(self):
        kwargs = {"initial": self.get_initial(), "prefix": self.get_prefix()}
        form_class = self.get_form_class()
        if issubclass(form_class, TidyForm):
            kwargs["user"] = self.request.user
        if issubclass(form_class, forms.ModelForm):
            is_it = isinstance(self.object, form_class._meta.model)
            kwargs["instance"] = self.object if is_it else None
        return kwargs

    def _filled(self, data=None):
        """The form and its rows with what was typed; untouched ones without."""
        files = self.request.FILES if data is not None else None
        data = tidy_data(data) if data is not None else None
        form = self.get_form_class()(**self.get_form_kwargs() | {"data": data, "files": files})
        rowsets = {}
        for name, row in self.rows.items():
            said = {"user": self.request.user} | self.row_kwargs(name)
            first = self.initial_rows(name)
            rowsets[name] = rows_of(row, extra=0 if first else 1)(
                data, files, prefix=name, initial=first, form_kwargs=said
            )
        return form, rowsets

    @cached_property
    def submission(self) -> UUID:
        """The uuid of what this window makes, however often it is sent."""
        try:
            return UUID(self._typed.get("submission", ""))
        except ValueError:
            return uuid4()

    @cached_property
    def _typed(self) -> QueryDict:
        if self.request.method == "POST":
            return self.request.POST
        wanted = self.request.GET.get("draft") == "1" and self.draft
        return QueryDict(self.draft.data if wanted else "")

    @cached_property
    def draft(self):
        if not self.autosave:
            return None
        return self.request.user.drafts.filter(page=self.request.path).first()

    # Requests

    def get(self, request, *args, **kwargs):
        if not self._typed:
            return self.show(*self._filled())
        return self.show(*without_errors(*self._filled(self._typed)))

    def post(self, request, *args, **kwargs):
        if self.slug_url_kwarg in self.kwargs:
            self.object  # noqa: B018 - out of scope is 404 before anything else
        if "autosave" in request.POST and self.autosave:
            return self._keep_draft()
        if "discard_draft" in request.POST and self.autosave:
            request.user.drafts.filter(page=request.path).delete()
            return HttpResponseRedirect(request.path)
        if {"add_row", "remove_row"} & set(request.POST):
            return self.show(*without_errors(*self._filled(self._rearranged())))
        return self._submit()

    def _keep_draft(self):
        """Called by autosave.js. The answer is the sentence beside the buttons."""
        typed = self.request.POST.copy()
        for name in NOT_OF_THE_DRAFT:
            typed.pop(name, None)
        data = typed.urlencode()
        if len(data) > LARGEST_DRAFT:
            return HttpResponse(_("Too long to be saved by itself."), status=413)
        clean = data.replace("%00", "")
        draft, _made = self.request.user.drafts.update_or_create(
            page=self.request.path, defaults={"data": clean}
        )
        at = f"{timezone.localtime(draft.saved):%H:%M}"
        return HttpResponse(_("Saved by itself at %(time)s") % {"time": at})

    def _rearranged(self) -> QueryDict:
        """The typed form with one row more, or with one marked as taken out."""
        data = self.request.POST.copy()
        name = data.get("add_row", "")
        if name in self.rows:
            total = data.get(f"{name}-TOTAL_FORMS", "0")
            count = int(total) if total.isascii() and total.isdigit() and len(total) < 6 else 0
            data[f"{name}-TOTAL_FORMS"] = str(min(count + 1, ROWS))
        taken = data.get("remove_row", "")
        if taken.rpartition("-")[0] in self.rows:
            data[f"{taken}-DELETE"] = "on"
        return data

    def _submit(self):
        made = self._already_made()
        if made:
            return HttpResponseRedirect(self.get_success_url(made))
        form, rowsets, conflict = None, {}, None
        try:
            with transaction.atomic():
                self._lock()
                conflict = self._conflict()
                form, rowsets = self._filled(self.request.POST)
                valid = all([form.is_valid(), *(rows.is_valid() for rows in rowsets.values())])
                if valid and not conflict and not self._doubted(form, rowsets):
                    return self._performed(form, rowsets)
        except REFUSED as refused:
            made = self._already_made()  # the same form, sent at the same moment
            if made:
                return HttpResponseRedirect(self.get_success_url(made))
            add_to(form, refused, rowsets)
        if conflict:
            form.add_error(None, str(conflict))
        return self.show(form, rowsets, conflict, status=422)

    @staticmethod
    def _given(form, rowsets) -> dict:
        return form.cleaned_data | {name: rows.kept() for name, rows in rowsets.items()}

    def _doubted(self, form, rowsets) -> bool:
        """Asked once: whoever has said that this is another one is not asked again."""
        if self._edits or self.another_one:
            return False
        self.found_alike = self.lookalikes(self._given(form, rowsets))
        return bool(self.found_alike)

    @property
    def another_one(self) -> bool:
        return "another_one" in self.request.POST

    def _performed(self, form, rowsets):
        target = self.perform(self._given(form, rowsets))
        if self.autosave:
            self.request.user.drafts.filter(page=self.request.path).delete()
        return HttpResponseRedirect(self.get_success_url(target))

    # One form, one record; two windows, one record

    def _already_made(self):
        """The record that this very form made when it was sent before, if the user may see it."""
        model = self.creates or (self.get_queryset().model if self.object is None else None)
        if model is None or "submission" not in self.request.POST:
            return None
        rows = model._default_manager.filter(uuid=self.submission)
        if isinstance(rows, ScopedQuerySet):
            rows = rows.visible_to(self.request.user)
        return rows.first()

    @property
    def _edits(self) -> bool:
        return self.guard_edits and self.object is not None and self.creates is None

    def _lock(self) -> None:
        """Whoever saves second waits here, and then compares with what the first one saved."""
        if not self._edits:
            return
        type(self.object)._base_manager.select_for_update().filter(pk=self.object.pk).first()
        self.object = self.get_object()

    def _conflict(self) -> Conflict | None:
        seen = self.request.POST.get("version")
        if not self._edits or seen is None:
            return None
        form, rowsets = self._filled()
        if seen == version_of(shown_values(form, rowsets)):
            return None
        who, when = last_change(self.object)
        return Conflict(who, when, form, rowsets)

    def _version(self, conflict) -> str:
        """What the window knows of the record: told of a conflict it knows the present values."""
        if not self._edits:
            return ""
        fresh = conflict or "version" not in self._typed
        return version_of(shown_values(*self._filled())) if fresh else self._typed["version"]

    # The page

    def show(self, form, rowsets, conflict=None, status=200):
        context = self.get_context_data(
            form=form,
            rowsets=rowsets,
            groups=laid_out(form, rowsets, self.groups, conflict),
            problems=problems(form, rowsets) if status != 200 else [],
            several_parts=form.is_multipart(),
            version=self._version(conflict),
        )
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs):
        offered = self.draft if self.request.method == "GET" and not self._typed else None
        return super().get_context_data(
            heading=self.get_heading(),
            draft=offered,
            cancel=self.get_cancel_url(),
            submission="" if self._edits else self.submission,
            lookalikes=self.found_alike,
            **kwargs,
        )
