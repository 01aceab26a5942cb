from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm, RowForm, ScopedForm
from core.languages import NAMES
from partnerships.choices import Level, NameKind, SuccessionKind
from partnerships.forms.fields import DayField, paper_choice, unit_choice
from partnerships.models import Unit

LANGUAGES = [(code, name) for code, (name, _own_name) in NAMES.items()]


class UnitForm(RecordForm):
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", "—"), *Level.choices], help_text=_("How high it stands.")
    )
    valid_from = DayField(label=_("Exists since"), required=False)
    valid_to = DayField(label=_("First day it is no more"), required=False)

    class Meta:
        model = Unit
        fields = ["word", "name", "level", "code", "latitude", "longitude"]
        help_texts = {
            "word": _("As its country says it: tỉnh, xã, bản, mường, huyện …"),
            "name": _("Without the type, in Vietnamese letters."),
            "code": _("A code may be used again after its first unit has ended."),
            "latitude": _("In degrees, for example 20.36210"),
            "longitude": _("In degrees, for example 104.99180"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("valid_from", "valid_to"):
            self.initial.setdefault(name, getattr(self.instance, name))

    def _post_clean(self):
        """What the table itself would refuse the service says, and names the box at fault."""


class UnitCreateForm(UnitForm):
    class Meta(UnitForm.Meta):
        fields = [*UnitForm.Meta.fields, "country"]


class Period(RowForm):
    """A row that holds from a day until a day."""

    since = DayField(label=_("Since"), required=False, help_text="")
    until = DayField(label=_("Until (first day no more)"), required=False, help_text="")

    def clean(self):
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until <= since:
            self.add_error("until", gettext("The end comes after the beginning, as a day."))
        return data


class UnitNameRow(Period):
    layout = "box"
    one = _("name")
    add = _("Add a name")
    widths = {"text": 6, "language": 3, "kind": 3, "since": 3, "until": 3}

    text = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="vi")
    kind = forms.ChoiceField(label=_("Kind"), choices=NameKind.choices, initial=NameKind.OFFICIAL)
    checked = forms.BooleanField(label=_("checked by a native reader"), required=False)

    field_order = ["text", "language", "kind", "since", "until", "checked"]

    def clean(self):
        data = super().clean()
        if data.get("language") == "vi" and data.get("kind") == NameKind.OFFICIAL:
            words = gettext("The official Vietnamese name of today is above; is this a former one?")
            self.add_error("kind", words)
        return data


class UnitParentRow(Period):
    layout = "box"
    one = _("unit above")
    add = _("Add a unit above")
    widths = {"since": 3, "until": 3}

    parent = unit_choice(_("Belongs to"))

    field_order = ["parent", "since", "until"]

    def clean(self):
        data = super().clean()
        if not data.get("parent") and "parent" not in self.errors:
            self.add_error("parent", gettext("Choose the unit it belongs to."))
        return data


class UnitSuccessionRow(RowForm):
    layout = "box"
    one = _("succession")
    add = _("Add a succession")

    kind = forms.ChoiceField(
        label=_("What became of it"), choices=[("", "—"), *SuccessionKind.choices]
    )
    on = DayField(label=_("From which day"), help_text=_("The first day of the new state."))
    successor = unit_choice(_("Into which unit"))
    paper = paper_choice(_("Deciding paper"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        kind, successor = data.get("kind"), data.get("successor")
        if kind == SuccessionKind.ABOLISHED and successor:
            self.add_error("successor", gettext("An abolished unit has no successor."))
        goes_on = kind and kind != SuccessionKind.ABOLISHED
        if goes_on and not successor and "successor" not in self.errors:
            self.add_error("successor", gettext("Name the unit that succeeds it."))
        return data


class RenameForm(ScopedForm):
    name = forms.CharField(
        label=_("New name"), max_length=200, help_text=_("Without the type, in Vietnamese letters.")
    )
    on = DayField(label=_("From which day"))
    paper = paper_choice(_("Deciding paper"))

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name
