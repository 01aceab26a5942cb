"""Pages: CPU beside a bare view and Django's admin, growth to a million; CSV beside COPY."""

import os
import time
from contextlib import contextmanager

import environ
import psycopg

from benches import results
from benches.ground import Ground
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
    with served(ground) as web, owner() as cursor:
        roots = (web, ground.database.process.running.pid)
        measuring = Measuring(port=ground.port, cursor=cursor, web=web, roots=roots)
        for rows in map(int, wishes.rows.split(",")):
            measuring.at(rows, rounds=wishes.rounds, each=wishes.each, csv=wishes.csv)
        measuring.tell(found)


@contextmanager
def served(ground: Ground):
    """The site under gunicorn as bin/start runs it, with its two peers; its process."""
    web = site.site_processes(ground.environment, port=ground.port, logs=ground.base)[0]
    web.command = [part.replace("config.wsgi", "benches.served") for part in web.command]
    ours = {"DJANGO_SETTINGS_MODULE": "benches.served_settings"}
    web.environment = web.environment | ours | {"PYTHONPATH": os.environ["PYTHONPATH"]}
    try:
        web.start()
        wait_for(web, ground.port)
        yield web.running.pid
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
    at = environ.Env.db_url_config(os.environ["DATABASE_OWNER_URL"])
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = {name: at[key] for name, key in names.items() if at[key]}
    with psycopg.connect(dbname=at["NAME"], autocommit=True, **known) as connection:
        yield connection.cursor()
