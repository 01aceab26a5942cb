"""What a scan is, judged from what its sheets say: whole, unread in parts, lacking, or foreign."""

from collections import Counter
from dataclasses import dataclass, field

from reports.choices import Verdict
from reports.signing.codes import Code


@dataclass(frozen=True)
class Sheet:
    """One sheet of the scan, counted from 1, as it was read."""

    number: int
    codes: list[Code] = field(default_factory=list)
    blank: bool = False


@dataclass(frozen=True)
class Expected:
    """The paper that should have come back."""

    site: str
    paper: str
    pages: int

    def has(self, code: Code) -> bool:
        same = code.site == self.site.rstrip("/") and code.paper == self.paper
        return same and code.page <= self.pages


def judged(expected: Expected, sheets: list[Sheet]) -> tuple[Verdict, dict]:
    """The verdict and the findings page by page, as SignedCopy.findings keeps them."""
    rows = [row for sheet in sheets for row in _rows(expected, sheet)]
    own = [row["printed"] for row in rows if row["what"] == "ours"]
    unread = [row["page"] for row in rows if row["what"] == "unread"]
    foreign = [row["page"] for row in rows if row["what"] == "foreign"]
    missing = sorted(set(range(1, expected.pages + 1)) - set(own))
    twice = sorted(page for page, times in Counter(own).items() if times > 1)
    found = {
        "pages": rows,
        "missing": missing,
        "foreign": foreign,
        "unread": unread,
        "twice": twice,
        "shuffled": own != sorted(own),
    }
    return _verdict(missing, unread, foreign), found


def _verdict(missing: list[int], unread: list[int], foreign: list[int]) -> Verdict:
    """A missing page may be one of those without a readable code, as long as there are enough."""
    if foreign:
        return Verdict.FOREIGN
    if len(missing) > len(unread):
        return Verdict.MISSING
    return Verdict.UNREAD if unread else Verdict.COMPLETE


def _rows(expected: Expected, sheet: Sheet) -> list[dict]:
    if not sheet.codes:
        what = "blank" if sheet.blank else "unread"
        return [{"page": sheet.number, "what": what, "code": "", "printed": None}]
    return [
        {
            "page": sheet.number,
            "what": "ours" if expected.has(code) else "foreign",
            "code": code.paper[:100],
            "printed": code.page,
        }
        | ({} if code.site == expected.site.rstrip("/") else {"site": code.site[:200]})
        for code in sheet.codes
    ]
