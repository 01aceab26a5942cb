"""The work list after a reform, and the page of each decision."""

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.models import AuditEvent
from core.access import Reach
from core.badges import Badge
from core.pages import Action, DetailPage, Page
from core.text import tidy
from partnerships import decree_177, permissions
from partnerships.choices import DecisionKind
from partnerships.models import (
    Decision,
    DecisionHeir,
    Partnership,
    PartnershipParty,
    Unit,
    UnitParent,
    UnitSuccession,
)
from partnerships.views import parts
from partnerships.work import WorkList, found

MOST = 200  # rows of a table; the filter by province shows the others


def acts_after_an_end(user, unit: Unit) -> list[Action]:
    """What may be decided of a unit that ended, and of a village whose commune did."""
    declared = []
    if unit.valid_to:
        declared.append((_("Decide on its ties"), "partnerships:unit-decide"))
    elif unit.level in found.VILLAGES and unit.parent and unit.parent.valid_to:
        declared.append((_("Say where it belongs now"), "partnerships:unit-place"))
    return parts.acts(user, unit, declared)


class BesideTheList:
    """The work list of the user, beside whatever the page shows; of one province if asked."""

    @cached_property
    def who(self) -> Reach:
        return Reach(self.request.user)

    @cached_property
    def province(self) -> str:
        return tidy(self.request.GET.get("province", ""))[:200].strip()

    @cached_property
    def worklist(self) -> WorkList:
        return WorkList(self.who, timezone.localdate(), self.province)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            worklist=self.worklist,
            shown_groups=self.worklist.waiting[:MOST],
            province=self.province,
            today=timezone.localdate(),
            last_day=decree_177.LAST_DAY_OF_NAME_AMENDMENTS,
            may_decide=self.may(permissions.DECIDE_REFORM),
            **kwargs,
        )


class ReformList(BesideTheList, Page, TemplateView):
    """What waits for a decision, what is clear, agreements, and what was decided."""

    template_name = "partnerships/reform_list.html"
    heading = gettext_lazy("Work after the reform of units")
    permission = permissions.VIEW_REFORM
    views = ("waiting", "clear", "texts", "decided")

    @property
    def shown(self) -> str:
        asked = self.request.GET.get("show", "")
        return asked if asked in self.views else self.views[0]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading, shown=self.shown, tabs=self._tabs(), **self._rows(), **kwargs
        )

    def _tabs(self) -> list[tuple[str, int, str, bool]]:
        """Words, how many, query string, and whether it is the one shown."""
        work = self.worklist
        tabs = {
            "waiting": (_("Waiting for a decision"), len(work.waiting)),
            "clear": (_("Clear cases, to be checked"), len(work.clear)),
            "texts": (_("Agreements"), len(work.texts)),
            "decided": (_("Decided"), work.decided),
        }
        asked = self.request.GET.copy()
        found_tabs = []
        for name, (words, number) in tabs.items():
            asked["show"] = name
            found_tabs.append((words, number, asked.urlencode(), name == self.shown))
        return found_tabs

    def _rows(self) -> dict:
        if self.shown == "clear":
            return {"moved": list(self._moved()[:MOST])}
        if self.shown == "decided":
            return {"decisions": [decided_row(one) for one in self._decided()[:MOST]]}
        return {}

    def _decided(self) -> QuerySet:
        heirs = DecisionHeir.objects.select_related("unit", "organisation")
        rows = found.decided(self.who).select_related(
            "partnership", "unit", "memorandum", "taken_back_by"
        )
        return rows.prefetch_related(Prefetch("heirs", heirs))

    def _moved(self) -> QuerySet:
        """Communes whose villages, parties of ties, stand under the successor already."""
        ties = Partnership.objects.visible_to(self.who).order_by()
        villages = PartnershipParty.objects.filter(partnership__in=ties.values("pk"))
        rows = UnitParent.objects.filter(
            unit__in=villages.values("unit"), joined_by=None, since__isnull=False
        )
        return (
            UnitSuccession.objects.filter(
                successor__ever_above__in=rows,
                on=F("successor__ever_above__since"),
                predecessor__ever_above__unit=F("successor__ever_above__unit"),
            )
            .select_related("predecessor", "successor")
            .order_by("predecessor__name", "pk")
            .distinct()
        )


def decided_row(decision: Decision) -> dict:
    return {
        "decision": decision,
        "heirs": ", ".join(str(heir.who) for heir in decision.heirs.all()),
        "badge": state_of(decision),
    }


def state_of(decision: Decision) -> Badge:
    if decision.kind == DecisionKind.TAKEN_BACK:
        return Badge(_("takes one back"), "square")
    if getattr(decision, "taken_back_by", None):
        return Badge(_("taken back"), "square")
    return Badge(_("stands"), "tick", "ok")


class DecisionDetail(DetailPage):
    """A decision, what it did, and the one that took it back."""

    model = Decision
    permission = permissions.VIEW_REFORM

    @cached_property
    def who(self) -> Reach:
        return Reach(self.request.user)

    def get_queryset(self):
        heirs = DecisionHeir.objects.select_related("unit", "organisation")
        rows = Decision.objects.visible_to(self.who).select_related(
            "partnership", "unit", "memorandum", "paper", "takes_back", "taken_back_by"
        )
        return rows.prefetch_related(Prefetch("heirs", heirs))

    def get_actions(self):
        one = self.object
        standing = one.kind != DecisionKind.TAKEN_BACK and not getattr(one, "taken_back_by", None)
        if not standing or not self.may(permissions.DECIDE_REFORM):
            return []
        url = reverse("partnerships:decision-take-back", args=[one.uuid])
        return [Action(_("Take the decision back"), url)]

    def get_context_data(self, **kwargs):
        one = self.object
        parties = PartnershipParty.objects.filter(Q(joined_by=one) | Q(left_by=one))
        parents = UnitParent.objects.filter(Q(joined_by=one) | Q(left_by=one))
        return super().get_context_data(
            badge=state_of(one),
            back=getattr(one, "taken_back_by", None),
            parties=parties.select_related("unit", "organisation").order_by("since", "pk"),
            parents=parents.select_related("parent").order_by("since", "pk"),
            together=self._together(),
            recorded=AuditEvent.objects.filter(target=one.uuid).order_by("pk").first(),
            **kwargs,
        )

    def _together(self) -> list[Decision]:
        if self.object.batch is None:
            return []
        rows = self.get_queryset().filter(batch=self.object.batch).exclude(pk=self.object.pk)
        return list(rows.prefetch_related(None)[:MOST])
