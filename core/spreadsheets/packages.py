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
from core.spreadsheets.ods_names import MANIFEST

# What may run, or fetch, when somebody else opens the file: nothing of it comes into the house.
PROGRAMS = re.compile(
    r"(?i)(vbaproject|vbadata|/macrosheets/|/activex/|/dialogsheets/|/ctrlprops/)"
)
INSIDE = re.compile(r"(?i)/(embeddings|oleobjects)/")
ELSEWHERE = re.compile(r"(?i)/externallinks/|/connections\.xml$|/querytables/")
# The same in an OpenDocument file, whose charts are objects too, and whose libraries may be empty.
OPEN_PROGRAMS = re.compile(
    r"(?i)^/(?:basic|dialogs|scripts)/(?!.*(?:script|dialog)-l[bc]\.xml$).*[^/]$"
)
OPEN_OBJECT = re.compile(r"(?i)^/object \d+$")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_INSIDE = (OPEN_DOCUMENT, "application/vnd.sun.star")
OPEN_HARMLESS = tuple(f"{OPEN_DOCUMENT}{kind}" for kind in ("spreadsheet", "chart", "formula"))
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

    @property
    def is_open_document(self) -> bool:
        return "mimetype" in self

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
    if package.is_open_document:
        _require_harmless_document(package, names)
        return
    if "[Content_Types].xml" not in package:
        raise NotReadable(not_a_table())
    said = {part.get("ContentType", "") for part in package.parsed("[Content_Types].xml")}
    if any("macroEnabled" in kind for kind in said) or any(map(PROGRAMS.search, names)):
        raise NotReadable(macros())
    if any("sheet.binary" in kind for kind in said) or "xl/workbook.bin" in package:
        words = _("This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx).")
        raise NotReadable(words)
    if any(map(ELSEWHERE.search, names)):
        raise NotReadable(from_elsewhere())
    if any(map(INSIDE.search, names)):
        raise NotReadable(holds_files())


def _require_harmless_document(package: Package, names: list[str]) -> None:
    with package.part("mimetype") as opened:
        kind = opened.read(200).decode("ascii", "replace").strip()
    if not kind.startswith(OPEN_DOCUMENT):
        raise NotReadable(not_a_table())
    if kind != f"{OPEN_DOCUMENT}spreadsheet":
        raise NotReadable(another_kind())
    if MANIFEST not in package:
        raise NotReadable(damaged())
    entries = list(package.parsed(MANIFEST).iter("{*}file-entry"))
    if any(entry.find("{*}encryption-data") is not None for entry in entries):
        raise NotReadable(locked())
    if any(map(OPEN_PROGRAMS.search, names)):
        raise NotReadable(macros())
    said = {value for e in entries for at, value in e.items() if at.endswith("}media-type")}
    inside = (one for one in said if one.startswith(OPEN_INSIDE) and one not in OPEN_HARMLESS)
    if any(inside) or any(map(OPEN_OBJECT.search, names)):
        raise NotReadable(holds_files())


def macros() -> str:
    return _("The workbook holds macros. Save it as an ordinary Excel workbook (.xlsx).")


def from_elsewhere() -> str:
    return _("The workbook takes values from other files. Paste them as values and save it.")


def holds_files() -> str:
    return _("The workbook holds other files in it. Take them out and save it.")


def another_kind() -> str:
    return _("This is not a spreadsheet but another kind of office file.")


def damaged() -> str:
    return _("The file is damaged. Open it in the spreadsheet program, save it again as .xlsx.")


def locked() -> str:
    return _("The file is locked with a password. Take the password off and save it.")


def too_large() -> str:
    return _("The file unpacks to far more than a table holds. Copy the rows to a new workbook.")


def not_a_table() -> str:
    return _(
        "This is neither an Excel workbook (.xlsx), an OpenDocument table (.ods) nor a CSV file."
    )
