"""Real neighbours of the application in tests: its two database roles, a worker, a browser."""

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from urllib.parse import quote

import environ
import psycopg
import pytest
from django.conf import settings
from django.core import signals
from django.db import connection

from config.worker_pulse import worker_is_alive
from reports.models.build import SWEEP

CHROMIUM = {
    "executable_path": "/usr/bin/chromium-headless-shell",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}


@contextmanager
def connected_as(*, user: str, password: str):
    """Inside, the default connection of every thread is that role's."""
    before = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(USER=user, PASSWORD=password)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def role_of(url: str) -> dict[str, str]:
    if not url:
        raise pytest.UsageError("Tests need DATABASE_OWNER_URL: the owner builds their database.")
    at = environ.Env.db_url_config(url)
    return {"user": at["USER"], "password": at["PASSWORD"]}


def as_owner():
    """Inside, the test may change tables; outside it is the application, which may not."""
    return connected_as(**role_of(settings.DATABASE_OWNER_URL))


def let_tests_analyze() -> None:
    """Statistics are the owner's to renew: a test asks for them through a function of the owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION renew_statistics() RETURNS void"
            " LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE one text; BEGIN"
            # Table by table: statistics of the whole server would wait for other test runs on it.
            " FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP"
            " EXECUTE format('ANALYZE %I', one); END LOOP; END $$"
        )


def let_tests_pass_by_triggers() -> None:
    """Two ways of the owner's past triggers and references. TRUNCATE makes new files for every
    table and index: deleting what little a test wrote takes a twentieth of its time. Tables that
    many rows have gone through are made anew.
    """
    past = "LANGUAGE plpgsql SECURITY DEFINER SET session_replication_role = replica"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION empty_tables() RETURNS void {past} AS $$"
            " DECLARE one text; tables text[] := ARRAY(SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'django_migrations'); BEGIN"
            " IF EXISTS (SELECT FROM unnest(tables) AS t WHERE pg_relation_size(t::regclass) > 2e6)"
            " THEN EXECUTE 'TRUNCATE ' || array_to_string(tables, ', '); RETURN; END IF;"
            # As TRUNCATE does, it waits for who still writes.
            " EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', array_to_string(tables, ', '));"
            " FOREACH one IN ARRAY tables LOOP EXECUTE 'DELETE FROM ' || one; END LOOP; END $$"
        )
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION bare(statement text) RETURNS void {past} AS $$"
            " BEGIN EXECUTE statement; END $$"
        )
    # Of the class: while a browser is open, this thread has another connection to the database.
    type(connection.ops).sql_flush = lambda *_tables, **_how: ["SELECT empty_tables()"]


def write_bare(statement: str) -> None:
    """Many rows in plain SQL: no history, no late checks, no search, no tally comes of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT bare(%s)", [statement])


def sweep(*models) -> None:
    """Rows of tests that were rolled back lie about in the tables until autovacuum comes by, and
    PostgreSQL then plans for tables that are larger than they are.
    """
    owner = role_of(settings.DATABASE_OWNER_URL)
    at = {"host": "HOST", "port": "PORT", "dbname": "NAME"}
    known = {name: value for name, key in at.items() if (value := connection.settings_dict[key])}
    with psycopg.connect(autocommit=True, **known, **owner) as own:
        tables = ", ".join(model._meta.db_table for model in models)
        own.execute(f"VACUUM (SKIP_LOCKED) {tables}")  # the test itself may hold some


def end_other_sessions() -> None:
    """Of threads that a live server or a test left behind: they would hold the test database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database() AND usename = current_user"
        )


class UnderWay:
    """Requests that the live server still answers. A browser that is closed takes back none of
    them, and emptying the tables beside one of them is a deadlock.
    """

    def __init__(self):
        self._lock, self._open = threading.Lock(), 0
        signals.request_started.connect(self._begin)
        signals.request_finished.connect(self._end)

    def _begin(self, **_of):
        with self._lock:
            self._open += 1

    def _end(self, **_of):
        with self._lock:
            self._open -= 1

    def wait_until_all_ended(self) -> None:
        deadline, quiet = time.monotonic() + 30, 0
        while quiet < 3 and time.monotonic() < deadline:
            time.sleep(0.03)  # a request that has just come in is not counted at once
            quiet = quiet + 1 if self._open <= 0 else 0
        signals.request_started.disconnect(self._begin)
        signals.request_finished.disconnect(self._end)


def analyze() -> None:
    """What autovacuum does in its own time: the planner learns how many rows there are now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT renew_statistics()")


def test_database_url() -> str:
    """The address of the test database for a second process, as the application role."""
    at = connection.settings_dict
    word = f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else ""
    port = f":{at['PORT']}" if at["PORT"] else ""
    where = f"/{quote(at['HOST'], safe='')}" if at["HOST"].startswith("/") else at["HOST"] + port
    return f"postgres://{at['USER']}{word}@{where}/{at['NAME']}"


test_database_url.__test__ = False  # its name is a sentence, not a test


def neighbours_environment() -> dict[str, str]:
    """The environment of a second process that works beside the running test."""
    return os.environ | {
        "DATABASE_URL": test_database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "REDIS_PREFIX": settings.REDIS_PREFIX,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DOCUMENTS_ROOT": str(settings.STORAGES["documents"]["OPTIONS"]["location"]),
    }


class Worker:
    """A Celery worker in a process of its own; `kill` ends it as a power cut would."""

    def __init__(self, *, log):
        self.log = log
        self.process = None

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "config", "worker"]
        options = ["--concurrency", "1", "--loglevel", "INFO", "--without-mingle"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*command, *options],
                cwd=settings.BASE_DIR,
                env=neighbours_environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a group of its own, so that kill takes its children too
            )
        self._wait_until_it_works()

    def kill(self) -> None:
        os.killpg(self.process.pid, 9)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()

    def _wait_until_it_works(self) -> None:
        deadline = time.monotonic() + 60
        while not worker_is_alive():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()  # or it would work on into the tests that follow
                pytest.fail(f"The worker did not start:\n{self.log.read_text()}")
            time.sleep(0.1)


def wait_for(holds, seconds, *, of, meanwhile=lambda: None) -> float:
    """Until it holds, and how long that took; `meanwhile` is what beat would do every few seconds.
    In vain, the rows of the model `of` are told.
    """
    started = beaten = time.monotonic()
    while not holds():
        if time.monotonic() - started > seconds:
            pytest.fail(f"Not within {seconds} seconds: {list(of.objects.values())}")
        if time.monotonic() - beaten > SWEEP:
            meanwhile()
            beaten = time.monotonic()
        time.sleep(0.05)
    return time.monotonic() - started
