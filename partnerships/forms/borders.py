"""Forms of border markers, gates and border profiles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_fields import AmountFormField, PartialDateFormField
from core.forms import RecordForm, RowForm
from core.pickers import RecordChoice, RecordChoices
from partnerships.forms.fields import by_words, paper_choice
from partnerships.models import BorderMarker, BorderProfile, Gate, Unit
from partnerships.services.border_markers import HIGHEST

KM = ("km",)


def place(label, several: bool = False) -> RecordChoice:
    field = RecordChoices if several else RecordChoice
    return field(
        Unit.objects.all(),
        label=label,
        search_url="partnerships:unit-picker",
        search=by_words,
        required=False,
    )


def by_number(rows, words: str):
    return rows.numbered(words).order_by("border", "place")


def marker_choice(label, **more) -> RecordChoice:
    return RecordChoice(
        BorderMarker.objects.select_related("border"),
        label=label,
        search_url="partnerships:border-marker-picker",
        search=by_number,
        required=False,
        **more,
    )


class PassageRow(RowForm):
    """A source of a record: a paper of the register, and perhaps the paragraph."""

    one = _("source")
    add = _("Add a source")

    paper = paper_choice(_("Paper"))
    paragraph = forms.IntegerField(
        label=_("Paragraph"), min_value=1, max_value=9999, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].required = True


class BorderMarkerForm(RecordForm):
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=HIGHEST)
    unit = place(_("Unit in Vietnam"))
    counterpart = place(_("Unit of the neighbour"))
    after = marker_choice(
        _("Stands right after the marker"),
        help_text=_("Only where the number does not tell the order along the border."),
    )

    class Meta:
        model = BorderMarker
        fields = ["border", "number", "suffix", "unit", "counterpart"]

    def _get_validation_exclusions(self):
        """What the database would refuse of a suffix the service says first, at the right box."""
        return super()._get_validation_exclusions() | {"suffix"}


class BorderMarkerCreateForm(BorderMarkerForm):
    last = forms.IntegerField(
        label=_("To number, for a whole run"),
        min_value=0,
        max_value=HIGHEST,
        required=False,
        help_text=_("From 320 to 331 enters twelve markers at once, without suffix."),
    )


class GateForm(RecordForm):
    unit = place(_("Unit in Vietnam"))
    counterpart = place(_("Unit of the neighbour"))
    marker = marker_choice(_("Nearest marker"))
    since = PartialDateFormField(label=_("Open since"), required=False, words_allowed=True)
    until = PartialDateFormField(label=_("Closed since"), required=False, words_allowed=True)

    class Meta:
        model = Gate
        fields = ["border", "kind", "name", "counterpart_name", "unit", "counterpart", "marker"]


class BorderProfileForm(RecordForm):
    unit = place(_("Unit in Vietnam; empty for the whole border"))
    length = AmountFormField(label=_("Length"), units=KM, required=False, help_text="")
    as_of = PartialDateFormField(label=_("As of"), required=False, words_allowed=True)
    border_districts = place(_("Border districts by name"), several=True)
    faces = place(_("Faces (units of the neighbour)"), several=True)

    class Meta:
        model = BorderProfile
        fields = [
            "border",
            "unit",
            "home_provinces",
            "counterpart_provinces",
            "districts",
            "communes",
            "villages",
            "counterpart_communes",
            "international_gates",
            "main_gates",
            "secondary_gates",
            "openings",
            "border_districts",
            "faces",
        ]
