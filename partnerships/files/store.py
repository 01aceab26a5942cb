"""Where the bytes lie: once for each SHA-256, however many records name them."""

import logging
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.files.inspection import hash_of

documents = partial(storages.__getitem__, "documents")
LOST = (FileNotFoundError, IsADirectoryError)


def unreachable() -> tuple[type[Exception], ...]:
    """The store is full, down, or closed to us. Asked only when something went wrong: the library
    of S3 stores is heavy, and most offices keep their files in a folder.
    """
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    return (OSError, Boto3Error, BotoCoreError, ClientError)


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:]}"


def keep(file: BinaryIO, *, sha256: str) -> None:
    """Put the bytes under their hash, unless they lie there already."""
    try:
        if not documents().exists(path_of(sha256)):
            file.seek(0)
            documents().save(path_of(sha256), File(file))
    except unreachable():
        raise _no_answer() from None


def _no_answer() -> RuleViolation:
    logging.getLogger(__name__).exception("the storage of files does not work")
    return RuleViolation(
        _(
            "The storage of files does not answer. Try again in a few minutes, and tell the "
            "administrator if it stays so."
        ),
        "file",
    )


def opened(sha256: str) -> File:
    """The bytes, read through once. RuleViolation if they are gone, or others than were kept."""
    try:
        file = documents().open(path_of(sha256))
        if hash_of(file) == sha256:
            file.seek(0)
            return file
    except LOST:
        raise RuleViolation(
            _("The file is lost from the storage. Tell the administrator.")
        ) from None
    except unreachable():
        raise _no_answer() from None
    file.close()
    raise RuleViolation(
        _("What lies in the storage is not the file that was brought. Tell the administrator.")
    )


def require_there(sha256: str) -> None:
    """RuleViolation, as `opened`, before anything is sent to anybody."""
    opened(sha256).close()


def chunks(sha256: str) -> Iterator[bytes]:
    """The bytes piece by piece; nothing is open before the first is asked for."""
    with documents().open(path_of(sha256)) as file:
        yield from file.chunks()


def drop(sha256: str) -> None:
    """The bytes go for good: of what may not be kept here, and no record stands on."""
    try:
        documents().delete(path_of(sha256))
    except unreachable():
        raise _no_answer() from None


def derived(sha256: str, name: str) -> bytes | None:
    """Something made from the bytes that lies beside them, if it was made before."""
    try:
        with documents().open(f"{path_of(sha256)}.{name}") as found:
            return found.read()
    except LOST:
        return None
    except unreachable():
        return None


def keep_derived(sha256: str, name: str, data: bytes) -> None:
    """It may be lost and made again."""
    try:
        documents().save(f"{path_of(sha256)}.{name}", ContentFile(data))
    except unreachable():
        logging.getLogger(__name__).warning("a page image could not be kept")
