"""Kill parts of the running site while papers are built: none lost, none doubled, none late."""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benches import results
from benches.ground import Ground
from house.places import ROOT

FAULTS = ("refused", "lost", "failed", "doubled", "wrong hash")
PROMISE = 30  # seconds after recovery, and the time of the build itself


def options(parser) -> None:
    parser.add_argument("--kills", type=int, default=5, help="how many, of all kinds in turn")
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same kills")
    parser.add_argument("--beside", type=int, default=1, help="sites that are killed side by side")


def measure(ground: Ground, wishes, found: results.Results) -> None:
    from benches.fault_rounds import Rounds  # it needs Django's settings

    share = -(-wishes.kills // wishes.beside)
    others = [Other(seed=wishes.seed + at, kills=share) for at in range(1, wishes.beside)]
    own = wishes.kills - share * len(others)
    rounds = Rounds(ground, random.Random(wishes.seed), name=f"seed {wishes.seed}")
    try:
        kills, stray = rounds.play(own), rounds.stray_files()
        for other in others:
            more = other.data()
            kills += more["kills"]
            stray += more["stray files"]
    finally:
        for other in others:
            other.process.terminate()  # those that have ended do not mind
    found.data = {"kills": kills, "stray files": stray}
    found.files = {"bench-faults.tsv": one_by_one(kills)}
    tell(found, kills, stray)


class Other:
    """Another site of its own, killed beside this one by a process of its own."""

    def __init__(self, *, seed: int, kills: int):
        self.folder = tempfile.TemporaryDirectory(prefix="ket-nghia-bench-")
        wish = ["--kills", str(kills), "--seed", str(seed), "--keep", self.folder.name]
        command = [sys.executable, "-m", "benches", "faults", *wish]
        self.process = subprocess.Popen(command, cwd=ROOT)

    def data(self) -> dict:
        self.process.wait()
        with self.folder as folder:
            return json.loads((Path(folder) / "faults.json").read_text())["data"]


def one_by_one(kills: list[dict]) -> str:
    """Every kill on a line: what it hit, and what became of the papers."""
    lines = ["number\tkilled\tpapers when it came\tbegun again\tlate, s\tfaults"]
    for number, kill in enumerate(kills, 1):
        papers = kill["papers"]
        faults = [fault for fault in FAULTS if any(paper[fault] for paper in papers)]
        again = sum(paper["attempts"] > 1 for paper in papers)
        late = max(paper["late"] for paper in papers)
        told = (number, kill["killed"], kill["before"], again, late, ", ".join(faults) or "none")
        lines.append("\t".join(map(str, told)))
    return "\n".join(lines) + "\n"


def tell(found: results.Results, kills: list[dict], stray: list[str]) -> None:
    papers = [paper for kill in kills for paper in kill["papers"]]
    found.add("kills", len(kills))
    for kind in dict.fromkeys(kill["kind"] for kill in kills):
        hit = [kill for kill in kills if kill["kind"] == kind]
        again = sum(paper["attempts"] > 1 for kill in hit for paper in kill["papers"])
        found.add(f"– {kind}", f"{len(hit)}, papers begun again: {again}")
    found.add("papers ordered over HTTP", len(papers))
    found.add("orders sent more than once", sum(paper["tries"] > 1 for paper in papers))
    for fault in FAULTS:
        count = sum(paper[fault] for paper in papers)
        found.add(fault, count, "0", kept=count == 0)
    found.add("files that belong to no paper", len(stray), "0", kept=not stray)
    late = sum(paper["late"] > PROMISE for paper in papers)
    found.add(f"later than {PROMISE} s after recovery and its own build", late, "0", kept=not late)
