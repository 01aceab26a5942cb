from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES
from core.pages import DetailPage, PickerPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import UnitFilter
from partnerships.models import (
    BorderProfile,
    Cadence,
    Note,
    Organisation,
    Partnership,
    Post,
    StatedFigure,
    Unit,
    UnitParent,
    UnitSuccession,
)
from partnerships.overview import with_overview
from partnerships.views import parts, rows
from partnerships.views.places import PROFILE_COUNTS, ties_as_rows

PARTS = (
    ("ties", _("Ties"), "partnerships:unit-ties"),
    ("below", _("Places and people"), "partnerships:unit-below"),
    ("border", _("Border"), "partnerships:unit-border"),
    ("figures", _("Figures"), "partnerships:unit-figures"),
    ("notes", _("Notes and cadences"), "partnerships:unit-notes"),
    ("meetings", _("Meetings"), "exchanges:unit-meetings"),
    ("aid", _("Aid"), "exchanges:unit-aid"),
    ("activities", _("Activities"), "exchanges:unit-activities"),
    ("incidents", _("Incidents"), "exchanges:unit-incidents"),
    ("reviews", _("Annual reviews"), "reports:unit-reviews"),
)


class UnitList(parts.RecordList):
    """Names of places are public: everybody who reads sees all of them."""

    model = Unit
    columns = lists.UNITS
    detail = "partnerships:unit-detail"
    filterset_class = UnitFilter
    related = (
        (_("Organisations"), "partnerships:organisation-list"),
        (_("People"), "partnerships:person-list"),
        (_("Borders"), "partnerships:border-profile-list"),
    )
    permission = permissions.VIEW_UNIT
    tabs = (
        (_("All"), ""),
        (_("Provinces"), "level=province"),
        (_("Districts"), "level=district"),
        (_("No more"), "ended=true"),
    )

    def get_queryset(self):
        return parts.with_own_name(super().get_queryset())


class UnitPicker(PickerPage):
    model = Unit
    permission = permissions.VIEW_UNIT

    @staticmethod
    def search(units, words):
        return units.named(words).select_related("parent").order_by("valid_to", "name")


class UnitDetail(DetailPage):
    """A place with its names in all scripts, where it belonged, and what became of it."""

    model = Unit
    permission = permissions.VIEW_UNIT

    def get_queryset(self):
        self.queryset = with_sources(
            Unit.objects.select_related("country", "parent")
        ).prefetch_related(
            "names",
            Prefetch("parents", UnitParent.objects.select_related("parent").order_by("since")),
        )
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        unit = self.object
        steps = UnitSuccession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
        steps = list(steps.select_related("predecessor", "successor", "paper").order_by("on"))
        return super().get_context_data(
            names=[(one, NAMES.get(one.language, (one.language,))[0]) for one in unit.names.all()],
            parents=unit.parents.all(),
            before=[step for step in steps if step.successor_id == unit.pk],
            after=[step for step in steps if step.predecessor_id == unit.pk],
            parts=parts.sections(self.request.user, unit, PARTS),
            sources=parts.gathered([unit]),
            there=unit.exists_on(timezone.localdate()),
            **kwargs,
        )


class UnitPart(parts.Part):
    model = Unit

    def seen(self, model):
        return model.objects.visible_to(self.request.user)


class UnitTies(UnitPart):
    """Ties of the place itself and of all places in its reach, as far as the user may see them."""

    template_name = "partnerships/_ties.html"
    heading = _("Ties")
    permission = permissions.VIEW_PARTNERSHIP

    def rows(self, unit):
        ties = self.seen(Partnership).filter(rows.ties_reached_from(unit))
        return ties_as_rows(with_overview(ties, timezone.localdate()))


class UnitBelow(UnitPart):
    template_name = "partnerships/_below_unit.html"
    heading = _("Places and people")
    permission = permissions.VIEW_PERSON

    def rows(self, unit):
        posts = self.seen(Post).filter(unit=unit).select_related("person")
        return {
            "units": parts.with_own_name(unit.children.select_related("country"))[:200],
            "organisations": Organisation.objects.filter(seat=unit)[:200],
            "posts": with_sources(posts),
        }


class UnitBorder(UnitPart):
    template_name = "partnerships/_border_profiles.html"
    heading = _("Border")
    permission = permissions.VIEW_BORDER_PROFILE

    def rows(self, unit):
        found = self.seen(BorderProfile).filter(Q(unit=unit) | Q(faces=unit)).distinct()
        found = with_sources(BorderProfile.objects.filter(pk__in=found.values("pk")))
        profiles = found.select_related("border", "unit").prefetch_related(
            "faces", "border_districts"
        )
        return [
            (one, [(label, getattr(one, name)) for name, label in PROFILE_COUNTS])
            for one in profiles
        ]


class UnitFigures(UnitPart):
    template_name = "partnerships/_figures.html"
    heading = _("Figures")
    permission = permissions.VIEW_STATED_FIGURE

    def rows(self, unit):
        return rows.figures_of(self.seen(StatedFigure).filter(unit=unit), [unit])


class UnitNotes(UnitPart):
    template_name = "partnerships/_notes.html"
    heading = _("Notes and cadences")
    permission = permissions.VIEW_NOTE

    def rows(self, unit):
        cadences = with_sources(self.seen(Cadence).filter(unit=unit))
        return {
            "notes": with_sources(self.seen(Note).filter(unit=unit)),
            "cadences": [(cadence, parts.how_often(cadence)) for cadence in cadences],
        }
