"""Forms of signing: what came back, who signed, whom this office trusts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import RuleViolation
from core.forms import ScopedForm
from exchanges.forms.boxes import DayField, PersonField
from partnerships.choices import Side
from reports.services.certificates import require_useful
from reports.signing import certificates

LARGEST = certificates.LARGEST


class SignedCopyForm(ScopedForm):
    """The scan of the signed paper, or our PDF with digital signatures."""

    file = forms.FileField(
        label=_("Signed copy"),
        allow_empty_file=True,
        max_length=None,
        help_text=_(
            "The scan of the signed and sealed paper (PDF, or JPEG or PNG of a single page), or "
            "the final PDF with digital signatures."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    declared = forms.BooleanField(
        label=_("The file contains nothing that is a state secret."), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["required"] = _("Choose a file.")


class ReasonForm(ScopedForm):
    """Why somebody does what cannot be undone; each page names it."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class PaperSignatureForm(ScopedForm):
    side = forms.ChoiceField(label=_("For which side"))
    person = PersonField(label=_("Who signed"))
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    signed_on = DayField(label=_("Signed on"))

    def __init__(self, *args, sides: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [(side, Side(side).label) for side in sides]
        self.fields["person"].beside = "signed_on"  # the post held on that day is offered
        self.fields["person"].error_messages["required"] = _("Enter the full name.")


class CertificateForm(ScopedForm):
    """First the file; then what it says is shown, and the fingerprint is confirmed."""

    file = forms.FileField(
        label=_("Certificate"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        help_text=_(
            "The certificate of the authority (.cer, .crt or .pem), never one with a private key."
        ),
        widget=forms.FileInput(attrs={"accept": ".cer,.crt,.pem,.der"}),
    )
    pem = forms.CharField(required=False, max_length=LARGEST, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        label=_("I compared the fingerprint with the one that the authority publishes."),
        required=False,
    )
    found: certificates.Read | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].unmarked = True  # what was read is remembered, never optional
        if not self.data.get("pem"):
            self.fields["confirmed"].widget = forms.HiddenInput()

    def clean(self):
        data = super().clean()
        upload, shown = data.pop("file", None), data.pop("pem", "")
        raw = upload.read(LARGEST + 1) if upload else shown.encode()
        if not raw:
            self.add_error("file", _("Choose a file."))
            return data
        try:
            self.found = certificates.read(raw)
            require_useful(self.found)
        except RuleViolation as refused:
            self.found = None
            self.add_error("file", str(refused))
            return data
        confirmed = data.pop("confirmed", False) and not upload
        self._remember()
        if not confirmed:
            self.add_error("confirmed", _("Compare the fingerprint below and confirm it."))
        return {"data": raw, "fingerprint": self.found.fingerprint}

    def _remember(self) -> None:
        """A browser keeps no file: what was read goes back in the form, to be confirmed."""
        self.data = self.data.copy()
        self.data["pem"] = self.found.pem
        self.fields["confirmed"].widget = forms.CheckboxInput()
