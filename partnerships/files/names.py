"""What a file is called outside of the house."""

import re
import unicodedata
from datetime import date
from urllib.parse import quote

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
LONGEST_TITLE = 90


def speaking(*, title: str, what: str, language: str, on: date, end: str) -> str:
    """ "Thỏa thuận hợp tác - Bản ký - lo - 2022-03-12.pdf": it sorts and reads by itself."""
    title = " ".join(FORBIDDEN.sub(" ", title).split())[:LONGEST_TITLE].strip(" .")
    parts = [title, FORBIDDEN.sub(" ", what), language, f"{on:%Y-%m-%d}"]
    return " - ".join(filter(None, parts)) + f".{end}"


def disposition(name: str) -> str:
    """The header that makes a browser save the file under this name; an old one nearly so."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = plain.encode("ascii", "ignore").decode().replace('"', "")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
