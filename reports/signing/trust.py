"""Whether the certificate of a digital signature is to be trusted, by the list of the day.

No connection to anybody is made: whether a certificate was revoked is not known here, and the
page says so.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from asn1crypto import pem as armour
from asn1crypto import x509
from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

# Certificates of offices name either use; a signer of papers needs no other.
SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
UNKNOWN, SELF_MADE, EXPIRED, EARLY = "unknown", "self_made", "expired", "early"


class Roots:
    """The trusted certificates as the library reads them."""

    def __init__(self, pems: Iterable[str]):
        self.certificates = [_loaded(pem) for pem in pems]
        self._known = {one.sha256 for one in self.certificates}

    def holds(self, certificate: x509.Certificate) -> bool:
        return certificate.sha256 in self._known

    def on(self, moment: datetime) -> ValidationContext:
        return ValidationContext(trust_roots=self.certificates, allow_fetching=False, moment=moment)


def judged(signature, roots: Roots, received: datetime) -> tuple:
    """The library's findings, and what a page says of the signature."""
    certificate = signature.signer_cert
    first, last = certificate.not_valid_before, certificate.not_valid_after
    claimed = signature.self_reported_timestamp
    # Asked for a moment at which the certificate itself was valid; its end is told apart.
    moment = min(max(claimed or received, first), last)
    status = validate_pdf_signature(
        signature,
        signer_validation_context=roots.on(moment),
        ts_validation_context=roots.on(received),
        key_usage_settings=SIGNING,
        skip_diff=True,  # additions.py compares, in a hundredth of the time
    )
    stamp = status.timestamp_validity
    stamped = bool(stamp and stamp.intact and stamp.valid)
    when = stamp.timestamp if stamped else claimed
    proved = stamped and stamp.trusted
    doubts = _doubts(certificate, status, roots)
    doubts += _of_its_time(first, last, when, when if proved else received)
    return status, {
        "signer": _name(certificate)[:200],
        "organisation": _body(certificate)[:200],
        "when": when.isoformat() if when else "",
        "stamped": stamped,
        "intact": bool(status.intact and status.valid),
        "whole": status.coverage.name == "ENTIRE_FILE",
        "changed": False,
        "issuer": _said(certificate.issuer)[:300],
        "valid_from": first.isoformat(),
        "valid_until": last.isoformat(),
        "fingerprint": certificate.sha256.hex(),
        "doubts": doubts,
    }


def _doubts(certificate: x509.Certificate, status, roots: Roots) -> list[str]:
    if status.trusted:
        return []
    alone = certificate.self_signed in {"yes", "maybe"}
    return [SELF_MADE if alone and not roots.holds(certificate) else UNKNOWN]


def _of_its_time(
    first: datetime, last: datetime, when: datetime | None, seen: datetime
) -> list[str]:
    """`seen`: the day that is certain, of a trusted time stamp or of the arrival here. What the
    signer's machine said is believed only as far as it fits.
    """
    said = when or seen
    if max(said, seen) > last:
        return [EXPIRED]
    return [EARLY] if said < first - timedelta(seconds=1) else []


def _loaded(pem: str) -> x509.Certificate:
    _kind, _headers, data = armour.unarmor(pem.encode())
    return x509.Certificate.load(data)


def _name(certificate: x509.Certificate) -> str:
    return _said(certificate.subject)


def _said(name: x509.Name) -> str:
    """Whom a certificate names, without the words of the format, which are English."""
    return str(name.native.get("common_name") or name.human_friendly)


def _body(certificate: x509.Certificate) -> str:
    said = certificate.subject.native.get("organization_name", "")
    return said if isinstance(said, str) else ", ".join(said)
