"""The search box of every page: what the user may see of what holds the words, by kind."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from core.lists import COUNTED
from core.pages import Page
from reports import permissions
from reports.choices import SearchKind
from reports.searching.finding import SHOWN_ALONE, Found, Hit, Search
from reports.searching.kinds import WHERE, open_to
from reports.searching.marking import Marker
from reports.searching.typed import LONGEST, Typed


@dataclass(frozen=True)
class Line:
    """One hit as it is shown, with the words that were typed marked in it."""

    url: str
    title: str
    beside: str
    day: date | None
    cut: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind, and where all of them are."""

    key: str
    label: str
    number: str
    hits: list[Line]
    all_url: str = ""
    all_words: str = ""
    list_url: str = ""


class SearchPage(Page, TemplateView):
    permission = permissions.SEARCH
    heading = gettext_lazy("Search the register")
    template_name = "reports/search.html"

    @cached_property
    def words(self) -> str:
        return self.request.GET.get("q", "")[:LONGEST].replace("\x00", "").strip()

    @cached_property
    def kinds(self) -> list[SearchKind]:
        kinds = open_to(self.request.user)
        only = [kind for kind in kinds if kind.value == self.request.GET.get("kind")]
        return only or kinds

    def get_template_names(self):
        """Searching as one types asks for what is found only."""
        found = self.request.headers.get("HX-Target") == "found"
        return ["reports/_found.html"] if found else [self.template_name]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading, searched={"words": self.words}, **self._found(), **kwargs
        )

    def _found(self) -> dict:
        if not self.words:
            return {"advice": _("Type a name, a number or some words into the box above.")}
        typed = Typed.read(self.words)
        if typed.is_too_short:
            return {"advice": _("Type at least two letters or digits.")}
        search = Search(self.request.user, typed, self.kinds)
        (found, alike), marker = search.look(), Marker(typed)
        return {
            "groups": [self._group(one, marker) for one in found],
            "alike": [self._line(hit, marker) for hit in alike],
            "summary": self._summary(found),
            "advice": ""
            if found
            else _("Nothing that you may see holds “%(words)s”. Try fewer or other words.")
            % {"words": typed.text},
        }

    def _summary(self, found: list[Found]) -> str:
        number = sum(one.number for one in found)
        if any(one.is_more for one in found):
            return _("More than %(number)s found. Add a word to find less.") % {"number": COUNTED}
        return ngettext("%(number)s found", "%(number)s found", number) % {"number": number}

    def _group(self, found: Found, marker: Marker) -> Group:
        number = f"{found.number}+" if found.is_more else str(found.number)
        alone = len(self.kinds) == 1
        where = WHERE[found.kind]
        whole_list = "" if found.is_more else where.list_found(self.words)
        best = f"{reverse('search')}?{urlencode({'q': self.words, 'kind': found.kind.value})}"
        return Group(
            found.kind.value,
            found.kind.label,
            number,
            [self._line(hit, marker) for hit in found.hits],
            "" if alone or found.is_whole else whole_list or best,
            _("The first %(number)s") % {"number": SHOWN_ALONE}
            if found.number > SHOWN_ALONE and not whole_list
            else _("All %(number)s") % {"number": number},
            (whole_list or where.list_of(self.words)) if alone else "",
        )

    @staticmethod
    def _line(hit: Hit, marker: Marker) -> Line:
        """The text is shown where the title does not say why it was found."""
        tells = marker.spans(hit.cut) and not marker.spans(hit.title)
        return Line(
            WHERE[hit.kind].page(hit.uuid),
            marker.marked(hit.title),
            marker.marked(hit.beside),
            hit.day,
            marker.marked(hit.cut) if tells else "",
        )
