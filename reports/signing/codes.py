"""The square codes on a sheet, and what they say: which paper, which page.

Read from the picture alone, turned, skewed or grey. A code says what a page claims to be; that
its words are unchanged is for the person to see who compares the scan with the paper.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageFilter, ImageOps

VERIFY = re.compile(r"/verify/(?P<code>[^?#]{1,240})$")
PAGE = re.compile(r"^p=(?P<page>[1-9][0-9]{0,4})$")
DARK = 96  # steps below the paper's own grey: ink, not the other side shining through
INK = 0.0004  # share of a blank sheet that dust may darken
SMALL = (420, 600)


@dataclass(frozen=True)
class Code:
    """What the foot of a page carries: the site that issued it, the paper, the page."""

    site: str
    paper: str
    page: int


def codes_on(sheet: Image.Image, *, thorough: bool = False) -> list[Code]:
    """Each of our codes on the sheet once; two pages may lie side by side on a large one."""
    for picture in _tries(sheet, thorough):
        found = list(dict.fromkeys(filter(None, map(parsed, _texts(picture)))))
        if found:
            return found
    return []


def _tries(sheet: Image.Image, thorough: bool):
    yield sheet
    if thorough:
        clear = ImageOps.autocontrast(sheet, cutoff=2)
        yield clear
        yield clear.resize((sheet.width * 2, sheet.height * 2), Image.Resampling.BICUBIC)
        yield clear.filter(ImageFilter.GaussianBlur(1.2))


def _texts(picture: Image.Image) -> list[str]:
    # Here, because only the workers read scans: the web need not carry the library.
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in found if one.valid]


def parsed(text: str) -> Code | None:
    """Our address in it, whatever site; None for the codes of others."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    at, page = VERIFY.search(parts.path), PAGE.match(parts.query)
    if parts.scheme not in {"http", "https"} or not at or not page:
        return None
    before = parts.path[: at.start()]
    site = f"{parts.scheme}://{parts.netloc}{before}"
    return Code(site, unquote(at["code"]), int(page["page"]))


def is_blank(sheet: Image.Image) -> bool:
    """An empty side, as scanners add them; grey paper and dust are no ink."""
    small = sheet.copy()
    small.thumbnail(SMALL)
    inner = small.crop(
        (small.width // 25, small.height // 25, small.width * 24 // 25, small.height * 24 // 25)
    )
    counts = inner.histogram()
    half, paper, seen = inner.width * inner.height / 2, 255, 0
    for grey, count in enumerate(counts):
        seen += count
        if seen >= half:
            paper = grey
            break
    dark = sum(counts[: max(paper - DARK, 0)])
    return paper > DARK and dark <= INK * inner.width * inner.height
