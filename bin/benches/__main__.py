"""The way in from bin/bench: opens the ground, lets one bench measure, keeps what it found."""

import argparse
import logging
import shlex
import signal
import sys
from importlib import import_module
from pathlib import Path

import django

from benches import ground, results
from house.errors import Broken, Stopped


def stop(number, frame):
    signal.signal(number, signal.SIG_IGN)
    raise Stopped


def main(name: str, arguments: list[str]) -> int:
    bench = import_module(f"benches.{name}")
    parser = argparse.ArgumentParser(prog=f"bin/bench {name}", description=bench.__doc__)
    parser.add_argument("--write", action="store_true", help="renew its part of docs/benchmarks.md")
    parser.add_argument("--keep", type=Path, default=results.KEPT, help="folder of the JSON")
    bench.options(parser)
    wishes = parser.parse_args(arguments)
    with ground.opened() as place:
        django.setup()
        logging.getLogger().setLevel(logging.WARNING)
        asked = shlex.join(part for part in arguments if part != "--write")
        found = results.Results(name, asked)
        bench.measure(place, wishes, found)
    found.tell()
    found.keep(wishes.keep)
    if wishes.write:
        found.write()
    return 0 if found.passed else 1


signal.signal(signal.SIGTERM, stop)
try:
    sys.exit(main(sys.argv[1], sys.argv[2:]))
except Broken as broken:
    sys.stderr.write(f"{broken}\n")
    sys.exit(1)
except (KeyboardInterrupt, Stopped):
    sys.exit(130)
