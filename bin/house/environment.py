"""The virtual environment, the secret key, and the variables every process of the site gets."""

import fcntl
import hashlib
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

from house.errors import Broken
from house.places import LOGS, ROOT, VAR, say, write_private

SECRET = VAR / "secret-key"
ERROR_LINE = r"^[\w.]*(?:Error|Exception|Violation): .*[^:\s]\s*$"


def venv() -> Path:
    """HOUSE_VENV names a ready environment to use as it is; else it is ours, under var/."""
    given = os.environ.get("HOUSE_VENV")
    return Path(given) if given else VAR / "venv"


def python() -> str:
    return str(venv() / "bin" / "python")


def fingerprint(*files: str) -> str:
    """Changes with the requirements, the Python and the place: then it is installed anew."""
    told = [(ROOT / file).read_bytes() for file in files]
    told += [sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(told)).hexdigest()


def ensure_packages(*, tests: bool = False) -> None:
    """Install what requirements.txt pins; a second run finds the stamp and installs nothing."""
    if os.environ.get("HOUSE_VENV"):
        return
    wish = "requirements-dev.txt" if tests else "requirements.txt"
    files = ["requirements.txt", wish] if tests else [wish]
    stamp = venv() / f".installed-{wish}"
    with (VAR / "venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # bin/start and bin/test may both be new here
        if _read(stamp) == fingerprint(*files):
            return
        _make_venv()
        say(f"Installing the Python packages of {wish}")
        install = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*install, "-r", wish], cwd=ROOT, capture_output=True, text=True)
        (LOGS / "pip.log").write_text(done.stdout + done.stderr)
        if done.returncode:
            raise Broken(
                f"pip could not install {wish}: {last_line(done.stderr)} – look at"
                f" {LOGS / 'pip.log'} and at the network, and try again."
            )
        stamp.write_text(fingerprint(*files))


def _make_venv() -> None:
    made_by = venv() / ".made-by"
    if _read(made_by) == fingerprint():
        return
    command = [sys.executable, "-m", "venv", "--clear", str(venv())]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise Broken(f"No virtual environment could be made: {last_line(made.stdout)}")
    made_by.write_text(fingerprint())


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def last_line(text: str) -> str:
    return ([line.strip() for line in text.splitlines() if line.strip()] or ["it said nothing"])[-1]


def reason(text: str) -> str:
    """The line that names the fault: of a Python program its last error, else what it said last."""
    errors = re.findall(ERROR_LINE, text, re.MULTILINE)
    return errors[-1].strip() if errors else last_line(text)


def secret_key() -> str:
    if not SECRET.exists():
        write_private(SECRET, secrets.token_urlsafe(50))
    return SECRET.read_text()


def common(*, port: int) -> dict[str, str]:
    """What the site needs beside database and broker; what is set outside stays as it is."""
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ours = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "INSECURE_HTTP": "1",  # bound to this machine, without a certificate
        "PYTHONUNBUFFERED": "1",
    }
    if "SECRET_KEY" not in outside:
        ours["SECRET_KEY"] = secret_key()
    path = {"PATH": f"{venv() / 'bin'}{os.pathsep}{outside.get('PATH', os.defpath)}"}
    return ours | outside | path
