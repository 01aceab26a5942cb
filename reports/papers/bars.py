"""Small bars beside their words. The drawing itself has no letters: what it means stands in the
cells around it, so that Lao and Khmer are set as text.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.papers.blocks import Cell, Line
from reports.papers.printer import Printer

HEIGHT = 3  # mm
GREY, DARK = "#bbb", "#444"


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, how long, and how sure ("exact" is dark, the rest is grey)."""

    of: Line
    value: Decimal
    bound: str = "exact"


def drawn(printer: Printer, bar: Bar, *, most: Decimal, width: int) -> Cell:
    """The bar in a cell of so many mm, the longest one as long as the cell allows."""
    longest = width - 8
    length = float(longest * bar.value / most) if most else 0.0
    return Cell([[(printer.languages[0], svg(length, bar.bound, width - 3))]])


def svg(length: float, bound: str, width: int) -> SafeString:
    """Over ends in an arrow, nearly and about in a dashed line, as in the charts."""
    fill = DARK if bound == "exact" else GREY
    end = mark_safe("")
    if bound == "over":
        end = format_html('<path d="M{} 0l2 {}l-2 {}z" fill="{}"/>', said(length), 1.5, 1.5, fill)
    elif bound != "exact":
        end = format_html(
            '<line x1="{0}" y1="-.4" x2="{0}" y2="{1}" stroke="#000" stroke-width=".25"'
            ' stroke-dasharray=".7 .5"/>',
            said(length),
            HEIGHT + 0.4,
        )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bar-of" viewBox="0 -.5 {0} {1}"'
        ' width="{0}mm" height="{1}mm"><rect x="0" y="0" width="{2}" height="{3}" fill="{4}"/>{5}'
        "</svg>",
        width,
        HEIGHT + 1,
        said(length),
        HEIGHT,
        fill,
        end,
    )


def said(length: float) -> str:
    """With a point, whatever the language of the page that asks."""
    return f"{length:.2f}"
