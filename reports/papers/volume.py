"""The cover of a volume: what it is, and the list of the papers in it. For the office alone, so in
Vietnamese alone.
"""

from itertools import groupby

from reports.papers import opening
from reports.papers.typography import Typesetter

LEVELS = {
    "province": "Cấp tỉnh",
    "prefecture": "Cấp địa khu",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "cluster": "Cụm bản",
    "village": "Cấp thôn, bản",
    "agency": "Giữa các cơ quan, tổ chức",
}
KINDS = {"joint": "Văn bản chung đánh giá", "internal": "Báo cáo nội bộ đánh giá"}
COPIES = {"home": "bản của bên Việt Nam", "counterpart": "bản của bên đối tác"}


def volume(content: dict) -> dict:
    typesetter = Typesetter({})
    starts = numbered(content["parts"])
    return {
        "content": content,
        "languages": ["vi"],
        "title": title(content),
        "foot": {
            "copy": [("vi", "Tập tổng hợp để tra cứu, không phải văn bản ký")],
            "code": content["code"],
            "digest": content["hash"][:12],
        },
        "office": typesetter.set(content["office"], "vi") if content["office"] else "",
        "subject": subject(content, typesetter),
        "pages": sum(part["pages"] for part in content["parts"]),
        "groups": [
            (LEVELS.get(level, level), [line(one, typesetter) for one in parts])
            for level, parts in groupby(starts, key=lambda one: one["level"])
        ],
        "missing": [typesetter.set(name, "vi") for name in content["missing"]],
    }


def title(content: dict) -> str:
    return f"Tập tổng hợp {content['unit']}, {opening.period_words(content, 'vi')}"


def subject(content: dict, typesetter: Typesetter) -> list[str]:
    """What kind of papers, of which ties, over which days."""
    kind = KINDS[content["paper"]]
    if content["paper"] == "joint":
        kind += f", {COPIES[content['copy']]}"
    return [
        typesetter.set(said, "vi")
        for said in (
            kind,
            f"Các cặp kết nghĩa của {content['unit']}",
            opening.period_words(content, "vi"),
        )
    ]


def numbered(parts: list[dict]) -> list[dict]:
    """With its place in the list, and the page it begins on; the cover is counted apart."""
    found, page = [], 1
    for at, part in enumerate(parts, start=1):
        found.append(part | {"at": at, "page": page})
        page += part["pages"]
    return found


def line(part: dict, typesetter: Typesetter) -> dict:
    return part | {"title": typesetter.set(part["title"], "vi")}
