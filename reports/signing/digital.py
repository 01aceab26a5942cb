"""A PDF that came back with digital signatures: our very file, and nothing added but signatures.

The bytes issued here come first, untouched; what follows are additions, and every state of the
file beside the one before it differs in signatures alone (additions.py); pyHanko says whether each
signature holds. So no word on a page can differ, whoever signed and with whatever certificate.
Whether a certificate is to be trusted is another question, answered beside each signature.
"""

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel

from core.errors import RuleViolation
from reports.papers.fields import SIGNATURE_FIELDS
from reports.signing import shown, trust
from reports.signing.additions import (
    Changed,
    require_nothing_shown,
    require_only_signatures,
    require_the_same_file,
)

CHUNK = 1024 * 1024
FIELDS = {name: side for side, name in SIGNATURE_FIELDS.items()}
UNREADABLE = Exception  # what a broken file makes the library raise has no end


class Unfit(Exception):
    """Why a file is not ours with signatures: the name of a sentence of `refused`."""


def begins_with(file: BinaryIO, ours: BinaryIO) -> bool:
    """Whether the file goes on where ours ends."""
    file.seek(0)
    ours.seek(0)
    while expected := ours.read(CHUNK):
        if file.read(len(expected)) != expected:
            return False
    return True


def is_same(file: BinaryIO, ours: BinaryIO) -> bool:
    return begins_with(file, ours) and not file.read(1)


def carries_signatures(file: BinaryIO) -> bool:
    """Also one that can no longer be read: its field says that there was a signature."""
    file.seek(0)
    try:
        return bool(PdfFileReader(file, strict=False).embedded_signatures)
    except UNREADABLE:
        return False


def checked(
    file: BinaryIO, ours: BinaryIO, *, roots: Iterable[str], received: datetime
) -> list[dict]:
    """What is said of each signature, oldest first. RuleViolation at "file" unless the file is
    ours with signatures that hold; `roots` are the trusted certificates (PEM) of the day.
    """
    if not begins_with(file, ours):
        raise refused("foreign")
    # A thread of its own: the library opens an event loop, and the caller may stand in one.
    with ThreadPoolExecutor(1) as aside:
        work = aside.submit(_checked, file, ours, trust.Roots(roots), received)
    try:
        return work.result()
    except Unfit as unfit:
        raise refused(str(unfit)) from None
    except UNREADABLE:
        raise refused("unreadable") from None


def refused(why: str) -> RuleViolation:
    words = {
        "foreign": _(
            "This PDF is digitally signed, but it is not the very file issued here. Download the "
            "final PDF of this paper, sign that file without saving it anew, and bring it back."
        ),
        "unsigned": _(
            "This is the final PDF of this paper without a signature. Sign it and bring it back, "
            "or bring the scan of the signed paper."
        ),
        "changed": _(
            "Something in this PDF was changed besides the signatures, so it is not the paper "
            "that was issued. Nothing was kept. Download the final PDF once more and sign that."
        ),
        "covered": _(
            "A signature lies over words of this paper. Nothing was kept. Download the final PDF "
            "once more and sign it in the field meant for your side, or on blank paper."
        ),
        "broken": _(
            "A digital signature in this PDF does not hold: the file was changed after it was "
            "signed. Nothing was kept. Ask for the file as it was signed."
        ),
        "unreadable": _(
            "The digital signatures in this PDF cannot be checked. Nothing was kept. Download the "
            "final PDF once more, sign that and bring it back."
        ),
    }
    return RuleViolation(words[why], "file")


def _checked(file: BinaryIO, ours: BinaryIO, roots: trust.Roots, received: datetime) -> list[dict]:
    reader, issued = _reader(file), _reader(ours)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        raise Unfit("unsigned")
    last, ours_end = reader.embedded_signatures[-1].signed_revision, issued.total_revisions - 1
    try:
        require_the_same_file(reader, issued, file)
        require_only_signatures(reader, since=ours_end)
        require_nothing_shown(reader, since=last, since_issue=ours_end)
        shown.require_all_ink(file, ours, fields=_boxes(issued))
    except Changed as changed:
        logging.getLogger(__name__).info("a signed PDF was refused: %s", changed)
        raise Unfit("covered" if isinstance(changed, shown.Covered) else "changed") from None
    found = [trust.judged(one, roots, received) for one in signatures]
    for status, _said in found:
        _require_it_holds(status)
    return [said | _place(one) for one, (_status, said) in zip(signatures, found, strict=True)]


def _boxes(issued: PdfFileReader) -> list[tuple[int, list[float]]]:
    """Where the fields meant for signatures lie: page, counted from 0, and its corners."""
    pages = {
        issued.find_page_for_modification(page)[0].reference: page
        for page in range(int(issued.root["/Pages"]["/Count"]))
    }
    boxes = []
    for _name, _value, field in enumerate_sig_fields(issued):
        widget = field.get_object()
        page = pages.get(widget.raw_get("/P").reference) if "/P" in widget else None
        if page is not None:
            boxes.append((page, [float(corner) for corner in widget["/Rect"]]))
    return boxes


def _reader(file: BinaryIO) -> PdfFileReader:
    file.seek(0)
    return PdfFileReader(file, strict=False)


def _require_it_holds(status) -> None:
    whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not (status.intact and status.valid and whole):
        raise Unfit("broken")


def _place(signature) -> dict:
    """The field it stands in, and the side that signs there; another field is the signer's own."""
    name = str(signature.field_name)[:100]
    return {"field": name, "side": FIELDS.get(name, "")}
