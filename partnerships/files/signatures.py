"""Digital signatures in a PDF: who, when, intact, over the whole file. The file is only read.

Whether the certificate is to be trusted is not asked here: that needs the list of roots of the
day, and a connection to whoever issued it. The page says so in these words.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

UNREADABLE = Exception  # what a broken signature makes the library raise has no end
HARMLESS = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}


def signatures_of(file: BinaryIO) -> list[dict]:
    """One dict per signature: signer, organisation, when, intact, whole, last_change; oldest first.

    `intact` is None where the signature could not be read.
    """
    # A thread of its own: the library opens an event loop, and the caller may stand in one.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(_read, file).result()


def _read(file: BinaryIO) -> list[dict]:
    file.seek(0)
    try:
        found = PdfFileReader(file, strict=False).embedded_regular_signatures
    except UNREADABLE:
        return []
    return [_checked(signature) for signature in found]


def _checked(signature) -> dict:
    said = {"signer": "", "organisation": "", "when": "", "intact": None, "whole": False}
    try:
        said |= _signer(signature)
        status = validate_pdf_signature(
            signature, ValidationContext(trust_roots=[], allow_fetching=False)
        )
    except UNREADABLE:
        return said
    stamped = status.timestamp_validity
    when = stamped.timestamp if stamped and stamped.intact else status.signer_reported_dt
    return said | {
        "when": when.isoformat() if when else "",
        "stamped": bool(stamped and stamped.intact),
        "intact": bool(status.intact and status.valid),
        "whole": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "changed": status.modification_level not in {*HARMLESS, None},
    }


def _signer(signature) -> dict:
    subject = signature.signer_cert.subject.native
    name = subject.get("common_name") or signature.signer_cert.subject.human_friendly
    body = subject.get("organization_name", "")
    body = body if isinstance(body, str) else ", ".join(body)
    return {"signer": str(name)[:200], "organisation": body[:200]}
