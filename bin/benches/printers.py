"""Ours beside bare WeasyPrint, Chromium and LibreOffice on the very same page."""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

import weasyprint
from weasyprint.document import Document

from benches import bare, content
from benches.ground import Ground
from benches.results import Results
from benches.reviews import OVERHEAD
from house import environment
from reports import rendering
from reports.papers import fonts

LEAVE = 60  # seconds that another printer may take
OWN_FONTS = {"FONTCONFIG_FILE": str(fonts.configuration())}  # for the peers: the same faces


def content_of(pages: int) -> tuple[dict, int]:
    """A review of about so many pages, and how many it has."""
    times, before = 4, 0
    for _ in range(6):
        paper = content.review(times=times)
        count = len(rendering.laid_out(paper).pages)
        if abs(count - pages) <= 1 or count == before:
            break
        times, before = max(1, round(times * pages / count)), count
    return paper, count


class Inside:
    """What WeasyPrint itself does while our paper is made: CPU seconds, how often, the markup."""

    def __init__(self):
        self.seconds, self.calls, self.html = 0.0, Counter(), ""

    @contextmanager
    def watched(self):
        known = {(weasyprint.HTML, "render"), (Document, "write_pdf")}
        before = {(owner, name): getattr(owner, name) for owner, name in known}
        made = weasyprint.HTML.__init__
        for (owner, name), call in before.items():
            setattr(owner, name, self._timed(name, call))
        weasyprint.HTML.__init__ = self._noted(made)
        try:
            yield self
        finally:
            weasyprint.HTML.__init__ = made
            for (owner, name), call in before.items():
                setattr(owner, name, call)

    def _timed(self, name, call):
        def timed(*args, **kwargs):
            self.calls[name] += 1
            began = time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds += time.process_time() - began

        return timed

    def _noted(self, made):
        def noted(page, *args, **kwargs):
            self.html = kwargs.get("string", self.html)
            made(page, *args, **kwargs)

        return noted


def page_for_others(ground: Ground, paper: dict) -> Path:
    """The markup of our paper as a file that any printer opens: its base is put in."""
    with Inside().watched() as inside:
        rendering.paper_pdf(paper)
    base = f'<head><base href="{rendering.STATIC_ROOT.as_uri()}/">'
    page = ground.base / "page.html"
    page.write_text(inside.html.replace("<head>", base, 1))
    return page


def measure(ground: Ground, paper: dict, repeat: int, found: Results) -> None:
    page = page_for_others(ground, paper)
    ratios, shares, calls = [], [], Counter()
    with Bare(ground, page) as peer:
        peer.once()  # warm, as our own process is by now
        for _ in range(repeat):
            inside = Inside()
            with inside.watched():
                began = time.process_time()
                rendering.paper_pdf(paper)
                ours = time.process_time() - began
            theirs, pages = peer.once()
            ratios.append(ours / theirs)
            shares.append((ours - inside.seconds) / theirs)
            calls = inside.calls
    ratio = median(ratios)
    limit = f"≤ {OVERHEAD:.2f}"
    found.add("CPU of ours / bare WeasyPrint", f"{ratio:.2f}", limit, kept=ratio <= OVERHEAD)
    found.add("– of which beside WeasyPrint itself", f"{median(shares):.2f}")
    found.add("– laid out and written", f"{calls['render']} and {calls['write_pdf']} times")
    found.add("– pages of bare WeasyPrint", pages)
    found.data["ours / bare"] = ratios
    beside(ground, page, found)


class Bare:
    """bare.py, kept open: it makes the page once more whenever it is asked."""

    def __init__(self, ground: Ground, page: Path):
        command = [sys.executable, bare.__file__, str(page), "again"]
        self.process = subprocess.Popen(
            command,
            env=ground.environment | OWN_FONTS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self):
        return self

    def once(self) -> tuple[float, int]:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        seconds, pages = self.process.stdout.readline().split()
        return float(seconds), int(pages)

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=LEAVE)


def beside(ground: Ground, page: Path, found: Results) -> None:
    """Programs started anew for the page, the best of three each: wall clock against wall clock."""
    fresh = best([environment.python(), bare.__file__, str(page)], page)
    chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    print_it = [f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()]
    tell(found, "Chromium print", best([*chromium, *print_it], page), fresh)
    office = shutil.which("soffice")
    if not office:
        found.add("LibreOffice / bare WeasyPrint, programs started anew", "not installed")
        return
    convert = [office, "--headless", "--convert-to", "pdf:writer_web_pdf_Export"]
    tell(
        found, "LibreOffice", best([*convert, "--outdir", str(page.parent), str(page)], page), fresh
    )


def tell(found: Results, name: str, seconds: float | None, fresh: float) -> None:
    said = "gave no file" if seconds is None else f"{seconds / fresh:.2f}"
    found.add(f"{name} / bare WeasyPrint, programs started anew", said)


def best(command: list[str], page: Path) -> float | None:
    """The shortest of three; None if no file came of it."""
    file, times = page.with_suffix(".pdf"), []
    for _ in range(3):
        file.unlink(missing_ok=True)
        began = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=LEAVE, env=os.environ | OWN_FONTS)
        if not file.exists():
            return None
        times.append(time.monotonic() - began)
    return min(times)
