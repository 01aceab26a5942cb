"""A long paper opens with a list of its parts and their pages, under its title."""

from collections.abc import Iterator
from itertools import count

from django.utils.html import strip_tags

from reports.papers import wording
from reports.papers.blocks import Heading, Paragraph, Table
from reports.papers.typography import BREAK

LONG = 10  # pages; a shorter paper is seen at a glance
PAGE = 700  # points of text that a page holds, with what is lost at its foot
LINE, TABLE_LINE, BETWEEN = 18.5, 14.5, 7  # points
WIDE, NARROW = 76, 34  # letters on a line over the whole width, and in one of two columns
LETTERS_IN_MM = 0.52  # of a table


def listed(printed: dict, *, always: bool = False) -> dict:
    """With the list if the paper is long. `always`: its pages were counted, and it is."""
    texts = printed.get("texts") or [printed]
    own = [(text, [*text.get("blocks", []), *text.get("final", [])]) for text in texts]
    blocks = [block for _text, several in own for block in several]
    if not (always or pages(blocks) > LONG):
        return printed
    numbers = count(1)
    for text, several in own:
        headings = [block for block in several if isinstance(block, Heading)]
        for heading in headings:
            heading.anchor = f"muc-{next(numbers)}"
        text["contents"] = headings
        languages = text.get("languages") or ["vi"]
        text["contents_head"] = [(c, wording.word("m_contents", c)) for c in languages]
    return printed


def pages(blocks: list) -> float:
    """About how many pages they fill: to lay them out twice would take twice the time."""
    return sum(height(block) for block in blocks) / PAGE


def height(block) -> float:
    if isinstance(block, Table):
        return sum(max(lines_in(block, row)) * TABLE_LINE + 6 for row in block.rows) + 40
    if isinstance(block, Heading | Paragraph):
        letters = max((length(text) for _code, text in block.line), default=0)
        fits = WIDE if len(block.line) == 1 else NARROW
        return (1 + letters // fits) * LINE + BETWEEN
    return 3 * LINE


def lines_in(table: Table, row) -> Iterator[float]:
    at = 0
    for cell in row.cells:
        wide = sum(table.widths[at : at + cell.span])
        at += cell.span
        fits = max(1, wide * LETTERS_IN_MM)
        yield max(1, sum(1 + length(said.text) // fits for said in cell.in_order) + cell.blank)


def length(text) -> int:
    return len(strip_tags(text).replace(BREAK, ""))
