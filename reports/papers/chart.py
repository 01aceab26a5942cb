"""Amounts as bars. WeasyPrint sets drawn text letter by letter, so Vietnamese only (and NFC)."""

from decimal import Decimal
from textwrap import wrap
from unicodedata import normalize

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.papers import values, wording

WIDTH, LEFT, BAR, STEP = 480, 170, 13, 30
SCALE = Decimal(220)  # the longest bar
GREY, DARK = "#bbb", "#444"


def amounts_chart(rows: list[dict], currency: str) -> SafeString:
    """Exact amounts are dark bars; nearly, over and about are grey, and told by shape and word."""
    most = max(Decimal(str(row["amount"]["number"])) for row in rows) or Decimal(1)
    height = STEP * len(rows) + 8
    drawn = "".join(bar(row, n, most) for n, row in enumerate(rows))
    title = escape(wording.word("chart_caption", "vi", unit=currency))
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' font-family="Liberation Serif" font-size="11" fill="#000"><title>{title}</title>'
        f'<line x1="{LEFT}" y1="2" x2="{LEFT}" y2="{height - 4}" stroke="#000"'
        f' stroke-width=".6"/>{drawn}</svg>'
    )


def bar(row: dict, number: int, most: Decimal) -> str:
    amount = row["amount"]
    bound = amount.get("bound") or "exact"
    length = float(SCALE * Decimal(str(amount["number"])) / most)
    top, end = STEP * number + 8, LEFT + length
    middle = top + BAR / 2 + 4
    shape = (
        f'<rect x="{LEFT}" y="{top}" width="{length:.1f}" height="{BAR}"'
        f' fill="{DARK if bound == "exact" else GREY}"/>'
    )
    if bound == "over":
        shape += f'<path d="M{end:.1f} {top}l7 {BAR / 2}l-7 {BAR / 2}z" fill="{GREY}"/>'
    elif bound != "exact":
        shape += (
            f'<line x1="{end:.1f}" y1="{top - 2}" x2="{end:.1f}" y2="{top + BAR + 2}"'
            f' stroke="#000" stroke-width=".8" stroke-dasharray="2 1.5"/>'
        )
    said = escape(values.amount(amount, "vi", with_unit=False))
    return f'{label(row, middle)}{shape}<text x="{end + 12:.1f}" y="{middle:.1f}">{said}</text>'


def label(row: dict, middle: float) -> str:
    """The title of the gift, on two lines if it is long."""
    title = normalize("NFC", (row["title"].get("vi") or {}).get("text") or "")
    lines = wrap(title, 32)[:2]
    first = middle - 6 * (len(lines) - 1)
    return "".join(
        f'<text x="{LEFT - 6}" y="{first + 12 * n:.1f}" text-anchor="end">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
