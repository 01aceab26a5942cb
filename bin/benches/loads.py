"""Imports: a large workbook tried row by row, accepted and taken back, beside COPY of the same."""

import os
import sys
import time
from dataclasses import dataclass

from benches import results
from benches.ground import Ground

ROWS = 100_000
ALONE = 200  # rows that are entered one by one, to compare
CHEAPER = 1.0  # a row that is only tried, or brought in, beside one that is entered by itself
UNDONE = 0.5  # and one that is taken back
GROWN = 300  # MB of memory from the first row to the last


def options(parser) -> None:
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the workbook")


def measure(ground: Ground, wishes, found: results.Results) -> None:
    from benches.loading import Loading  # it needs Django's settings

    loading = Loading(roots=(os.getpid(), ground.database.process.running.pid), rows=wishes.rows)
    loading.measure()
    tell(loading.steps, loading.grown, found)


@dataclass
class Step:
    """What was done with so many rows: CPU of us and of PostgreSQL, and by the clock."""

    name: str
    rows: int
    cpu: float  # ms
    seconds: float

    @property
    def each(self) -> float:
        return self.cpu / self.rows


def timed(name: str, rows: int, clock, work) -> Step:
    began, before = time.monotonic(), clock.now()
    work()
    clock.look()
    step = Step(name, rows, clock.now() - before, time.monotonic() - began)
    sys.stderr.write(f"{name}: {rows} rows, {step.seconds:.0f} s\n")
    return step


def tell(steps: dict[str, Step], grown: float, found: results.Results) -> None:
    alone, copy = steps["alone"].each, steps["copy"].each
    found.data = {name: vars(step) | {"each": step.each} for name, step in steps.items()}
    found.add("rows of the workbook", steps["check"].rows)
    for name, words, most in (
        ("check", "a row that is tried / one entered by its service", CHEAPER),
        ("write", "a row that is accepted / one entered by its service", CHEAPER),
        ("undo", "a row that is taken back / one entered by its service", UNDONE),
    ):
        ratio = steps[name].each / alone
        found.add(words, f"{ratio:.2f}", f"≤ {most}", kept=ratio <= most)
        times = steps[name].each / copy
        found.add("– in times of a row of COPY into bare tables", f"{times:.0f}")
    found.add("memory grown", f"{grown:.0f} MB", f"≤ {GROWN}", kept=grown <= GROWN)
