"""The file as it is kept: written anew so that whoever checks a signature can read it."""

from io import BytesIO

import pikepdf


def kept(pdf: bytes) -> bytes:
    """WeasyPrint puts all small objects into one stream, which pyHanko reads from the start for
    each of them: minutes for a paper of four pages. Here they lie in streams of a hundred. The
    identifier comes from the bytes, so the same pages give the same file.
    """
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as written:
        drop_doubles(written)
        written.save(
            file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return file.getvalue()


def drop_doubles(pdf: pikepdf.Pdf) -> None:
    """WeasyPrint 70 names each associated file twice."""
    if "/AF" in pdf.Root:
        known = {own.objgen: own for own in pdf.Root.AF}
        pdf.Root.AF = pikepdf.Array(known.values())


def page_count(pdf: bytes) -> int | None:
    """None for bytes that are no PDF."""
    try:
        with pikepdf.open(BytesIO(pdf)) as file:
            return len(file.pages)
    except pikepdf.PdfError:
        return None
