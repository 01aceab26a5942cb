"""The same papers on one Celery worker and on two, in turns; and how much memory a worker takes."""

import time
from pathlib import Path
from statistics import median

from benches.faulty_site import children
from benches.ground import Ground
from benches.results import Results
from benches.reviews import MEMORY, TWICE
from config.worker_pulse import worker_is_alive
from house import environment
from house.errors import Broken
from house.processes import Process
from reports import tasks
from reports.choices import PaperStatus
from reports.models import Build, ReviewPaper
from tests import factories as make

LONGEST = 900  # seconds for one portion of papers


class Workers:
    """So many real workers with one child each, warmed up by a small paper."""

    def __init__(self, ground: Ground, count: int):
        command = [environment.python(), "-m", "celery", "-A", "config", "worker"]
        options = ["--concurrency", "1", "--without-mingle", "--without-gossip"]
        self.processes = [
            Process(
                name=f"worker-{at}",
                command=[*command, *options, "--hostname", f"bench-{at}"],
                environment=ground.environment,
                logs=ground.base,
            )
            for at in range(count)
        ]

    def __enter__(self):
        for process in self.processes:
            process.start()
        until(worker_is_alive)
        until(lambda: all(children(one.running.pid) for one in self.processes))
        run([make.BuildFactory().paper_id for _ in range(4 * len(self.processes))])
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.wait_stopped()

    def memory(self) -> list[dict[str, float]]:
        """Of each worker in MB: the most its child ever held, and what both hold together now."""
        found = []
        for process in self.processes:
            parent = process.running.pid
            kin = [*children(parent), parent]
            together = sum(kilobytes(number, "smaps_rollup", "Pss:") for number in kin)
            child = max(kilobytes(number, "status", "VmHWM:") for number in kin[:-1])
            found.append({"child": child / 1024, "parent and child": together / 1024})
        return found


def kilobytes(number: int, file: str, name: str) -> int:
    lines = Path(f"/proc/{number}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def until(holds) -> None:
    deadline = time.monotonic() + LONGEST
    while not holds():
        if time.monotonic() > deadline:
            raise Broken("The workers of the bench did not finish.")
        time.sleep(0.05)


def run(papers: list[int]) -> float:
    """Seconds from the orders to the last PDF."""
    began = time.monotonic()
    for paper in papers:
        tasks.build_paper.delay(paper_id=paper)
    until(lambda: not Build.objects.filter(paper__in=papers, error="").exists())
    spent = time.monotonic() - began
    built = ReviewPaper.objects.filter(pk__in=papers, status=PaperStatus.BUILT).count()
    if built != len(papers):
        errors = list(Build.objects.values_list("error", flat=True)[:1])
        raise Broken(f"{len(papers) - built} papers of the bench were not built: {errors}")
    return spent


def measure(ground: Ground, content: dict, wishes, found: Results) -> None:
    ratios, memory = [], []
    for portion in range(wishes.portions):
        size = len(range(portion, wishes.papers, wishes.portions))
        times = {}
        for count in (1, 2) if portion % 2 else (2, 1):
            papers = [ordered(content) for _ in range(size)]
            with Workers(ground, count) as workers:
                times[count] = run(papers)
                memory += workers.memory()
        ratios.append(times[1] / times[2])
    ratio, most = median(ratios), max(one["child"] for one in memory)
    both = max(one["parent and child"] for one in memory)
    what = f"{wishes.papers} papers, two workers / one"
    found.add(what, f"{ratio:.2f} times", f"≥ {TWICE}", kept=ratio >= TWICE)
    found.add(
        "memory of a worker at its peak", f"{most:.0f} MB", f"≤ {MEMORY}", kept=most <= MEMORY
    )
    found.add("– together with its parent, shared pages once", f"{both:.0f} MB")
    found.data |= {"two / one": ratios, "memory": memory}


def ordered(content: dict) -> int:
    paper = make.ReviewPaperFactory(kind="joint", languages=["vi", "lo"], content=content)
    Build.objects.create(paper=paper)
    return paper.pk
