"""What a bench found: told as a table, kept as JSON, written into docs/benchmarks.md if wished."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from house.places import ROOT, VAR, say

KEPT = VAR / "bench"
PAGE = ROOT / "docs/benchmarks.md"


@dataclass
class Results:
    """`rows` are lines of (what, found, goal, kept?); `notes` stand below them; `files` lie beside
    the page, by name.
    """

    name: str
    asked: str = ""  # the options it was called with
    rows: list[tuple[str, str, str, bool | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    data: dict = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, found, goal: str = "", *, kept: bool | None = None) -> None:
        self.rows.append((what, str(found), goal, kept))

    @property
    def passed(self) -> bool:
        return all(kept is not False for *_, kept in self.rows)

    def table(self) -> str:
        words = {True: "yes", False: "**no**", None: ""}
        lines = ["| What | Found | Goal | Kept |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {what} | {found} | {goal} | {words[k]} |" for what, found, goal, k in self.rows
        ]
        return "\n".join(lines + (["", *self.notes] if self.notes else []))

    def keep(self, folder: Path = KEPT) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        rows = [dict(zip(("what", "found", "goal", "kept"), row, strict=True)) for row in self.rows]
        file = folder / f"{self.name}.json"
        known = {"rows": rows, "notes": self.notes, "data": self.data}
        file.write_text(json.dumps(known, indent=1, ensure_ascii=False, default=str))
        return file

    def write(self, page: Path = PAGE) -> None:
        """Its part of the page, between two marks; a new part comes at the end."""
        command = f"bin/bench {self.name} {self.asked}".strip()
        told = f"`{command}`, {date.today():%B %Y}:\n\n{self.table()}"
        page.write_text(with_part(page.read_text(), self.name, told))
        for name, text in self.files.items():
            (page.parent / name).write_text(text)

    def tell(self) -> None:
        say(self.table())


def with_part(text: str, name: str, part: str) -> str:
    first, last = f"<!-- bin/bench {name}: begin -->", f"<!-- bin/bench {name}: end -->"
    block = f"{first}\n{part}\n{last}"
    if first in text and last in text:
        before, rest = text.split(first, 1)
        return before + block + rest.split(last, 1)[1]
    return f"{text.rstrip()}\n\n{block}\n"
