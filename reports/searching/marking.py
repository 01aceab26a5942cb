"""The hit made visible in the words of a record."""

import re
import unicodedata

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reports.searching.typed import BEGINNING, HAN, NO_SPACES, Typed, Word

TONE_MARKS = re.compile("[\u0300-\u036f]")
LETTERS = str.maketrans({"đ": "d", "Đ": "d"})


def folded(text: str) -> tuple[str, list[int]]:
    """The text without tone marks in small letters, and for each letter where it came from."""
    letters, origins = [], []
    for at, letter in enumerate(text):
        plain = TONE_MARKS.sub("", unicodedata.normalize("NFD", letter.translate(LETTERS)))
        for one in unicodedata.normalize("NFC", plain).lower():
            letters.append(one)
            origins.append(at)
    return "".join(letters), [*origins, len(text)]


def _part(part: str) -> str:
    """Digits are found with points between them, too."""
    if part.isdigit() and len(part) > 3:
        return "[.,]?".join(part)
    return re.escape(part)


def _pattern(word: Word) -> str:
    if re.search(f"[{HAN}{NO_SPACES}]", word.folded):
        return re.escape(word.folded)
    parts = r"[\W_]*".join(_part(part) for part in word.parts)
    end = "" if word.is_plain and len(word.folded) >= BEGINNING else r"(?!\w)"
    return rf"(?<!\w){parts}{end}"


class Marker:
    """Marks the words of one search in whatever text is shown."""

    def __init__(self, typed: Typed):
        patterns = [_pattern(word) for word in sorted(typed.words, key=lambda w: -len(w.folded))]
        patterns += [_part(number) for number in typed.amounts]
        self._words = re.compile("|".join(patterns)) if patterns else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        if self._words is None:
            return []
        plain, origins = folded(text)
        return [
            (origins[found.start()], origins[found.end() - 1] + 1)
            for found in self._words.finditer(plain)
            if found.end() > found.start()
        ]

    def marked(self, text: str) -> SafeString:
        """The text, escaped, with each hit in a <mark>."""
        pieces, done = [], 0
        for begins, ends in self.spans(text):
            if begins < done:
                continue
            pieces += [conditional_escape(text[done:begins])]
            pieces += [format_html("<mark>{}</mark>", text[begins:ends])]
            done = ends
        return mark_safe("".join([*pieces, conditional_escape(text[done:])]))
