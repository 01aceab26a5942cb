"""Parts of the home page that load by themselves: due, missing, and the register in numbers."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.models import User
from core.badges import Badge
from core.counting import CappedCount, capped
from partnerships import deadlines
from partnerships.choices import Level
from partnerships.models import Country
from reports import permissions
from reports.gaps import KINDS
from reports.views.home import HomePage
from reports.work import SHOWN, Line, Tile, Work, listed, several


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
    heading = gettext_lazy("Vacant sides and texts that end")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            blocks=[self._vacant(), self._deadlines(), self._overdue()], **kwargs
        )

    def _vacant(self) -> Work:
        rows = list(self.register.vacant_since.order_by("title", "pk")[: SHOWN + 1])
        lines = [
            Line(
                tie.title,
                tie.get_absolute_url(),
                tie.code,
                self._vacant_since(tie),
                self.act(_("Decide")),
            )
            for tie in rows[:SHOWN]
        ]
        return Work(
            "vacant",
            _("A side is vacant"),
            "hole",
            lines,
            _("No side is vacant."),
            several(rows),
            listed("partnerships:reform-list"),
        )

    def _vacant_since(self, tie) -> Badge:
        if tie.ended is None:
            return Badge(_("vacant"), "hole", "hole")
        words = _("vacant since %(day)s") % {"day": f"{tie.ended:%d/%m/%Y}"}
        return Badge(words, "hole", "hole")

    def _deadlines(self) -> Work:
        """The days of texts that come first: what ends, what is due, what the law asks for."""
        found = deadlines.Deadlines(self.register.who, self.register.on)
        rows = sorted(
            (row for group in found.groups() for row in group.rows), key=lambda row: row.due
        )
        lines = [
            Line(
                row.title,
                row.url,
                f"{row.due:%d/%m/%Y} · {row.kind.label}",
                row.badge,
                self.act(_("Renew")) if row.kind == deadlines.Kind.ENDING else "",
            )
            for row in rows[:SHOWN]
        ]
        return Work(
            "deadlines",
            _("Deadlines of texts"),
            "paper",
            lines,
            _("No day of a text is near."),
            several(rows),
            listed("partnerships:text-deadlines"),
        )

    def _overdue(self) -> Work:
        rows = list(self.register.overdue_items[: SHOWN + 1])
        lines = [
            Line(
                item.title,
                item.get_absolute_url(),
                "",
                Badge(_("due %(day)s") % {"day": f"{item.due:%d/%m/%Y}"}, "clock", "bad"),
            )
            for item in rows[:SHOWN]
        ]
        return Work(
            "overdue",
            _("Agreed items past their day"),
            "clock",
            lines,
            _("No agreed item is past its day."),
            several(rows),
            listed("exchanges:agreed-item-list", "lacking=open"),
        )


class HomeLacking(HomeFragment):
    heading = gettext_lazy("What is still missing")
    piece = "reports/_home_lacking.html"

    def get_context_data(self, **kwargs):
        """Each number leads to the list of just these records."""
        gaps = {
            ("text", "signed"): _("texts without a full day of signing"),
            ("commitment", "interval"): _("commitments without an interval"),
            ("agreed-item", ""): _("agreed items without owner or day"),
            ("aid", "handed_over"): _("aid without a day of the hand-over"),
            ("meeting", "minutes"): _("meetings without minutes"),
            ("tie", "established"): _("ties without the day they were established"),
        }
        counts = {
            f"gap_{number}": CappedCount(KINDS[kind].lacking(self.register.who, gap))
            for number, (kind, gap) in enumerate(gaps)
        }
        numbers = User.objects.filter(pk=self.request.user.pk).values(**counts).get()
        found = [
            Tile(capped(count), label, listed("gap-list", f"kind={kind}&lacking={gap}"))
            for ((kind, gap), label), count in zip(gaps.items(), numbers.values(), strict=True)
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
            country = row["country"] or row["agency_country"] or ""
            counted[row["level"], country] += row["n"]
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
