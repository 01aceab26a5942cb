"""While a paper is made nearly all its boxes are needed to the end: looking for garbage among them
at the usual pace takes a tenth of the time. It is looked for more seldom, so memory stays bounded;
and what the paper before left is taken away first, or a worker would hold both.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (200_000, 20, 20)


@contextmanager
def undisturbed() -> Iterator[None]:
    gc.collect()
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
