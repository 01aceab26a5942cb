"""Prints that are made when somebody asks: texts, hand-over records, letters.

What is printed was composed from the register when it was asked for; the file is kept for a while
under the hash of that content, and made anew whenever it is gone: the same content gives the same
bytes. So no print is a record of its own; who took one is in the trail, with its hash.
"""

from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction
from django.db.models import Model

from accounts.models import User
from accounts.services import audit
from core.canonical import canonical
from reports import tasks
from reports.services.printable import refused

__all__ = ["Made", "ask_for", "build", "handed_out", "key_of", "made", "refused"]

KEPT, ASKED = 3600, 60  # seconds: the file; a build of which nothing was heard since
STEPS = 4


@dataclass(frozen=True)
class Made:
    """How far a print is: nothing yet, a step of its build, a failure, or the file."""

    step: int | None = None
    error: str = ""
    pdf: bytes | None = None
    steps: int = STEPS

    @property
    def is_building(self) -> bool:
        return self.step is not None and not self.pdf and not self.error


def key_of(content: dict) -> str:
    return f"print-{sha256(canonical(content).encode()).hexdigest()}"


def made(content: dict) -> Made:
    """What is there now; it orders nothing."""
    key = key_of(content)
    found = cache.get_many([key, f"{key}-step", f"{key}-error"])
    return Made(
        step=found.get(f"{key}-step"),
        error=found.get(f"{key}-error", ""),
        pdf=found.get(key),
    )


def ask_for(content: dict, *, again: bool = False) -> Made:
    """The file if it is made; else its build is ordered, once for everybody who asks. What failed
    is ordered once more only if somebody asks for that.
    """
    found, key = made(content), key_of(content)
    if found.pdf is not None or (found.error and not again):
        return found
    if cache.add(f"{key}-step", 0, ASKED):
        cache.delete(f"{key}-error")
        transaction.on_commit(partial(tasks.build_print.delay, content=content))
        return Made(step=0)
    return found


def build(*, content: dict) -> None:
    """Safe to run twice: the file is the same. A failure is told to who asked."""
    from reports import rendering  # here: only the workers need what makes PDFs

    key = key_of(content)

    def progress(*, step: int) -> None:
        cache.set(f"{key}-step", step, ASKED)

    progress(step=1)
    try:
        pdf = rendering.paper_pdf(content, progress=progress)
    except Exception as error:
        cache.set(f"{key}-error", str(error), ASKED)
        cache.delete(f"{key}-step")
        raise
    cache.set(key, pdf, KEPT)


@transaction.atomic
def handed_out(*, record: Model, content: dict, pdf: bytes, by: User) -> None:
    """Somebody took a print: the trail says who, of what, and which bytes."""
    audit.record(
        action="print.downloaded",
        target=record,
        by=by,
        code=content["code"],
        content=content["hash"],
        sha256=sha256(pdf).hexdigest(),
    )
