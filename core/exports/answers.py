"""What a list answers when it is asked for as a file or for paper: ?as=csv, xlsx, ods, print."""

from io import BytesIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.exports import books, csv_file, trail
from core.exports.sheet import Sheet
from core.exports.streaming import spoken
from core.filters import chips
from core.lists import COUNTED, Table

AT_ONCE = 5000  # rows of a workbook that are written while somebody waits
ON_PAPER = 2000


def of(page, how: str) -> HttpResponseBase | None:
    """The list of that page in the way asked for; nothing if it is asked for as a page."""
    make = WAYS.get(how)
    return make(page, how) if make else None


def name_of(page, ending: str) -> str:
    return f'attachment; filename="{page.get_queryset().model._meta.model_name}.{ending}"'


def how_many(table: Table, most: int) -> int:
    """The number of rows, counted up to one more than `most`."""
    if table.count != f"{COUNTED}+":
        return int(table.count)
    return table.all_rows().order_by()[: most + 1].count()


def about(page, rows: int) -> list[tuple[str, str]]:
    """What a file or a sheet of paper says of itself: it may lie about for years."""
    used = chips(page.filterset, page.request.GET) if page.filterset else []
    filters = "; ".join(f"{chip.label}: {chip.value}" for chip in used)
    return [
        (_("List"), str(page.get_heading())),
        (_("Filtered by"), filters or _("nothing")),
        (_("Records"), str(rows)),
        (_("As of"), f"{timezone.localtime():%d/%m/%Y %H:%M}"),
        (_("Taken by"), page.request.user.name),
    ]


def csv(page, how: str) -> HttpResponseBase:
    """Sent while it is read, however long it is."""
    trail.write_down(page, how=how, rows=page.table.count)
    pieces = csv_file.written(Sheet(page.table), separator=csv_file.SEPARATORS[how])
    return StreamingHttpResponse(
        spoken(trail.counted(pieces, page, how=how), get_language()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name_of(page, "csv")},
    )


def workbook(page, how: str) -> HttpResponseBase:
    rows = how_many(page.table, AT_ONCE)
    if rows > AT_ONCE:
        return too_long(page, how)
    out, heading = BytesIO(), str(page.get_heading())
    told = about(page, rows)
    books.write(Sheet(page.table), kind=how, heading=heading, about=told, to=out)
    trail.write_down(page, how=how, rows=rows)
    return HttpResponse(
        out.getvalue(),
        content_type=books.MEDIA_TYPES[how],
        headers={"Content-Disposition": name_of(page, how)},
    )


def too_long(page, how: str) -> HttpResponseBase:
    """Offered to be built by a worker, where the site has a page for that."""
    path, _mark, query = back_to(page).partition("?")
    try:
        asked = urlencode({"page": path, "query": query, "as": how})
        return HttpResponseRedirect(f"{reverse('export-list')}?{asked}")
    except NoReverseMatch:
        words = _("The list has more than %(most)d records. Filter it, or take it as CSV.")
        messages.info(page.request, words % {"most": AT_ONCE})
        return HttpResponseRedirect(back_to(page))


def paper(page, how: str) -> HttpResponseBase:
    """All rows on one plain page that a browser prints on A4, landscape."""
    rows = how_many(page.table, ON_PAPER)
    shown = page.table.first_rows(ON_PAPER)
    trail.write_down(page, how=how, rows=len(shown))
    context = {
        "table": page.table,
        "rows": shown,
        "heading": page.get_heading(),
        "about": about(page, len(shown))[1:],
        "most": ON_PAPER if rows > ON_PAPER else None,
        "back": back_to(page),
    }
    return render(page.request, "core/print.html", context)


def back_to(page) -> str:
    asked = page.request.GET.copy()
    del asked["as"]
    return f"{page.request.path}?{asked.urlencode()}"


OFFERED = (
    ("csv", gettext_lazy("CSV")),
    ("csv-semicolon", gettext_lazy("CSV with semicolons")),
    ("xlsx", gettext_lazy("Excel (XLSX)")),
    ("ods", gettext_lazy("OpenDocument (ODS)")),
    ("print", gettext_lazy("Print view")),
)
WAYS = dict.fromkeys(csv_file.SEPARATORS, csv) | dict.fromkeys(books.BOOKS, workbook)
WAYS |= {"print": paper}
