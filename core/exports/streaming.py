"""Pieces of a file while it is sent: the page is long answered, its language forgotten."""

from collections.abc import Iterator

from django.utils.translation import override


def spoken(pieces: Iterator, language: str) -> Iterator:
    """Each piece is made in the language of the user; what is closed early is closed inside too."""
    try:
        while True:
            with override(language):
                piece = next(pieces, None)
            if piece is None:
                return
            if piece:
                yield piece
    finally:
        with override(language):
            pieces.close()
