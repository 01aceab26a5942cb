"""Forms of a commitment: what was promised by whom to whom, and how it ended."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.form_fields import AmountFormField, PartialDateFormField
from core.forms import RecordForm, RowForm, ScopedForm
from core.pickers import RecordChoice
from partnerships.choices import COMMITMENT_TRANSITIONS, CommitmentStatus
from partnerships.forms.fields import (
    by_title,
    organisation_choice,
    paper_choice,
    partnership_choice,
    unit_choice,
)
from partnerships.models import Article, Commitment, Memorandum

UNSTATED, OTHER = "unstated", "other"
USUAL = (1, 3, 6, 12, 24, 36, 60)
LONGEST = 600  # months of an interval


class CommitmentForm(RecordForm):
    """A promise: the amount is for each receiver, each time; how often may be stated nowhere."""

    memorandum = RecordChoice(
        Memorandum.objects.all(),
        label=_("Memorandum it stands in"),
        search_url="partnerships:memorandum-picker",
        search=by_title,
        required=False,
    )
    article = forms.ModelChoiceField(
        Article.objects.none(), label=_("Article of the memorandum"), required=False
    )
    partnership = partnership_choice(_("or tie it belongs to"))
    giver = unit_choice(label=_("Giver, a unit"))
    giver_organisation = organisation_choice()
    amount = AmountFormField(label=_("Amount for each receiver, each time"), required=False)
    interval = forms.ChoiceField(label=_("How often"))
    interval_months = forms.IntegerField(
        label=_("Every so many months"), min_value=1, max_value=LONGEST, required=False
    )
    since = PartialDateFormField(label=_("Since"), required=False, words_allowed=True)
    until = PartialDateFormField(
        label=_("Until"),
        required=False,
        words_allowed=True,
        help_text=_("The last day, month or year it is for."),
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, initial=Basis.REPORTED)

    class Meta:
        model = Commitment
        fields = ["title", "form", "clause", "basis"]

    def __init__(self, *args, text: Memorandum | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        articles = Article.objects.filter(memorandum=text) if text else Article.objects.none()
        if text and articles.exists():
            self.fields["article"].queryset = articles
        else:
            del self.fields["article"]
        for name in ("memorandum", "partnership", "giver", "giver_organisation"):
            self.fields[name].unmarked = True  # one of each two has to be named
        for name in ("memorandum", "partnership", "giver", "giver_organisation", "article"):
            if self.instance.pk and name in self.fields:
                self.initial[name] = getattr(self.instance, name)
        self.fields["interval"].choices = _intervals()
        self._show_interval()

    def _show_interval(self) -> None:
        months = self.instance.interval_months
        if months:
            self.initial["interval"] = str(months) if months in USUAL else OTHER
            self.initial["interval_months"] = "" if months in USUAL else months
        else:
            self.initial["interval"] = UNSTATED if self.instance.pk else ""

    def clean(self):
        data = super().clean() or self.cleaned_data
        said = data.pop("interval", "")
        if said == OTHER and not data.get("interval_months"):
            if "interval_months" not in self.errors:
                self.add_error("interval_months", gettext("Enter the number of months."))
        elif said != OTHER:
            data["interval_months"] = int(said) if said.isdigit() else None
        data.setdefault("article", None)
        named = [name for name in ("giver", "giver_organisation") if data.get(name)]
        if len(named) != 1 and not {"giver", "giver_organisation"} & set(self.errors):
            self.add_error("giver", gettext("Name one giver."))
        return data

    def _post_clean(self):
        """What the table itself would refuse the service says, and names the box at fault."""


def _intervals() -> list[tuple[str, str]]:
    every = {
        1: gettext("once a month"),
        3: gettext("every 3 months"),
        6: gettext("every 6 months"),
        12: gettext("once a year"),
        24: gettext("every 2 years"),
        36: gettext("every 3 years"),
        60: gettext("every 5 years"),
    }
    return [
        ("", gettext("choose")),
        (UNSTATED, gettext("no source says how often")),
        *((str(months), every[months]) for months in USUAL),
        (OTHER, gettext("otherwise: every so many months")),
    ]


class ReceiverRow(RowForm):
    """One of those who are each to receive."""

    one = _("receiver")
    add = _("Add a receiver")

    unit = unit_choice()
    organisation = organisation_choice()

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = [name for name in ("unit", "organisation") if data.get(name)]
        if len(named) != 1 and not {"unit", "organisation"} & set(self.errors):
            raise ValidationError(gettext("Name either a unit or an organisation."))
        return data


class SettleForm(ScopedForm):
    """How a promise ended, since when, and why."""

    status = forms.ChoiceField(label=_("What became of it"))
    on = PartialDateFormField(label=_("Since when"), required=False, words_allowed=True)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))
    paper = paper_choice(_("Paper that says so"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ends = COMMITMENT_TRANSITIONS[CommitmentStatus.OPEN]
        self.fields["status"].choices = [
            ("", gettext("choose")),
            *((value, label) for value, label in CommitmentStatus.choices if value in ends),
        ]
