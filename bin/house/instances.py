"""A PostgreSQL and a Redis of our own: own data, no open port of the database, no root."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from hashlib import sha1
from pathlib import Path
from urllib.parse import quote

from house.environment import last_line
from house.errors import Broken
from house.machine import postgres_programs
from house.places import LOGS, ROOT, VAR, say, write_private
from house.processes import Process, as_user

ADMIN, OWNER, APPLICATION, DATABASE = "house", "ket_nghia_owner", "ket_nghia_app", "ket_nghia"
ELSEWHERE = VAR / "private-data-is-in"
LONGEST_SOCKET = 100  # bytes; the kernel's limit for the whole path is 107
# Throw-away data only: fast, and the owner may empty tables without their triggers.
SPEED = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal"),
    *("max_wal_senders=0", "max_wal_size=2GB", "shared_buffers=256MB"),
)
EMPTYING = f"GRANT SET ON PARAMETER session_replication_role TO {OWNER};"
ROLES = f"""
SELECT 'CREATE ROLE {OWNER} LOGIN CREATEDB' WHERE NOT EXISTS
    (SELECT FROM pg_roles WHERE rolname = '{OWNER}') \\gexec
SELECT 'CREATE ROLE {APPLICATION} LOGIN' WHERE NOT EXISTS
    (SELECT FROM pg_roles WHERE rolname = '{APPLICATION}') \\gexec
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}' WHERE NOT EXISTS
    (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""


def unprivileged() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as Debian's postgres user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "redis", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Broken("No unprivileged user was found for PostgreSQL: start as an ordinary user.")


class Premises:
    """The folder of the private instances, which their user can reach."""

    def __init__(self, base: Path | None = None):
        self.account = unprivileged()
        self.base = base or self._lasting_base()
        self.logs = base or LOGS
        self.sockets = self.folder("sockets")
        if len(os.fsencode(self.sockets / ".s.PGSQL.5432")) > LONGEST_SOCKET:
            self.sockets = Path(tempfile.mkdtemp(prefix="ket-nghia-"))
            self._hand_over(self.sockets)

    def _lasting_base(self) -> Path:
        if ELSEWHERE.exists():
            return Path(ELSEWHERE.read_text().strip())
        if self._reaches(VAR):
            return VAR
        place = Path("/var/lib/ket-nghia") / sha1(os.fsencode(ROOT)).hexdigest()[:12]
        place.mkdir(parents=True, exist_ok=True)
        ELSEWHERE.write_text(f"{place}\n")
        say(f"The user {self.account.pw_name} cannot enter {VAR}: database files go to {place}")
        return place

    def _reaches(self, folder: Path) -> bool:
        test = ["test", "-x", str(folder)]
        return subprocess.run(test, cwd="/", **as_user(self.account)).returncode == 0

    def folder(self, name: str) -> Path:
        folder = self.base / name
        folder.mkdir(mode=0o700, exist_ok=True)
        self._hand_over(folder)
        return folder

    def _hand_over(self, folder: Path) -> None:
        owner = folder.stat().st_uid
        ours = self.account.pw_uid if self.account else os.geteuid()
        if owner == ours:
            return
        if os.geteuid() != 0:
            raise Broken(
                f"{folder} belongs to another user: start as that user (or root), or remove"
                f" {self.base.name}/ to begin anew."
            )
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    def leave(self) -> None:
        if self.sockets.parent != self.base:
            shutil.rmtree(self.sockets, ignore_errors=True)


class Postgres:
    """Reached through a socket in a folder that only its user (and root) can enter."""

    def __init__(self, premises: Premises, *, lasting: bool = True):
        self.premises, self.lasting = premises, lasting
        self.data = premises.folder("postgres") / "data"
        self.programs = self._programs()
        settings = ["listen_addresses=", "unix_socket_permissions=0700", "port=5432"]
        settings += [] if lasting else SPEED
        self.process = Process(
            name="database",
            command=[
                *(str(self.programs / "postgres"), "-D", str(self.data)),
                *("-k", str(premises.sockets)),
                *(part for setting in settings for part in ("-c", setting)),
            ],
            environment=self._environment(),
            account=premises.account,
            folder=self.data.parent,
            logs=premises.logs,
            stop_signal=signal.SIGINT,  # "fast": ends open sessions, writes everything down
        )

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}

    def _programs(self) -> Path:
        installed = postgres_programs()
        if not self.data.exists():
            return installed[max(installed)]
        version = int((self.data / "PG_VERSION").read_text())
        if version not in installed:
            raise Broken(
                f"{self.data} was made by PostgreSQL {version}, which is not installed:"
                f" apt-get install postgresql-{version}"
            )
        return installed[version]

    def start(self) -> None:
        self.open()
        self._psql(ROLES)
        if not self.lasting:
            self._psql(EMPTYING)

    def open(self) -> None:
        """Running, and at first empty: roles and database come after."""
        if not self.data.exists():
            self._make()
        self.process.start()
        self._wait_until_it_answers()

    def stop(self) -> None:
        self.process.stop()
        self.premises.leave()

    def _make(self) -> None:
        """Into a draft folder first, so that an interrupted start leaves nothing half-made."""
        draft = self.data.with_name("draft")
        shutil.rmtree(draft, ignore_errors=True)
        options = ["-U", ADMIN, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._as_user([str(self.programs / "initdb"), "-D", str(draft), *options])
        draft.rename(self.data)

    def _as_user(self, command: list[str], **more) -> subprocess.CompletedProcess:
        done = subprocess.run(
            command,
            env=self._environment(),
            cwd=self.data.parent,
            capture_output=True,
            text=True,
            **as_user(self.premises.account),
            **more,
        )
        if done.returncode:
            raise Broken(
                f"The private PostgreSQL could not be made ready: {last_line(done.stderr)}"
            )
        return done

    def _psql(self, statements: str) -> None:
        options = ["-h", str(self.premises.sockets), "-U", ADMIN, "-d", "postgres"]
        quiet = ["-q", "-X", "-v", "ON_ERROR_STOP=1"]
        self._as_user([str(self.programs / "psql"), *options, *quiet], input=statements)

    def _wait_until_it_answers(self) -> None:
        ready = [str(self.programs / "pg_isready"), "-q", "-h", str(self.premises.sockets)]
        deadline = time.monotonic() + 60
        while subprocess.run(ready).returncode:
            if not self.process.alive() or time.monotonic() > deadline:
                raise Broken(f"The private PostgreSQL did not start: {self.process.why()}")
            time.sleep(0.1)

    def urls(self) -> dict[str, str]:
        at = "/" + quote(str(self.premises.sockets), safe="")
        return {
            "DATABASE_URL": f"postgres://{APPLICATION}@{at}/{DATABASE}",
            "DATABASE_OWNER_URL": f"postgres://{OWNER}@{at}/{DATABASE}",
        }


class Redis:
    """On a spare port of the loopback address, behind a password made for this run."""

    def __init__(self, premises: Premises):
        self.folder = premises.folder("redis")
        self.port, self.password = spare_port(), secrets.token_hex(16)
        self.account = premises.account
        self.process = Process(
            name="broker",
            command=[shutil.which("redis-server"), str(self.folder / "redis.conf")],
            environment={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            account=premises.account,
            folder=self.folder,
            logs=premises.logs,
        )

    def start(self) -> None:
        self._write_settings()
        self.process.start()
        deadline = time.monotonic() + 30
        while not answers(self.port):
            if not self.process.alive() or time.monotonic() > deadline:
                raise Broken(f"The private Redis did not start: {self.process.why()}")
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.stop()

    def _write_settings(self) -> None:
        """Nothing is kept on disk: what must last is in PostgreSQL."""
        file = self.folder / "redis.conf"
        file.unlink(missing_ok=True)
        settings = f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\n"
        settings += f'dir {self.folder}\nsave ""\nappendonly no\n'
        write_private(file, settings)
        if self.account:
            os.chown(file, self.account.pw_uid, self.account.pw_gid)

    def urls(self) -> dict[str, str]:
        return {"REDIS_URL": f"redis://:{self.password}@127.0.0.1:{self.port}/0"}


def spare_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0
