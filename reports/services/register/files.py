"""The files that the register names, in a folder beside the workbook: each under its SHA-256."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj

from django.core.files import File
from django.db import models

from core.errors import RuleViolation
from partnerships.files import store
from partnerships.files.inspection import hash_of
from reports.services.register.shape import Shape, shapes


def take_files(*, folder: Path) -> tuple[int, list[str]]:
    """Copy every file that a record names into the folder; how many, and which are lost."""
    folder.mkdir(parents=True, exist_ok=True)
    taken, lost = 0, []
    for sha256, path in _named():
        if (folder / sha256).exists():
            continue
        try:
            with path() as file, open(folder / sha256, "xb") as copy:
                copyfileobj(file, copy)
            taken += 1
        except (RuleViolation, OSError):
            (folder / sha256).unlink(missing_ok=True)
            lost.append(sha256)
    return taken, lost


def bring_files(*, folder: Path) -> tuple[int, list[str]]:
    """Put the files of the folder where the records look for them; how many, and which are not
    there or are not what their name says.
    """
    brought, lost = 0, []
    for shape in shapes():
        for name in shape.files:
            for sha256, where in _rows(shape, name):
                path = folder / sha256
                if not path.is_file() or not _keep(path, sha256, where):
                    lost.append(sha256)
                    continue
                brought += 1
    return brought, sorted(set(lost))


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


def _keep(path: Path, sha256: str, printed) -> bool:
    with open(path, "rb") as file:
        if hash_of(file) != sha256:
            return False
        file.seek(0)
        if not printed:
            store.keep(file, sha256=sha256)
        elif not printed.storage.exists(printed.name):
            printed.storage.save(printed.name, File(file))
    return True
