"""Small forms of a tie: it rests, goes on or ends; a party comes or goes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from partnerships.choices import Side
from partnerships.forms.fields import DayField, organisation_choice, paper_choice, unit_choice


def reason(**more) -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=300, **more)


class SuspendForm(ScopedForm):
    since = PartialDateFormField(label=_("It rests from"), words_allowed=True)
    until = PartialDateFormField(
        label=_("Until, where it is known"), required=False, words_allowed=True
    )
    reason = reason()
    paper = paper_choice(_("Paper"))


class ResumeForm(ScopedForm):
    on = PartialDateFormField(label=_("It goes on from"))
    reason = reason(required=False)


class EndForm(ScopedForm):
    since = PartialDateFormField(label=_("It is over from"), words_allowed=True)
    reason = reason()
    paper = paper_choice(_("Paper"))


class AdmitForm(ScopedForm):
    side = forms.ChoiceField(label=_("Side"), choices=[("", "—"), *Side.choices])
    unit = unit_choice()
    organisation = organisation_choice()
    since = DayField(label=_("Joined on"), required=False)
    paper = paper_choice(_("Paper"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = [name for name in ("unit", "organisation") if data.get(name)]
        if len(named) != 1 and not {"unit", "organisation"} & set(self.errors):
            raise ValidationError({"unit": gettext("Name either a unit or an organisation.")})
        return data


class LeaveForm(ScopedForm):
    until = DayField(label=_("First day it is no more a party"))
    reason = reason(required=False)
    paper = paper_choice(_("Paper"))
