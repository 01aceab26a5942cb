"""The whole site as bin/start runs it, and the ways in which a part of it is killed."""

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import redis

from benches.ground import Ground
from house import site
from house.errors import Broken

LOOK = 0.1  # seconds between two looks at what runs
KINDS = ("child", "worker", "broker", "database", "web server")


class Running:
    """Web server, worker and beat on a ground of their own, looked after as bin/start does it.

    All of it happens in one thread: the kernel ends a process when the thread that started it does.
    """

    def __init__(self, ground: Ground, chance: random.Random):
        self.ground, self.chance = ground, chance
        base = ground.base
        own = site.site_processes(ground.environment, port=ground.port, logs=base, folder=base)
        self.processes = {process.name: process for process in own}
        self.servers = {"database": ground.database.process, "broker": ground.broker.process}
        self.asked = 0.0  # when it was last asked whether it is healthy
        self.groups = set()  # process groups that were started, for the end

    def start(self) -> None:
        for process in self.processes.values():
            process.start()
        self.until(self.is_healthy, within=site.HEALTHY_WITHIN)

    def stop(self) -> None:
        for process in self.processes.values():
            process.ask_to_stop()
        for process in self.processes.values():
            process.wait_stopped()
        for group in self.groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)

    def all(self) -> dict:
        return self.servers | self.processes

    def tend(self) -> None:
        for process in self.all().values():
            process.look_after()

    def until(self, holds, *, within: float) -> bool:
        """Whether it came to hold in so many seconds; what has died is started again meanwhile."""
        deadline = time.monotonic() + within
        while not holds():
            if time.monotonic() > deadline:
                return False
            self.tend()
            time.sleep(LOOK)
        return True

    def is_healthy(self) -> bool:
        """Asked once a second at most: the answer costs the site more than a page."""
        if time.monotonic() - self.asked < 1 or not self.is_alive():
            return False
        self.asked = time.monotonic()
        return set(site.health(self.ground.port).values()) == {"ok"}

    def is_alive(self) -> bool:
        return all(process.alive() for process in self.all().values())

    def kill(self, kind: str) -> str:
        """Kill a part of it as hard as it goes; says what exactly was killed."""
        if kind == "child":
            child = self.chance.choice(children(self.processes["worker"].running.pid))
            os.kill(child, signal.SIGKILL)
            return "one child of the worker"
        process = self.all()[kind]
        process.pause = 0  # each kill is the first one: the next start is a second away
        if kind == "database":
            process.running.send_signal(signal.SIGQUIT)  # "immediate": no session is ended well
            return "database, immediate stop"
        if kind == "broker":
            process.running.kill()
            return "broker, all it knew is gone"
        return self._kill_family(process)

    def _kill_family(self, process) -> str:
        """The parent alone, whose children may live on for a while, or all at once."""
        self.groups.add(process.running.pid)
        if process.name == "worker":
            self._forget_the_pulse()
        if self.chance.random() < 0.5:
            process.running.kill()
            return f"parent of the {process.name}"
        os.killpg(process.running.pid, signal.SIGKILL)
        return f"{process.name} with its children"

    def _forget_the_pulse(self) -> None:
        """So that a healthy worker is the next one, not the memory of the killed one."""
        with redis.Redis.from_url(self.ground.environment["REDIS_URL"]) as client:
            client.delete(*(client.keys("*-worker-pulse") or ["none"]))


def children(parent: int) -> list[int]:
    """The children of a process; a pool that is just being filled is waited for."""
    file = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(100):
        if found := [int(number) for number in file.read_text().split()]:
            return found
        time.sleep(LOOK)
    raise Broken("The worker has no children to kill.")
