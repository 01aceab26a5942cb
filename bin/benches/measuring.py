"""One size of the register after the other: filled, asked, written down."""

import sys
import time
from statistics import median

from benches import growth, taking, visited
from benches.asking import Page, Visitor, ask_all
from benches.cpu import Clock, family
from benches.filling import Filling, samples
from benches.pages import FIRST_BYTE, FOR_CSV, GROWN, GROWTH, PACKED, RAW, TIMES_COPY
from benches.results import Results
from tests import factories as make


class Measuring:
    """`web` is a process of the web server, `roots` are all whose CPU counts."""

    def __init__(self, *, port: int):
        self.user = make.UserFactory(sees_all=True, is_staff=True, is_superuser=True)
        self.visitor = Visitor(port=port, user=self.user)
        self.officer = Visitor(port=port, user=make.UserFactory())
        self.liaison = Visitor(port=port, user=make.UserFactory())
        self.filling = Filling(samples())
        self.sizes: dict[int, list[Page]] = {}
        self.queries: dict[str, int] = {}
        self.growth: dict[str, float] = {}
        self.taken: taking.Taken | None = None

    def fill(self, rows: int, cursor) -> None:
        began = time.monotonic()
        self.filling.up_to(rows, cursor)
        self.sizes[rows] = visited.pages(self.user, self.officer, self.liaison)
        sys.stderr.write(f"{rows} meetings, filled in {time.monotonic() - began:.0f} s\n")

    def ask(self, rows: int, *, web: int, roots: tuple, rounds: int, each: int, csv: int) -> None:
        began, pages = time.monotonic(), self.sizes[rows]
        ask_all(self.visitor, pages, Clock(*roots), times=rounds, each=each)
        self.queries = {page.name: visited.queries(self.user, page) for page in pages}
        if csv and (self.taken is None or rows <= FOR_CSV):
            workers = family(web)
            self.taken = taking.measure(self.visitor, self.user, workers, times=csv)
        sys.stderr.write(f"{rows} meetings, asked in {time.monotonic() - began:.0f} s\n")

    def compare(self, small: tuple, large: tuple, *, rounds: int, each: int) -> None:
        """Port and roots of the smallest register and of the largest, both served."""
        began = time.monotonic()
        before, after = (
            growth.Site.at(port, visitor=self.visitor, pages=self.sizes[rows], roots=roots)
            for rows, (port, roots) in zip(self._ends(), (small, large), strict=True)
        )
        self.growth = growth.of_pages(before, after, times=rounds, each=each)
        sys.stderr.write(f"compared in {time.monotonic() - began:.0f} s\n")

    def _ends(self) -> tuple[int, int]:
        return min(self.sizes), max(self.sizes)

    def tell(self, found: Results) -> None:
        smallest, largest = self._ends()
        found.data = {
            "cpu_ms": {
                rows: {page.name: page.found() for page in pages}
                for rows, pages in self.sizes.items()
            },
            "growth": self.growth,
            "queries": self.queries,
            "csv": vars(self.taken) if self.taken else None,
        }
        for page in self.sizes[largest]:
            self._tell_page(found, page)
        if self.taken:
            self._tell_csv(found)
        found.notes.append(
            f"CPU of application and PostgreSQL a request with {largest:,} meetings, in times of"
            f" the bare view (session and user, nothing else); growth is its 95th percentile in"
            f" times of that with {smallest:,}, both asked in turns."
        )

    def _tell_page(self, found: Results, page: Page) -> None:
        name, ratio = page.name, median(page.ratios)
        weight = f"{page.weight / 1000:.1f} kB, packed {page.packed / 1000:.1f} kB"
        told = f"{ratio:.1f} × bare, {self.queries[name]} queries, {weight}"
        kept = None if page.goal is None else ratio <= page.goal
        goal = f"≤ {page.goal:.1f} × bare" if page.goal else ""
        found.add(name, told, goal, kept=kept)
        if name in self.growth:
            grown = self.growth[name]
            beside = page.grows or name == "bare" or name.startswith("admin")
            told = {} if beside else {"goal": f"≤ {GROWTH}", "kept": grown <= GROWTH}
            found.add(f"– {name}: growth", f"{grown:.2f}", **told)
        if name in ("list", "filtered list"):
            light = page.weight <= RAW and page.packed <= PACKED
            goal = f"≤ {RAW // 1000} kB, packed {PACKED // 1000} kB"
            found.add(f"– {name}: weight", weight, goal, kept=light)

    def _tell_csv(self, found: Results) -> None:
        taken, times = self.taken, taking.ratio(self.taken)
        what = f"CSV of {taken.rows:,} rows / COPY of the same columns"
        found.add(what, f"{times:.2f}", f"≤ {TIMES_COPY:g}", kept=times <= TIMES_COPY)
        early = median(taken.first) <= FIRST_BYTE
        told = "yes" if early else "no"
        found.add("– first byte in time", told, f"≤ {FIRST_BYTE} s", kept=early)
        grown = f"{taken.grown:.0f} MB"
        found.add("– memory of a worker", grown, f"≤ +{GROWN} MB", kept=taken.grown <= GROWN)
