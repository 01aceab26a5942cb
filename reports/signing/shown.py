"""What a viewer draws of a signed PDF beside what it draws of the issued one.

A second opinion by another library: whatever an addition is called, no printed word may be covered
or replaced by it. On blank paper, and in the fields meant for it, a signature may show anything;
beside them a seal may tint the words, as a wet one does, but not cover them.
"""

from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from partnerships.files.pdf import PDFIUM
from reports.signing.additions import Changed

BLANK = 250  # grey of paper, from which on a point carries no ink
SEAL = 60  # points beside a field: half of a red seal may lie there, words shining through
FADED = 128  # steps of grey by which ink is covered and not tinted
Box = tuple[int, list[float]]


class Covered(Changed):
    """Something lies over printed words."""


def require_all_ink(file: BinaryIO, ours: BinaryIO, *, fields: list[Box]) -> None:
    """Raise Covered if a point that was printed looks otherwise, outside of the `fields`."""
    file.seek(0)
    ours.seek(0)
    with PDFIUM:
        theirs, issued = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument(ours)
        try:
            theirs.init_forms()  # else the pictures of signatures are not drawn
            if len(theirs) != len(issued):
                raise Changed("another number of pages")
            for page in range(len(issued)):
                boxes = [box for where, box in fields if where == page]
                if _is_disturbed(issued[page], theirs[page], boxes):
                    raise Covered(f"page {page + 1}")
        finally:
            theirs.close()
            issued.close()


def _is_disturbed(
    issued: pypdfium2.PdfPage, theirs: pypdfium2.PdfPage, boxes: list[list[float]]
) -> bool:
    before, after = _drawn(issued, annotations=False), _drawn(theirs, annotations=True)
    if before.size != after.size:
        return True
    ink = before.point(lambda grey: 255 if grey < BLANK else 0)
    far, near = _without(ink, boxes, SEAL), _without(ink, boxes, 1)
    faded = ImageChops.subtract(after, before).point(lambda step: step if step > FADED else 0)
    found = (
        ImageChops.multiply(far, ImageChops.difference(before, after)),
        ImageChops.multiply(near, faded),
    )
    return any(one.getbbox() for one in found)


def _without(ink: Image.Image, boxes: list[list[float]], around: int) -> Image.Image:
    """The ink outside of the boxes and of what lies `around` them."""
    kept = ink.copy()
    pen = ImageDraw.Draw(kept)
    for left, bottom, right, top in boxes:
        high, low = ink.height - top - around, ink.height - bottom + around
        pen.rectangle((left - around, high, right + around, low), 0)
    return kept


def _drawn(page: pypdfium2.PdfPage, *, annotations: bool) -> Image.Image:
    """In grey, a point of the picture for a point of the page."""
    try:
        return (
            page.render(
                scale=1, grayscale=True, may_draw_forms=annotations, draw_annots=annotations
            )
            .to_pil()
            .convert("L")
        )
    finally:
        page.close()
