"""bin/test: everything that CI runs, on instances that are thrown away afterwards."""

import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from house import environment, machine, places, site
from house.instances import DATABASE, Postgres, Premises, Redis
from house.places import ROOT, say

SECRET_FOR_TESTS = "only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2
# A file stays on one worker (some load a register for all its tests), the long ones come first.
# Three on two cores: tests of workers, browsers and bin/start often wait.
PARALLEL = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
GATE = ["--cov", "--cov-report", "term:skip-covered"]


def run(arguments: list[str]) -> int:
    places.make_var()
    machine.ensure(machine.needed(tests=True))
    environment.ensure_packages(tests=True)
    site.compile_messages()
    with ExitStack() as stack:
        variables = throw_away(stack)
        migrated = stack.enter_context(migrating(variables))
        failed = []
        for name, *step in steps(arguments):
            if name == "tests":
                variables |= migrated()
            if not passes(name, step, variables):
                failed.append(name)
    if failed:
        say(f"\nFailed: {', '.join(failed)}")
        return 1
    say("\nAll of it passed.")
    return 0


def throw_away(stack: ExitStack) -> dict[str, str]:
    """PostgreSQL and Redis for this run, gone at its end, however it ends."""
    base = Path(tempfile.mkdtemp(prefix="ket-nghia-test-"))
    stack.callback(shutil.rmtree, base, ignore_errors=True)
    base.chmod(0o711)  # its user passes through, and sees only its own
    premises = Premises(base)
    urls = {}
    for instance in (Postgres(premises, lasting=False), Redis(premises)):
        stack.callback(instance.stop)
        instance.start()
        urls |= instance.urls()
    ours = {
        "SECRET_KEY": SECRET_FOR_TESTS,
        "MEDIA_ROOT": str(base / "media"),
        "PYTHONUNBUFFERED": "1",
    }
    outside = environment.common(port=8000)
    for name in ("INSECURE_HTTP", "DEBUG", "DJANGO_SETTINGS_MODULE", "DATABASE_ROLE"):
        outside.pop(name, None)  # the tests, and the check of the settings, are of the real ones
    outside.pop("PYTHONDONTWRITEBYTECODE", None)  # a hundred processes would each compile it all
    return outside | ours | urls


@contextmanager
def migrating(variables: dict[str, str]):
    """Beside the first steps, on the other core: the tables that every worker of the tests copies.
    Gives what to call for the name of that database; without one the tests migrate by themselves.
    """
    command = [environment.python(), "manage.py", "migrate", "--verbosity", "0"]
    owner = variables | {"DATABASE_ROLE": "owner"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, cwd=ROOT, env=owner, **quiet)
    try:
        yield lambda: {"MIGRATED_DATABASE": DATABASE} if running.wait() == 0 else {}
    finally:
        running.kill()
        running.wait()


def steps(arguments: list[str]) -> list[tuple]:
    """Name, command and, where it differs, the role it works as."""
    python = environment.python()
    lint_imports = "from importlinter.cli import lint_imports_command as run; run()"
    checked = ["check", "--deploy", "--fail-level", "WARNING"]
    tests = [*arguments] if arguments else [*PARALLEL, *GATE]
    return [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("import contracts", [python, "-c", lint_imports]),
        ("no missing migration", [python, "manage.py", "makemigrations", "--check"], "owner"),
        ("settings for production", [python, "manage.py", *checked]),
        ("catalogue", ["bin/test-catalogue"]),
        ("tests", [python, "-m", "pytest", *tests]),
    ]


def passes(name: str, step: list, variables: dict[str, str]) -> bool:
    command, *role = step
    say(f"\n── {name}")
    started = time.monotonic()
    more = {"DATABASE_ROLE": role[0]} if role else {}
    running = subprocess.Popen(command, cwd=ROOT, env=variables | more)
    try:
        result = running.wait()
    except BaseException:
        running.terminate()
        running.wait()
        raise
    say(f"── {name}: {'passed' if result == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return result == 0
