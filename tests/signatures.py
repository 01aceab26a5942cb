"""Authorities, certificates and signatures of the day, and what forgers do to a signed PDF."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, fields, signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter

from tests.uploads import USAGE

OFFICE = "UBND huyện Quan Sơn"


@dataclass(frozen=True)
class Certified:
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    above: "Certified | None" = None


@cache
def key(number: int = 0) -> rsa.RSAPrivateKey:
    """Making one takes a moment; a few serve every test."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def named(name: str, office: str = OFFICE) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office),
        ]
    )


def certificate(
    name: str, above: Certified | None = None, *, since=-1, until=365, ca=False, own=1
) -> Certified:
    """Valid from and until so many days from now; without an authority above, self-made."""
    now, mine = datetime.now(UTC), key(own)
    by = above or Certified(mine, None)
    subject = named(name)
    usage = USAGE | ({"key_cert_sign": True} if ca else {})
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(mine.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=since))
        .not_valid_after(now + timedelta(days=until))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(mine.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
        )
        .sign(by.key, hashes.SHA256())
    )
    return Certified(mine, made, above)


def authority(name: str = "Ban Cơ yếu Chính phủ", **options) -> Certified:
    return certificate(name, ca=True, own=0, **options)


def pem(whose: Certified) -> str:
    return whose.certificate.public_bytes(serialization.Encoding.PEM).decode()


def der(whose: Certified) -> bytes:
    return whose.certificate.public_bytes(serialization.Encoding.DER)


def with_fields(pdf: bytes, *names: str) -> bytes:
    """The paper with its empty fields, if it has none yet."""
    present = PdfFileReader(BytesIO(pdf), strict=False)
    if any(name.startswith("Sig") for name, _value, _ref in fields.enumerate_sig_fields(present)):
        return pdf
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    for number, name in enumerate(names or ("SigHome", "SigCounterpart")):
        box = (90 + 240 * number, 300, 250 + 240 * number, 380)
        fields.append_signature_field(writer, SigFieldSpec(name, on_page=-1, box=box))
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def signed(pdf: bytes, field: str, whose: Certified) -> bytes:
    chain = [whose.above.certificate] if whose.above else []
    locked = serialization.pkcs12.serialize_key_and_certificates(
        b"key", whose.key, whose.certificate, chain, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner.load_pkcs12_data(locked, other_certs=[], passphrase=None)
    about = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    return signers.sign_pdf(writer, about, signer=signer).getvalue()


def added(pdf: bytes, change) -> bytes:
    """The PDF with an addition at its end, as forgers make: `change(writer)` says which."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    change(writer)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def hashes_of(whose: Certified) -> str:
    """The fingerprint, as the register keeps it."""
    return whose.certificate.fingerprint(hashes.SHA256()).hex()
