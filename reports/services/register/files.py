"""The files that the register names, beside the workbook: each under its SHA-256."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as Broken

from django.core.files import File
from django.db import models
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.files import store
from partnerships.files.inspection import hash_of
from reports.services.register.findings import Findings
from reports.services.register.shape import Shape, shapes

NAME = re.compile(r"[0-9a-f]{64}")
RATIO = 200  # unpacked to packed: scans and papers are packed already
RATIO_FROM = 4 * 1024 * 1024
FAULTS = (BadZipFile, Broken, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Files(Protocol):
    """Where files are taken from, by their SHA-256 alone: no name in there is ever a path."""

    def examine(self, findings: Findings) -> None:
        """Find whatever is not what its name says."""

    def opened(self, sha256: str) -> BinaryIO | None:
        """The bytes; nothing if they are not there."""


def brought_from(path: Path) -> Files:
    """A folder, or the archive that export_register wrote."""
    return Folder(path) if path.is_dir() else Archive(path)


class Folder:
    """A folder with a file for each SHA-256."""

    def __init__(self, path: Path):
        self.path = path

    def examine(self, findings: Findings) -> None:
        for found in sorted(self.path.iterdir()):
            if NAME.fullmatch(found.name) and found.is_file():
                with open(found, "rb") as file:
                    _compare(findings, file, found.name)

    def opened(self, sha256: str) -> BinaryIO | None:
        path = self.path / sha256
        return open(path, "rb") if NAME.fullmatch(sha256) and path.is_file() else None


class Archive:
    """A ZIP archive. Nothing is unpacked to a path; a file is read when its hash is asked for."""

    def __init__(self, path: Path):
        self.path = path
        self.zip: ZipFile | None = None

    def examine(self, findings: Findings) -> None:
        try:
            self.zip = ZipFile(self.path)
        except FAULTS:
            findings.add(_("This is no ZIP archive, or it is damaged."), self.path.name)
            return
        packed = sum(part.compress_size for part in self.zip.infolist())
        if packed > self.path.stat().st_size:  # parts that lie over one another
            findings.add(_("The archive is damaged."), self.path.name)
            return
        for part in self.zip.infolist():
            self._examine(part, findings)

    def _examine(self, part, findings: Findings) -> None:
        name = part.filename
        if not NAME.fullmatch(name):
            words = _("The archive holds something that export_register does not write: %(name)s.")
            findings.add(words % {"name": repr(name[:80])}, self.path.name)
        elif _is_bomb(part):
            words = _("The file unpacks to more than a file of the register holds: %(name)s.")
            findings.add(words % {"name": name}, self.path.name)
        else:
            try:
                with self.zip.open(part) as file:
                    _compare(findings, file, name)
            except FAULTS:
                words = _("The file in the archive is damaged: %(name)s.")
                findings.add(words % {"name": name}, self.path.name)

    def opened(self, sha256: str) -> BinaryIO | None:
        with suppress(KeyError):
            return self.zip.open(sha256)
        return None


def _is_bomb(part) -> bool:
    swollen = part.file_size > RATIO * max(part.compress_size, 1)
    known = part.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    return not known or (swollen and part.file_size > RATIO_FROM)


def _compare(findings: Findings, file: BinaryIO, name: str) -> None:
    if hash_of(file) != name:
        words = _("The file is not what its name says: %(name)s.")
        again = _("Take the files as export_register wrote them.")
        findings.add(words % {"name": name}, suggestion=again)


def take_files(*, to: Path) -> tuple[int, list[str]]:
    """Copy every file that a record names into the folder, or the archive if it is called .zip;
    how many lie there, and which are lost.
    """
    if to.suffix.lower() == ".zip":
        with ZipFile(to, "w", ZIP_STORED) as archive:
            return _copied(set(), lambda sha256: archive.open(sha256, "w", force_zip64=True))
    to.mkdir(parents=True, exist_ok=True)
    there = {path.name for path in to.iterdir()}
    return _copied(there, lambda sha256: open(to / sha256, "xb"))


def _copied(there: set[str], begun) -> tuple[int, list[str]]:
    taken, lost = 0, {}
    for sha256, path in _named():
        if sha256 in there or sha256 in lost:
            continue
        try:
            with path() as file:
                if hash_of(file) != sha256:
                    raise FileNotFoundError
                file.seek(0)
                with begun(sha256) as copy:
                    copyfileobj(file, copy)
            there.add(sha256)
            taken += 1
        except (RuleViolation, FileNotFoundError):
            lost[sha256] = None
    return taken, list(lost)


def bring_files(*, files: Files, keep: bool = True) -> tuple[int, list[str]]:
    """Put the files where the records look for them; how many there are, and which are not there.
    They were compared with their names before.
    """
    brought, lost = set(), set()
    for shape in shapes():
        for name in shape.files:
            for sha256, where in _rows(shape, name):
                file = files.opened(sha256)
                if file is None:
                    lost.add(sha256)
                    continue
                with file:
                    if keep:
                        _keep(file, sha256, where)
                brought.add(sha256)
    return len(brought), sorted(lost)


def _named() -> Iterator[tuple[str, object]]:
    for shape in shapes():
        for name in shape.files:
            for sha256, file in _rows(shape, name):
                yield sha256, (file.open if file else lambda sha256=sha256: store.opened(sha256))


def _rows(shape: Shape, name: str) -> Iterator[tuple[str, File | None]]:
    """The hashes that a kind of record names; beside each the field of our own printed file, or
    nothing if the file was brought by somebody and lies under its hash.
    """
    printed = name.removesuffix("_sha256")
    fields = {field.name: field for field in shape.model._meta.concrete_fields}
    is_printed = isinstance(fields.get(printed), models.FileField)
    rows = shape.model._base_manager.exclude(**{name: ""}).order_by("pk")
    for row in rows.only("pk", name, *([printed] if is_printed else [])).iterator(chunk_size=500):
        yield getattr(row, name), getattr(row, printed) if is_printed else None


def _keep(file: BinaryIO, sha256: str, printed) -> None:
    if not printed:
        store.keep(file, sha256=sha256)
    elif not printed.storage.exists(printed.name):
        printed.storage.save(printed.name, File(file))
