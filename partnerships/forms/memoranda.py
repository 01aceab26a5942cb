"""The short form of a signed text, and the small forms of what happens to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm, RowForm, ScopedForm
from core.languages import NAMES
from core.pickers import RecordChoice, RecordChoices
from partnerships import owners
from partnerships.choices import SIGNED, MemorandumStatus, Side
from partnerships.forms.fields import (
    Checks,
    by_name,
    by_title,
    by_words,
    organisation_choice,
    paper_choice,
    unit_choice,
)
from partnerships.models import Memorandum, Partnership, Person

KNOWN = [one for one in Basis.choices if one[0] != Basis.MADE_HERE]
STATES = [one for one in MemorandumStatus.choices if one[0] in SIGNED]


class OwnerChoice(RecordChoice):
    """Somebody of the office, by name or login."""

    def __init__(self, **kwargs):
        super().__init__(
            User.objects.none(),
            label=_("Who is told before it ends"),
            search_url="partnerships:owner-picker",
            search=owners.called,
            required=False,
            help_text=_("Left empty, nobody is told: it stands on the list of deadlines only."),
            **kwargs,
        )


class Owned:
    """A form with an owner: people of the office, and only those who may see the text."""

    def __init__(self, *args, text=None, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        if text is None:
            field.queryset = owners.candidates(self.user)
        else:
            field.queryset = owners.who_may_own(text, self.user)
            field.search_url = reverse("partnerships:memorandum-owner-picker", args=[text.uuid])


def memorandum_choice(label) -> RecordChoice:
    return RecordChoice(
        Memorandum.objects.of_past(),
        label=label,
        search_url="partnerships:memorandum-picker",
        search=by_title,
        required=False,
    )


class PastTextForm(Owned, RecordForm):
    """Whatever is known of a text that others signed, or that was signed here once."""

    partnerships = RecordChoices(
        Partnership.objects.all(),
        label=_("Ties it binds"),
        search_url="partnerships:partnership-picker",
        search=by_words,
        required=False,
        help_text=_("One text may bind several ties; an agreement of agencies perhaps none."),
    )
    signed = PartialDateFormField(label=_("Signed"), required=False, words_allowed=True)
    term = PartialDateFormField(
        label=_("Term: from when to when"),
        required=False,
        help_text=_("2022–2025, or 28/03/2022 – 27/03/2027; the last day still belongs to it."),
    )
    term_words = forms.CharField(
        label=_("Term as the text says it"),
        max_length=120,
        required=False,
        help_text=_("For example: five years from the day of signing."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages it is signed in"),
        choices=[(code, name) for code, (name, _own) in NAMES.items()],
        widget=Checks,
        required=False,
    )
    renews = memorandum_choice(_("Renews the text"))
    amends = memorandum_choice(_("Amends the text"))
    ended = PartialDateFormField(
        label=_("First day it no longer held"), required=False, words_allowed=True
    )
    end_reason = forms.CharField(label=_("Why it was ended"), max_length=500, required=False)
    end_paper = paper_choice(_("Paper that ended it"))
    owner = OwnerChoice()

    class Meta:
        model = Memorandum
        fields = ["title", "kind", "basis", "status", "place", "doubt", "kept_outside"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("basis", KNOWN), ("status", STATES)):
            if name in self.fields:
                self.fields[name].choices = choices
        if "status" in self.fields:
            self.fields["status"].label = _("State it has")
        for name in {"doubt", "cooperation", "mode"} & set(self.fields):
            self.fields[name].widget.attrs["rows"] = 3

    def clean_term(self):
        term = self.cleaned_data["term"]
        if term.is_full:
            raise ValidationError(
                gettext("Give both ends, 28/03/2022 – 27/03/2027, or “from 28/03/2022”.")
            )
        return term.days

    def clean(self):
        data = super().clean() or self.cleaned_data
        same = data.get("renews") and data.get("renews") == data.get("amends")
        if same:
            self.add_error("amends", gettext("A text either renews another or amends it."))
        return data


class PastTextEditForm(PastTextForm):
    reason = forms.CharField(
        label=_("Why it is completed or put right"),
        max_length=500,
        help_text=_("For example: the scan was found; the year was mistyped."),
    )


class SlipForm(PastTextEditForm):
    """A slip of transcription in a text signed here: its basis and state are not a matter of it."""

    class Meta(PastTextForm.Meta):
        fields = [
            *("title", "kind", "place", "cooperation", "mode", "not_binding"),
            *("doubt", "kept_outside"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("ended", "end_reason", "end_paper"):
            del self.fields[name]


class TextPartyRow(RowForm):
    one = _("party")
    add = _("Add a party")

    side = forms.ChoiceField(label=_("Side"), choices=[("", "—"), *Side.choices])
    unit = unit_choice()
    organisation = organisation_choice()

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = [name for name in ("unit", "organisation") if data.get(name)]
        if len(named) != 1 and not {"unit", "organisation"} & set(self.errors):
            raise ValidationError({"unit": gettext("Name either a unit or an organisation.")})
        return data


class SignatoryRow(RowForm):
    one = _("signatory")
    add = _("Add a signatory")

    side = forms.ChoiceField(label=_("Side"), choices=[("", "—"), *Side.choices])
    person = RecordChoice(
        Person.objects.all(),
        label=_("Person, from the register"),
        search_url="partnerships:person-picker",
        search=by_name,
        required=False,
    )
    post = forms.CharField(
        label=_("Post held then, or as the source says it"), max_length=200, required=False
    )


class TerminateForm(ScopedForm):
    ended = PartialDateFormField(label=_("First day it no longer holds"), words_allowed=True)
    reason = forms.CharField(label=_("Reason"), max_length=500)
    paper = paper_choice(_("Paper"))


class OwnerForm(Owned, ScopedForm):
    owner = OwnerChoice()


class OwnChosenForm(ScopedForm):
    """The same for several texts at once: whoever is named has to see each of them."""

    owner = OwnerChoice()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        field.queryset = owners.candidates(self.user)
        field.required, field.help_text = True, ""
