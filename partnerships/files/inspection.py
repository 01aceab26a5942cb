"""Everything asked of a file before one byte of it is kept."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.choices import MediaType
from partnerships.files import kinds, office, pdf, pictures, secrecy

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Findings:
    """What a file turned out to be."""

    sha256: str
    size: int
    media_type: MediaType
    pages: int | None = None
    signatures: list[dict] = field(default_factory=list)


def inspect(file: BinaryIO, *, name: str, size: int, signatures: bool = True) -> Findings:
    """What the file is. RuleViolation at "file" if it is not taken, with what to do instead.

    `signatures=False` leaves them to somebody who looks at them more closely.
    """
    require_size(size)
    kind = kinds.media_type(file, name)
    pages, text, signed = None, "", []
    if kind == MediaType.PDF:
        pages, text = pdf.pages_and_text(file)
        signed = _signatures(file) if signatures else []
    elif kind in kinds.PICTURES:
        pictures.require_whole(file, kind)
    else:
        text = office.text_of(file)
    require_no_stamp(text)
    return Findings(hash_of(file), size, kind, pages, signed)


def _signatures(file: BinaryIO) -> list[dict]:
    # Here, because it takes a second to load and most processes never see an upload.
    from partnerships.files.signatures import signatures_of

    return signatures_of(file)


def require_size(size: int) -> None:
    """Neither empty nor over the limit of the setting."""
    if not size:
        raise RuleViolation(_("This file is empty. Choose another."), "file")
    if size > settings.DOCUMENT_SIZE_LIMIT:
        raise too_large(size)


def too_large(size: int) -> RuleViolation:
    return RuleViolation(
        _(
            "This file has %(size)s; up to %(limit)s are taken. Scan it in grey at 200 dpi, or "
            "divide it."
        )
        % {"size": filesizeformat(size), "limit": filesizeformat(settings.DOCUMENT_SIZE_LIMIT)},
        "file",
    )


def require_no_stamp(text: str) -> None:
    found = secrecy.stamp(text)
    if found:
        raise Stamped(
            _(
                "This file carries the stamp %(stamp)s. State secrets are not kept here, and the "
                "file was not stored. Keep the paper where it belongs and write its number instead."
            )
            % {"stamp": found},
            "file",
        )


class Stamped(RuleViolation):
    """Refused for the stamp of a state secret: the page offers a pointer to the paper instead."""


def hash_of(file: BinaryIO) -> str:
    file.seek(0)
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
