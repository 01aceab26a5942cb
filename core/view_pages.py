"""Base views that show: lists, records, fragments of records, search results; and single acts."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.list import MultipleObjectMixin

from core import empty_lists
from core.access import Permission, ScopedQuerySet, row_by_row
from core.exports import answers
from core.filters import chips, without
from core.lists import Column, Table
from core.pickers import read_uuids
from core.refusals import REFUSED, sentence
from core.text import tidy

FOUND = 20  # choices that a search in a form shows
CHOSEN = 200  # rows that are named one by one
OPENED = {  # ?as=: what a list carries only once it is opened, as a piece and as a page of its own
    "columns": ("core/_columns_form.html", "core/columns.html"),
    "help": ("core/_help_words.html", "core/help.html"),
    "rows": ("core/_chosen.html", "core/columns.html"),  # without scripts no row is chosen
}


@dataclass(frozen=True)
class Action:
    """Something that can be done from a page. `ask` is the question before it is done.

    Kinds: "link" and "main" (the one main button) open a page, "post" and "danger" act at once.
    """

    label: str
    url: str
    kind: str = "link"
    ask: str = ""


class Page:
    """What every page has: the permission it needs and rows cut down to the user's scope."""

    permission: Permission
    slug_field = slug_url_kwarg = "uuid"
    heading = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.permission.held_by(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.visible_to(self.request.user) if isinstance(rows, ScopedQuerySet) else rows

    def get_object(self, queryset=None):
        """Of this one record it is asked whether the user sees it."""
        with row_by_row():
            return super().get_object(queryset)

    def may(self, permission: Permission) -> bool:
        return permission.held_by(self.request.user)

    def get_actions(self) -> list[Action]:
        return []


class ListPage(Page, MultipleObjectMixin, TemplateView):
    """Filtered rows as a table, a page at a time, or all of them as a file or for paper (?as=).

    `tabs` are saved views: words and the query string they stand for. `create` names the URL,
    the words and the permission of the button that adds a record.
    """

    template_name = "core/list.html"
    columns: tuple[Column, ...]
    detail: str  # the name of the URL that a row leads to
    filterset_class = None
    default_sort = ""
    labelled = False  # on a phone: a label before every value, not values in one line
    tabs: tuple[tuple[str, str], ...] = ()
    create: tuple[str, str, Permission] | None = None
    on_chosen: tuple[tuple[str, str, Permission], ...] = ()  # acts on several rows, as `create`
    empty = ""  # of a list that has no button to enter one: where its records come from
    brought_as = ""  # the kind of table that such records are brought in with
    object_list = None

    def dispatch(self, request, *args, **kwargs):
        """Without filters it opens with the view that its user has chosen for it."""
        if self._opens_with and request.method == "GET" and not request.META.get("QUERY_STRING"):
            return HttpResponseRedirect(f"{request.path}?{self._opens_with}")
        return super().dispatch(request, *args, **kwargs)

    @property
    def _opens_with(self) -> str:
        """Kept in the session by whoever keeps the views (accounts)."""
        match = self.request.resolver_match
        return self.request.session.get("views", {}).get(match and match.view_name, "")

    @property
    def everything(self) -> str:
        """The query string of the list without filters, where it opens with some."""
        return "all=" if self._opens_with else ""

    def get_heading(self):
        return self.heading or self.get_queryset().model._meta.verbose_name_plural

    def get_actions(self):
        if not self.create or not self.may(self.create[2]):
            return []
        return [Action(self.create[1], reverse(self.create[0]), "main")]

    @cached_property
    def filterset(self):
        return self.get_filterset(self.request.GET)

    def get_filterset(self, params):
        """The filters as these parameters set them: those of the page, or some of them."""
        if self.filterset_class is None:
            return None
        return self.filterset_class(params, queryset=self.get_queryset(), request=self.request)

    @cached_property
    def chosen(self) -> list[UUID] | None:
        """The rows that ?row= names one by one: what was ticked on a page; None without any."""
        said = self.request.GET.getlist("row")[:CHOSEN]
        return read_uuids(said) if said else None

    @cached_property
    def table(self):
        rows = self.filterset.qs if self.filterset else self.get_queryset()
        if self.chosen is not None:
            rows = rows.filter(uuid__in=self.chosen)
        return Table(
            rows,
            self.columns,
            self.request.GET,
            detail=self.detail,
            default_sort=self.default_sort,
            labelled=self.labelled,
        )

    def get_tabs(self) -> list[tuple[str, str, bool]]:
        """Words, query string, and whether it is the one shown."""
        passing = ("after", "before", "from", "sort", "columns", "as", "more")
        now = self.request.GET.copy()
        for key in passing:
            now.pop(key, None)
        shown = "&".join(part for part in now.urlencode().split("&") if not part.endswith("="))
        return [(words, query or self.everything, query == shown) for words, query in self.tabs]

    def get_context_data(self, **kwargs):
        used = chips(self.filterset, self.request.GET) if self.filterset else []
        if self.chosen is not None:
            used.append(without(["row"], _("Rows chosen"), str(len(self.chosen)), self.request.GET))
        return super().get_context_data(
            table=self.table,
            export_ways=answers.OFFERED,
            filter=self.filterset,
            chips=used,
            instead=[] if self.table.rows else empty_lists.instead(self, used),
            table_way="" if self.table.rows else empty_lists.table_way(self),
            heading=self.get_heading(),
            tabs=self.get_tabs(),
            actions=self.get_actions(),
            on_chosen=self._on_chosen(),
            **kwargs,
        )

    def _on_chosen(self) -> list[Action]:
        """Of several rows: those ticked, else those that the filters leave."""
        kept = self.request.GET.copy()
        for name in ("after", "before", "from", "as", "columns"):
            kept.pop(name, None)
        query = f"?{kept.urlencode()}" if kept else ""
        return [
            Action(words, f"{reverse(name)}{query}")
            for name, words, permission in self.on_chosen
            if self.may(permission)
        ]

    @property
    def _as_one_types(self) -> bool:
        return self.request.headers.get("HX-Target") == "rows"

    def get_template_names(self):
        """Filtering as one types asks for the rows only; what opens at a click comes then."""
        within = self.request.headers.get("HX-Request") == "true"
        asked = self.request.GET.get("as")
        if asked in OPENED:
            return [OPENED[asked][0 if within else 1]]
        return ["core/_list_update.html"] if self._as_one_types else [self.template_name]

    def render_to_response(self, context, **kwargs):
        """The address that filtering leaves behind names what is in use and nothing else."""
        answer = super().render_to_response(context, **kwargs)
        if self._as_one_types:
            asked = self.request.GET.copy()
            for name, values in list(asked.lists()):
                kept = [value for value in values if value]
                asked.setlist(name, kept) if kept else asked.pop(name)
            parts = filter(None, [self.request.path, asked.urlencode() or self.everything])
            answer["HX-Replace-Url"] = "?".join(parts)
        return answer

    def get(self, request, *args, **kwargs):
        taken = answers.of(self, request.GET.get("as", ""))
        return taken or super().get(request, *args, **kwargs)


class DetailPage(Page, DetailView):
    """One record. Its template is <app>/<model>_detail.html unless another is named.

    On the record's own page `about` leads to what every record has: its history.
    """

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=self.get_actions(), about=self._about(), **kwargs)

    def _about(self) -> dict | None:
        own = getattr(self.object, "get_absolute_url", None)
        if own is None or own() != self.request.path:
            return None
        return {"label": self.object._meta.label_lower, "uuid": self.object.uuid}


