"""Small forms of a clearance: a step added, asked, answered or left out; the text sent back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from partnerships.choices import Answer
from partnerships.forms.fields import DayField, organisation_choice, paper_choice


def organisation(**more):
    field = organisation_choice(**more)
    field.label = _("Organisation of the register")
    return field


class StepForm(ScopedForm):
    title = forms.CharField(label=_("What is done"), max_length=200)
    organisation = organisation()
    asked_of = forms.CharField(label=_("or who is asked, in words"), max_length=200, required=False)
    limit_days = forms.IntegerField(
        label=_("Limit in days"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Left empty, the step is never overdue."),
    )
    working_days = forms.BooleanField(
        label=_("Only working days count"), required=False, initial=True
    )
    required = forms.BooleanField(
        label=_("The text cannot be cleared without its answer"), required=False, initial=True
    )


class AskForm(ScopedForm):
    on = DayField(label=_("Asked on"))
    organisation = organisation()
    asked_of = forms.CharField(label=_("or who is asked, in words"), max_length=200, required=False)


class AnswerForm(ScopedForm):
    on = DayField(label=_("Answered on"))
    answer = forms.ChoiceField(label=_("Answer"), choices=[("", _("choose")), *Answer.choices])
    words = forms.CharField(
        label=_("What was said, in short"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed where there are comments, or where somebody does not agree."),
    )
    paper = paper_choice(_("Paper of the answer, from the register"))
    paper_number = forms.CharField(label=_("or its number"), max_length=60, required=False)
    paper_dated = DayField(label=_("and its day"), required=False)


class ReasonForm(ScopedForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
