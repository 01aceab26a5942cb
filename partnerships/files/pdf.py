"""PDF files: whether they are whole, how many pages they have, what stands in them."""

from collections.abc import Iterator
from threading import RLock
from typing import BinaryIO

import pikepdf
import pypdfium2
from django.utils.translation import gettext as _

from core.errors import RuleViolation

PDFIUM = RLock()  # the library serves one thread at a time
END = b"%%EOF"
MOST_PAGES = 3_000


def pages_and_text(file: BinaryIO) -> tuple[int, str]:
    """How many pages, and the words on them, their remarks and boxes included.

    Raises RuleViolation if a password opens it, if it is damaged or cut off, or has no page.
    A scan without a text layer has no words.
    """
    file.seek(0)
    try:
        # A password that only forbids printing opens nothing; everybody can read such a file.
        with pikepdf.open(file) as pdf:
            count = len(pdf.pages)
            if not count or not _has_an_end(file) or _is_broken(pdf):
                raise _damaged()
            _require_few(count)
            beside = list(_remarks(pdf))
    except pikepdf.PasswordError:
        raise RuleViolation(
            _(
                "This PDF opens only with a password. Save it without one and choose it again, so "
                "that those who come after you can read it."
            ),
            "file",
        ) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RecursionError):
        raise _damaged() from None
    return count, "\n".join([*_page_texts(file, count), *beside])


def _has_an_end(file: BinaryIO) -> bool:
    """A transfer that broke off leaves a PDF that programs repair as well as they can."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 2048))
    return END in file.read()


def _is_broken(pdf: pikepdf.Pdf) -> bool:
    """A stream that is lost. What every reader repairs, as scanners write it, is taken."""
    found = " ".join(pdf.check_pdf_syntax())
    return "unable to recover" in found or "not found in file" in found


def _damaged() -> RuleViolation:
    return RuleViolation(
        _("This PDF is damaged or cut off. Scan or save it once more and choose it again."), "file"
    )


def _require_few(count: int) -> None:
    if count > MOST_PAGES:
        raise RuleViolation(
            _("This PDF has %(pages)s pages; up to %(most)s are taken. Divide it.")
            % {"pages": count, "most": MOST_PAGES},
            "file",
        )


def _page_texts(file: BinaryIO, count: int) -> Iterator[str]:
    file.seek(0)
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError:
            raise _damaged() from None
        try:
            if len(document) != count:
                raise _damaged()
            for number in range(count):
                yield _text_of(document, number)
        finally:
            document.close()


def _text_of(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        words = page.get_textpage()
        return words.get_text_bounded()
    except pypdfium2.PdfiumError:
        raise _damaged() from None


def _remarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What was stamped or typed upon the pages: remarks, and the values of boxes."""
    for page in pdf.pages:
        for remark in page.get("/Annots", []):
            for name in ("/Contents", "/V"):
                words = remark.get(name) if isinstance(remark, pikepdf.Dictionary) else None
                if isinstance(words, pikepdf.String):
                    yield str(words)
