from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Trim

from core.pages import DetailPage, ListPage
from exchanges import permissions
from exchanges.choices import AidRole, AidStatus
from exchanges.filters import AidProjectFilter
from exchanges.lists import AID_PROJECTS, state
from exchanges.models import AidParty, AidProject
from exchanges.views.parts import SOURCES, seen_tie, with_tie
from partnerships.models import Memorandum


def _names(role: AidRole) -> Subquery:
    """The givers or receivers of a project in one line."""
    name = Coalesce(
        F("organisation__name"), Trim(Concat(F("unit__word"), Value(" "), F("unit__name")))
    )
    parties = AidParty.objects.filter(project=OuterRef("pk"), role=role).order_by()
    joined = parties.values("project").annotate(names=StringAgg(name, "; ", order_by="pk"))
    return Subquery(joined.values("names"))


class AidProjectList(ListPage):
    queryset = AidProject.objects.annotate(
        givers=_names(AidRole.GIVER), receivers=_names(AidRole.RECEIVER)
    )
    heading = AidProject._meta.verbose_name_plural
    columns = AID_PROJECTS
    detail = "exchanges:aid-project-detail"
    filterset_class = AidProjectFilter
    default_sort = "title"
    permission = permissions.VIEW_AID

    def get_queryset(self):
        return with_tie(super().get_queryset(), self.request.user)


class AidProjectDetail(DetailPage):
    model = AidProject
    permission = permissions.VIEW_AID

    def get_queryset(self):
        user = self.request.user
        parties = AidParty.objects.select_related("unit", "organisation")
        return (
            super()
            .get_queryset()
            .prefetch_related(
                Prefetch("parties", parties),
                Prefetch("memorandum", Memorandum.objects.visible_to(user)),
                seen_tie(user),
                "lines",
                SOURCES,
            )
        )

    def get_context_data(self, **kwargs):
        parties = list(self.object.parties.all())
        return super().get_context_data(
            status=state(AidStatus, self.object.status),
            givers=[party.who for party in parties if party.role == AidRole.GIVER],
            receivers=[party.who for party in parties if party.role == AidRole.RECEIVER],
            missing=self.object.missing(),
            **kwargs,
        )
