"""The guard of DESIGN.md 7: a text that carries the stamp of a state secret is not taken.

Only the stamp counts, in capitals and standing by itself: a law on state secrets, honey and
passwords speak of "mật" too. A scan without a text layer has no words to look at: of it there is
the declaration of the person who brings it.
"""

import re
import unicodedata
from collections.abc import Iterable

STAMPS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
# What a line may also hold beside the stamp: the head of every official paper.
HEAD = (
    "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM",
    "CỘNGHOÀXÃHỘICHỦNGHĨAVIỆTNAM",
    "ĐẢNGCỘNGSẢNVIỆTNAM",
    "ĐỘCLẬPTỰDOHẠNHPHÚC",
)
DEGREE = re.compile(r"^\W*(mức độ|độ)\s+mật\W*[:：]\W*(?P<stamp>(tuyệt |tối )?mật)\W*$", re.I)
# A heading broken over two lines leaves "MẬT" alone on one of them.
BEFORE = frozenset(["BÍ", "BẢO", "CƠ", "TÚI", "THÂN", "TRÙ", "NGHIÊM", "ĐƯỜNG"])
AFTER = frozenset(["ONG", "KHẨU", "ĐỘ", "THIẾT", "MÃ", "VỤ", "MÍA", "THƯ", "NGỌT", "GẤU"])
APART = re.compile(r"\s{2,}|\t|\||_{3,}|\.{3,}")
NO_LETTER = re.compile(r"[\W\d_]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def stamp(text: str) -> str:
    """The stamp that a text carries, as it is written: "TỐI MẬT"; empty if it carries none."""
    lines = [one for one in _lines(text) if NO_LETTER.sub("", one)]
    for place, line in enumerate(lines):
        earlier = lines[place - 1] if place else ""
        later = lines[place + 1] if place + 1 < len(lines) else ""
        found = _of_line(line)
        if found and not (found == "MẬT" and _broken_heading(earlier, later)):
            return found
    return ""


def _lines(text: str) -> Iterable[str]:
    """In one spelling: composed letters, no zero-width signs."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).splitlines()


def _of_line(line: str) -> str:
    said = DEGREE.match(line)
    if said:
        return STAMPS[said["stamp"].upper().replace(" ", "")]
    for piece in [line, *APART.split(line)]:
        letters = NO_LETTER.sub("", piece)
        if letters in STAMPS:
            return STAMPS[letters]
        beside = _beside_the_head(letters)
        if beside:
            return beside
    return ""


def _beside_the_head(letters: str) -> str:
    """Two columns at the top of a paper come out of a PDF as one line."""
    for head in HEAD:
        rest = letters.upper().replace(head, "", 1)
        if len(rest) < len(letters) and rest in STAMPS and rest in letters:
            return STAMPS[rest]
    return ""


def _broken_heading(earlier: str, later: str) -> bool:
    last = NO_LETTER.sub(" ", earlier).upper().split()[-1:]
    first = NO_LETTER.sub(" ", later).upper().split()[:1]
    return bool(BEFORE & set(last) or AFTER & set(first))
