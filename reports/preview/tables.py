"""A table of the preview, ready for its template."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    cells: list[str]
    marks: str = ""


@dataclass(frozen=True)
class Cell:
    words: str
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Block:
    """One table of the preview; `numeric` are the columns aligned to the right."""

    key: str
    title: str
    columns: list[str]
    rows: list[Row]
    empty: str
    numeric: tuple[int, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def heads(self) -> list[Cell]:
        return [Cell(words, words, n in self.numeric) for n, words in enumerate(self.columns)]

    @property
    def lines(self) -> list[dict]:
        return [
            {
                "marks": row.marks,
                "cells": [
                    Cell(words, label, n in self.numeric)
                    for n, (words, label) in enumerate(zip(row.cells, self.columns, strict=True))
                ],
            }
            for row in self.rows
        ]
