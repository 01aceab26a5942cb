"""Pages: CPU beside a bare view and Django's admin, growth to a million; CSV beside COPY."""

import os
import time
from contextlib import contextmanager

from benches import results
from benches.ground import Copied, Ground, owner_of
from house import site
from house.errors import Broken
from house.instances import answers

SIZES = "10000,100000,1000000"
GROWTH, TIMES_COPY, FIRST_BYTE, GROWN = 1.3, 2.0, 0.3, 16
RAW, PACKED = 40_000, 6_000
FOR_CSV = 100_000  # the size at which CSV is compared


def options(parser) -> None:
    parser.add_argument("--rows", default=SIZES, help="meetings, smallest first, with commas")
    parser.add_argument("--rounds", type=int, default=5, help="all pages in turn, so many times")
    parser.add_argument("--each", type=int, default=20, help="requests of a page in one round")
    parser.add_argument("--csv", type=int, default=5, help="pairs of CSV and COPY")


def measure(ground: Ground, wishes, found: results.Results) -> None:
    from benches.measuring import Measuring  # it needs Django's settings
    from benches.visited import open_inside

    open_inside()
    measuring, small = Measuring(port=ground.port), None
    sizes = sorted(map(int, wishes.rows.split(",")))
    asked = {"rounds": wishes.rounds, "each": wishes.each}
    for rows in sizes:
        with owner() as cursor:
            measuring.fill(rows, cursor)
        if rows == sizes[0] != sizes[-1]:
            small = ground.copied()
        with served(ground) as roots:
            measuring.ask(rows, web=roots[0], roots=roots, csv=wishes.csv, **asked)
    if small:
        with served(ground) as roots, served(small) as other:
            measuring.compare((small.port, other), (ground.port, roots), **asked)
    measuring.tell(found)


@contextmanager
def served(ground: Ground | Copied):
    """The site under gunicorn as bin/start runs it, with its two peers; its process, and that of
    its PostgreSQL.
    """
    web = site.site_processes(ground.environment, port=ground.port, logs=ground.base)[0]
    web.command = [part.replace("config.wsgi", "benches.served") for part in web.command]
    ours = {"DJANGO_SETTINGS_MODULE": "benches.served_settings"}
    web.environment = web.environment | ours | {"PYTHONPATH": os.environ["PYTHONPATH"]}
    try:
        web.start()
        wait_for(web, ground.port)
        yield web.running.pid, ground.database.process.running.pid
    finally:
        web.stop()


def wait_for(web, port: int) -> None:
    deadline = time.monotonic() + site.HEALTHY_WITHIN
    while not answers(port):
        if not web.alive() or time.monotonic() > deadline:
            raise Broken(f"The site did not start: {web.why()}")
        time.sleep(0.2)


@contextmanager
def owner():
    """A cursor that may switch triggers off; each statement stands for itself."""
    with owner_of(os.environ["DATABASE_OWNER_URL"]) as connection:
        yield connection.cursor()
