"""What a paper was made from, as files to go with it: the content as JSON, its tables as CSV."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from core.canonical import canonical

# Who signs, what people wrote, what is looked up by number: no figures, and all in the JSON.
NO_FIGURES = {"sides", "narrative", "report", "names", "letter"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class File:
    name: str
    text: str
    relationship: str


def files(content: dict) -> list[File]:
    """In the order of their names, as the index of a PDF wants them."""
    own = [File("content.json", canonical(content), "Source")]
    if "period" in content:
        tables = {key: value for key, value in content.items() if key not in NO_FIGURES}
        own += [File(f"{name}.csv", as_csv(rows), "Data") for name, rows in tabular(tables)]
    return sorted(own, key=lambda file: file.name)


def tabular(value, path: tuple[str, ...] = ()) -> Iterator[tuple[str, list[dict]]]:
    """Every list of rows under the name of its place; "rows" itself names nothing."""
    if isinstance(value, dict):
        for key in sorted(value):
            yield from tabular(value[key], path if key == "rows" else (*path, key))
    elif isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        yield "-".join(path), value


def as_csv(rows: list[dict]) -> str:
    """A line per row, a column per figure; the mark in front tells a spreadsheet it is UTF-8."""
    flat = [dict(leaves(row)) for row in rows]
    columns = sorted({column for row in flat for column in row})
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in flat)
    return "\ufeff" + sheet.getvalue()


def leaves(value, path: str = "") -> Iterator[tuple[str, object]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value, start=1)
    for key, own in inner:
        at = f"{path}.{key}" if path else str(key)
        if isinstance(own, dict | list):
            yield from leaves(own, at)
        else:
            yield at, own


def cell(value) -> str:
    """What a spreadsheet would run as a formula is text to it; a number below zero stays one."""
    said = "" if value is None else str(value)
    if said.startswith(FORMULA) and not NUMBER.fullmatch(said):
        return f"'{said}"
    return said
