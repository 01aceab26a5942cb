"""The authorities whose digital signatures this office trusts."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.services.rules import require
from reports.models import TrustedCertificate
from reports.signing import certificates


@transaction.atomic
def install(
    *, data: bytes, fingerprint: str, by: User, uuid: UUID | None = None
) -> TrustedCertificate:
    """Trust a certificate whose fingerprint was compared with what its authority publishes.

    Raises RuleViolation at "file" for a file that is no certificate or holds a private key, for
    one that has expired and one that is installed.
    """
    found = certificates.read(data)
    require_useful(found)
    require(
        fingerprint == found.fingerprint,
        _("Compare the fingerprint with the one the authority publishes, and confirm it."),
        "confirmed",
    )
    row = TrustedCertificate.objects.create(
        uuid=uuid or uuid4(),
        name=found.name,
        issuer=found.issuer,
        pem=found.pem,
        fingerprint=found.fingerprint,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        installed_by=by,
    )
    audit.record(action="certificate.installed", target=row, by=by, fingerprint=row.fingerprint)
    return row


def require_useful(found: certificates.Read) -> None:
    """RuleViolation at "file" for what would trust nothing, or is trusted already."""
    require(
        found.valid_until > timezone.now(),
        _("This certificate expired on %(day)s. Ask the authority for the one valid now.")
        % {"day": f"{found.valid_until:%d/%m/%Y}"},
        "file",
    )
    same = TrustedCertificate.objects.filter(fingerprint=found.fingerprint).first()
    if same and same.withdrawn_reason:
        require(
            False,
            _("This certificate was withdrawn: %(reason)s. It is not installed again.")
            % {"reason": same.withdrawn_reason},
            "file",
        )
    require(same is None, _("This certificate is installed already."), "file")


@transaction.atomic
def withdraw(*, certificate: TrustedCertificate, reason: str, by: User) -> TrustedCertificate:
    """Trust it no longer. What was signed stays as it is; copies are checked again one by one."""
    row = TrustedCertificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    require(reason.strip(), _("Say why the certificate is withdrawn."), "reason")
    require(not row.withdrawn_reason, _("This certificate is withdrawn already."))
    row.withdrawn_reason = reason.strip()[:500]
    row.save(update_fields=["withdrawn_reason"])
    audit.record(action="certificate.withdrawn", target=row, by=by, reason=row.withdrawn_reason)
    return row
