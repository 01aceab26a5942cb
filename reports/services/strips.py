"""The strip of a border as a file to print, made by a worker: it takes a second or more.

Only the words of the page go there, composed when the user asked for what they may see; the file
is kept under their hash for a while. The same words give the same file.
"""

from functools import partial
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction

from reports import tasks

KEPT, ASKED = 600, 60  # seconds: the file; a build that was ordered and is not there yet


def file_of(*, html: str) -> bytes | None:
    """The file if it is made; else its build is ordered, once a minute, until it is there."""
    key = sha256(html.encode()).hexdigest()
    pdf = cache.get(f"strip-{key}")
    if pdf is None and cache.add(f"strip-asked-{key}", True, ASKED):
        transaction.on_commit(partial(tasks.build_strip.delay, html=html))
    return pdf


def build(*, html: str) -> None:
    """Safe to run twice: the file is the same."""
    from reports import rendering  # here: only the workers need what makes PDFs

    key = sha256(html.encode()).hexdigest()
    cache.set(f"strip-{key}", rendering.html_to_pdf(html), KEPT)
