"""Text made ready for the page when it is rendered, never stored: breaks, bindings, markup.

Pango breaks no Lao or Khmer line, so zero-width spaces stand where ICU allows a break. Names,
numbers with their word and Chinese dates are kept whole. Latin runs inside another script get
the Latin face at the size of the Vietnamese text.
"""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from icu4py.breakers import LineBreaker

from reports.papers import wording
from reports.papers.blanks import marked_up

SEGMENTED = {"lo", "km"}
BREAK, HARD = "\u200b", "\u00a0"
LONGEST_SEGMENTED = 28  # signs of a name in Lao or Khmer; a longer one breaks between its words
LONGEST_NAME = 17  # letters; a longer name would not fit a column of a table
# What a person may paste and nobody sees: joiners, marks of direction, controls.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]")
LETTER = "0-9A-Za-zÀ-ɏḀ-ỹ"  # Latin with the letters of Vietnamese; Lao lies between the ranges
LATIN = rf"[{LETTER}][{LETTER}.,/\u00a0’'-]*[{LETTER}]|[{LETTER}]|“[{LETTER}][^”]*”"
ZH_DATE = r"\d+年\d+月(?:\d+日)?|\d+月\d+日|\d+[年月日]"
ZH_LATIN = rf"(?![0-9])[{LETTER}][{LETTER}.,/\u00a0’'-]*[{LETTER}]|(?![0-9])[{LETTER}]"
YEARS = re.compile(r"(?<!\d)\d{4}[–-]\d{4}(?!\d)")
NUMBER_AND_WORD = re.compile(r"(?<=\d) (?=(?!tháng|năm|ngày|và|đến|giữa)[a-zà-ɏḁ-ỹ])")
WORD_AND_NUMBER = re.compile(r"\b(năm|tháng|ngày|mốc|Điều|lần|kỳ) (?=\d)")

BEFORE_NUMBER = re.compile(r"(ປີ|ເດືອນ|ວັນທີ|ຫຼັກໝາຍ|ຄັ້ງທີ|ឆ្នាំ|ខែ|ថ្ងៃទី|លើកទី) (?=\d)")

# A number with its word is one box: bound by a space only, the layout would part the line at its
# first word instead of its last.
RUN = rf"[^\s<>{BREAK}]+"
NUMERAL = r'<span class="w">[^<]*</span>'
WITH_WORD = re.compile(rf"{RUN}{HARD}{NUMERAL}(?:{HARD}{RUN})?|{NUMERAL}{HARD}{RUN}")


class Typesetter:
    """Sets the texts of one paper, whose names it knows."""

    def __init__(self, names: dict[str, set[str]]):
        latin = {name for code in ("vi", "en") for name in names.get(code, ())}
        self.latin = alternatives(n for n in latin if " " in n and len(n) <= LONGEST_NAME)
        self.segmented = {
            code: alternatives(
                (n for n in names.get(code, ()) if len(n) <= LONGEST_SEGMENTED),
                between=f"{BREAK}?",
            )
            for code in SEGMENTED
        }
        han = sorted((n for n in names.get("zh", ()) if len(n) <= 8), key=len, reverse=True)
        parts = [ZH_DATE, *map(re.escape, han), f"(?P<latin>{ZH_LATIN})"]
        self.han = re.compile("|".join(parts))

    def set(self, text: str, language: str) -> SafeString:
        text = self.bound(clean(text))
        if language in SEGMENTED:
            pieces = self.broken(text, language)
        elif language == "zh":
            pieces = self.kept_whole(text)
        else:
            pieces = wrapped(text, YEARS)
        return mark_safe(marked_up(pieces))  # every piece was escaped

    def bound(self, text: str) -> str:
        text = text.replace(" - ", f"{HARD}- ")
        text = NUMBER_AND_WORD.sub(HARD, text)
        text = WORD_AND_NUMBER.sub(rf"\1{HARD}", text)
        return self.latin.sub(lambda name: name[0].replace(" ", HARD), text)

    def broken(self, text: str, language: str) -> str:
        """Zero-width spaces at ICU's breaks, none inside a name; Latin runs wrapped."""
        text = re.sub(rf"(?<=\d) (?={unit_words(language)})", HARD, text)
        text = BEFORE_NUMBER.sub(rf"\1{HARD}", text)
        breaks = LineBreaker(text, language).segments()
        text = BREAK.join(text[start:end] for start, end in breaks)
        text = self.segmented[language].sub(lambda name: name[0].replace(BREAK, ""), text)
        text = re.sub(rf"([ \n]){BREAK}", r"\1", text)
        text = wrapped(text, re.compile(f"(?P<latin>{LATIN})"))
        return WITH_WORD.sub(r'<span class="nw">\g<0></span>', text)

    def kept_whole(self, text: str) -> str:
        return wrapped(text, self.han)


def wrapped(text: str, pattern: re.Pattern) -> str:
    """Escaped text, with what the pattern finds in spans: `w` for Latin, `nw` for the rest."""
    pieces, at = [], 0
    for found in pattern.finditer(text):
        kind = "w" if found.groupdict().get("latin") else "nw"
        pieces += [
            str(escape(text[at : found.start()])),
            f'<span class="{kind}">{escape(found[0])}</span>',
        ]
        at = found.end()
    return "".join([*pieces, str(escape(text[at:]))])


def clean(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def alternatives(names, *, between: str = "") -> re.Pattern:
    """One pattern for any of the names, the longest first; without names it finds nothing."""
    ordered = sorted(names, key=len, reverse=True)
    choices = [between.join(map(re.escape, name)) for name in ordered if name]
    return re.compile("|".join(choices) or r"(?!)")


def unit_words(language: str) -> str:
    return "|".join(map(re.escape, wording.LANGUAGES[language].UNITS.values()))
