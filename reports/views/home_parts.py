"""Parts of the home page that load by themselves: missing, and the register in numbers."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.counting import Countable, capped
from core.written_counts import WrittenCounts, WrittenRows
from partnerships.choices import Level
from partnerships.models import Country
from reports import permissions
from reports.gaps import KINDS
from reports.numbers import NUMBERS, STATE
from reports.overview import Overview
from reports.views.home import HomePage
from reports.work import Tile, listed


class HomeFragment(HomePage, TemplateView):
    """A part of the home page with its own address, whole where somebody follows the link."""

    permission = permissions.VIEW_REVIEW
    piece = "reports/_home_blocks.html"

    def get_template_names(self):
        wanted = self.request.headers.get("HX-Request") == "true"
        return [self.piece if wanted else "reports/home_fragment.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(piece=self.piece, heading=self.heading, **kwargs)


class HomeState(HomeFragment):
    """How the area stands in numbers, beside what waits."""

    heading = gettext_lazy("How the area stands")
    piece = "reports/_home_state.html"

    def get_context_data(self, **kwargs):
        keys = STATE.get(self.role, ())
        numbers = self.counted(keys)
        return super().get_context_data(state=self.tiles(keys, numbers), **kwargs)


# What lacks most often, and can be put right: kind and gap of the page of gaps.
GAPS = {
    ("text", "signed"): gettext_lazy("texts without a full day of signing"),
    ("commitment", "interval"): gettext_lazy("commitments without an interval"),
    ("agreed-item", ""): gettext_lazy("agreed items without owner or day"),
    ("aid", "handed_over"): gettext_lazy("aid without a day of the hand-over"),
    ("meeting", "minutes"): gettext_lazy("meetings without minutes"),
    ("tie", "established"): gettext_lazy("ties without the day they were established"),
}
UNWRITTEN = ("meeting", "minutes")  # known to the tally


def _lacking(who, on: date) -> dict[str, Countable]:
    rows = {(kind, gap): KINDS[kind].lacking(who, gap) for kind, gap in GAPS}
    rows[UNWRITTEN] = NUMBERS["unwritten"].rows(Overview(who, on))
    return {" ".join(gap): found for gap, found in rows.items()}


lacking = WrittenCounts(_lacking)


class HomeLacking(HomeFragment):
    heading = gettext_lazy("What is still missing")
    piece = "reports/_home_lacking.html"

    def get_context_data(self, **kwargs):
        """Each number leads to the list of just these records."""
        numbers = lacking.of(self.register.who, self.register.on)
        found = [
            Tile(capped(count), str(label), listed("gap-list", f"kind={kind}&lacking={gap}"))
            for ((kind, gap), label), count in zip(GAPS.items(), numbers.values(), strict=True)
            if count
        ]
        return super().get_context_data(gaps=found, every=listed("gap-list"), **kwargs)


across = WrittenRows(lambda who, on: Overview(who, on).across)


class HomeRegister(HomeFragment):
    """Ties by level and country: each number leads to its list."""

    heading = gettext_lazy("Ties by level and country")
    piece = "reports/_home_register.html"

    def get_context_data(self, **kwargs):
        rows = across.of(self.register.who, self.register.on)
        counted = Counter({(level, there or ""): number for level, there, number in rows})
        seen = {country for _level, country in counted}
        countries = list(Country.objects.filter(code__in=seen))
        levels = [level for level in Level if any(counted[level, c.code] for c in countries)]
        rows = [
            (level.label, [self._tile(counted[level, c.code], level, c) for c in countries])
            for level in levels
        ]
        return super().get_context_data(countries=countries, rows=rows, **kwargs)

    def _tile(self, number: int, level: str, country: Country) -> Tile | None:
        if not number:
            return None
        query = f"level={level}&country={country.uuid}"
        return Tile(str(number), country.name, listed("partnerships:partnership-list", query))
