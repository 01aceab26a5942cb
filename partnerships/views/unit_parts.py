"""The parts of the page of a place: its own records, and those it has through other units."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from partnerships import permissions
from partnerships.cadence_words import how_often
from partnerships.cited import with_sources
from partnerships.forms.days import DayForm
from partnerships.models import (
    BorderProfile,
    Cadence,
    Note,
    Organisation,
    Partnership,
    Post,
    StatedFigure,
    Unit,
    UnitReach,
)
from partnerships.overview import with_overview
from partnerships.through import Ways, through
from partnerships.views import parts, rows
from partnerships.views.places import PROFILE_COUNTS, ties_as_rows

SHOWN = 200  # places; a province of today has 168 communes at most
PROFILES = 40


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
        found = ties_as_rows(with_overview(ties, timezone.localdate()))
        via = through(unit, {row["pk"]: Ways(ties={row["pk"]}) for row in found})
        return [row | {"through": via.get(row["pk"], "")} for row in found]


class UnitBelow(UnitPart):
    """What belonged to it on a day: the one asked for, today, or the last one of an ended place."""

    template_name = "partnerships/_below_unit.html"
    heading = _("Places and people")
    permission = permissions.VIEW_PERSON

    @cached_property
    def on(self) -> date:
        day = DayForm(self.request.GET).day()
        ended = self.object.valid_to
        return ended - timedelta(days=1) if ended and ended <= day else day

    def rows(self, unit):
        posts = self.seen(Post).filter(unit=unit).select_related("person")
        below = Unit.objects.kept().below(unit, self.on).select_related("country")
        return {
            "on": self.on,
            "units": below.with_names(self.on).in_tiers()[:SHOWN],
            "organisations": Organisation.objects.kept().filter(seat=unit)[:SHOWN],
            "posts": with_sources(posts),
        }


class UnitBorder(UnitPart):
    """Its own profiles, those of the other side that face it, then those of units in its reach."""

    template_name = "partnerships/_border_profiles.html"
    heading = _("Border")
    permission = permissions.VIEW_BORDER_PROFILE

    def rows(self, unit):
        reached = UnitReach.objects.filter(ancestor=unit).values("unit")
        found = self.seen(BorderProfile).filter(
            Q(unit__in=reached)
            | Q(
                pk__in=BorderProfile.faces.through.objects.filter(unit=unit).values("borderprofile")
            )
        )
        found = with_sources(BorderProfile.objects.filter(pk__in=found.values("pk")))
        profiles = found.select_related("border", "unit").prefetch_related(
            "faces", "border_districts"
        )
        profiles = sorted(
            profiles.order_by("pk")[:PROFILES], key=lambda one: one.unit_id != unit.pk
        )
        via = through(unit, {one.pk: Ways(units={one.unit_id}) for one in profiles})
        return [
            (
                one,
                [(label, getattr(one, name)) for name, label in PROFILE_COUNTS],
                via.get(one.pk, ""),
            )
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
            "new_cadence": parts.address(
                self.request.user, "partnerships:unit-cadence-create", unit
            ),
            "cadences": [(cadence, how_often(cadence)) for cadence in cadences],
        }
