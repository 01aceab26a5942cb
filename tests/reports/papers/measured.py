"""A page as it was printed: each letter with its face, size and place, each rule with its length.

In points and millimetres from the left and upper edges of the sheet.
"""

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass
class Letter:
    text: str
    face: str
    size: float  # pt
    left: float  # mm
    base: float  # mm, where it stands, from the upper edge
    right: float


@dataclass
class Line:
    letters: list[Letter]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters).strip()

    @property
    def inked(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.text.strip()]

    @property
    def left(self) -> float:
        return min(letter.left for letter in self.inked)

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.inked)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def base(self) -> float:
        return self.inked[0].base

    @property
    def sizes(self) -> set[float]:
        return {round(letter.size, 1) for letter in self.inked}

    @property
    def faces(self) -> set[str]:
        return {letter.face for letter in self.inked}


@dataclass
class Rule:
    left: float
    right: float
    top: float
    high: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Sheet:
    def __init__(self, pdf: bytes, number: int):
        with pypdfium2.PdfDocument(pdf) as file:
            page = file[number - 1]
            self.width, self.height = (side * MM for side in page.get_size())
            self.high = page.get_height()
            self.lines = grouped(list(self._letters(page.get_textpage())))
            self.rules = [
                rule
                for own in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5)
                if (rule := self._rule(own)).high < 0.8 and rule.length > 5
            ]

    def _letters(self, page):
        for at in range(page.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(page, at))
            if text in "\r\n\x00":
                continue
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(page, at, x, y)
            left, right, _bottom, _top = edges(page, at)
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(page, at, matrix)
            size = raw.FPDFText_GetFontSize(page, at) * abs(matrix.d)
            yield Letter(
                text, face(page, at), size, left * MM, (self.high - y.value) * MM, right * MM
            )

    def _rule(self, own) -> Rule:
        left, bottom, right, top = own.get_bounds()
        return Rule(left * MM, right * MM, (self.high - top) * MM, (top - bottom) * MM)

    def line(self, start: str) -> Line:
        """The first line that begins so."""
        return next(line for line in self.lines if line.text.startswith(start))

    def rule_under(self, line: Line) -> Rule:
        """The nearest rule below a line, under its middle."""
        below = [r for r in self.rules if r.top > line.base and r.left < line.middle < r.right]
        return min(below, key=lambda rule: rule.top)


def edges(page, at: int) -> list[float]:
    found = [ctypes.c_double() for _edge in range(4)]
    raw.FPDFText_GetCharBox(page, at, *found)
    return [edge.value for edge in found]


def face(page, at: int) -> str:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, at, name, 200, flags)
    return name.value.decode().split("+")[-1]


def grouped(letters: list[Letter]) -> list[Line]:
    """Lines as drawn: a new one where the text goes down, up, or leaps over a column."""
    lines: list[Line] = []  # a mark of Lao stands back over its letter
    for letter in letters:
        last = lines[-1].letters[-1] if lines else None
        stays = last and abs(last.base - letter.base) < 0.3 and -5 < letter.left - last.right < 8
        if stays or (last and not letter.text.strip()):
            lines[-1].letters.append(letter)
        else:
            lines.append(Line([letter]))
    return [line for line in lines if line.text]
