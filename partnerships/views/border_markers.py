from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, DetailPage, FormPage, Group, PickerPage
from partnerships import lists, permissions
from partnerships.filters import BorderMarkerFilter
from partnerships.forms import BorderMarkerCreateForm, BorderMarkerForm
from partnerships.forms.borders import by_number
from partnerships.models import BorderMarker, Charge, Gate
from partnerships.services import border_markers
from partnerships.views import parts
from partnerships.views.border_profiles import beside

PLACES = ("unit:6", "counterpart:6", "after:12")


class BorderMarkerList(parts.RecordList):
    """Numbers of markers are public; surveyed positions are not kept."""

    model = BorderMarker
    columns = lists.BORDER_MARKERS
    detail = "partnerships:border-marker-detail"
    filterset_class = BorderMarkerFilter
    related = beside("partnerships:border-marker-list")
    create = (
        "partnerships:border-marker-create",
        gettext_lazy("Enter markers"),
        permissions.EDIT_BORDER,
    )
    permission = permissions.VIEW_BORDER


# Kept by an app above.
PARTS = (("incidents", gettext_lazy("Incidents"), "exchanges:marker-incidents"),)


class BorderMarkerDetail(DetailPage):
    """A marker, what stands at it, and who has charge of its section."""

    queryset = BorderMarker.objects.select_related("border", "unit", "counterpart")
    permission = permissions.VIEW_BORDER

    def get_actions(self):
        if not self.may(permissions.EDIT_BORDER):
            return []
        edit = reverse("partnerships:border-marker-edit", args=[self.object.uuid])
        return [Action(_("Edit"), edit)]

    def get_context_data(self, **kwargs):
        marker = self.object
        row = BorderMarker.objects.filter(border=marker.border)
        before = row.filter(place__lt=marker.place).order_by("-place").first()
        after = row.filter(place__gt=marker.place).order_by("place").first()
        charges = Charge.objects.visible_to(self.request.user).filter(
            from_marker__border=marker.border,
            from_marker__place__lte=marker.place,
            to_marker__place__gte=marker.place,
        )
        return super().get_context_data(
            before=before,
            after=after,
            gates=list(Gate.objects.filter(marker=marker)),
            charges=list(charges.select_related("organisation", "from_marker", "to_marker")),
            parts=parts.sections(self.request.user, marker, PARTS),
            **kwargs,
        )


class BorderMarkerCreate(FormPage):
    model = BorderMarker
    form_class = BorderMarkerCreateForm
    heading = gettext_lazy("New border markers")
    groups = (
        Group(gettext_lazy("The marker"), ("border:4", "number:2", "suffix:2", "last:4")),
        Group(gettext_lazy("Where it stands"), PLACES),
    )
    permission = permissions.EDIT_BORDER

    def get_cancel_url(self):
        return reverse("partnerships:border-marker-list")

    def perform(self, data):
        return border_markers.enter(**data, uuid=self.submission, by=self.request.user)


class BorderMarkerEdit(FormPage):
    queryset = BorderMarker.objects.select_related("border", "unit", "counterpart")
    form_class = BorderMarkerForm
    groups = (
        Group(gettext_lazy("The marker"), ("border:4", "number:4", "suffix:4")),
        Group(gettext_lazy("Where it stands"), PLACES),
    )
    permission = permissions.EDIT_BORDER

    def get_heading(self):
        return _("Marker %(number)s") % {"number": self.object}

    def perform(self, data):
        return border_markers.revise(marker=self.object, **data, by=self.request.user)


class BorderMarkerPicker(PickerPage):
    queryset = BorderMarker.objects.select_related("border").order_by(F("border"), F("place"))
    search = staticmethod(by_number)
    permission = permissions.VIEW_BORDER
