"""What a file is by its first bytes; what it is called proves nothing."""

from lzma import LZMAError
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile
from zlib import error as DamagedStream

from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.choices import MediaType

WORD = b"wordprocessingml.document.main+xml"
EXCEL = b"spreadsheetml.sheet.main+xml"
MACROS = (b"macroEnabled", b"vbaProject")
LONGEST_LIST = 1_000_000  # bytes of the list of parts in an Office file
EXTENSIONS = {
    MediaType.PDF: ("pdf",),
    MediaType.JPEG: ("jpg", "jpeg", "jfif"),
    MediaType.PNG: ("png",),
    MediaType.WEBP: ("webp",),
    MediaType.DOCX: ("docx",),
    MediaType.XLSX: ("xlsx",),
}
# What unpacking a part raises where its bytes are not those that were packed.
BROKEN = (BadZipFile, DamagedStream, LZMAError, EOFError, OSError)
PICTURES = frozenset([MediaType.JPEG, MediaType.PNG, MediaType.WEBP])


def media_type(file: BinaryIO, name: str) -> MediaType:
    """One of the kinds that are taken; RuleViolation for anything else.

    A picture may be called another kind of picture, as programs of telephones do; what is called
    a PDF or a Word file and is something else is refused.
    """
    found = _by_first_bytes(file)
    said = _by_name(name)
    if said and said != found and not {said, found} <= PICTURES:
        raise RuleViolation(
            _(
                "By its name this is %(said)s, but it is %(found)s. Open it, save it in its own "
                "format and choose it again."
            )
            % {"said": said.label, "found": found.label},
            "file",
        )
    return found


def extension(kind: str) -> str:
    return EXTENSIONS[MediaType(kind)][0]


def _by_name(name: str) -> MediaType | None:
    end = name.rpartition(".")[2].lower()
    return next((kind for kind, ends in EXTENSIONS.items() if end in ends), None)


def _by_first_bytes(file: BinaryIO) -> MediaType:
    file.seek(0)
    start = file.read(16)
    if start.startswith(b"%PDF-"):
        return MediaType.PDF
    if start.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return MediaType.WEBP
    if start.startswith(b"PK\x03\x04"):
        return _office(file)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise RuleViolation(
            _(
                "This is a file of an older Office, or one locked with a password. Save it as "
                "DOCX, XLSX or PDF without a password and choose it again."
            ),
            "file",
        )
    raise not_taken()


def not_taken() -> RuleViolation:
    return RuleViolation(
        _(
            "Only PDF, JPEG, PNG, WebP, Word (DOCX) and Excel (XLSX) are taken, and this is none "
            "of them, whatever its name says. Save it as PDF and choose it again."
        ),
        "file",
    )


def _office(file: BinaryIO) -> MediaType:
    try:
        with ZipFile(file) as parts, parts.open("[Content_Types].xml") as part:
            listed = part.read(LONGEST_LIST)
            names = " ".join(parts.namelist()).encode()
    except (KeyError, ValueError, NotImplementedError, RuntimeError, *BROKEN):
        raise not_taken() from None
    if any(word in listed or word in names for word in MACROS):
        raise RuleViolation(
            _("This file carries macros. Save it without macros, as DOCX, XLSX or PDF."), "file"
        )
    if WORD in listed:
        return MediaType.DOCX
    if EXCEL in listed:
        return MediaType.XLSX
    raise not_taken()
