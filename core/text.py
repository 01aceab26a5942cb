"""Text as it is stored: one spelling for one word, and nothing in it that nobody can see."""

import re
import unicodedata

# Written by keyboards, PDF copies and phones; invisible, so two names that look the same differ.
# U+200C and U+200D go too: none of the languages of the register needs them.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ue000-\uf8ff]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Word breaks a line inside a paragraph with a vertical tab, and a page with a form feed.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """NFC, ordinary spaces and line ends, without control, zero-width and direction characters."""
    text = SURROGATE.sub("", LINE_ENDS.sub("\n", text))
    text = SPACES.sub(" ", CONTROL.sub("", INVISIBLE.sub("", text)))
    return unicodedata.normalize("NFC", text)
