"""Tables brought in: the list of them, a new one, its columns."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from core.pages import FormPage, Group, ListPage, Page
from partnerships.files.names import disposition
from reports import permissions
from reports.filters import ImportFilter
from reports.forms.imports import ColumnsForm, ImportForm, kinds_for
from reports.imports.kinds import KINDS
from reports.imports.templates import template
from reports.lists import IMPORTS
from reports.models import Import
from reports.services import imports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def crumbs() -> list[tuple[str, str]]:
    return [(_("Tables brought in"), reverse("reports:import-list"))]


class ImportList(ListPage):
    model = Import
    heading = gettext_lazy("Tables brought in")
    columns = IMPORTS
    filterset_class = ImportFilter
    detail = "reports:import-detail"
    permission = permissions.IMPORT_TABLE
    default_sort = "-brought_at"
    create = (
        "reports:import-create",
        gettext_lazy("Bring in a table"),
        permissions.IMPORT_TABLE,
    )


class ImportCreate(FormPage):
    """The file is opened and its headings are found; nothing is written of it yet."""

    model = Import
    form_class = ImportForm
    template_name = "reports/import_form.html"
    permission = permissions.IMPORT_TABLE
    heading = gettext_lazy("Bring in a table")
    submit = gettext_lazy("Read the file")
    groups = (
        Group(
            gettext_lazy("The table"),
            ("kind:6", "file:6", "declared:12"),
            note=gettext_lazy(
                "Nothing is written yet: first you say what the columns mean, then every row is "
                "checked."
            ),
        ),
    )

    def get_initial(self):
        return {"kind": self.request.GET.get("kind", "")}

    def get_cancel_url(self):
        return reverse("reports:import-list")

    def get_success_url(self, target):
        return reverse("reports:import-columns", args=[target.uuid])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crumbs=crumbs(), templates=kinds_for(self.request.user), **kwargs
        )

    def perform(self, data):
        return imports.bring(
            upload=data["file"],
            kind=data["kind"],
            declared=data["declared"],
            by=self.request.user,
            uuid=self.submission,
        )


class ImportTemplate(Page, View):
    """The empty table of a kind of record: ?kind=meetings."""

    http_method_names = ["get"]
    permission = permissions.IMPORT_TABLE

    def get(self, request, *args, **kwargs):
        code = request.GET.get("kind", "")
        if code not in dict(kinds_for(request.user)):
            messages.info(request, _("There is no such template."))
            return redirect("reports:import-create")
        name = disposition(f"{KINDS[code].label}.xlsx")
        headers = {"Content-Disposition": name}
        return HttpResponse(template(KINDS[code]), content_type=XLSX, headers=headers)


class ImportColumns(FormPage):
    """What each column of the table means; then its rows are checked."""

    model = Import
    form_class = ColumnsForm
    permission = permissions.IMPORT_TABLE
    heading = gettext_lazy("What the columns mean")
    submit = gettext_lazy("Check the rows")
    guard_edits = False

    @cached_property
    def groups(self):
        note = _("What you choose is remembered for the next table. * may not be empty.")
        fields = tuple(f"{letters}:6" for letters, *_rest in self.object.headings)
        return (Group(str(self.object), fields, note=note),)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"brought": self.object}

    def get_cancel_url(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(), **kwargs)

    def perform(self, data):
        return imports.match(brought=self.object, matching=data, by=self.request.user)
