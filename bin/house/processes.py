"""Processes that the house starts: each in a session of its own, and none outlives the house."""

import ctypes
import os
import pwd
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from house.environment import last_line, reason
from house.errors import Broken
from house.places import LOGS, ROOT, say

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
CALM = 60  # seconds after which a start counts as a good one
LONGEST_PAUSE = 30
LARGEST_LOG = 5_000_000


@dataclass(kw_only=True)
class Process:
    """One program of the site; `account` is the unprivileged user it runs as, None for ourselves.

    Ctrl-C in the terminal does not reach it (own session): the house ends all of them in order.
    Should the house be killed, the kernel sends each the stop signal.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    account: pwd.struct_passwd | None = None
    folder: Path = ROOT
    logs: Path = LOGS
    stop_signal: int = signal.SIGTERM
    patience: float = 20
    running: subprocess.Popen | None = None
    started: float = 0
    pause: float = 0
    next_try: float = field(default=0)

    @property
    def log(self) -> Path:
        return self.logs / f"{self.name.replace(' ', '-')}.log"

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                self.command,
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._die_with_the_house,
                **as_user(self.account),
            )
        self.started = time.monotonic()

    def _die_with_the_house(self) -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, self.stop_signal)

    def alive(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def ask_to_stop(self) -> None:
        if self.alive():
            self.running.send_signal(self.stop_signal)

    def wait_stopped(self) -> None:
        if self.running is None:
            return
        try:
            self.running.wait(timeout=self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()

    def stop(self) -> None:
        self.ask_to_stop()
        self.wait_stopped()

    def why(self) -> str:
        return f"{last_line(self.log.read_text(errors='replace'))} (all of it: {self.log})"

    def look_after(self) -> None:
        """Start it again if it died; soon at first, later with longer pauses."""
        now = time.monotonic()
        if self.alive() or now < self.next_try:
            return
        if self.next_try <= self.started:  # it died just now
            self.pause = 1 if now - self.started > CALM else min(2 * self.pause or 1, LONGEST_PAUSE)
            self.next_try = now + self.pause
            ended = self.running.returncode
            say(f"The {self.name} ended ({ended}); starting it again in {self.pause} s: {self.log}")
            return
        self.start()


def as_user(account: pwd.struct_passwd | None) -> dict:
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def run_step(what: str, command: list[str], environment: dict[str, str]) -> str:
    """Run a step to its end and give what it printed; if it breaks, say so in one sentence."""
    log = LOGS / f"{what.replace(' ', '-')}.log"
    done = subprocess.run(
        command,
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    log.write_text(done.stdout)
    if done.returncode:
        raise Broken(
            f"The step “{what}” broke: {reason(done.stdout)} – mend that and start again"
            f" (all of it: {log})."
        )
    return done.stdout
