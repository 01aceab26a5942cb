"""From the bytes of an upload to the body of a Word file, trusting nothing in it.

Only the text part is unpacked. Macros, links and other parts are never opened, and the parser
follows no reference: neither entities nor the network.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as Broken

from django.utils.translation import gettext as _
from lxml import etree

from core.errors import RuleViolation

LARGEST = 10 * 1024 * 1024  # bytes of the file; a text of 300 pages has fewer
UNPACKED = 16 * 1024 * 1024  # bytes of its text part
PARTS = 2_000
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")


def body_of(data: bytes) -> etree._Element:
    """The text part of a Word file. Raises RuleViolation with what is wrong and what to do."""
    if len(data) > LARGEST:
        size = {"most": LARGEST // 1024 // 1024}
        raise RuleViolation(_("The file is larger than %(most)s MB. Take the pictures out.") % size)
    if not data.startswith(b"PK"):
        raise RuleViolation(_not_a_package(data))
    try:
        with ZipFile(BytesIO(data)) as package:
            root = _parsed(_text_part(package))
    except (BadZipFile, Broken, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RuleViolation(_damaged()) from error
    except RuntimeError as error:  # zipfile's word for a part with a password
        raise RuleViolation(_locked()) from error
    body = next((part for part in root if kind(part) == "body"), None)
    if body is None:
        raise RuleViolation(_not_word())
    return body


def kind(element) -> str:
    """ "tbl", "tr", "p"…: Word has two name spaces for the same, usual and strict."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _not_a_package(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return _("This is a PDF under another name. Upload the Word file that was filled in.")
    if data.startswith(OLD_WORD):
        if LOCKED in data:
            return _locked()
        return _("This is an old Word file (.doc). Open it in Word and save it as .docx.")
    if not data:
        return _("The file is empty. Save it in Word again and upload it.")
    return _not_word()


def _not_word() -> str:
    return _("This is not a Word file (.docx). Upload the file that was filled in.")


def _damaged() -> str:
    return _("The file is damaged. Open it in Word, save it again and upload that copy.")


def _locked() -> str:
    return _("The file is locked with a password. Take the password off in Word and save it.")


def _text_part(package: ZipFile) -> bytes:
    parts = {part.filename: part for part in package.infolist()}
    if "mimetype" in parts:
        words = _("This is an OpenDocument file. Save it as Word (.docx) and upload that copy.")
        raise RuleViolation(words)
    if len(parts) > PARTS:
        raise RuleViolation(_damaged())
    name = _name_of_text(package, parts)
    if name not in parts:
        raise RuleViolation(_not_word())
    return _unpacked(package, name)


def _name_of_text(package: ZipFile, parts: dict) -> str:
    """Where the package says its text is; most programs call it word/document.xml."""
    if "_rels/.rels" in parts:
        for link in _parsed(_unpacked(package, "_rels/.rels")):
            inside = link.get("TargetMode") != "External"
            if inside and link.get("Type", "").endswith("/relationships/officeDocument"):
                return link.get("Target", "").lstrip("/")
    return "word/document.xml"


def _unpacked(package: ZipFile, name: str) -> bytes:
    """Never more than the limit, whatever size the package states: a small file may unpack to
    gigabytes.
    """
    if package.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise RuleViolation(_damaged())
    with package.open(name) as part:
        text = part.read(UNPACKED + 1)
    if len(text) > UNPACKED:
        words = _(
            "The file unpacks to more than a text can be. Upload the file that was filled in."
        )
        raise RuleViolation(words)
    return text


def _parsed(text: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise RuleViolation(_damaged()) from error
    if root.getroottree().docinfo.doctype:  # no program writes one; bombs of entities need one
        raise RuleViolation(_damaged())
    return root
