"""One table that is brought in: what was found of its rows, and what may be done with them."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.badges import Badge
from core.errors import RuleViolation
from core.pages import Action, ActionPage, DetailPage, FragmentPage, Page
from core.records import seen_by
from partnerships.files import store
from partnerships.files.names import disposition
from reports import permissions
from reports.choices import ImportState, RowVerdict
from reports.imports.kinds import KINDS
from reports.imports.templates import wrong_rows
from reports.models import Import
from reports.services import imports
from reports.services.list_exports import scope_of
from reports.views.imports import XLSX, crumbs

SHOWN = 50  # rows of a page
BADGES = {
    RowVerdict.RIGHT: ("tick", "ok"),
    RowVerdict.DOUBTFUL: ("half", "warn"),
    RowVerdict.WRONG: ("triangle", "bad"),
}


class OfImport:
    """What the page of an import and its piece that renews itself both show."""

    queryset = Import.objects.select_related("unit", "brought_by")
    permission = permissions.IMPORT_TABLE

    def get_context_data(self, **kwargs):
        brought = self.object
        counts = imports.counts(brought)
        asked = self.request.GET.get("show", "")
        show = asked if asked in RowVerdict.values else ""
        after = self.request.GET.get("after", "")
        first = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
        rows = brought.rows.filter(number__gt=first)
        rows = list((rows.filter(verdict=show) if show else rows)[: SHOWN + 1])
        return super().get_context_data(
            brought=brought,
            kind=KINDS[brought.kind],
            counts=counts,
            rows=_shown(brought, rows[:SHOWN], self.request.user),
            error=_error(brought, self.request.user),
            hidden="" if _may_read_findings(brought, self.request.user) else hidden(),
            more=rows[SHOWN - 1].number if len(rows) > SHOWN else 0,
            show=show,
            tabs=_tabs(counts, show),
            mine=brought.brought_by_id == self.request.user.pk,
            may_match=brought.state in imports.OPEN,
            **kwargs,
        )


def _tabs(counts: dict, show: str) -> list[tuple[str, str, bool]]:
    every = (_("All rows (%(n)s)") % {"n": sum(counts.values())}, "", show == "")
    return [
        every,
        *(
            (f"{RowVerdict(one).label} ({counts[one]})", f"show={one}", show == one)
            for one in (RowVerdict.WRONG, RowVerdict.DOUBTFUL, RowVerdict.RIGHT)
        ),
    ]


def _may_read_findings(brought: Import, user) -> bool:
    """They name records that the person sees who brought the table: ties that are called nearly
    so, a letter that is there already. Others read them only if they see the very same.
    """
    mine = brought.brought_by_id == user.pk
    return mine or scope_of(user) == scope_of(brought.brought_by)


def hidden() -> str:
    return _("Only who sees as much as the person who brought the table reads what was found.")


def _error(brought: Import, user) -> str:
    """Why the last job came to nothing. What keeps a table from being taken back is told to all."""
    told = brought.state == ImportState.WRITTEN or _may_read_findings(brought, user)
    return brought.error if told else ""


def _shown(brought: Import, rows: list, user) -> list[dict]:
    kind, readable = KINDS[brought.kind], _may_read_findings(brought, user)
    uuids = [row.record for row in rows if row.record]
    found = seen_by(user, kind.model).filter(uuid__in=uuids) if uuids else ()
    records = {one.uuid: one for one in found}
    return [
        {
            "number": row.number,
            "verdict": Badge(RowVerdict(row.verdict).label, *BADGES[RowVerdict(row.verdict)]),
            "words": " · ".join(filter(None, (row.cells.get(name) for name in kind.identity))),
            "findings": row.findings if readable else [],
            "record": records.get(row.record),
        }
        for row in rows
    ]


class ImportDetail(OfImport, DetailPage):
    def get_actions(self):
        brought = self.object
        found = []
        if brought.state in imports.OPEN:
            url = reverse("reports:import-columns", args=[brought.uuid])
            found.append(Action(_("What the columns mean"), url))
            found.append(
                Action(
                    _("Lay aside"),
                    reverse("reports:import-discard", args=[brought.uuid]),
                    "danger",
                    _("Lay this table aside? Its cells are deleted, the file stays."),
                )
            )
        if brought.state == ImportState.WRITTEN:
            found.append(
                Action(
                    _("Take the whole import back"),
                    reverse("reports:import-undo", args=[brought.uuid]),
                    "danger",
                    _("Take back everything this import made?"),
                )
            )
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(), **kwargs)


class ImportProgress(OfImport, FragmentPage):
    """How far it is. The page asks again until the work has ended."""

    template_name = "reports/_import.html"
    is_box = True
    heading = gettext_lazy("Tables brought in")


class ImportWrong(Page, SingleObjectMixin, View):
    """The rows that are wrong or doubtful as a workbook, with the reasons in its last column."""

    http_method_names = ["get"]
    model = Import
    permission = permissions.IMPORT_TABLE

    def get(self, request, *args, **kwargs):
        brought = self.get_object()
        if not _may_read_findings(brought, request.user):
            messages.info(request, hidden())
            return redirect(brought)
        rows = brought.rows.exclude(verdict=RowVerdict.RIGHT).exclude(cells={}).iterator()
        data = wrong_rows(KINDS[brought.kind], brought.headings, brought.matching, rows)
        name = disposition(_("to correct") + f" {brought.name.rpartition('.')[0]}.xlsx")
        return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": name})


class ImportFile(Page, SingleObjectMixin, View):
    """The file as it came; the trail says who took it."""

    http_method_names = ["get"]
    model = Import
    permission = permissions.IMPORT_TABLE

    def get(self, request, *args, **kwargs):
        brought = self.get_object()
        try:
            file = store.opened(brought.sha256)
        except RuleViolation as lost:
            messages.error(request, str(lost))
            return redirect(brought)
        imports.handed_out(brought=brought, by=request.user)
        kind = "application/octet-stream"
        return FileResponse(file, as_attachment=True, filename=brought.name, content_type=kind)


class ImportAccept(ActionPage):
    """The rows of the verdicts that the button names, all of them or none."""

    model = Import
    permission = permissions.IMPORT_TABLE
    done = gettext_lazy("The rows were accepted.")

    def perform(self, brought):
        verdicts = self.request.POST.getlist("verdict")
        return imports.accept(brought=brought, verdicts=verdicts, by=self.request.user)


class ImportUndo(ActionPage):
    model = Import
    permission = permissions.IMPORT_TABLE
    done = gettext_lazy("The import is taken back.")

    def perform(self, brought):
        return imports.take_back(brought=brought, by=self.request.user)


class ImportStop(ActionPage):
    model = Import
    permission = permissions.IMPORT_TABLE
    done = gettext_lazy("It is stopped. Nothing half done is left.")

    def perform(self, brought):
        return imports.stop(brought=brought, by=self.request.user)


class ImportDiscard(ActionPage):
    model = Import
    permission = permissions.IMPORT_TABLE
    done = gettext_lazy("The table is laid aside.")

    def perform(self, brought):
        return imports.discard(brought=brought, by=self.request.user)
