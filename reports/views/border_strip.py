"""The strip of a border: on the screen, and as a paper to print."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.access import Reach
from core.pages import Action, Page
from core.text import tidy
from exchanges import permissions as of_exchanges
from exchanges.strip import incidents_on
from partnerships import permissions
from partnerships.choices import Level
from partnerships.strip import drawing, facts, lines, table
from partnerships.strip.building import built
from partnerships.strip.parts import Strip
from partnerships.views.border_profiles import beside
from partnerships.views.parts import asked_day
from reports.services import strips

LAYERS = (
    ("villages", gettext_lazy("Village ties")),
    ("districts", gettext_lazy("District ties")),
    ("stations", gettext_lazy("Stations")),
    ("gates", gettext_lazy("Gates")),
    ("markers", gettext_lazy("Border markers")),
    ("incidents", gettext_lazy("Incidents")),
)
SOON = 2  # seconds until the waiting page asks again
ON_SCREEN = {
    "text": "var(--ink)",
    "second": "var(--ink-2)",
    "ground": "var(--surface)",
    "edge": "var(--edge)",
    "ours": "var(--accent-2)",
    "tie": "var(--accent)",
    "warn": "var(--warn)",
    "font": "inherit",
}
ON_PAPER = {
    "text": "#000",
    "second": "#333",
    "ground": "#fff",
    "edge": "#666",
    "ours": "#000",
    "tie": "#000",
    "warn": "#555",
    "font": "Liberation Serif",
}
CUTS = ((Level.DISTRICT, gettext_lazy("districts")), (Level.COMMUNE, gettext_lazy("communes")))


class StripPage(Page):
    """?line= names the border or pair of provinces, ?on= the day, ?by= the stretches, ?show= what
    is drawn.
    """

    permission = permissions.VIEW_BORDER

    @cached_property
    def on(self):
        return asked_day(self.request)

    @cached_property
    def who(self) -> Reach:
        """The user, whose reach is asked for many times on this page and looked up once."""
        return Reach(self.request.user)

    @cached_property
    def lines(self):
        return lines.lines_of(self.who, self.on)

    @cached_property
    def strip(self) -> Strip | None:
        line = lines.chosen(self.lines, tidy(self.request.GET.get("line", ""))[:80], self.who)
        if line is None:
            return None
        user, by = self.who, self.request.GET.get("by", "")
        seen = self.may(of_exchanges.VIEW_INCIDENT)
        found = incidents_on(line, user, self.on) if seen else []
        return built(line, user, self.on, by=by, found=found)

    @cached_property
    def shown(self) -> set[str]:
        asked = set(self.request.GET.getlist("show"))
        return asked if "shown" in self.request.GET else {name for name, _words in LAYERS}


class BorderStrip(StripPage, TemplateView):
    template_name = "reports/border_strip.html"
    heading = gettext_lazy("Border strip")

    def get_actions(self):
        links = [Action(words, reverse(name)) for words, name in beside("border-strip")]
        query = self.request.GET.urlencode()
        url = reverse("border-strip-pdf") + (f"?{query}" if query else "")
        return [*links, Action(_("Print (PDF)"), url)] if self.strip else links

    def get_context_data(self, **kwargs):
        strip = self.strip
        return super().get_context_data(
            heading=self.heading,
            actions=self.get_actions(),
            strip=strip,
            on=self.on,
            groups=[(border, every) for border, every in self.lines.items()],
            cuts=CUTS,
            **(self._shown_of(strip) if strip else {}),
            **kwargs,
        )

    def _shown_of(self, strip: Strip) -> dict:
        return {
            "facts": facts.facts(strip, self.who),
            "drawing": drawing.drawn(strip, self.shown),
            "rows": table.table(strip),
            "whole": table.whole(strip),
            "ink": ON_SCREEN,
            "layers": [
                (name, words, name in self.shown, self._there(name)) for name, words in LAYERS
            ],
        }

    def _there(self, layer: str) -> bool:
        """Whether there is anything of a layer, hidden or not."""
        if layer in ("villages", "districts"):
            return any(tie.home and tie.is_dot == (layer == "villages") for tie in self.strip.ties)
        return bool(self.strip.of(layer.removesuffix("s")))


class BorderStripPdf(StripPage, View):
    """The file, once a worker has made it; until then a page that asks again by itself."""

    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        with translation.override("vi"):
            strip = self.strip
            if strip is None:
                return redirect("border-strip")  # which says that there is no border yet
            html = render_to_string("reports/pdf/strip.html", self._content(strip))
        pdf = strips.file_of(html=html)
        if pdf is None:
            return self._waiting(strip)
        name = f'inline; filename="dai-bien-gioi-{self.on:%Y-%m-%d}.pdf"'
        return HttpResponse(
            pdf, content_type="application/pdf", headers={"Content-Disposition": name}
        )

    def _content(self, strip: Strip) -> dict:
        return {
            "strip": strip,
            "drawings": drawing.pages(strip, self.shown, own_names=False),
            "facts": facts.facts(strip, self.who),
            "rows": table.table(strip),
            "whole": table.whole(strip),
            "ink": ON_PAPER,
        }

    def _waiting(self, strip: Strip) -> HttpResponse:
        page = render(
            self.request,
            "reports/border_strip_waiting.html",
            {"strip": strip, "back": f"{reverse('border-strip')}?{self.request.GET.urlencode()}"},
        )
        page.headers["Refresh"] = str(SOON)  # works without JavaScript
        return page
