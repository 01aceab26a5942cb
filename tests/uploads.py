"""Real files for tests, each made anew: PDFs of WeasyPrint, signed with a throw-away certificate,
Word and Excel files, pictures.
"""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pikepdf
import weasyprint
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers


def pdf(*pages: str) -> bytes:
    """A PDF with these words, a page each."""
    body = '<p style="page-break-before:always">'.join(pages or ("Biên bản bàn giao",))
    return weasyprint.HTML(string=f"<meta charset=utf-8><p>{body}").write_pdf()


def changed(original: bytes, **options) -> bytes:
    """The PDF saved once more by pikepdf, with these options."""
    data = BytesIO()
    with pikepdf.open(BytesIO(original)) as file:
        file.save(data, **options)
    return data.getvalue()


def locked_pdf(*, user: str, owner: str = "owner") -> bytes:
    return changed(pdf(), encryption=pikepdf.Encryption(owner=owner, user=user))


def with_remark(words: str) -> bytes:
    """A PDF on which somebody put a remark."""
    data = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as file:
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Contents=words,
            Rect=[0, 0, 100, 30],
        )
        file.pages[0].Annots = file.make_indirect(pikepdf.Array([remark]))
        file.save(data)
    return data.getvalue()


def signed_pdf(*names: str) -> bytes:
    """A PDF signed by each of them in turn, each with a certificate made this minute."""
    data = pdf("Bản ghi nhớ")
    for number, name in enumerate(names):
        writer = IncrementalPdfFileWriter(BytesIO(data))
        about = PdfSignatureMetadata(field_name=f"Signature{number}")
        data = signers.sign_pdf(writer, about, signer=signer(name)).getvalue()
    return data


def signer(name: str) -> signers.SimpleSigner:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "UBND huyện Quan Sơn"),
        ]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.KeyUsage(**USAGE), critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.pkcs12.serialize_key_and_certificates(
        b"key", key, certificate, None, serialization.NoEncryption()
    )
    return signers.SimpleSigner.load_pkcs12_data(locked, other_certs=[], passphrase=None)


USAGE = {
    "digital_signature": True,
    "content_commitment": True,
    **dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
        False,
    ),
    "encipher_only": False,
    "decipher_only": False,
}


def word(*lines: str, header: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    data = BytesIO()
    document.save(data)
    return data.getvalue()


EXCEL = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override
PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.\
spreadsheetml.sheet.main+xml"/></Types>"""
CELLS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<si><t>%s</t></si></sst>"""


def excel(cell: str = "500 triệu đồng") -> bytes:
    return packed({"[Content_Types].xml": EXCEL, "xl/sharedStrings.xml": CELLS % cell})


def packed(parts: dict[str, str], beside: bytes = b"") -> bytes:
    """An archive of these parts, added to another one if there is one."""
    data = BytesIO(beside)
    with ZipFile(data, "a", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def picture(kind: str = "PNG", size=(40, 30), colour=(200, 30, 30), **options) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, kind, **options)
    return data.getvalue()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
