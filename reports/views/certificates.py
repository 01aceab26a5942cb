"""The certificates that this office trusts: for administrators."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.badges import Badge
from core.lists import Column
from core.pages import FormPage, ListPage
from reports import permissions
from reports.forms_signing import CertificateForm
from reports.models import TrustedCertificate
from reports.services import certificates
from reports.signing.certificates import in_words
from reports.views.signed_copies import GivesAReason


def state(reason: str, until) -> Badge:
    if reason:
        return Badge(_("withdrawn"), "square", "warn")
    if until < timezone.now():
        return Badge(_("expired"), "clock", "bad")
    return Badge(_("trusted"), "tick", "ok")


def spelled(digits: str) -> str:
    """In groups, so that it can be compared and breaks on a phone."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


COLUMNS = (
    Column("name", gettext_lazy("Name"), ("name",), order="name"),
    Column("issuer", gettext_lazy("Issued by"), ("issuer",), show=in_words),
    Column(
        "state",
        gettext_lazy("State"),
        ("withdrawn_reason", "valid_until"),
        show=state,
        order="valid_until",
    ),
    Column(
        "until",
        gettext_lazy("Valid until"),
        ("valid_until",),
        show=lambda until: f"{until:%d/%m/%Y}",
        kind="short",
    ),
    Column("fingerprint", gettext_lazy("Fingerprint (SHA-256)"), ("fingerprint",), show=spelled),
    Column("reason", gettext_lazy("Why it was withdrawn"), ("withdrawn_reason",), missing=""),
)


class CertificateList(ListPage):
    model = TrustedCertificate
    heading = gettext_lazy("Trusted certificates")
    columns = COLUMNS
    detail = "reports:certificate-withdraw"
    permission = permissions.TRUST_CERTIFICATE
    default_sort = "name"
    labelled = True
    create = (
        "reports:certificate-create",
        gettext_lazy("Install a certificate"),
        permissions.TRUST_CERTIFICATE,
    )


class CertificateInstall(FormPage):
    model = TrustedCertificate
    form_class = CertificateForm
    permission = permissions.TRUST_CERTIFICATE
    template_name = "reports/certificate_form.html"
    heading = gettext_lazy("Install a trusted certificate")
    submit = gettext_lazy("Go on")

    def get_cancel_url(self):
        return reverse("reports:certificate-list")

    def perform(self, data):
        return certificates.install(**data, uuid=self.submission, by=self.request.user)


class CertificateWithdraw(GivesAReason):
    model = TrustedCertificate
    permission = permissions.TRUST_CERTIFICATE
    heading = gettext_lazy("Withdraw the certificate")
    submit = gettext_lazy("Withdraw")
    asks = gettext_lazy("Why it is trusted no longer")
    template_name = "reports/certificate_withdraw.html"

    def perform(self, data):
        return certificates.withdraw(certificate=self.object, **data, by=self.request.user)
