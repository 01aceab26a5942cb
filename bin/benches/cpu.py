"""CPU time of processes as the kernel counts it: a neighbour steals wall time, never this."""

from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def family(root: int) -> list[int]:
    """A process and all that it has started."""
    children = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            with suppress(OSError, IndexError):
                parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
                children.setdefault(int(parent), []).append(int(folder.name))
    found, asked = [], [root]
    while asked:
        process = asked.pop()
        found.append(process)
        asked += children.get(process, [])
    return found


class Clock:
    """Milliseconds of CPU that some processes and their children have used."""

    def __init__(self, *roots: int):
        self.roots = roots
        self.seen: dict[Path, int] = {}  # by thread; of one that has ended, what it had used
        self.ended = 0
        self.look()

    def look(self) -> None:
        """Who belongs to it now: asked once a round, since it costs more than a page."""
        self.processes = {process for root in self.roots for process in family(root)}

    def now(self) -> float:
        for process in self.processes:
            with suppress(OSError):
                for task in (PROC / str(process) / "task").iterdir():
                    with suppress(OSError):
                        self._count(task, int((task / "schedstat").read_text().split()[0]))
        return (self.ended + sum(self.seen.values())) / 1e6

    def _count(self, task: Path, spent: int) -> None:
        if spent < self.seen.get(task, 0):  # another thread under the number of one that ended
            self.ended += self.seen[task]
        self.seen[task] = spent


def forget_peak(process: int) -> None:
    with suppress(OSError):
        (PROC / str(process) / "clear_refs").write_text("5")


def memory(process: int, what: str = "VmRSS") -> float:
    """Megabytes: VmRSS now, VmHWM at the peak."""
    for line in (PROC / str(process) / "status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    return 0.0
