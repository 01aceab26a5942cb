from django.db.models import F, Value
from django.db.models.functions import Coalesce

from core.pages import DetailPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import BorderProfileFilter
from partnerships.models import BorderProfile, Note, StatedFigure
from partnerships.views import parts, rows
from partnerships.views.places import PROFILE_COUNTS


class BorderProfileList(parts.RecordList):
    model = BorderProfile
    columns = lists.BORDER_PROFILES
    detail = "partnerships:border-profile-detail"
    filterset_class = BorderProfileFilter
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
