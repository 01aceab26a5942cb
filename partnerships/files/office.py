"""Word and Excel files: their words, wherever on the page they stand. Nothing in them is run."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from lxml import etree

from core.errors import RuleViolation
from partnerships.files.kinds import BROKEN

PARTS = 5_000
LARGEST = 300_000_000  # bytes of all parts unpacked: more is a bomb, not a letter
LARGEST_PART = 60_000_000  # of one part that is read
READ = ("word/", "xl/sharedStrings", "xl/worksheets/", "xl/drawings/", "xl/comments")
LINES = {"p", "si", "is", "oddHeader", "oddFooter", "evenHeader", "firstHeader", "br", "tab"}
WORDS = {"t", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}


def text_of(file: BinaryIO) -> str:
    """Body, text boxes, headers, notes and comments, a paragraph or a cell to the line.

    Raises RuleViolation if the file is damaged or unpacks into more than any letter holds.
    """
    try:
        with ZipFile(file) as parts:
            _require_no_bomb(parts)
            if parts.testzip():
                raise _damaged()
            names = [one for one in parts.namelist() if one.startswith(READ)]
            return "\n".join(
                line for name in names if name.endswith(".xml") for line in _words(parts.open(name))
            )
    except (etree.XMLSyntaxError, *BROKEN):
        raise _damaged() from None
    except (NotImplementedError, RuntimeError):  # a part that is locked or packed in another way
        raise _damaged() from None


def _require_no_bomb(parts: ZipFile) -> None:
    entries = parts.infolist()
    read = [one.file_size for one in entries if one.filename.startswith(READ)]
    large = sum(one.file_size for one in entries) > LARGEST or max(read, default=0) > LARGEST_PART
    if len(entries) > PARTS or large:
        raise RuleViolation(
            _("This file unpacks into more than can be checked. Save it as PDF instead."), "file"
        )


def _damaged() -> RuleViolation:
    return RuleViolation(
        _("This file is damaged and cannot be read whole. Save it once more and choose it again."),
        "file",
    )


def _words(part: BinaryIO) -> Iterator[str]:
    line: list[str] = []
    events = etree.iterparse(
        part, events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _event, element in events:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in WORDS and element.text:
            line.append(element.text)
        if name in LINES:
            yield "".join(line)
            line.clear()
            element.clear()
    yield "".join(line)
