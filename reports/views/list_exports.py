"""Lists that somebody has had built as files: asked for, on their way, kept for a day."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.errors import RuleViolation
from core.exports.answers import AT_ONCE
from core.exports.books import MEDIA_TYPES
from core.pages import Page
from core.text import tidy
from reports import permissions
from reports.choices import BookKind, ExportState
from reports.models import ListExport
from reports.services import list_exports

SHOWN = 50


class ExportPage(Page):
    permission = permissions.TAKE_LIST

    def own(self):
        return ListExport.objects.filter(user=self.request.user)


class ExportList(ExportPage, TemplateView):
    """?page=&query=&as= : a list that was too long to be written at once is offered to be built."""

    template_name = "reports/list_exports.html"
    heading = gettext_lazy("Lists as files")

    def get_context_data(self, **kwargs):
        rows = list(self.own()[:SHOWN])
        return super().get_context_data(
            heading=self.heading,
            asked=self.asked(),
            most=AT_ONCE,
            exports=rows,
            is_running=any(one.is_running for one in rows),
            **kwargs,
        )

    def asked(self) -> dict | None:
        given = {name: tidy(self.request.GET.get(name, "")) for name in ("page", "query", "as")}
        if given["as"] not in BookKind.values:
            return None
        try:
            page = list_exports.page_of(given["page"], given["query"], self.request.user)
        except (RuleViolation, PermissionDenied):
            return None
        back = f"{given['page']}?{given['query']}"
        return given | {"how": given["as"], "heading": page.get_heading(), "back": back}


class ExportProgress(ExportList):
    """The part of the page that asks again until everything has ended."""

    def get_template_names(self):
        wanted = self.request.headers.get("HX-Request") == "true"
        return ["reports/_list_exports.html"] if wanted else [self.template_name]


class ExportOrder(ExportPage, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        given = {name: tidy(request.POST.get(name, "")) for name in ("page", "query", "kind")}
        try:
            list_exports.order(**given, by=request.user)
        except RuleViolation as refused:
            messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(reverse("export-list"))


class ExportFile(ExportPage, View):
    """?export=: the file, for who ordered it, as long as they may still see what is in it."""

    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        export = self.found(request.GET.get("export", ""))
        back = HttpResponseRedirect(reverse("export-list"))
        if export is None:
            messages.info(request, _("The file is not kept any more. Take the list anew."))
            return back
        if not export.file.storage.exists(export.file.name):
            messages.error(request, _("The file is lost from the storage. Tell the administrator."))
            return back
        try:
            list_exports.handed_out(export=export, by=request.user)
        except RuleViolation as refused:
            messages.error(request, " ".join(refused.messages))
            return back
        name = f"{export.heading}.{export.kind}".replace("/", "-")
        kind = MEDIA_TYPES[export.kind]
        return FileResponse(
            export.file.open(), as_attachment=True, filename=name, content_type=kind
        )

    def found(self, uuid: str) -> ListExport | None:
        try:
            return self.own().filter(uuid=UUID(uuid), state=ExportState.DONE).first()
        except ValueError:
            return None
