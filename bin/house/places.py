"""Where things lie, and who is at work in this folder."""

import fcntl
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path

from house.errors import Broken

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
LOGS = VAR / "log"
LOCK = VAR / "house.lock"
RUNNING = VAR / "running.json"  # the environment of the running site, for bin/manage


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def make_var() -> None:
    try:
        for folder in (VAR, LOGS):
            folder.mkdir(exist_ok=True)
        LOCK.touch()
        os.listdir(LOGS)
        (LOGS / ".try").touch()
        (LOGS / ".try").unlink()
    except OSError:
        owner = f"user number {VAR.stat().st_uid}" if VAR.exists() else "somebody else"
        raise Broken(
            f"{VAR} cannot be written: it belongs to {owner}. Start as that user, or give the"
            " folder to yourself with chown -R."
        ) from None


class Occupied(Broken):
    """Another process prepares or runs this folder's site."""


@contextmanager
def alone(what: str):
    """Only one process at a time prepares and runs this folder's site."""
    with LOCK.open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(f"{lock.read().strip() or 'Somebody'} {AT_WORK}") from None
        lock.truncate()
        lock.write(f"{what} (process {os.getpid()})")
        lock.flush()
        try:
            yield
        finally:
            lock.seek(0)
            lock.truncate()


AT_WORK = "is already at work in this folder: use that one, or stop it first."


def write_private(path: Path, text: str) -> None:
    """A file that only its owner reads, there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


@contextmanager
def announced(environment: dict[str, str]):
    """While it runs, bin/manage finds the site's environment here."""
    write_private(RUNNING, json.dumps({"process": os.getpid(), "environment": environment}))
    try:
        yield
    finally:
        RUNNING.unlink(missing_ok=True)


def running_environment() -> dict[str, str] | None:
    """The environment of the site that runs in this folder, if one does."""
    try:
        note = json.loads(RUNNING.read_text())
        os.kill(note["process"], 0)
    except (OSError, ValueError):
        return None
    return note["environment"]
