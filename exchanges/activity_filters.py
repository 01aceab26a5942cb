"""Filters of activities, of their sums and of patrols."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.filters import FoldedWords, RecordFilter
from exchanges.choices import ActivityKind, Measure
from exchanges.filters import YearFilter
from exchanges.happened import activities_of, patrols_of, perhaps_in, surely_in
from exchanges.models import Activity, Patrol
from partnerships.common_filters import (
    DayFilter,
    InProvince,
    OfLevel,
    PickedFilter,
    WithCountry,
    WithOrganisation,
    among_kept,
    among_units,
    period,
)
from partnerships.models import Border, Partnership, Unit

OTHER = "other"  # the measure of figures that only their word tells apart


class HappenedFilter(RecordFilter):
    """By tie, by place with all in its reach, and by days. What was taken back is shown only when
    asked for; what led here by a number is offered only then.
    """

    led_here: tuple[str, ...] = ("time",)

    tie = PickedFilter(
        "partnership",
        label=_("Tie"),
        search_url="partnerships:partnership-picker",
        search=among_kept,
    )
    unit = PickedFilter(
        label=_("Unit, with all in its reach"),
        search_url="partnerships:unit-picker",
        search=among_units,
        method="in_reach",
    )
    since = DayFilter(label=_("From the day"), method="of_the_period")
    until = DayFilter(label=_("To the day"), method="of_the_period")
    time = django_filters.ChoiceFilter(
        label=_("Time"),
        choices=[("unsure", _("without a sure day in the period"))],
        method="of_the_period",
    )
    standing = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("no", _("taken back")), ("all", _("all, also taken back"))],
        empty_label=_("those that count"),
        method="that_stand",
    )

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        data = data or {}
        asked = data.get("tie") or data.get("tie_q")
        ties = Partnership.objects.kept()  # whose reach is looked up only where a tie is asked for
        seen = ties.visible_to(self.request.user) if asked else ties.none()
        self.filters["tie"].extra["queryset"] = seen
        self.filters["unit"].extra["queryset"] = Unit.objects.select_related("parent")
        for name in self.led_here:
            if not data.get(name):
                del self.filters[name]

    def filter_queryset(self, rows):
        rows = super().filter_queryset(rows)
        said = self.form.cleaned_data
        if not said.get("standing") and not said.get("found"):  # the search finds all of them
            rows = rows.filter(withdrawn_reason="")
        self.of_any_day = rows
        unsure = said.get("time") == "unsure"
        return rows.filter(perhaps_in(self.period) if unsure else surely_in(self.period))

    @property
    def period(self):
        """The days asked for; None without."""
        said = self.form.cleaned_data
        return period(said.get("since"), said.get("until"))

    def of_the_period(self, rows, _name, _value):
        """Both ends and the choice between sure and unsure count together; see above."""
        return rows

    def that_stand(self, rows, _name, wanted):
        return rows.exclude(withdrawn_reason="") if wanted == "no" else rows


class ActivitySumFilter(HappenedFilter):
    class Meta:
        model = Activity
        fields = ["tie", "unit", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters.pop("standing")

    def in_reach(self, rows, _name, unit):
        return activities_of(rows, unit)


class ActivityFilter(InProvince, WithCountry, OfLevel, WithOrganisation, HappenedFilter):
    led_here = ("time", "measure", "what", "counted_in", "tied")

    q = FoldedWords("title", label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(choices=ActivityKind, label=_("Kind"))
    year = YearFilter("happened")
    measure = django_filters.ChoiceFilter(
        label=_("What is counted"),
        choices=[*((one.value or OTHER, one.label) for one in Measure)],
        method="with_a_figure",
    )
    what = django_filters.CharFilter(label=_("In a word"), max_length=120, method="with_a_figure")
    counted_in = django_filters.CharFilter(
        label=_("Unit of the figure"), max_length=16, method="with_a_figure"
    )
    tied = django_filters.ChoiceFilter(
        label=_("Tie"), choices=[("no", _("no tie, or none in your area"))], method="without_tie"
    )

    class Meta:
        model = Activity
        fields = ["q", "kind", "tie", "unit", "year", "since", "until", "standing"]

    def in_reach(self, rows, _name, unit):
        return activities_of(rows, unit)

    def with_a_figure(self, rows, name, _value):
        """Those with one figure of that measure, word and unit; asked once for the three."""
        said = self.form.cleaned_data
        first = next(one for one in ("measure", "what", "counted_in") if said.get(one))
        if name != first:
            return rows
        wanted = {}
        if said.get("measure"):
            wanted["figures__measure"] = "" if said["measure"] == OTHER else said["measure"]
        if said.get("what"):
            wanted["figures__what"] = said["what"]
        if said.get("counted_in"):
            wanted["figures__amount_unit"] = said["counted_in"]
        having = rows.model.objects.filter(**wanted).values("pk")
        return rows.filter(pk__in=having)

    def without_tie(self, rows, _name, _value):
        seen = Partnership.objects.visible_to(self.request.user)
        return rows.filter(Q(partnership=None) | ~Q(partnership__in=seen.values("pk")))


class PatrolFilter(InProvince, WithCountry, OfLevel, WithOrganisation, HappenedFilter):
    border = django_filters.ModelChoiceFilter(
        queryset=Border.objects.all(), to_field_name="uuid", label=_("Border"), empty_label=_("any")
    )
    basis = django_filters.ChoiceFilter(choices=Basis.choices, label=_("Basis"))

    class Meta:
        model = Patrol
        fields = ["border", "tie", "unit", "since", "until", "basis", "standing"]

    def in_reach(self, rows, _name, unit):
        return patrols_of(rows, unit)
