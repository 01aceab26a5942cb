"""The form of a patrol that took place: from where to where, who went, what was found."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm, RowForm
from core.pickers import RecordChoice
from exchanges.forms.aid_rows import not_in_the_future, one_of_both
from exchanges.models import Incident, Patrol
from partnerships.forms.fields import (
    by_title,
    organisation_choice,
    partnership_choice,
    unit_choice,
)
from partnerships.models import Border, BorderMarker


def along_the_border(rows, words: str):
    """Markers of that number; where one bears just this number it is meant."""
    return rows.filter(label=words.strip()).order_by("border", "place") or rows.numbered(
        words
    ).order_by("border", "place")


class MarkerField(RecordChoice):
    """A marker of the border that the form names; another border's is not offered."""

    beside = "border"
    border = None

    def __init__(self, label):
        super().__init__(
            BorderMarker.objects.select_related("border"),
            label=label,
            search_url="exchanges:patrol-marker-picker",
            search=self._along,
            required=False,
        )

    def __deepcopy__(self, memo):
        result = super().__deepcopy__(memo)
        result.search = result._along
        return result

    def _along(self, rows, words: str):
        return along_the_border(rows.filter(border=self.border) if self.border else rows, words)


def typed_border(text: str) -> Border | None:
    """What the box of the border says."""
    try:
        return Border.objects.filter(uuid=text).first() if text else None
    except ValidationError:  # no uuid at all
        return None


class PatrolForm(RecordForm):
    partnership = partnership_choice(_("Tie"))
    from_marker = MarkerField(_("From the marker"))
    to_marker = MarkerField(_("To the marker"))
    happened = PartialDateFormField(label=_("Day of the patrol"), required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    class Meta:
        model = Patrol
        fields = ["border", "from_marker", "to_marker", "partnership", "note", "basis"]

    def __init__(self, *args, border: Border | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_marker", "to_marker"):
            self.fields[name].border = border

    def clean_happened(self):
        return not_in_the_future(self.cleaned_data["happened"])

    def clean(self):
        """Of our own the day and both markers are known; others may leave them open."""
        data = super().clean() or self.cleaned_data
        if data.get("basis") != Basis.MADE_HERE:
            return data
        day = data.get("happened")
        if day is not None and not day.is_full:
            self.add_error(
                "happened", gettext("Enter the full day, month and year, for example 28/03/2025.")
            )
        needed = {
            "from_marker": gettext("Name the first marker."),
            "to_marker": gettext("Name the last marker."),
        }
        for name, words in needed.items():
            if name not in self.errors and not data.get(name):
                self.add_error(name, words)
        return data

    def _get_validation_exclusions(self):
        """What the rule of the database says of several boxes is said above, at each of them."""
        return super()._get_validation_exclusions() | {"from_marker", "to_marker", "basis"}


class PatrolPartyRow(RowForm):
    one = _("party")
    add = _("Add a party")

    organisation = organisation_choice()
    unit = unit_choice(label=_("or unit"))
    people = forms.IntegerField(
        label=_("How many people"), min_value=1, max_value=9999, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = gettext("Station or company")

    def has_changed(self):
        """What the tie offered counts, though nobody typed it."""
        return super().has_changed() or (bool(self.initial) and self._was_sent())

    def clean(self):
        data = super().clean() or self.cleaned_data
        one_of_both(self, data)
        return data


class FindingRow(RowForm):
    layout = "box"
    widths = {"what": 12, "marker": 6, "incident": 6}
    one = _("finding")
    add = _("Add a finding")

    what = forms.CharField(label=_("What the patrol found"), max_length=500)
    marker = MarkerField(_("At the marker"))
    incident = RecordChoice(
        Incident.objects.all(),
        label=_("Incident it belongs to"),
        search_url="exchanges:incident-picker",
        search=by_title,
        required=False,
    )

    def __init__(self, *args, border: Border | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["marker"].border = border
