"""What must be on the machine: Debian's packages, each known by what it brings."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from glob import glob
from pathlib import Path

from house.errors import Broken
from house.places import say

OLDEST_POSTGRES = 15  # column collations and grants on the public schema as we use them


def postgres_programs() -> dict[int, Path]:
    """The PostgreSQL servers of this machine: major version and folder of programs."""
    found = (Path(path).parent for path in glob("/usr/lib/postgresql/*/bin/initdb"))
    versions = {int(folder.parent.name): folder for folder in found if folder.parent.name.isdigit()}
    return {version: versions[version] for version in sorted(versions, reverse=True)}


def _postgres() -> bool:
    return any(version >= OLDEST_POSTGRES for version in postgres_programs())


def program(name: str) -> Callable[[], object]:
    return partial(shutil.which, name)


def library(name: str) -> Callable[[], object]:
    return partial(ctypes.util.find_library, name)


DATABASE = {"postgresql": _postgres}
BROKER = {"redis-server": program("redis-server")}
SITE = {
    "libpango-1.0-0": library("pango-1.0"),
    "libpangoft2-1.0-0": library("pangoft2-1.0"),
    "libharfbuzz-subset0": library("harfbuzz-subset"),
    "gettext": program("msgfmt"),
}
TESTS = {
    "chromium-headless-shell": program("chromium-headless-shell"),
    "poppler-utils": program("pdftotext"),
    "docker-compose": program("docker-compose"),
}


def needed(*, tests: bool) -> dict[str, Callable[[], object]]:
    """Packages to look for; a database or broker given from outside needs none here."""
    if tests:
        return DATABASE | BROKER | SITE | TESTS
    own_database = {} if os.environ.get("DATABASE_URL") else DATABASE
    own_broker = {} if os.environ.get("REDIS_URL") else BROKER
    return own_database | own_broker | SITE


def missing(packages: dict[str, Callable[[], object]]) -> list[str]:
    return [name for name, is_there in packages.items() if not is_there()]


def ensure(packages: dict[str, Callable[[], object]]) -> None:
    lacking = missing(packages)
    if not lacking:
        return
    say(f"Installing Debian packages: {' '.join(lacking)}")
    install(lacking)
    if still := missing(packages):
        raise Broken(
            f"Still missing after the installation: {' '.join(still)}. Install them and try again."
        )


def install(lacking: Iterable[str]) -> None:
    wish = " ".join(lacking)
    rights = right_to_install()
    if rights is None or not shutil.which("apt-get"):
        raise Broken(
            "Packages are missing and you may not install them:"
            f" ask an administrator to run: apt-get install {wish}"
        )
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]
    update = [*quiet, "update"]
    fetch = [*quiet, "install", "--no-install-recommends", *lacking]
    for command in (update, fetch):
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
            raise Broken(f"apt-get failed: look at its lines above, or run: apt-get install {wish}")


def right_to_install() -> list[str] | None:
    """What to say before apt-get: nothing as root, sudo where it lets us, None without rights."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None
