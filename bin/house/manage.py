"""bin/manage: a management command in the site's environment, whether the site runs or not."""

import os
import subprocess
import time
from contextlib import ExitStack

from house import environment, machine, places, site

# They change tables, or look at them as the one who may; every other command is the application's.
OWNERS = {
    "flush",
    "grant_application",
    "makemigrations",
    "migrate",
    "pgtrigger",
    "prepare_database",
    "sqlmigrate",
}
TERMINAL = ("TERM", "COLUMNS", "LINES", "LANG")  # ours, not those of bin/start's terminal
PATIENCE = 120  # seconds that a second command waits for the first, or for bin/start to be ready


def run(arguments: list[str]) -> int:
    places.make_var()
    given = site.given_outside()
    if given.keys() >= {"DATABASE_URL", "REDIS_URL"}:  # nothing of ours to start or to wait for
        environment.ensure_packages()
        return command(arguments, site.processes_environment(given, port=8000))
    deadline = time.monotonic() + PATIENCE
    while True:
        if variables := places.running_environment():
            return command(arguments, variables)
        try:
            return on_own_instances(arguments, given)
        except places.Occupied:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def on_own_instances(arguments: list[str], given: dict[str, str]) -> int:
    with places.alone(f"bin/manage {' '.join(arguments[:1])}"), ExitStack() as stack:
        machine.ensure(machine.needed(tests=False))
        environment.ensure_packages()
        urls, _ = site.open_instances(stack, given=given)
        port = int(os.environ.get("PORT") or 8000)
        variables = site.processes_environment(urls, port=port)
        own_tables = "DATABASE_URL" not in given  # elsewhere it is for their owner to say
        if own_tables and arguments[:1] and arguments[0] not in OWNERS:
            site.prepare(variables, own_database=True)
        return command(arguments, variables)


def command(arguments: list[str], variables: dict[str, str]) -> int:
    role = {"DATABASE_ROLE": "owner"} if set(arguments[:1]) & OWNERS else {}
    if role:
        for stamp in (site.DATABASE_STAMP, site.FILLED):  # tables and rows may be others after it
            stamp.unlink(missing_ok=True)
    terminal = {name: os.environ[name] for name in TERMINAL if name in os.environ}
    program = [environment.python(), str(places.ROOT / "manage.py"), *arguments]
    running = subprocess.Popen(program, env=variables | role | terminal)
    try:
        return running.wait()
    except BaseException:
        running.terminate()
        running.wait()
        raise
