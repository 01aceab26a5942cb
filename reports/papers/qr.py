"""The square code of a page foot, which opens the page that tells whether a paper is genuine."""

from itertools import groupby
from urllib.parse import quote

import segno
from django.utils.safestring import SafeString, mark_safe


def address(*, site_url: str, code: str, page: int) -> str:
    return f"{site_url.rstrip('/')}/verify/{quote(code, safe='/')}?p={page}"


def svg(text: str) -> SafeString:
    """Drawn as one path; ISO 18004 asks for four modules of white around it, the margin gives."""
    # Any mask can be read; looking for the best of eight takes most of the time.
    matrix = segno.make(text, error="m", micro=False, mask=0).matrix
    path = "".join(runs(row, y) for y, row in enumerate(matrix))
    size = len(matrix)
    return mark_safe(  # only digits and letters of our own
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">'
        f'<title>QR</title><path fill="#000" d="{path}"/></svg>'
    )


def runs(row, y: int) -> str:
    """Dark modules side by side are one bar: half the drawing, half the time."""
    bars, x = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            bars.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(bars)
