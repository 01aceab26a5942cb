from dataclasses import replace

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES
from core.pages import DetailPage, PickerPage
from partnerships import lists, permissions
from partnerships.choices import NameKind
from partnerships.cited import with_sources
from partnerships.filters import UnitFilter
from partnerships.forms.days import DayForm
from partnerships.models import Unit, UnitParent
from partnerships.views import chain, parts, tree
from partnerships.views.merging import MERGE, Merged
from partnerships.views.reform import acts_after_an_end

OF_A_DAY = ("below", "heads")
PARTS = (
    ("ties", _("Ties"), "partnerships:unit-ties"),
    ("below", _("Places and people"), "partnerships:unit-below"),
    ("border", _("Border"), "partnerships:unit-border"),
    ("heads", _("Who heads it"), "partnerships:unit-heads"),
    ("figures", _("Figures"), "partnerships:unit-figures"),
    ("notes", _("Notes and cadences"), "partnerships:unit-notes"),
    ("meetings", _("Meetings"), "exchanges:unit-meetings"),
    ("dues", _("Due by cadence"), "exchanges:unit-dues"),
    ("aid", _("Aid"), "exchanges:unit-aid"),
    ("activities", _("Activities"), "exchanges:unit-activities"),
    ("patrols", _("Patrols"), "exchanges:unit-patrols"),
    ("incidents", _("Incidents"), "exchanges:unit-incidents"),
    ("letters", _("Letters"), "exchanges:unit-letters"),
    ("reviews", _("Annual reviews"), "reports:unit-reviews"),
    ("log", _("Who entered and changed it"), "partnerships:unit-history"),
)
ACTS = (
    (_("Edit"), "partnerships:unit-edit"),
    (_("Rename"), "partnerships:unit-rename"),
    (MERGE, "partnerships:unit-merge"),
)


class UnitList(parts.RecordList):
    """Names of places are public: everybody who reads sees all of them."""

    queryset = Unit.objects.kept()
    columns = lists.UNITS
    detail = "partnerships:unit-detail"
    filterset_class = UnitFilter
    related = (
        (_("Tree on a day"), "partnerships:unit-tree"),
        (_("Work after the reform of units"), "partnerships:reform-list"),
        (_("Organisations"), "partnerships:organisation-list"),
        (_("People"), "partnerships:person-list"),
        (_("Borders"), "partnerships:border-profile-list"),
    )
    permission = permissions.VIEW_UNIT
    tabs = (
        (_("All"), ""),
        (_("Provinces"), "level=province"),
        (_("Districts"), "level=district"),
        (_("No more"), "ending=ended"),
    )

    create = ("partnerships:unit-create", _("Add a place"), permissions.EDIT_UNIT)

    def get_queryset(self):
        """On a day that is asked for each unit has the name and the unit above of that day."""
        form = DayForm(self.request.GET)
        on = form.is_valid() and form.cleaned_data["on"]
        return super().get_queryset().with_above(on or None).with_names(on or timezone.localdate())


class UnitPicker(PickerPage):
    queryset = Unit.objects.kept()
    permission = permissions.VIEW_UNIT

    @staticmethod
    def search(units, words):
        return units.offered(words)


class UnitDetail(Merged, DetailPage):
    """A place with its names in all scripts, where it belonged, and what became of it."""

    model = Unit
    permission = permissions.VIEW_UNIT

    def get_queryset(self):
        self.queryset = with_sources(
            Unit.objects.select_related("country", "parent", "merged_into")
        ).prefetch_related(
            "names",
            Prefetch("parents", UnitParent.objects.select_related("parent").order_by("since")),
        )
        return super().get_queryset()

    def get_actions(self):
        """Who keeps the register may write the places of their own area, and abroad."""
        user, unit = self.request.user, self.object
        keeps = self.may(permissions.EDIT_UNIT)
        if keeps and not Unit.objects.editable_by(user).filter(pk=unit.pk).exists():
            return []
        return [*acts_after_an_end(user, unit), *parts.acts(user, unit, ACTS)]

    @cached_property
    def day_form(self):
        return DayForm.asked(self.request.GET)

    def get_context_data(self, **kwargs):
        unit, on = self.object, self.day_form.day()
        before, after = chain.around(unit)
        return super().get_context_data(
            form=self.day_form,
            on=on,
            presets=tree.presets(on),
            then=self._then(unit, on),
            names=[(one, NAMES.get(one.language, (one.language,))[0]) for one in unit.names.all()],
            parents=unit.parents.all(),
            before=before,
            after=after,
            eve=tree.eve_of(unit),
            parts=self._parts(unit, on),
            sources=parts.gathered([unit]),
            **kwargs,
        )

    @staticmethod
    def _then(unit: Unit, on) -> dict:
        """What the unit was on that day."""
        own = [
            one
            for one in unit.names.all()
            if one.kind == NameKind.OFFICIAL
            and one.language == unit.country.paper_language != "vi"
            and one.holds(on)
        ]
        is_over = unit.valid_to is not None and unit.valid_to <= on
        places = list(unit.parents.all())
        above = [one for one in places if one.holds(on)] or (places[-1:] if is_over else [])
        return {
            "name": f"{unit.word} {unit.name_on(on)}".strip(),
            "own_name": own[0] if own else None,
            "above": above[0] if above else None,
            "is_there": unit.exists_on(on),
            "is_over": is_over,
            "is_today": on == timezone.localdate(),
        }

    def _parts(self, unit: Unit, on) -> list[parts.Section]:
        found = parts.sections(self.request.user, unit, PARTS)
        dated = tree.asked(on)
        return [
            replace(one, url=f"{one.url}{dated}") if one.id in OF_A_DAY else one for one in found
        ]
