from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from core.pickers import RecordChoice
from partnerships.forms.fields import by_words


class OtherForm(ScopedForm):
    """Which record is the same? Searched like everywhere, among those that stand by themselves."""

    def __init__(self, *args, rows, search_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        other = RecordChoice(rows, label=_("The record that is kept"), search_url=search_url)
        other.search = by_words
        self.fields["other"] = other


class MergeForm(ScopedForm):
    reason = forms.CharField(
        label=_("Why the two are the same"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
