"""The pages of files, whatever record they belong to: the piece "Files" of that record, adding,
one file, its pictures, its bytes. Each app names its records and addresses.
"""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.errors import RuleViolation
from core.pages import Action, ActionPage, DetailPage, FormPage, FragmentPage, Page
from partnerships import filed
from partnerships.choices import FileKind
from partnerships.files import preview, store
from partnerships.files.inspection import Stamped
from partnerships.forms import FileFactsForm, FileForm, FileWithdrawForm
from partnerships.services import files

SHOWN_PAGES = 200


class OfRecord:
    """The files of the record in the URL. `part` is what a file calls that record."""

    files = None  # the model of the files
    part = ""
    app = "partnerships"
    kinds: list[str] = FileKind.values
    has_master = False
    outside = ""  # the page that says where a paper is kept outside of the system
    attach_permission = None

    def address(self, page: str) -> str:
        return reverse(f"{self.app}:{page}", args=[self.object.uuid])

    @cached_property
    def found(self) -> list:
        rows = self.files.objects.filter(**{self.part: self.object})
        return list(rows.select_related("uploaded_by").order_by("-pk"))

    def facts(self) -> dict:
        may = self.attach_permission.held_by(self.request.user)
        return {
            "chains": filed.chains(self.found),
            "withdrawn": [one for one in self.found if one.withdrawn_reason],
            "attach_url": self.address(f"{self.stem}-file-add") if may else "",
            "outside_url": self.address(self.outside) if may and self.outside else "",
            "kept_outside": getattr(self.object, "kept_outside", ""),
            "limit": settings.DOCUMENT_SIZE_LIMIT,
        }

    @property
    def stem(self) -> str:
        return self.part.replace("project", "aid-project")

    def empty_form(self) -> FileForm:
        return FileForm(**self.form_facts())

    def form_facts(self) -> dict:
        rows = self.files.objects.filter(
            **{self.part: self.object}, replaced_by__isnull=True, withdrawn_reason=""
        )
        return {
            "auto_id": "f_%s",
            "earlier": rows.order_by("-pk"),
            "has_master": self.has_master,
            "kinds": self.kinds,
            "user": self.request.user,
        }


class Files(OfRecord, FragmentPage):
    """The piece of a record's page: what there is, and the form that adds to it."""

    template_name = "partnerships/_files.html"
    heading = _("Files")

    def get_context_data(self, **kwargs):
        facts = self.facts()
        form = self.empty_form() if facts["attach_url"] else None
        fresh = filed.shown_form(form, uuid4()) if form else None
        return super().get_context_data(file_form=fresh, record=self.object, **facts, **kwargs)


class FileAdd(OfRecord, FormPage):
    """The form by itself where there is no script; else it comes back into the piece "Files"."""

    form_class = FileForm
    heading = _("Add a file")
    submit = _("Add the file")
    stamped = False

    @property
    def creates(self):
        return self.files

    @property
    def in_piece(self) -> bool:
        return self.request.headers.get("HX-Request") == "true"

    def get_template_names(self):
        return ["partnerships/_files.html" if self.in_piece else "partnerships/file_form.html"]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | self.form_facts()

    def perform(self, data):
        upload = data.pop("file")
        try:
            return files.attach(
                model=self.files,
                of={self.part: self.object},
                upload=upload,
                **data,
                uuid=self.submission,
                by=self.request.user,
            )
        except Stamped:
            self.stamped = True
            raise

    def get_success_url(self, target):
        if self.in_piece:
            return self.address(f"{self.stem}-files")
        return f"{target.record.get_absolute_url()}#files"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            file_form=filed.shown_form(kwargs["form"], self.submission),
            record=self.object,
            stamped=self.stamped and bool(self.outside),
            **self.facts(),
            **kwargs,
        )


class FileDetail(DetailPage):
    """One file: pictures of its pages, who brought it, what was found in it."""

    template_name = "partnerships/file_detail.html"
    app = "partnerships"
    stem = "document"
    attach_permission = None
    related = ("memorandum", "paper", "uploaded_by", "replaces", "replaced_by")

    def get_queryset(self):
        return super().get_queryset().select_related(*self.related)

    def address(self, verb: str) -> str:
        return reverse(f"{self.app}:{self.stem}-{verb}", args=[self.object.uuid])

    def get_actions(self):
        file = self.object
        acts = [Action(_("Download"), self.address("download"))]
        if not self.attach_permission.held_by(self.request.user) or file.withdrawn_reason:
            return acts
        acts.append(Action(_("Correct what is said"), self.address("edit")))
        markable = file.kind == FileKind.SIGNED_COPY and not file.is_master
        if markable and file.may_be_master:
            acts.append(Action(_("Mark as the master"), self.address("master"), "post"))
        acts.append(Action(_("Withdraw"), self.address("withdraw")))
        return acts

    def get_context_data(self, **kwargs):
        file = self.object
        count = preview.pages_of(file.media_type, file.pages)
        return super().get_context_data(
            shown=filed.shown(file),
            pictures=range(1, min(count, SHOWN_PAGES) + 1),
            more_pages=max(count - SHOWN_PAGES, 0),
            picture_url=self.address("page"),
            **kwargs,
        )


class FilePicture(Page, SingleObjectMixin, View):
    """The picture of one page, ?n= counted from 1."""

    def get(self, request, *args, **kwargs):
        file = self.get_object()
        asked = request.GET.get("n", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
        if not 1 <= number <= preview.pages_of(file.media_type, file.pages):
            raise Http404
        try:
            data = preview.picture(file.sha256, file.media_type, number)
        except RuleViolation:
            raise Http404 from None
        return HttpResponse(data, content_type=preview.TYPE)


class FileDownload(Page, SingleObjectMixin, View):
    """The bytes as they came, under a speaking name; the trail says who took them."""

    def get(self, request, *args, **kwargs):
        file = self.get_object()
        try:
            store.require_there(file.sha256)
        except RuleViolation as lost:
            messages.error(request, str(lost))
            return redirect(file)
        files.handed_out(document=file, by=request.user)
        return StreamingHttpResponse(
            store.chunks(file.sha256),
            content_type=file.media_type,
            headers={
                "Content-Disposition": filed.disposition(file),
                "Content-Length": str(file.size),
                "X-Content-Type-Options": "nosniff",
            },
        )


class FileEdit(FormPage):
    form_class = FileFactsForm
    heading = _("Correct what is said of the file")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in ("kind", "language", "note")}

    def perform(self, data):
        return files.describe(document=self.object, **data, by=self.request.user)


class FileWithdraw(FormPage):
    form_class = FileWithdrawForm
    heading = _("Withdraw the file")
    submit = _("Withdraw")
    guard_edits = False

    def perform(self, data):
        return files.withdraw(document=self.object, **data, by=self.request.user)


class FileMaster(ActionPage):
    done = _("Marked as the master copy.")

    def perform(self, file):
        files.make_master(document=file, by=self.request.user)
