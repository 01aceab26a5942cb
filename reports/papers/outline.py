"""The outline of a paper: parts and sections, under headings counted as each language does."""

from reports.papers.blocks import Heading
from reports.papers.printer import Printer

ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    *("IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"),
)
HAN = (
    *("一", "二", "三", "四", "五", "六", "七", "八"),
    *("九", "十", "十一", "十二", "十三", "十四", "十五", "十六"),
)

# What a part is made of: the key of its heading ("" goes on without one), the gaps of the heading,
# and its blocks.
Part = tuple[str, dict, list]


def outlined(printer: Printer, outline: list[Part]) -> list:
    """The parts in their order under counted headings; one without anything is left out."""
    blocks: list = []
    for key, gaps, own in outline:
        if own and key:
            blocks.append(part_heading(printer, key, count(blocks), **gaps))
        blocks += own
    return blocks


def count(blocks: list) -> int:
    return sum(isinstance(block, Heading) and block.level == 1 for block in blocks)


def sections(printer: Printer, known: list[tuple[str, list]], *, first: list | None = None) -> list:
    """Sections of a part, counted; one without anything is left out."""
    blocks = []
    number = 0
    for key, own in known:
        if own:
            blocks += [section_heading(printer, key, number), *own]
            number += 1
    return [*(first or []), *blocks] if blocks else []


def part_heading(printer: Printer, key: str, at: int, **gaps) -> Heading:
    said = printer.word(key, **gaps)
    numbers = {code: f"{HAN[at]}、" if code == "zh" else f"{ROMAN[at]}. " for code in said}
    return Heading(printer.plain({code: numbers[code] + said[code] for code in said}), 1)


def section_heading(printer: Printer, key: str, at: int) -> Heading:
    said = printer.word(key)
    numbers = {code: f"（{HAN[at]}）" if code == "zh" else f"{at + 1}. " for code in said}
    return Heading(printer.plain({code: numbers[code] + said[code] for code in said}), 2)
