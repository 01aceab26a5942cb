"""The pieces a paper is made of, ready for the templates.

A line holds the same thing in each printed language, in their order: [("vi", …), ("lo", …)].
"""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

Line = list[tuple[str, SafeString]]


@dataclass
class Heading:
    line: Line
    level: int  # 1 part, 2 section
    anchor: str = ""  # its name in the list of contents of a long paper
    kind: str = "heading"


@dataclass
class Paragraph:
    line: Line
    kind: str = "paragraph"

    @property
    def is_long(self) -> bool:
        """More than eight lines of a column: it may be parted between two pages."""
        return max(len(text) for _code, text in self.line) > 420


@dataclass
class Fill:
    """What people complete by hand: a label, then dots to the end of the line, then more lines."""

    line: Line
    more: int = 0
    kind: str = "fill"

    @property
    def rows(self) -> range:
        return range(self.more)


@dataclass
class Note:
    """Small print under a table or a part, one line per language below the other."""

    lines: list[Line]
    leads: bool = False  # it opens a part and stays with what follows
    kind: str = "note"


@dataclass
class Column:
    width: int  # in mm
    head: Line
    align: str = ""  # n right, c centred
    ruled: bool = False


@dataclass
class Said:
    """One line of a cell; `place` 1 is the first language of the paper, 2 the other below it."""

    language: str
    text: SafeString
    place: int


@dataclass
class Head:
    line: Line
    align: str = ""
    ruled: bool = False
    span: int = 1
    rows: int = 1


@dataclass
class Cell:
    lines: list[Line] = field(default_factory=list)
    align: str = ""
    ruled: bool = False
    span: int = 1
    blank: int = 0  # dotted lines

    @property
    def dotted(self) -> range:
        return range(self.blank)

    @property
    def in_order(self) -> list[Said]:
        """Everything in the first language, then everything in the other."""
        codes = list(dict.fromkeys(code for line in self.lines for code, _text in line))
        return [
            Said(code, text, place)
            for place, code in enumerate(codes, start=1)
            for line in self.lines
            for own, text in line
            if own == code
        ]


@dataclass
class Row:
    cells: list[Cell]
    is_sum: bool = False
    is_whole: bool = False  # the sum of a row of sums, never parted from it


@dataclass
class Table:
    columns: list[Column]
    rows: list[Row]
    notes: list[Line] = field(default_factory=list)
    is_tall: bool = False  # rows of many lines: two of them may part
    over: tuple[int, int, Line] | None = None  # a head over the columns from .. to
    kind: str = "table"

    @property
    def widths(self) -> list[int]:
        return [column.width for column in self.columns]

    @property
    def heads(self) -> list[list[Head]]:
        """One row of heads, or two where one stands over several."""
        own = [Head(c.head, c.align, c.ruled) for c in self.columns]
        if not self.over:
            return [own]
        first, after, line = self.over
        for head in own[:first]:
            head.rows = 2
        above = Head(line, "c", ruled=True, span=after - first)
        return [[*own[:first], above], own[first:after]]

    @property
    def may_split(self) -> bool:
        return len(self.rows) > (1 if self.is_tall else 4)


@dataclass
class Drawing:
    svg: SafeString
    caption: Line
    kind: str = "drawing"
