import signal
import sys

from house import bench, manage, start, verify
from house.errors import Broken, Stopped

COMMANDS = {"start": start.run, "test": verify.run, "manage": manage.run, "bench": bench.run}


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop(number, frame):
    for name in SIGNALS:  # a second Ctrl-C must not break off the orderly end
        signal.signal(name, signal.SIG_IGN)
    raise Stopped


def main(command: str, arguments: list[str]) -> int:
    for name in SIGNALS:
        signal.signal(name, stop)
    try:
        return COMMANDS[command](arguments)
    except Broken as broken:
        sys.stderr.write(f"{broken}\n")
        return 1
    except Stopped:
        return 0 if command == "start" else 130


sys.exit(main(sys.argv[1], sys.argv[2:]))
