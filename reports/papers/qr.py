"""The square code of a page foot, which opens the page that tells whether a paper is genuine."""

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

import segno


def address(*, site_url: str, code: str, page: int) -> str:
    return f"{site_url.rstrip('/')}/verify/{quote(code, safe='/')}?p={page}"


def bars(text: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Modules a side, and the dark ones: where a bar of them begins, in which row, how long it is.

    ISO 18004 asks for four modules of white around it; the margin of the page gives them.
    """
    # Any mask can be read; looking for the best of eight takes most of the time.
    matrix = segno.make(text, error="m", micro=False, mask=0).matrix
    return len(matrix), [bar for y, row in enumerate(matrix) for bar in runs(row, y)]


def runs(row, y: int) -> Iterator[tuple[int, int, int]]:
    """Dark modules side by side are one bar: half the drawing, half the time."""
    x = 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            yield x, y, length
        x += length
