"""What a finished paper says and how it stands on its pages, read back from the PDF."""

import re
import subprocess
import unicodedata
from collections import Counter
from html.parser import HTMLParser

BLOCKS = {"p", "h1", "h2", "h3", "th", "td", "figcaption"}
TONES = "\u0ec8\u0ec9\u0eca\u0ecb"


def same(text: str) -> str:
    """Text for comparison: NFC, ໍ + າ as ຳ, without spaces, breaks and dots to be filled.

    A Lao tone mark before ຳ is lost in the text layer, so it is left out on both sides.
    """
    text = unicodedata.normalize("NFC", text)
    text = re.sub("\u0ecd([{TONES}]?)\u0eb2".replace("{TONES}", TONES), "\\1\u0eb3", text)
    text = re.sub(f"[{TONES}](?=\u0eb3)", "", text)
    text = re.sub(r"\.{3,}", "", re.sub(r"[\s\u200b\u00a0]+", "", text))
    return text.replace(".", "")


def printed(pdf: bytes, path, *, feet: bool = False) -> str:
    """The text of the pages in the order it was drawn; feet lie below 275 mm."""
    path.write_bytes(pdf)
    crop = [] if feet else ["-x", "0", "-y", "0", "-W", "596", "-H", "780"]
    done = subprocess.run(
        ["pdftotext", "-raw", *crop, str(path), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


class Passages(HTMLParser):
    """The text of every paragraph, heading and cell, in order; feet and drawings left out."""

    def __init__(self):
        super().__init__()
        self.passages, self.hidden, self.depth = [""], 0, []

    def handle_starttag(self, tag, attrs):
        if tag in {"meta", "link", "br", "col"}:
            return
        self.depth.append(tag)
        classes = (dict(attrs).get("class") or "").split()
        if self.hidden or tag in {"title", "svg"} or "foot" in classes:
            self.hidden += 1
        if tag in BLOCKS or "lang" in dict(attrs):
            self.passages.append("")

    def handle_endtag(self, tag):
        self.depth.pop()
        self.hidden = max(0, self.hidden - 1)
        if tag in BLOCKS:
            self.passages.append("")

    def handle_data(self, data):
        if not self.hidden:
            self.passages[-1] += data


def passages(html: str) -> list[str]:
    reader = Passages()
    reader.feed(html)
    return [passage for passage in reader.passages if same(passage)]


def missing(html: str, text: str) -> Counter:
    """Characters of the source that the pages do not show."""
    return Counter(same("".join(passages(html)))) - Counter(same(text))


def text_boxes(document):
    """Every run of text with the block it must stay in; the boxes of a margin have none."""
    for number, page in enumerate(document.pages, start=1):
        yield from _inside(page._page_box, None, number)


def _inside(box, holder, page):
    if type(box).__name__ in {"BlockBox", "TableCellBox", "InlineBlockBox"} and box.element_tag:
        holder = box
    if type(box).__name__ == "TextBox" and box.text.strip() and holder is not None:
        yield page, box, holder
    for child in getattr(box, "children", []):
        yield from _inside(child, holder, page)


def plain(said) -> str:
    return re.sub(r"<[^>]+>", "", str(said)).replace("\u200b", "").replace("\u00a0", " ")


def told(blocks, code: str) -> list[str]:
    """The paragraphs and headings of one language."""
    return [plain(dict(b.line)[code]) for b in blocks if hasattr(b, "line") and b.kind != "note"]


def mm(px: float) -> float:
    return px / 96 * 25.4
