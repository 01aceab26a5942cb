"""Vietnamese of the time before Unicode: one byte a letter, readable in its own font only.

A cell typed in .VnTime holds "Thµnh phè", one in VNI-Times "Thaønh phoá": the spreadsheet program
shows "Thành phố" as long as the font stays, and nothing finds it.
"""

import re
from enum import StrEnum
from unicodedata import normalize


class Legacy(StrEnum):
    TCVN3 = "TCVN3"
    VNI = "VNI"


FONTS = {Legacy.TCVN3: re.compile(r"(?i)\.vn"), Legacy.VNI: re.compile(r"(?i)vni[- ]")}


def _pairs(old: str, new: str) -> dict[str, str]:
    return dict(zip(old.split(), new.split(), strict=True))


TCVN3 = _pairs(
    "µ ¸ ¶ · ¹ ¨ » ¾ ¼ ½ Æ © Ç Ê È É Ë ® Ì Ð Î Ï Ñ ª Ò Õ Ó Ô Ö × Ý Ø Ü Þ "
    "ß ã á â ä « å è æ ç é ¬ ê í ë ì î ï ó ñ ò ô \u00ad õ ø ö ÷ ù ú ý û ü þ ¡ ¢ § £ ¤ ¥ ¦",
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị "
    "ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ Ă Â Đ Ê Ô Ơ Ư",
)
TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
HATS = {"â": "\u0302", "ê": "\u0306"}  # aâ is â, aê is ă
HATS |= dict(zip("áàåãä", (f"\u0302{tone}" for tone in TONES.values()), strict=True))
HATS |= dict(zip("éèúüë", (f"\u0306{tone}" for tone in TONES.values()), strict=True))
ALONE = _pairs("ô ö ñ æ ó ò î", "ơ ư đ ỉ ĩ ị ỵ")


def _vni() -> dict[str, str]:
    """Two characters a letter: the letter and, behind it, what stands over and under it."""
    table = dict(ALONE)
    for letter in "aeiouyôö":
        plain = ALONE.get(letter, letter)
        marks = TONES if letter in "iuyôö" else TONES | HATS
        table |= {letter + mark: normalize("NFC", plain + said) for mark, said in marks.items()}
    capitals = {old.upper(): new.upper() for old, new in table.items()}
    return table | {old.capitalize(): new.capitalize() for old, new in table.items()} | capitals


TABLES = {Legacy.TCVN3: TCVN3, Legacy.VNI: _vni()}
LETTERS = {
    name: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for name, table in TABLES.items()
}
WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~–—“”…]+")
VOWELS = (
    "uyê uya uyu uây uôi iêu yêu ươi ươu oai oao oay oeo uâ uê uô uơ uy ua ue ui ưa ươ ưi ưu iê ia "
    "iu yê oa oă oe oi oo ôi ơi ai ao au ay âu ây eo êu a ă â e ê i o ô ơ u ư y"
)
# One syllable: what it begins with, one vowel group with at most one tone, what it ends with.
SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    f"(?:{VOWELS.replace(' ', '|')})(?:ch|nh|ng|[cmnpt])?"
)
TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def legacy_of(text: str, font: str = "") -> Legacy | None:
    """In which old encoding the text was typed. The font tells, or the words do: read so, all of
    them are Vietnamese, and as they stand they are not.
    """
    if text.isascii():
        return None
    for name, of in FONTS.items():
        if of.match(font):
            return name
    words = [word for word in WORD.findall(text) if not word.isascii()]
    if not words or all(map(_is_vietnamese, words)):
        return None
    for name in Legacy:
        if all(_is_vietnamese(to_unicode(word, name)) for word in words):
            return name
    return None


def to_unicode(text: str, legacy: Legacy) -> str:
    """The same words in letters that everything reads."""
    table = TABLES[legacy]
    return LETTERS[legacy].sub(lambda found: table[found[0]], text)


def _is_vietnamese(word: str) -> bool:
    apart = normalize("NFD", word.lower())
    tones = TONE.findall(apart)
    return len(tones) <= 1 and bool(SYLLABLE.fullmatch(normalize("NFC", TONE.sub("", apart))))
