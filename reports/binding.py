"""Many PDF files joined to one, with bookmarks, page labels and a list of contents that leads to
the parts. No database.

Bytes stay on the disk: so many files are joined at a time, into a file of their own.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pikepdf import AccessMode, Array, Dictionary, Name, OutlineItem, Pdf

AT_ONCE = 25  # files that are open together
LEADS_TO = "volume:part-"  # what the list of contents says instead of a page it cannot know


@dataclass(frozen=True)
class Part:
    """One file. `group` is the bookmark that it stands under."""

    title: str
    group: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Bundle:
    """What was joined so far, and how many pages each part has."""

    files: list[Path]
    pages: list[int]


def bind(parts: list[Part], cover: Callable[[list[int]], bytes], *, title: str, to: Path) -> None:
    """Write the parts one after the other under a cover that is told how many pages each has."""
    with TemporaryDirectory() as folder:
        bundle = bundled(parts, Path(folder))
        front = Path(folder, "cover.pdf")
        front.write_bytes(cover(bundle.pages))
        _join(front, bundle, parts, title=title, to=to)


def bundled(parts: list[Part], folder: Path) -> Bundle:
    files, pages = [], []
    for at in range(0, len(parts), AT_ONCE):
        path = folder / f"{at}.pdf"
        with ExitStack() as stack:
            several = stack.enter_context(Pdf.new())
            for part in parts[at : at + AT_ONCE]:
                source = Pdf.open(stack.enter_context(part.open()))
                stack.callback(source.close)
                several.add_pages_from(source, forms="strip")
                pages.append(len(source.pages))
            several.save(path)
        files.append(path)
    return Bundle(files, pages)


def _join(front: Path, bundle: Bundle, parts: list[Part], *, title: str, to: Path) -> None:
    with ExitStack() as stack:
        whole = stack.enter_context(Pdf.new())
        covers = 0
        for path in (front, *bundle.files):
            # Dropped, not closed: what it knew of its pages goes, its file stays to be read from
            # when the whole is written. That is a third of the memory.
            source = Pdf.open(path, access_mode=AccessMode.stream)
            whole.add_pages_from(source)
            covers = covers or len(source.pages)
            del source
        starts = list(_starts(covers, bundle.pages))
        _lead(whole, covers, starts)
        _bookmark(whole, parts, starts)
        whole.Root.PageLabels = Dictionary(
            Nums=Array([0, Dictionary(S=Name.r), covers, Dictionary(S=Name.D)])
        )
        whole.Root.PageMode = Name.UseOutlines
        whole.Root.Lang = "vi"
        whole.docinfo[Name.Title] = title
        whole.save(to, deterministic_id=True)


def _starts(covers: int, pages: list[int]) -> Iterator[int]:
    at = covers
    for count in pages:
        yield at
        at += count


def _lead(whole: Pdf, covers: int, starts: list[int]) -> None:
    """Each line of the list of contents opens its part."""
    for page in whole.pages[:covers]:
        for link in page.get(Name.Annots, []):
            with suppress(AttributeError, KeyError):
                named = str(link.A.URI)
                if named.startswith(LEADS_TO):
                    start = starts[int(named.removeprefix(LEADS_TO)) - 1]
                    del link.A
                    link.Dest = Array([whole.pages[start].obj, Name.Fit])


def _bookmark(whole: Pdf, parts: list[Part], starts: list[int]) -> None:
    with whole.open_outline() as outline:
        outline.root.append(OutlineItem("Mục lục", 0))
        groups = {}
        for part, start in zip(parts, starts, strict=True):
            if part.group not in groups:
                groups[part.group] = OutlineItem(part.group, start)
                outline.root.append(groups[part.group])
            groups[part.group].children.append(OutlineItem(part.title, start))
