"""One size of the register after the other: filled, asked, written down."""

import sys
import time
from statistics import median

from benches import taking, visited
from benches.asking import Page, Visitor, ask_all
from benches.cpu import Clock, family
from benches.filling import Filling, samples
from benches.pages import FIRST_BYTE, FOR_CSV, GROWN, GROWTH, PACKED, RAW, TIMES_COPY
from benches.results import Results
from tests import factories as make


class Measuring:
    """`web` is the process of the web server, `roots` are all whose CPU counts."""

    def __init__(self, *, port: int, cursor, web: int, roots: tuple[int, ...]):
        self.port, self.web, self.roots = port, web, roots
        self.user = make.UserFactory(sees_all=True, is_staff=True, is_superuser=True)
        self.officer = Visitor(port=port, user=make.UserFactory())
        self.filling = Filling(cursor, samples())
        self.sizes: dict[int, dict[str, Page]] = {}
        self.queries: dict[str, int] = {}
        self.taken: taking.Taken | None = None

    def at(self, rows: int, *, rounds: int, each: int, csv: int) -> None:
        began = time.monotonic()
        self.filling.up_to(rows)
        sys.stderr.write(f"{rows} meetings, filled in {time.monotonic() - began:.0f} s\n")
        visitor = Visitor(port=self.port, user=self.user)
        pages = visited.pages(self.user, self.officer)
        ask_all(visitor, pages, Clock(*self.roots), times=rounds, each=each)
        self.sizes[rows] = {page.name: page for page in pages}
        self.queries = {page.name: visited.queries(self.user, page) for page in pages}
        if csv and (self.taken is None or rows <= FOR_CSV):
            workers = family(self.web)
            self.taken = taking.measure(visitor, self.user, workers, times=csv)
        sys.stderr.write(f"{rows} meetings, measured after {time.monotonic() - began:.0f} s\n")

    def tell(self, found: Results) -> None:
        smallest, largest = min(self.sizes), max(self.sizes)
        found.data = {
            "cpu_ms": {
                rows: {name: page.found() for name, page in pages.items()}
                for rows, pages in self.sizes.items()
            },
            "queries": self.queries,
            "csv": vars(self.taken) if self.taken else None,
        }
        for name, page in self.sizes[largest].items():
            self._tell_page(found, name, page, self.sizes[smallest][name])
        if self.taken:
            self._tell_csv(found)
        found.notes.append(
            f"CPU of application and PostgreSQL a request with {largest:,} meetings, in times of"
            f" the bare view (session and user, nothing else); growth is the 95th percentile"
            f" of that beside the one with {smallest:,}."
        )

    def _tell_page(self, found: Results, name: str, page: Page, before: Page) -> None:
        peer = name == "bare" or name.startswith("admin")
        ratio = median(page.ratios)
        growth = page.slow / before.slow
        weight = f"{page.weight / 1000:.1f} kB, packed {page.packed / 1000:.1f} kB"
        told = f"{ratio:.1f} × bare, {self.queries[name]} queries, {weight}"
        kept = None if page.goal is None else ratio <= page.goal
        goal = f"≤ {page.goal:.1f} × bare" if page.goal else ""
        found.add(name, told, goal, kept=kept)
        if not peer and len(self.sizes) > 1:
            found.add(f"– {name}: growth", f"{growth:.2f}", f"≤ {GROWTH}", kept=growth <= GROWTH)
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
