from allauth.account.forms import LoginForm
from django import forms

from accounts.choices import Language
from core.text import tidy


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language)


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
