from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from core.forms import ScopedForm
from core.text import tidy


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language)


class SavedViewForm(ScopedForm):
    """The name of a view, and for whom it is."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    shared = forms.BooleanField(label=_("Share it with my office"), required=False)
    opens = forms.BooleanField(label=_("The list opens with it for me"), required=False)

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - offered:
            del self.fields[name]

    def clean(self):
        return {"shared": False} | super().clean()


class SignInForm(LoginForm):
    """Name and password. What helps is said once, under the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)

    def clean_login(self):
        self.cleaned_data["login"] = tidy(self.cleaned_data["login"])
        return super().clean_login()
