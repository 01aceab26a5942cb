"""A PostgreSQL and a Redis of a bench's own, with tables and nothing in them."""

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import environ
import psycopg

from house import environment, site
from house.instances import DATABASE, Postgres, Premises, Redis, spare_port

COPY = "smallest"
SECRET = "only-for-benches-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2


class Ground:
    """Where a bench works: its folder, its two servers, and the environment of its processes."""

    def __init__(self, base: Path):
        self.base = base
        self.premises = Premises(base)
        self.database = Postgres(self.premises)  # writes down what it says it has: it gets killed
        self.broker = Redis(self.premises)
        self.port = spare_port()
        ours = {
            "SECRET_KEY": SECRET,
            "MEDIA_ROOT": str(base / "media"),
            "DOCUMENTS_ROOT": str(base / "documents"),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
        }
        urls = self.database.urls() | self.broker.urls()
        self.environment = environment.common(port=self.port) | ours | urls

    def copied(self) -> "Copied":
        """The register as it is now, once more. Whoever was connected has to have gone."""
        from django.db import connection

        connection.close()
        to = {name: f"{self._beside(name)}/{COPY}" for name in self.database.urls()}
        with owner_of(self.environment["DATABASE_OWNER_URL"], dbname="postgres") as own:
            own.execute(f"CREATE DATABASE {COPY} TEMPLATE {DATABASE}")
        to |= {"REDIS_URL": f"{self._beside('REDIS_URL')}/1"}
        return Copied(self.base / COPY, self.database, self.environment | to)

    def _beside(self, name: str) -> str:
        return self.environment[name].rpartition("/")[0]


class Copied:
    """A second register on the same two servers, to be served at a port of its own."""

    def __init__(self, base: Path, database: Postgres, environment: dict[str, str]):
        base.mkdir()
        self.base, self.database, self.port = base, database, spare_port()
        self.environment = environment | {"SITE_URL": f"http://127.0.0.1:{self.port}"}


def owner_of(url: str, **other) -> psycopg.Connection:
    at = environ.Env.db_url_config(url)
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT"}
    names |= {"user": "USER", "password": "PASSWORD"}
    known = {name: at[key] for name, key in names.items() if at[key]}
    return psycopg.connect(autocommit=True, **known | other)


@contextmanager
def opened():
    """Gone at its end, however it ends."""
    with ExitStack() as stack:
        base = Path(tempfile.mkdtemp(prefix="ket-nghia-bench-"))
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o711)  # the user of the servers passes through, and sees only its own
        ground = Ground(base)
        for server in (ground.database, ground.broker):
            stack.callback(server.stop)
            server.start()
        site.prepare(ground.environment, own_database=False)
        os.environ.update(ground.environment)
        yield ground
