from allauth.account.forms import LoginForm
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import readers
from accounts.choices import USUAL, Language, NoticeKind, Telling
from accounts.models import MailChoice, User
from accounts.models.comment import LONGEST
from core.forms import ScopedForm
from core.pickers import RecordChoices
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


class CommentForm(ScopedForm):
    """A remark on a record, and whom it asks to look."""

    text = forms.CharField(
        label=pgettext_lazy("on a record", "Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues who may see this record. It is never printed or exported."),
    )
    mentioned = RecordChoices(User.objects.all(), label=_("Ask a colleague"), required=False)

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["mentioned"]
        label, uuid = record._meta.label_lower, record.uuid
        field.search_url = reverse("records:colleagues", args=[label, uuid])
        field.queryset = readers.near(record)
        field.search = lambda _rows, words: readers.colleagues(record, words)


class NoticesForm(ScopedForm):
    """Of which kinds of things one is told, where, and at which hour the mail of the day comes."""

    by_mail = forms.BooleanField(label=_("Notices by e-mail"), required=False)
    hour = forms.TypedChoiceField(
        label=_("The e-mail of the day comes at"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
        help_text=_("Vietnam time. What happens later comes with the e-mail of the next day."),
    )

    def __init__(self, *args, chosen: dict[str, str], mail: MailChoice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by_mail"].initial = mail.by_mail
        self.fields["hour"].initial = mail.hour
        if not self.user.email:
            words = _("No e-mail address is entered for you: ask an administrator.")
            self.fields["by_mail"].help_text = words
        for kind in NoticeKind:
            self.fields[kind] = forms.ChoiceField(
                label=kind.label,
                choices=Telling.choices,
                initial=chosen.get(kind, USUAL),
            )
