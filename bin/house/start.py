"""bin/start: from a bare machine to a site that answers, and then looking after it."""

import argparse
import os
import socket
import time
from contextlib import ExitStack

from house import environment, machine, places, site
from house.errors import Broken, Stopped
from house.places import say

TELL = """
The site answers at {address}
{accounts}
Ctrl-C stops it. Management commands: bin/manage COMMAND (also while it runs)."""


def run(arguments: list[str]) -> int:
    options = wishes(arguments)
    port = wanted_port()
    places.make_var()
    with places.alone("bin/start"), ExitStack() as stack:
        refuse_taken(port)
        given = site.given_outside()
        machine.ensure(machine.needed(tests=False))
        environment.ensure_packages()
        urls, instances = site.open_instances(stack, given=given)
        variables = site.processes_environment(urls, port=port)
        own_database = "DATABASE_URL" not in given
        say("Preparing the database …")
        site.prepare(variables, own_database=own_database)
        processes = site.site_processes(variables, port=port)
        stack.callback(stop_all, processes)
        for process in processes:
            process.start()
        demonstration = options.demo or own_database
        say("Filling what is empty: places and the demonstration take minutes the first time …")
        accounts = site.fill(variables, demonstration=demonstration, own_database=own_database)
        site.wait_until_healthy(processes, port=port)
        with places.announced(variables):
            say(TELL.format(address=f"http://127.0.0.1:{port}/", accounts=accounts))
            look_after([*instances, *processes])
    return 0


def wishes(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/start", description="Run the site on this machine until Ctrl-C."
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help="load the demonstration register and its accounts into a database given from outside"
        " too (into our own it is loaded anyway, while it is empty)",
    )
    return parser.parse_args(arguments)


def wanted_port() -> int:
    wish = os.environ.get("PORT") or "8000"
    if not wish.isdigit() or not 0 < int(wish) < 65536:
        raise Broken(f"PORT is {wish}: give a number from 1 to 65535.")
    return int(wish)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Broken(f"You may not use port {port}: try PORT=8000 bin/start.") from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise Broken(
                f"Port {port} is in use: stop what uses it, or try PORT={other} bin/start."
            ) from None


def look_after(processes: list) -> None:
    try:
        while True:
            time.sleep(0.5)
            for process in processes:
                process.look_after()
    except Stopped:
        say("Stopping …")


def stop_all(processes: list) -> None:
    """All are asked at once; the worker finishes the page it is at."""
    for process in processes:
        process.ask_to_stop()
    for process in processes:
        process.wait_stopped()
