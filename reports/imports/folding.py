"""Words compared without tone marks, capitals and signs: headings, names of choices."""

import re
import unicodedata

MARKS = re.compile("[\u0300-\u036f]")
SIGNS = re.compile(r"[\W_]+")
IN_BRACKETS = re.compile(r"\([^)]*\)")


def folded(words: str) -> str:
    """ "Ngày họp *" is "ngay hop"."""
    apart = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return SIGNS.sub(" ", MARKS.sub("", apart)).strip()


def meanings(heading: str) -> list[str]:
    """What a heading may stand for, folded: all of it, each line, each side of a stroke, and the
    same without what stands in brackets.
    """
    pieces = [heading, *re.split(r"[\n/|]", heading)]
    said = [folded(one) for piece in pieces for one in (piece, IN_BRACKETS.sub("", piece))]
    return [one for one in dict.fromkeys(said) if one]
