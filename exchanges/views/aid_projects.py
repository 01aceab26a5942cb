from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Exists, F, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Trim
from django.utils.translation import gettext_lazy as _

from core.pages import DetailPage, ListPage
from exchanges import permissions
from exchanges.choices import GIVEN, AidRole, AidStatus, LineKind
from exchanges.conversion import Rates
from exchanges.filters import AidProjectFilter
from exchanges.lists import AID_PROJECTS, state
from exchanges.models import AidParty, AidProject
from exchanges.views import aid_acts
from exchanges.views.aid_parts import InReach, beside
from exchanges.views.parts import seen_sources, with_tie
from partnerships.models import Commitment, Memorandum, Paper, Partnership
from partnerships.views.parts import sections

# Parts of the page that others build, each with its own address.
PARTS = (
    ("deliveries", _("Deliveries"), "exchanges:aid-deliveries"),
    ("files", _("Files and photos"), "exchanges:aid-project-files"),
    ("prints", _("Prints"), "reports:aid-prints"),
)
NAMED = {
    "partnership": Partnership,
    "memorandum": Memorandum,
    "commitment": Commitment,
    "approval": Paper,
}


def _names(role: AidRole) -> Subquery:
    """The givers or receivers of a project in one line."""
    name = Coalesce(
        F("organisation__name"), Trim(Concat(F("unit__word"), Value(" "), F("unit__name")))
    )
    parties = AidParty.objects.filter(project=OuterRef("pk"), role=role).order_by()
    joined = parties.values("project").annotate(names=StringAgg(name, "; ", order_by="pk"))
    return Subquery(joined.values("names"))


class AidProjectList(InReach, ListPage):
    queryset = AidProject.objects.annotate(
        givers=_names(AidRole.GIVER), receivers=_names(AidRole.RECEIVER)
    )
    heading = AidProject._meta.verbose_name_plural
    columns = AID_PROJECTS
    detail = "exchanges:aid-project-detail"
    filterset_class = AidProjectFilter
    default_sort = "title"
    permission = permissions.VIEW_AID
    brought_as = "aid"
    create = ("exchanges:aid-project-create", _("Propose aid"), permissions.PROPOSE_AID)
    on_chosen = (
        ("exchanges:aid-project-approve-chosen", _("Approve"), permissions.APPROVE_AID),
        ("exchanges:aid-project-begin-chosen", _("Work has begun"), permissions.PROPOSE_AID),
        ("exchanges:aid-project-close-chosen", _("Close"), permissions.PROPOSE_AID),
    )
    tabs = (
        (_("All"), ""),
        (_("Proposed"), "status=proposed"),
        (_("Answer overdue"), "lacking=answer"),
        (_("Under way"), "status=under_way"),
        (_("Handed over, not accepted"), "status=handed_over"),
        (_("Without promise or reason"), "lacking=reason"),
        (_("Without receiver"), "lacking=receiver"),
    )

    def get_queryset(self):
        return with_tie(super().get_queryset(), self.reach)

    def get_actions(self):
        others = aid_acts.other_forms() if self.may(permissions.PROPOSE_AID) else []
        return [*beside(self.request.user), *others, *super().get_actions()]


class AidProjectDetail(InReach, DetailPage):
    model = AidProject
    permission = permissions.VIEW_AID

    def get_queryset(self):
        """With what it names, and whether the user may see each of that."""
        parties = AidParty.objects.select_related("unit", "organisation")
        seen = {
            f"sees_{name}": Exists(
                model.objects.visible_to(self.reach).filter(pk=OuterRef(name)).order_by()
            )
            for name, model in NAMED.items()
        }
        found = super().get_queryset().annotate(**seen)
        return found.select_related(
            *NAMED, "hand_over", "proposed_by", "approved_by"
        ).prefetch_related(
            Prefetch("parties", parties), "lines", "steps", "stages", seen_sources(self.reach)
        )

    def get_context_data(self, **kwargs):
        project = self.object
        parties = list(project.parties.all())
        lines = list(project.lines.all())
        named = {
            name: getattr(project, name) if getattr(project, f"sees_{name}") else None
            for name in NAMED
        }
        return super().get_context_data(
            status=state(AidStatus, project.status),
            givers=[party.who for party in parties if party.role == AidRole.GIVER],
            receivers=[party.who for party in parties if party.role == AidRole.RECEIVER],
            items=[line for line in lines if line.kind == LineKind.ITEM],
            results=[line for line in lines if line.kind == LineKind.RESULT],
            steps=[aid_acts.shown_step(step, self) for step in project.steps.all()],
            hand_over=getattr(project, "hand_over", None),
            given=project.status in GIVEN,
            converted=Rates().convert(project.amount, project.handed_over),
            missing=project.missing(),
            sections=sections(self.request.user, project, PARTS),
            **named,
            **kwargs,
        )

    def get_actions(self):
        return aid_acts.actions(self.object, self.may)
