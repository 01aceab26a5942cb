"""The sheets of a scan as pictures, one at a time: memory stays that of one page."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.errors import RuleViolation
from partnerships.choices import MediaType
from partnerships.files import pictures
from partnerships.files.pdf import PDFIUM

DPI = 200  # a code of 10 mm is read from 120 on
FINE = 300
POINTS = 12_000_000  # of one page as it is drawn; a sheet of A3 at 200 dpi has 7.7 million
LARGEST_PICTURE = 130_000_000  # points of a picture inside a PDF, unpacked when the page is drawn
SHARE = 0.5  # of a page that a picture covers at least, where the page is a scan


def drawn(file: BinaryIO, media_type: str, page: int, *, dpi: int = DPI) -> Image.Image:
    """Sheet `page`, counted from 0, in grey."""
    if media_type != MediaType.PDF:
        return _photo(file, media_type)
    with PDFIUM:
        document = _opened(file)
        try:
            sheet = document[page]
            width, height = sheet.get_size()
            most = (POINTS / max(width * height, 1)) ** 0.5
            bitmap = sheet.render(scale=min(dpi / 72, most), grayscale=True)
            return bitmap.to_pil().convert("L")  # a copy: the bitmap goes with the document
        finally:
            document.close()


def _photo(file: BinaryIO, media_type: str) -> Image.Image:
    file.seek(0)
    with pictures.opened(file, media_type) as whole:
        side = int(POINTS**0.5)
        whole.draft("L", (side, side))
        upright = ImageOps.exif_transpose(whole).convert("L")
    upright.thumbnail((side, side))
    return upright


def require_a_scan(file: BinaryIO) -> None:
    """RuleViolation unless every page of the PDF is a picture, of a size that can be drawn."""
    with PDFIUM:
        document = _opened(file)
        try:
            for page in range(len(document)):
                _require_a_picture(document[page], page + 1)
        finally:
            document.close()


def _opened(file: BinaryIO) -> pypdfium2.PdfDocument:
    file.seek(0)
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        raise RuleViolation(
            _("This PDF is damaged or cut off. Scan or save it once more and choose it again."),
            "file",
        ) from None


def _require_a_picture(sheet: pypdfium2.PdfPage, number: int) -> None:
    width, height = sheet.get_size()
    covered, empty = 0.0, True
    for item, left, bottom, right, top in _things(sheet):
        empty = False
        if item is None:
            continue
        if item[0] * item[1] > LARGEST_PICTURE:
            raise RuleViolation(
                _(
                    "Page %(page)s is a picture of %(width)s × %(height)s points, more than can be "
                    "read. Scan it in grey at 200 dpi."
                )
                % {"page": number, "width": item[0], "height": item[1]},
                "file",
            )
        covered += max(right - left, 0) * max(top - bottom, 0)
    if not empty and covered < SHARE * width * height:
        raise RuleViolation(
            _(
                "Page %(page)s is not the picture of a sheet of paper. Print the final PDF, have "
                "it signed and sealed, scan it and bring that scan; or bring our PDF with digital "
                "signatures."
            )
            % {"page": number},
            "file",
        )


def _things(sheet: pypdfium2.PdfPage) -> Iterator[tuple]:
    """What is drawn on a page: the points of a picture (None for anything else) and where."""
    for thing in sheet.get_objects(max_depth=3):
        points = thing.get_px_size() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE else None
        yield points, *thing.get_bounds()
