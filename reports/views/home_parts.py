"""Parts of the home page that load by themselves: due, missing, and the register in numbers."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.counting import capped
from core.written_counts import WrittenCounts
from exchanges.due_found import NEVER, Found, found_dues
from exchanges.dues import DueState
from partnerships import deadlines
from partnerships.choices import Level
from partnerships.models import Cadence, Country, Partnership
from partnerships.work import WorkList
from reports import due_blocks, permissions
from reports.gaps import KINDS
from reports.numbers import STATE
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


class HomeDue(HomeFragment):
    """What is due by the calendar, by texts and after the reform, each number with its list."""

    heading = gettext_lazy("What is due, overdue or vacant")
    piece = "reports/_home_due.html"

    def get_context_data(self, **kwargs):
        register = self.register
        numbers = self.counted(("vacant", "late_items"))
        dues = found_dues(
            register.who,
            today=register.on,
            cadences=Cadence.objects.visible_to(register.who),
            ties=Partnership.objects.visible_to(register.who),
        )
        groups = deadlines.Deadlines(register.who, register.on).groups()
        waiting = WorkList(register.who, register.on).waiting
        return super().get_context_data(
            tiles=[
                *self._dues(dues),
                Tile(
                    str(len(waiting)),
                    _("units and villages waiting for a decision after the reform"),
                    listed("partnerships:reform-list", "show=waiting"),
                ),
                *self._kinds(groups),
            ],
            blocks=[
                due_blocks.missed(dues, self.act),
                due_blocks.vacant(register, numbers["vacant"], self.act),
                due_blocks.texts(groups, self.act),
                due_blocks.late_items(register, numbers["late_items"]),
            ],
            **kwargs,
        )

    def _dues(self, dues: Found) -> list[Tile]:
        words = {
            DueState.MISSED: _("due meetings missed, none held"),
            NEVER: _("ties and cadences of which no meeting is known"),
            DueState.DUE: _("due meetings to come"),
        }
        return [
            Tile(str(dues.count(state)), said, listed("exchanges:due-list", f"state={state}"))
            for state, said in words.items()
        ]

    def _kinds(self, groups: list[deadlines.Group]) -> list[Tile]:
        return [
            Tile(
                str(len(group.rows)),
                str(group.title),
                listed("partnerships:text-deadlines", f"kind={group.kind}"),
            )
            for group in groups
        ]


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
lacking = WrittenCounts(
    lambda who, _on: {f"{kind} {gap}": KINDS[kind].lacking(who, gap) for kind, gap in GAPS}
)


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


class HomeRegister(HomeFragment):
    """Ties by level and country: each number leads to its list."""

    heading = gettext_lazy("Ties by level and country")
    piece = "reports/_home_register.html"

    def get_context_data(self, **kwargs):
        counted, seen = defaultdict(int), set()
        for row in self.register.by_level_and_country():
            country = row["there"] or ""
            counted[row["level"], country] = row["n"]
            seen.add(country)
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
