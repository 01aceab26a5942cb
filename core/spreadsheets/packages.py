"""The parts of a spreadsheet file: nothing is unpacked before its size and kind are known."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from posixpath import dirname, normpath
from posixpath import join as joined
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as Broken

from django.utils.translation import gettext as _
from lxml import etree

from core.spreadsheets.cells import MB, Limits
from core.spreadsheets.errors import NotReadable

# What may run, or fetch, when somebody else opens the file: nothing of it comes into the house.
PROGRAMS = re.compile(
    r"(?i)(vbaproject|vbadata|/macrosheets/|/activex/|/dialogsheets/|/ctrlprops/)"
)
INSIDE = re.compile(r"(?i)/(embeddings|oleobjects)/")
ELSEWHERE = re.compile(r"(?i)/externallinks/|/connections\.xml$|/querytables/")
SMALL_PART = 16 * MB  # of those parsed at once: styles, the list of sheets
FAULTS = (
    *(BadZipFile, Broken, EOFError, OSError, NotImplementedError, etree.XMLSyntaxError),
    *(ValueError, IndexError, ArithmeticError),  # numbers that are none, texts nobody listed
)


class Package:
    """The parts of a file, each within the limits."""

    def __init__(self, file: BinaryIO, limits: Limits):
        with plainly():
            self.zip = ZipFile(file)
            self.sizes = {part.filename.lstrip("/"): part for part in self.zip.infolist()}
            _require_in_bounds(self.zip.infolist(), limits)
        _require_harmless(self)

    def __contains__(self, name: str) -> bool:
        return name in self.sizes

    @contextmanager
    def part(self, name: str) -> Iterator[BinaryIO]:
        """The part, unpacked while it is read: never more of it than the package declares."""
        with plainly(), self.zip.open(self.sizes[name]) as opened:
            yield opened

    def parsed(self, name: str) -> etree._Element:
        """A small part as a tree. No entity in it is expanded, no reference followed."""
        if self.sizes[name].file_size > SMALL_PART:
            raise NotReadable(too_large())
        parser = etree.XMLParser(
            **{"resolve_entities": False, "no_network": True, "load_dtd": False},
            **{"huge_tree": False, "remove_comments": True, "remove_pis": True},
        )
        with self.part(name) as opened:
            root = etree.fromstring(opened.read(), parser)
        if root.getroottree().docinfo.doctype:  # no program writes one; bombs of entities need one
            raise NotReadable(damaged())
        return root

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by its number, the kind and the name of the other part."""
        of = f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels".lstrip("/")
        if of not in self:
            return {}
        return {
            link.get("Id", ""): (
                link.get("Type", "").rpartition("/")[2],
                normpath(joined("/", dirname(name), link.get("Target", ""))).lstrip("/"),
            )
            for link in self.parsed(of)
            if link.get("TargetMode") != "External"
        }


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever a broken package makes of itself is said in one sentence."""
    try:
        yield
    except FAULTS as error:
        raise NotReadable(damaged()) from error
    except RuntimeError as error:  # zipfile's word for a part with a password
        raise NotReadable(locked()) from error


def _require_in_bounds(parts, limits: Limits) -> None:
    """By what the package declares; zipfile never unpacks more than that."""
    if len(parts) > limits.parts or len({part.filename for part in parts}) < len(parts):
        raise NotReadable(damaged())
    for part in parts:
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotReadable(damaged())
        swollen = part.file_size > limits.ratio * max(part.compress_size, 1)
        if swollen and part.file_size > limits.ratio_from:
            raise NotReadable(too_large())
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise NotReadable(too_large())


def _require_harmless(package: Package) -> None:
    names = [f"/{name}" for name in package.sizes]
    if "mimetype" in package:
        words = _("This is an OpenDocument file. Save it as an Excel workbook (.xlsx).")
        raise NotReadable(words)
    if "[Content_Types].xml" not in package:
        raise NotReadable(not_a_table())
    said = {part.get("ContentType", "") for part in package.parsed("[Content_Types].xml")}
    if any("macroEnabled" in kind for kind in said) or any(map(PROGRAMS.search, names)):
        words = _("The workbook holds macros. Save it as an ordinary Excel workbook (.xlsx).")
        raise NotReadable(words)
    if any("sheet.binary" in kind for kind in said) or "xl/workbook.bin" in package:
        words = _("This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx).")
        raise NotReadable(words)
    if any(map(ELSEWHERE.search, names)):
        words = _("The workbook takes values from other files. Paste them as values and save it.")
        raise NotReadable(words)
    if any(map(INSIDE.search, names)):
        raise NotReadable(_("The workbook holds other files in it. Take them out and save it."))


def damaged() -> str:
    return _("The file is damaged. Open it in the spreadsheet program, save it again as .xlsx.")


def locked() -> str:
    return _("The file is locked with a password. Take the password off and save it.")


def too_large() -> str:
    return _("The file unpacks to far more than a table holds. Copy the rows to a new workbook.")


def not_a_table() -> str:
    return _("This is neither an Excel workbook (.xlsx) nor a CSV file.")
