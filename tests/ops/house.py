"""A copy of this folder in which bin/start is tried, so that nothing here is touched."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from house.instances import spare_port

ROOT = Path(__file__).resolve().parents[2]
FROM_OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "MEDIA_ROOT")
READY_WITHIN = 300


@contextmanager
def copied_site():
    """Not in pytest's own folder, which the unprivileged user of PostgreSQL may not enter."""
    folder = Path(tempfile.mkdtemp(prefix="ket-nghia-copy-"))
    folder.chmod(0o755)
    leave = shutil.ignore_patterns("var", ".git", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, folder / "site", ignore=leave)
    without_communes(folder / "site/partnerships/gazetteer")
    try:
        yield folder / "site"
    finally:
        shutil.rmtree(folder)


def without_communes(lists: Path) -> None:
    """Most of a first start is 14,000 communes; that they load is a test of its own, and how a
    house starts does not depend on them.
    """
    for file in lists.glob("vn_*.tsv"):
        columns, *rows = file.read_text().splitlines(keepends=True)
        upper = [row for row in rows if row.split("\t")[1] in ("province", "district")]
        file.write_text("".join([columns, *upper]))


class Site:
    """bin/start in such a copy, on a port of its own, with the packages of this test run."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, spare_port()
        self.process = None
        outside = {name: value for name, value in os.environ.items() if name not in FROM_OUTSIDE}
        ours = {"HOUSE_VENV": sys.prefix, "PORT": str(self.port), "LANG": "C.UTF-8"}
        self.environment = outside | ours

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(self.folder / words[0]), *words[1:]],
            env=self.environment | more,
            cwd="/",  # from any folder
            capture_output=True,
            text=True,
            timeout=READY_WITHIN,
        )

    def start(self, *options: str, **more: str) -> str:
        """What bin/start printed until the site answered."""
        said = self.folder / "said"
        with said.open("w") as out:
            self.process = subprocess.Popen(
                [str(self.folder / "bin/start"), *options],
                env=self.environment | more,
                cwd="/",
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        until(lambda: "Ctrl-C stops it" in said.read_text() or self.process.poll() is not None)
        return said.read_text()

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def health(self) -> tuple[int, dict]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)
        except OSError:
            return 0, {}

    def started(self, words: str) -> list[int]:
        """The processes that the house itself started and whose command line says so."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
        ).stdout
        lines = [line.split(maxsplit=1) for line in found.splitlines()]
        return [int(number) for number, command in lines if words in command]


def until(true, within: float = READY_WITHIN):
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def alive(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def owner_of(number: int) -> str:
    return pwd.getpwuid(Path(f"/proc/{number}").stat().st_uid).pw_name
