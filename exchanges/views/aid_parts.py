"""What the pages of aid share: the reach looked up once, links between them, papers, crumbs."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Reach, ScopedQuerySet, reach_of
from core.addresses import open_address
from core.pages import Action, PickerPage
from exchanges import permissions
from exchanges.models import AidProject
from partnerships.choices import PaperKind
from partnerships.models import Commitment, Paper, PartnershipParty, Unit
from partnerships.services import papers
from partnerships.views import rows

# Lists that stand beside the list of aid, of whoever builds them: what is not there is left out.
BESIDE = (
    ("exchanges:aid-overview", gettext_lazy("Aid by year")),
    ("exchanges:owed", gettext_lazy("What we owe and are owed")),
    ("exchanges:year-plan-list", gettext_lazy("Year plans")),
    ("exchanges:exchange-rate-list", gettext_lazy("Exchange rates")),
)


class InReach:
    """A page that asks for the user's reach once, however many kinds of rows it shows."""

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.request.user)

    def get_queryset(self):
        found = self.queryset if self.queryset is not None else self.model._default_manager
        found = found.all()
        return found.visible_to(self.reach) if isinstance(found, ScopedQuerySet) else found


def today():
    return timezone.localdate()


def beside(user, *but: str) -> list[Action]:
    """Links to the lists beside, as far as they are there and the user may open them."""
    found = []
    for name, words in BESIDE:
        url = "" if name in but else open_address(user, name)
        if url:
            found.append(Action(words, url))
    return found


class AidPage:
    """Where a page of aid leads back to."""

    def get_success_url(self, target) -> str:
        return reverse("exchanges:aid-project-detail", args=[self.project_of(target).uuid])

    def get_cancel_url(self) -> str:
        return self.get_success_url(self.object)

    @staticmethod
    def project_of(record) -> AidProject:
        return record if isinstance(record, AidProject) else record.project

    def get_context_data(self, **kwargs):
        project = self.project_of(self.object)
        listed = (_("Aid"), reverse("exchanges:aid-project-list"))
        return super().get_context_data(
            crumbs=[listed, (str(project), project.get_absolute_url())], **kwargs
        )


def paper_of(data: dict, project: AidProject, kind: PaperKind, user) -> Paper | None:
    """The paper of the form: the one that was chosen, else a new one, kept in the user's area."""
    number, gist = data.pop("paper_number"), data.pop("paper_gist")
    dated = data.pop("paper_dated")
    if data.get("paper") or not (number or gist):
        return data.get("paper")
    unit = _whose(project, user)
    title = gist or _("Paper %(number)s") % {"number": number}
    return papers.record(
        kind=kind, title=title, number=number, dated=dated, gist=gist, unit=unit, by=user
    )


def _whose(project: AidProject, user) -> Unit | None:
    """The place whose paper it is: one in the user's reach, so that they find it again."""
    ties = project.partnership.parties if project.partnership else PartnershipParty.objects.none()
    named = [*project.parties.select_related("unit"), *ties.select_related("unit")]
    places = [party.unit for party in named if party.unit]
    if user.sees_all:
        return places[0] if places else None
    reach = reach_of(user)["Unit"]
    seen = [place for place in places if place.pk in reach]
    return next(iter([*seen, *places]), None)


class PromisePicker(PickerPage):
    model = Commitment
    permission = permissions.PROPOSE_AID

    @staticmethod
    def search(promises, words):
        return rows.entitled(promises, words).order_by("title")


class AidPicker(PickerPage):
    model = AidProject
    permission = permissions.PLAN_AID

    @staticmethod
    def search(projects, words):
        return rows.entitled(projects, words).order_by("title")
