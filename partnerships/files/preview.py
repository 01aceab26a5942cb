"""What a page shows of a file: pictures of its pages, made when they are looked at and kept
beside the bytes. Nothing else of it reaches the browser: no script, no place of taking.
"""

from io import BytesIO

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.errors import RuleViolation
from partnerships.choices import MediaType
from partnerships.files import kinds, pictures, store
from partnerships.files.pdf import PDFIUM

WIDTH = 1000  # points
HEIGHT = 3000  # of a page longer than it is wide, as receipts are
TYPE = "image/webp"


def pages_of(kind: str, pages: int | None) -> int:
    """How many pictures there are to see: none of a Word or Excel file."""
    if kind == MediaType.PDF:
        return pages or 0
    return 1 if kind in kinds.PICTURES else 0


def picture(sha256: str, kind: str, number: int) -> bytes:
    """Page `number`, counted from 1, as WebP. RuleViolation if the bytes are lost."""
    name = f"{number}.webp"
    found = store.derived(sha256, name)
    if found is None:
        found = _webp(_drawn(sha256, kind, number))
        store.keep_derived(sha256, name, found)
    return found


def _drawn(sha256: str, kind: str, number: int) -> Image.Image:
    with store.opened(sha256) as file:
        if kind == MediaType.PDF:
            return _page(file, number)
        with pictures.opened(file, kind) as whole:
            whole.draft("RGB", (WIDTH * 2, HEIGHT * 2))
            upright = ImageOps.exif_transpose(whole)
            upright.thumbnail((WIDTH, HEIGHT))
            return upright.convert("RGB")


def _page(file, number: int) -> Image.Image:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(file)
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
            drawn = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
            document.close()
        except (pypdfium2.PdfiumError, IndexError):
            raise RuleViolation(_("This page cannot be drawn.")) from None
    return drawn


def _webp(picture: Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "WEBP", quality=80, method=2)
    return data.getvalue()
