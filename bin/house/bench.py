"""bin/bench: measures this copy of the site, on instances that are thrown away afterwards."""

import ast
import os
import subprocess
from pathlib import Path

from house import environment, machine, places, site
from house.errors import Broken
from house.places import ROOT, say

BENCHES = ROOT / "bin/benches"
BROWSER = {"chromium": machine.program("chromium")}


def run(arguments: list[str]) -> int:
    known = benches()
    if not arguments:
        say("bin/bench NAME [--write], and what else NAME --help tells:\n")
        for name, words in known.items():
            say(f"  {name:10} {words}")
        return 0
    name = arguments[0]
    if name not in known:
        raise Broken(f"There is no bench {name}. There are: {', '.join(known)}.")
    places.make_var()
    machine.ensure(machine.DATABASE | machine.BROKER | machine.SITE | BROWSER)
    environment.ensure_packages(tests=True)  # their records are made by the factories of the tests
    site.compile_messages()
    return measure(arguments)


def benches() -> dict[str, str]:
    """Name and first line of each: a bench is a module that says what it measures."""
    found = {}
    for file in sorted(BENCHES.glob("*.py")):
        module = ast.parse(file.read_text())
        functions = {part.name for part in module.body if isinstance(part, ast.FunctionDef)}
        if "measure" in functions:
            found[file.stem] = (ast.get_docstring(module) or "").split("\n")[0]
    return found


def measure(arguments: list[str]) -> int:
    variables = environment.common(port=8000)
    path = [str(ROOT), str(Path(__file__).resolve().parents[1])]
    variables |= {"PYTHONPATH": os.pathsep.join(path)}
    command = [environment.python(), "-m", "benches", *arguments]
    running = subprocess.Popen(command, cwd=ROOT, env=variables)
    try:
        return running.wait()
    except BaseException:
        running.terminate()
        running.wait()
        raise
