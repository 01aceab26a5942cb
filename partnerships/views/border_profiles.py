from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, DetailPage, Group
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import BorderProfileFilter
from partnerships.forms import BorderProfileForm
from partnerships.models import BorderProfile, Note, StatedFigure
from partnerships.services import border_profiles
from partnerships.views import parts, rows, sourced
from partnerships.views.places import COUNTED, PROFILE_COUNTS

BESIDE = (  # the pages of borders stand beside each other
    (gettext_lazy("Strip"), "border-strip"),
    (gettext_lazy("Border profiles"), "partnerships:border-profile-list"),
    (gettext_lazy("Markers"), "partnerships:border-marker-list"),
    (gettext_lazy("Gates and openings"), "partnerships:gate-list"),
    (gettext_lazy("Incidents"), "exchanges:incident-list"),
)


def beside(own: str) -> tuple:
    """The other pages of borders, for the page of this name."""
    return tuple((words, name) for words, name in BESIDE if name != own)


class BorderProfileList(parts.RecordList):
    model = BorderProfile
    columns = lists.BORDER_PROFILES
    detail = "partnerships:border-profile-detail"
    filterset_class = BorderProfileFilter
    related = beside("partnerships:border-profile-list")
    create = (
        "partnerships:border-profile-create",
        gettext_lazy("Enter a border profile"),
        permissions.EDIT_BORDER,
    )
    permission = permissions.VIEW_BORDER_PROFILE

    def get_queryset(self):
        called = Coalesce(F("unit__name"), F("border__name"), Value(""))
        return super().get_queryset().annotate(sort_name=called)


class BorderProfileDetail(DetailPage):
    """What is known of a border; of a whole one also what was published and noted about it."""

    model = BorderProfile
    permission = permissions.VIEW_BORDER_PROFILE

    def get_queryset(self):
        self.queryset = with_sources(
            BorderProfile.objects.select_related("border__neighbour", "unit")
        ).prefetch_related("faces", "border_districts")
        return super().get_queryset()

    def get_actions(self):
        if not self.may(permissions.EDIT_BORDER):
            return []
        edit = reverse("partnerships:border-profile-edit", args=[self.object.uuid])
        return [Action(_("Edit"), edit)]

    def get_context_data(self, **kwargs):
        profile = self.object
        whole = {} if profile.unit else self._of_the_border(profile.border)
        return super().get_context_data(
            counts=[(label, getattr(profile, name)) for name, label in PROFILE_COUNTS],
            sources=parts.gathered([profile], whole.get("notes", [])),
            **whole,
            **kwargs,
        )

    @staticmethod
    def _of_the_border(border) -> dict:
        """Open to everybody who reads, like every figure or note about a border."""
        return {
            "rows": rows.figures_of(StatedFigure.objects.filter(border=border), [border]),
            "notes": list(with_sources(Note.objects.filter(border=border))),
        }


class BorderProfilePage(sourced.SourcedPage):
    model = BorderProfile
    form_class = BorderProfileForm
    groups = (
        Group(gettext_lazy("The border"), ("border:4", "unit:8", "length:8", "as_of:4")),
        Group(
            gettext_lazy("Numbers that a source states"),
            tuple(f"{name}:3" for name in COUNTED),
            note=gettext_lazy("Leave empty what the source does not state."),
        ),
        Group(gettext_lazy("By name"), ("border_districts:6", "faces:6")),
        sourced.SOURCES,
    )
    permission = permissions.EDIT_BORDER


class BorderProfileCreate(BorderProfilePage):
    heading = gettext_lazy("A new border profile")

    def get_cancel_url(self):
        return reverse("partnerships:border-profile-list")

    def perform(self, data):
        return border_profiles.enter(**data, uuid=self.submission, by=self.request.user)


class BorderProfileEdit(BorderProfilePage):
    def get_heading(self):
        return _("Border of %(object)s") % {"object": self.object}

    def perform(self, data):
        return border_profiles.revise(profile=self.object, **data, by=self.request.user)
