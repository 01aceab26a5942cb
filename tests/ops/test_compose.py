"""docker-compose.yml without Docker: it is well-formed, and every command in it comes up."""

import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
import redis
import yaml
from django.conf import settings

from house.instances import ADMIN, Postgres, Premises, spare_port
from tests.live import neighbours_environment
from tests.ops.house import ROOT, until

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {"web", "worker", "beat", "migrate"}


def environment(service, **ours):
    """What the service gets, with the neighbours of this test in place of the containers."""
    wanted = SERVICES[service].get("environment", {})
    here = neighbours_environment() | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    }
    kept = {name: value for name, value in wanted.items() if name not in here and "$" not in value}
    return here | kept | ours


@contextmanager
def running(service, *more, log, instead=MappingProxyType({}), **ours):
    with log.open("w") as out:
        process = subprocess.Popen(
            [instead.get(word, word) for word in (*SERVICES[service]["command"], *more)],
            cwd=ROOT,
            env=environment(service, **ours),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def status(url):
    try:
        return urllib.request.urlopen(url, timeout=5).status
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return 0


def test_the_file_is_well_formed_and_complete():
    done = subprocess.run(["docker-compose", "config"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert set(yaml.safe_load(done.stdout)["services"]) == {*OURS, "db", "redis"}


def test_every_variable_it_asks_for_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    told = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked <= told


def test_every_variable_of_the_settings_is_in_the_example():
    text = (ROOT / "config/settings.py").read_text()
    asked = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', text)) | {"DATABASE_URL"}
    told = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert asked <= told


def test_the_web_server_answers(transactional_db, tmp_path):
    port = spare_port()
    with running("web", log=tmp_path / "log", PORT=str(port)):
        until(lambda: status(f"http://127.0.0.1:{port}/healthz") in (200, 503), within=60)


def test_the_worker_works_and_stops_when_asked(transactional_db, tmp_path):
    log = tmp_path / "log"
    with running("worker", log=log), redis.Redis.from_url(settings.REDIS_URL) as broker:
        until(lambda: broker.exists(f"{settings.REDIS_PREFIX}-worker-pulse"), within=60)
    assert "Traceback" not in log.read_text()


def test_beat_rings(transactional_db, tmp_path):
    """Within ten seconds a message for the worker lies in the broker."""
    own_schedule = {"var/beat-schedule": str(tmp_path / "schedule")}
    with (
        running("beat", log=tmp_path / "log", instead=own_schedule),
        redis.Redis.from_url(settings.REDIS_URL) as broker,
    ):
        until(lambda: broker.llen(f"{settings.REDIS_PREFIX}-celery"), within=60)


def test_the_migrations_run_as_the_owner(transactional_db, tmp_path):
    database = neighbours_environment()["DATABASE_URL"].rsplit("/", 1)[1]
    owner = f"{settings.DATABASE_OWNER_URL.rsplit('/', 1)[0]}/{database}"
    with running("migrate", log=tmp_path / "log", DATABASE_OWNER_URL=owner) as process:
        assert process.wait(timeout=60) == 0
    assert "may read and change rows" in (tmp_path / "log").read_text()


def test_redis_answers(tmp_path):
    port = spare_port()
    extra = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path)]
    with (
        running("redis", *extra, log=tmp_path / "log"),
        redis.Redis(port=port, retry=None) as client,
    ):
        until(lambda: answers(client), within=30)


def answers(client):
    try:
        return client.ping()
    except redis.ConnectionError:
        return False


@pytest.fixture
def bare_postgres():
    """A PostgreSQL with the command of its container: its superuser, and nothing in it."""
    program, *options = SERVICES["db"]["command"]
    with ExitStack() as stack:
        base = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ket-nghia-db-")))
        base.chmod(0o711)  # its unprivileged user passes through
        server = Postgres(Premises(base), lasting=False)
        assert Path(server.process.command[0]).name == program
        server.process.command += options
        stack.callback(server.stop)
        server.open()
        yield str(server.premises.sockets)


def ask(sockets, database, question):
    command = ["psql", "-h", sockets, "-U", ADMIN, "-d", database, "-Atc", question]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_database_comes_up_and_its_first_script_makes_both_roles(bare_postgres):
    inside = {"PGHOST": bare_postgres, "POSTGRES_USER": ADMIN, "POSTGRES_DB": "postgres"}
    inside |= {"OWNER_PASSWORD": "o'wner", "APP_PASSWORD": "app"}
    script = ["sh", str(ROOT / "config/docker/make-roles.sh")]
    made = subprocess.run(script, env=os.environ | inside, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr

    roles = (
        "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname LIKE 'ket%' ORDER BY 1"
    )
    assert ask(bare_postgres, "ket_nghia", roles) == ["ket_nghia_app|f|f", "ket_nghia_owner|f|f"]
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'ket_nghia'"
    assert ask(bare_postgres, "postgres", owner) == ["ket_nghia_owner"]
