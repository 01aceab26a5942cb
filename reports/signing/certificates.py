"""The certificate of an authority, read from the file an administrator brings."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _

from core.errors import RuleViolation

LARGEST = 100_000  # bytes
BEGIN = b"-----BEGIN CERTIFICATE-----"
PRIVATE = b"PRIVATE KEY-----"


@dataclass(frozen=True)
class Read:
    """What a certificate says, and what is worth a second look before it is trusted."""

    name: str
    issuer: str
    pem: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    warnings: list[str] = field(default_factory=list)

    @property
    def issued_by(self) -> str:
        return in_words(self.issuer)

    @property
    def spelled(self) -> str:
        """As authorities publish it: AB:CD:…"""
        digits = self.fingerprint.upper()
        return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def read(data: bytes) -> Read:
    """RuleViolation at "file" for what is no certificate, several, or holds a private key."""
    if len(data) > LARGEST:
        raise _junk()
    if PRIVATE in data or _holds_a_key(data):
        raise RuleViolation(
            _(
                "This file holds a private key. It belongs with its owner alone, and nothing of "
                "it was kept. Export the certificate without the key (.cer, .crt or .pem)."
            ),
            "file",
        )
    if data.count(BEGIN) > 1:
        raise RuleViolation(
            _("This file holds several certificates. Install them one by one."), "file"
        )
    try:
        armoured = BEGIN in data
        found = (x509.load_pem_x509_certificate if armoured else x509.load_der_x509_certificate)(
            data
        )
        return _of(found)
    except (ValueError, TypeError, x509.UnsupportedGeneralNameType, x509.InvalidVersion):
        raise _junk() from None


def _of(found: x509.Certificate) -> Read:
    return Read(
        name=_name(found.subject)[:200],
        issuer=found.issuer.rfc4514_string()[:300],
        pem=found.public_bytes(serialization.Encoding.PEM).decode(),
        fingerprint=sha256(found.public_bytes(serialization.Encoding.DER)).hexdigest(),
        valid_from=found.not_valid_before_utc,
        valid_until=found.not_valid_after_utc,
        warnings=_warnings(found),
    )


def _name(subject: x509.Name) -> str:
    common = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else subject.rfc4514_string() or "?"


def in_words(issuer: str) -> str:
    """The issuer as people call it: its name, its organisation, its state. What a certificate says
    is kept in the form of RFC 4514, "CN=…,O=…,C=VN".
    """
    try:
        found = x509.Name.from_rfc4514_string(issuer)
    except ValueError:  # it was longer than what is kept
        return issuer
    wanted = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.COUNTRY_NAME)
    said = [str(one.value) for oid in wanted for one in found.get_attributes_for_oid(oid)]
    return ", ".join(dict.fromkeys(said)) or issuer


def _warnings(found: x509.Certificate) -> list[str]:
    words = []
    if not _signs_others(found):
        words.append(
            _(
                "This is not the certificate of an authority but of a single signer: only that "
                "signer will be trusted."
            )
        )
    if found.issuer != found.subject:
        words.append(
            _("It was issued by another authority: %(name)s. As a rule the root is installed.")
            % {"name": _name(found.issuer)}
        )
    return words


def _signs_others(found: x509.Certificate) -> bool:
    try:
        return bool(found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def _holds_a_key(data: bytes) -> bool:
    """A key as bare bytes, or a file of certificate and key together, with or without password."""
    for load in (serialization.load_der_private_key, pkcs12.load_key_and_certificates):
        try:
            load(data, None)
            return True
        except TypeError:  # a key under a password
            return True
        except Exception as refused:  # these libraries raise whatever they find
            if "password" in str(refused).lower():
                return True
    return False


def _junk() -> RuleViolation:
    return RuleViolation(
        _("This is not a certificate. Choose a file with the end .cer, .crt or .pem."), "file"
    )
