"""The square code in the foot of each page, drawn on the finished pages: so a paper of any length
is laid out once, with one foot for all of them.
"""

from collections.abc import Iterator

import pydyf

from reports.papers import qr
from reports.pdf.fields import POINT, page_of


def draw_codes(document, pdf: pydyf.PDF, content: dict) -> None:
    for number, page in enumerate(document.pages):
        for room in rooms(page._page_box):
            address = qr.address(
                site_url=content["site_url"], code=content["code"], page=number + 1
            )
            stream = pdf.objects[int(page_of(pdf, number)["Contents"].split()[0])]
            stream.stream.append(drawn(address, room))


def rooms(page_box) -> Iterator:
    """The boxes that wait for a code, in the margins only."""
    for margin in page_box.children:
        if type(margin).__name__ == "MarginBox":
            yield from within(margin)


def within(box) -> Iterator:
    if box.element is not None and box.element.get("class") == "qr":
        yield box
    for child in getattr(box, "children", []):
        yield from within(child)


def drawn(text: str, room) -> bytes:
    """Bars of dark modules, black, outside the reading order. The page has y downwards here."""
    size, bars = qr.bars(text)
    scale = room.width * POINT / size
    x, y = room.content_box_x() * POINT, room.content_box_y() * POINT
    path = "\n".join(f"{at} {row} {length} 1 re" for at, row, length in bars)
    return (
        f"/Artifact BMC\nq\n0 g\n{scale:.5f} 0 0 {scale:.5f} {x:.4f} {y:.4f} cm\n{path}\nf\nQ\nEMC"
    ).encode()
