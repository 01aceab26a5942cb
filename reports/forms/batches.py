"""What is asked before the papers of all ties of a place are ordered, or a year is taken away."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ScopedForm
from core.pickers import RecordChoice
from partnerships.models import Country, Unit
from reports.choices import PaperCopy, PaperKind, PaperLayout
from reports.forms.annual_review import PeriodForm
from reports.forms.series import search_places


class BatchForm(PeriodForm):
    """A place with all its ties, over which days, and which papers."""

    unit = RecordChoice(
        Unit.objects.all(),
        label=gettext_lazy("Place with all ties in it"),
        search_url="reports:unit-picker",
        search=search_places,
        help_text=gettext_lazy("A province, a district, a commune: with everything below it."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Printed paper"), choices=PaperKind.choices)
    copy = forms.ChoiceField(
        label=gettext_lazy("Whose copy"),
        choices=PaperCopy.choices,
        required=False,
        help_text=gettext_lazy("The internal report has one copy."),
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Languages"),
        choices=PaperLayout.choices,
        required=False,
        initial=PaperLayout.COLUMNS,
    )
    asked = (*PeriodForm.asked, "copy", "layout")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._cut_to_reach()

    def clean(self):
        data = super().clean()
        data["period"] = self._period(data)
        return {
            "unit": data.get("unit"),
            "period": data["period"],
            "kind": data.get("kind"),
            "copy": data.get("copy") or PaperCopy.HOME,
            "layout": data.get("layout") or PaperLayout.COLUMNS,
        }


class YearForm(ScopedForm):
    """Which reviews of a year are taken away; asked by GET, so that the address can be kept."""

    widths = {"year": 3, "country": 4, "unit": 5}

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    country = forms.ModelChoiceField(
        Country.objects.none(),
        label=gettext_lazy("Country of the other side"),
        required=False,
    )
    unit = RecordChoice(
        Unit.objects.all(),
        label=gettext_lazy("Place with all ties in it"),
        required=False,
        search_url="partnerships:unit-picker",
        search=search_places,
    )

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in years]
        self.fields["year"].error_messages["invalid_choice"] = _(
            "There is no issued review of that year in your area."
        )
        self.fields["country"].queryset = Country.objects.exclude(code="VN")
        self.fields["country"].empty_label = _("all")
