"""The steps between an empty database and a site that answers, each skipped when done."""

import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from house.environment import common, python, venv
from house.errors import Broken
from house.instances import Postgres, Premises, Redis
from house.places import LOGS, ROOT, VAR
from house.processes import Process, run_step

HEALTHY_WITHIN = 120  # seconds
STATIC_STAMP = VAR / "static" / ".made-from"
DATABASE_STAMP = VAR / ".database-made-from"
FILLED = VAR / ".filled"  # what was told of the accounts when our own database was filled


def given_outside() -> dict[str, str]:
    """Database and broker named in the environment; a database with both of its roles."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    given = {name: os.environ[name] for name in names if os.environ.get(name)}
    if ("DATABASE_URL" in given) != ("DATABASE_OWNER_URL" in given):
        raise Broken(
            "Give both DATABASE_URL (the application's role) and DATABASE_OWNER_URL (the owner's,"
            " for migrations), or neither."
        )
    return given


def open_instances(stack: ExitStack, *, given: dict[str, str]) -> tuple[dict[str, str], list]:
    """Start what is not given from outside; the stack stops it in the end."""
    kinds = {"DATABASE_URL": Postgres, "REDIS_URL": Redis}
    wanted = [kind for url, kind in kinds.items() if url not in given]
    premises = Premises() if wanted else None
    urls, processes = dict(given), []
    for kind in wanted:
        instance = kind(premises)
        stack.callback(instance.stop)
        instance.start()
        urls |= instance.urls()
        processes.append(instance.process)
    return urls, processes


def manage(*arguments: str, environment: dict[str, str], what: str) -> str:
    return run_step(what, [python(), "manage.py", *arguments], environment)


def prepare(environment: dict[str, str], *, own_database: bool) -> None:
    """Translations, tables, static files; what has not changed since the last time is passed over.

    Only our own database is taken at its word: another one may have been put back since.
    """
    compile_messages()
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    with once(DATABASE_STAMP if own_database else None, migrations) as is_due:
        if is_due:
            owner = environment | {"DATABASE_ROLE": "owner"}
            manage("prepare_database", environment=owner, what="prepare the database")
    files = [path for path in sorted((ROOT / "static").rglob("*")) if path.is_file()]
    with once(STATIC_STAMP, [*files, ROOT / "config/static_storage.py"]) as is_due:
        if is_due:
            collect = ("collectstatic", "--noinput")
            manage(*collect, environment=environment, what="collect static files")


@contextmanager
def once(stamp: Path | None, files: list[Path]):
    """Whether a step is due because one of its files, or the packages, changed since it passed."""
    told = [f"{path} {path.stat().st_mtime_ns}" for path in files]
    told += [str(venv()), (ROOT / "requirements.txt").read_text()]
    mark = hashlib.sha256("\n".join(told).encode()).hexdigest()
    is_due = stamp is None or not stamp.exists() or stamp.read_text() != mark
    yield is_due
    if stamp and is_due:
        stamp.write_text(mark)


def compile_messages() -> None:
    """Catalogues newer than their compiled form; msgfmt itself, which needs no Django."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        command = ["msgfmt", "--check-format", "-o", str(compiled), str(source)]
        run_step("compile translations", command, dict(os.environ))


def site_processes(
    environment: dict[str, str], *, port: int, logs: Path = LOGS, folder: Path = VAR
) -> list[Process]:
    """Web server, worker and beat, not yet started; beat keeps its notes in that folder."""
    celery = [python(), "-m", "celery", "-A", "config"]
    web = [python(), "-m", "gunicorn", "config.wsgi:application"]
    ways = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    schedule = str(folder / "beat-schedule")
    commands = {
        "web server": [*web, *ways, "--bind", f"127.0.0.1:{port}"],
        "worker": [*celery, "worker", "--concurrency", "2", "--without-mingle", "--without-gossip"],
        "beat": [*celery, "beat", "--schedule", schedule, "--pidfile", ""],
    }
    return [
        Process(name=name, command=command, environment=environment, logs=logs)
        for name, command in commands.items()
    ]


def health(port: int) -> dict[str, str]:
    """What GET /healthz says now; nothing while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused) if refused.code == 503 else {"web server": str(refused.code)}
    except OSError:
        return {"web server": "silent"}


def wait_until_healthy(processes: list[Process], *, port: int) -> None:
    deadline = time.monotonic() + HEALTHY_WITHIN
    while set((answer := health(port)).values()) != {"ok"}:
        for process in processes:
            if not process.alive():
                raise Broken(f"The {process.name} did not start: {process.why()}")
        if time.monotonic() > deadline:
            failed = ", ".join(name for name, word in answer.items() if word != "ok")
            raise Broken(f"The site did not become healthy ({failed}): look into {VAR / 'log'}")
        time.sleep(0.2)


def fill(environment: dict[str, str], *, demonstration: bool, own_database: bool) -> str:
    """The procedures of the law, all places and the demonstration register, if asked for. What to
    tell about accounts. Our own database is filled once; another one is looked at each time.
    """
    if not demonstration:
        return ""
    if own_database and FILLED.exists():
        return FILLED.read_text()
    said = manage("fill_register", environment=environment, what="fill the register").strip()
    if own_database:
        FILLED.write_text(said.partition("\n")[2])  # without what was loaded
    return said


def processes_environment(urls: dict[str, str], *, port: int) -> dict[str, str]:
    return common(port=port) | urls
