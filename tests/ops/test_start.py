"""bin/start and bin/manage as a stranger uses them, in a copy of this folder."""

import os
import re
import signal
import socket

import pytest

from benches.faulty_site import children
from tests.ops.house import Site, alive, copied_site, owner_of, until
from tests.ops.orders import Orders

SOUND = {"database": "ok", "broker": "ok", "worker": "ok", "migrations": "ok"}
PROGRAMS = {
    "web server": "gunicorn",
    "worker": "config worker",
    "beat": "config beat",
    "database": "bin/postgres",
    "broker": "redis-server",
}


@pytest.fixture(scope="module")
def site():
    with copied_site() as folder:
        site = Site(folder)
        site.said = site.start()
        yield site
        if site.process.poll() is None:
            site.stop()


def test_the_site_is_up_and_says_where_and_for_whom(site):
    assert f"http://127.0.0.1:{site.port}/" in site.said
    assert re.search(r"password|mật khẩu", site.said, re.IGNORECASE)
    assert site.health() == (200, SOUND)


def test_it_is_reached_on_this_machine_only(site):
    with socket.socket() as probe:
        probe.bind(("127.0.0.2", site.port))  # free, so nobody listens on all addresses


def test_the_database_runs_without_privileges_and_without_a_port(site):
    (database,) = site.started(PROGRAMS["database"])
    assert owner_of(database) != "root"
    (line,) = [
        x
        for x in (site.folder / "var/log/database.log").read_text().splitlines()
        if "listening on" in x
    ][-1:]
    assert "Unix socket" in line


def test_what_died_is_started_again_and_no_paper_is_lost_or_doubled(site):
    """Before each kill a paper is ordered over HTTP; `bin/bench faults` does so at length."""
    orders = Orders(site)
    orders.place("nothing killed")
    for name, words in PROGRAMS.items():
        (before,) = site.started(words)
        orders.place(name)
        os.kill(before, signal.SIGKILL)
        until(lambda words=words, before=before: set(site.started(words)) - {before}, within=30)
        until(lambda: site.health() == (200, SOUND), within=60)
    (worker,) = site.started(PROGRAMS["worker"])
    orders.place("a child of the worker")
    os.kill(children(worker)[0], signal.SIGKILL)

    assert orders.kept() == {name: ["built", 1, True] for name in orders.given}
    assert orders.all_papers == len(orders.given)


def test_management_commands_run_beside_the_site(site):
    done = site.command("bin/manage", "showmigrations", "--plan", "sessions")
    assert done.returncode == 0
    assert "[X]  sessions.0001_initial" in done.stdout


def test_a_management_command_that_breaks_says_so_by_its_exit_code(site):
    assert site.command("bin/manage", "no_such_command").returncode != 0


def test_a_second_start_in_the_same_folder_says_so(site):
    done = site.command("bin/start", PORT="1025")
    assert done.returncode == 1
    assert "already at work in this folder" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_it_stops_what_it_started_and_starts_again_on_the_same_data(site):
    started = [number for words in PROGRAMS.values() for number in site.started(words)]
    assert len(started) == len(PROGRAMS)

    assert site.stop() == 0
    assert not [number for number in started if alive(number)]
    assert not (site.folder / "var/running.json").exists()

    done = site.command("bin/manage", "showmigrations", "--plan", "sessions")  # while it is down
    assert "[X]  sessions.0001_initial" in done.stdout

    again = site.start()
    assert "not shown again" not in again  # the accounts of the first start are still there
    assert site.health() == (200, SOUND)


def test_nothing_outlives_a_house_that_was_killed(site):
    until(lambda: site.health() == (200, SOUND))
    started = [number for words in PROGRAMS.values() for number in site.started(words)]
    assert site.stop(signal.SIGKILL) == -signal.SIGKILL
    until(lambda: not [number for number in started if alive(number)], within=60)


def test_the_folder_is_free_after_a_kill_and_ctrl_c_ends_it_well(site):
    done = site.command("bin/manage", "check")
    assert done.returncode == 0, done.stderr
    site.start()
    assert site.stop(signal.SIGINT) == 0
