"""Why a paper cannot be printed, in a sentence for the people who ordered it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

AROUND = 30  # letters shown on either side of what no face has


class RenderingError(Exception):
    """The paper would have a hole in it: better a failed build than a signed review with one."""


class MissingCharacter(RenderingError):
    """A character that no face of the papers has."""

    def __init__(self, character: str):
        super().__init__(character)
        self.character = character
        self.place = ""

    def __str__(self) -> str:
        gaps = {"character": self.character, "code": f"U+{ord(self.character):04X}"}
        if self.place:
            return _(
                "No typeface of the papers has the character “%(character)s” (%(code)s). It stands "
                "in “%(place)s”. Replace it there, then order the paper anew."
            ) % (gaps | {"place": self.place})
        return _("No typeface of the papers has the character “%(character)s” (%(code)s).") % gaps


def found_in(content, character: str) -> str:
    """The first text of the paper that holds the character, cut to what stands around it."""
    text = next((text for text in texts(content) if character in text), "")
    at = text.find(character)
    start, end = max(0, at - AROUND), at + AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end].strip()}{after}" if text else ""


def texts(content) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for own in content.values() if isinstance(content, dict) else content:
            yield from texts(own)
