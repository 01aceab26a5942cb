"""Papers as a scanner sees them: pictures made of our own PDF, turned, skewed, grey, coarse."""

import random
from functools import cache
from io import BytesIO

import pypdfium2
from PIL import Image

from reports import rendering
from tests.reports.papers.contents.song_ma import song_ma
from tests.uploads import upload

FIRST, SECOND, OTHER_COPY = "SMA-MET-2024/1", "SMA-MET-2024/2", "SMA-MET-2024/2-B"


def content(code: str = SECOND) -> dict:
    return song_ma() | {"draft": False, "code": code}


@cache
def issued(code: str = SECOND) -> bytes:
    """The final paper of five pages, built once for all tests."""
    return rendering.paper_pdf(content(code))


@cache
def sheet(page: int, code: str = SECOND, dpi: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(issued(code))
    try:
        return document[page - 1].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def blank(shade: int = 250) -> Image.Image:
    paper = Image.new("L", (1240, 1754), shade)
    paper.putpixel((400, 900), 30)  # dust
    return paper


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, expand=True, fillcolor=255, resample=Image.BICUBIC)


def faded(picture: Image.Image) -> Image.Image:
    """Grey paper, pale ink, some noise."""
    noise = Image.frombytes(
        "L", picture.size, random.Random(1).randbytes(picture.width * picture.height)
    )
    pale = picture.point(lambda value: 60 + value * 140 // 255)
    return Image.blend(pale, noise, 0.05)


def without_code(picture: Image.Image) -> Image.Image:
    """A stamp, a fold, a thumb over the foot of the page."""
    torn = picture.copy()
    torn.paste(200, (0, picture.height * 88 // 100, picture.width, picture.height))
    return torn


def pdf_of(*pictures: Image.Image, dpi: int = 150) -> bytes:
    data = BytesIO()
    first, *more = pictures
    first.save(data, "PDF", save_all=True, append_images=more, resolution=dpi, quality=70)
    return data.getvalue()


def whole() -> list[Image.Image]:
    return [sheet(page) for page in range(1, 6)]


def scan(*pictures: Image.Image, name: str = "scan.pdf"):
    return upload(name, pdf_of(*(pictures or whole())))