class FragmentPage(Page, DetailView):
    """A part of a record's page with its own address: the piece alone where a page loads it in,
    a whole page where somebody follows the link. There it stands in a box, unless it is one itself.
    """

    is_box = False

    def get_template_names(self):
        wanted = self.request.headers.get("HX-Request") == "true"
        return [self.template_name if wanted else "core/fragment.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            piece=self.template_name,
            bare=self.is_box,
            heading=self.heading,
            actions=self.get_actions(),
            **kwargs,
        )


class PickerPage(Page, MultipleObjectMixin, View):
    """The search inside a form: ?q=words&name=field gives the records as choices of that field."""

    http_method_names = ["get"]

    @staticmethod
    def search(rows, words: str):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        name = tidy(request.GET.get("name", ""))[:100]
        words = request.GET.get(f"{name}_q") or request.GET.get("q", "")
        words = tidy(words)[:200].strip()
        found = list(self.search(self.get_queryset(), words)[: FOUND + 1]) if words else []
        context = {
            "found": found[:FOUND],
            "more": len(found) > FOUND,
            "name": name,
            "words": words,
            "kind": "checkbox" if request.GET.get("many") else "radio",
        }
        return render(request, "core/_choices.html", context)


class ActionPage(Page, SingleObjectMixin, View):
    """POST only: run one service on one visible object and go back to it."""

    http_method_names = ["post"]
    done = _("Done.")

    def post(self, request, *args, **kwargs):
        target = self.get_object()
        try:
            with transaction.atomic():
                target = self.perform(target) or target
        except REFUSED as refused:
            for words in sentence(refused):
                messages.error(request, words)
        else:
            messages.success(request, self.done)
        return HttpResponseRedirect(target.get_absolute_url())
