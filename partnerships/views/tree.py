"""The tree of places as it stood on a day: countries, and below each unit what belonged to it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.pages import Action, FragmentPage, Page
from partnerships import permissions
from partnerships.choices import HOME_COUNTRY
from partnerships.forms.days import DayForm
from partnerships.models import Partnership, TieReach, Unit, UnitParent
from partnerships.models.unit_rows import existing, holding

MOST = 500  # nodes under one; a province of today has 168 at most
EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)


@dataclass(frozen=True)
class Node:
    """A unit on a day: its name then, and how much lies below it."""

    unit: Unit
    on: date

    @property
    def name(self) -> str:
        return f"{self.unit.word} {self.unit.then}".strip()

    @property
    def own_name(self) -> str:
        return self.unit.own_name or ""

    @property
    def url(self) -> str:
        return f"{self.unit.get_absolute_url()}{asked(self.on)}"

    @property
    def branch(self) -> str:
        """Where what lies below it is shown; nothing where nothing does."""
        if not self.unit.below:
            return ""
        return f"{reverse('partnerships:unit-branch', args=[self.unit.uuid])}{asked(self.on)}"

    @property
    def left_behind(self) -> Unit | None:
        """The unit it belonged to, where that is no more."""
        above = self.unit.parent
        ended = above and above.valid_to
        return above if ended and ended <= self.on else None


def asked(on: date) -> str:
    """The query string of a day, nothing for today."""
    return "" if on == timezone.localdate() else f"?on={on.isoformat()}"


def eve_of(unit: Unit) -> str:
    """Where the tree below an ended unit is shown as it last stood."""
    if unit.valid_to is None:
        return ""
    branch = reverse("partnerships:unit-branch", args=[unit.uuid])
    return f"{branch}{asked(unit.valid_to - timedelta(days=1))}"


def presets(on: date) -> list[tuple[str, str, bool]]:
    """Today and the two days between which the districts ended: words, query, whether shown."""
    today = timezone.localdate()
    days = [(_("Today"), today), (f"{EVE:%d/%m/%Y}", EVE), (f"{REFORM:%d/%m/%Y}", REFORM)]
    return [(words, asked(day) or "?", day == on) for words, day in days]


def counted(units: QuerySet, on: date, ties: QuerySet) -> QuerySet:
    """Adds `below`, the units that belong to each on that day, and `ties`, those of the given ones
    that lie in its reach.
    """
    below = UnitParent.objects.filter(
        holding(on), existing(on, "unit__"), parent=OuterRef("pk"), unit__merged_into=None
    ).values("parent")
    reached = TieReach.objects.filter(unit=OuterRef("pk"), tie__in=ties.values("pk"))
    return units.with_names(on).annotate(
        below=_number(below),
        ties=_number(reached.values("unit")),
    )


def _number(rows: QuerySet):
    found = rows.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(found, output_field=IntegerField()), Value(0))


class TreePage(Page):
    permission = permissions.VIEW_UNIT

    @cached_property
    def day_form(self):
        return DayForm.asked(self.request.GET)

    @cached_property
    def on(self) -> date:
        return self.day_form.day()

    def nodes(self, units: QuerySet) -> list[Node]:
        ties = Partnership.objects.visible_to(self.request.user).kept().order_by()
        found = counted(units.kept(), self.on, ties).select_related("country", "parent")
        return [Node(unit, self.on) for unit in found.in_tiers()[: MOST + 1]]


class UnitTree(TreePage, TemplateView):
    """Every country with the units on top of it; what lies below opens in place."""

    template_name = "partnerships/unit_tree.html"
    heading = gettext_lazy("Places on a day")

    def get_context_data(self, **kwargs):
        nodes = self.nodes(Unit.objects.on_top(self.on))
        return super().get_context_data(
            countries=by_country(nodes),
            form=self.day_form,
            on=self.on,
            presets=presets(self.on),
            heading=self.heading,
            actions=[
                Action(_("As a list"), f"{reverse('partnerships:unit-list')}{asked(self.on)}")
            ],
            **kwargs,
        )


def by_country(nodes: list[Node]) -> list[tuple]:
    """Vietnam first; of each country its units, then those whose unit above is no more."""
    ordered = sorted(nodes, key=lambda node: (_at_home(node), node.unit.country.name))
    found = []
    for country, group in groupby(ordered, key=lambda node: node.unit.country):
        group = list(group)
        tops = [node for node in group if not node.left_behind]
        found.append((country, tops, [node for node in group if node.left_behind]))
    return found


def _at_home(node: Node) -> int:
    return 0 if node.unit.country_id == HOME_COUNTRY else 1


class UnitBranch(TreePage, FragmentPage):
    """What belongs to a unit on a day."""

    model = Unit
    template_name = "partnerships/_tree_branch.html"

    def get_context_data(self, **kwargs):
        self.heading = _("What belonged to it on %(day)s") % {"day": f"{self.on:%d/%m/%Y}"}
        nodes = self.nodes(Unit.objects.below(self.object, self.on))
        return super().get_context_data(nodes=nodes[:MOST], more=len(nodes) > MOST, **kwargs)

    def get_actions(self):
        return [Action(_("The whole tree"), f"{reverse('partnerships:unit-tree')}{asked(self.on)}")]
