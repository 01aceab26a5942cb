import gc
import os
import uuid
from collections import Counter
from contextlib import suppress
from functools import partial

import environ
import pytest
import redis
from django.conf import settings as site
from django.core.cache import caches
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from accounts.choices import Role
from core.database_roles import ROWS, grant_rows
from tests.factories import PartnershipFactory, UnitFactory, UserFactory
from tests.live import (
    CHROMIUM,
    UnderWay,
    Worker,
    as_owner,
    connected_as,
    end_other_sessions,
    let_tests_analyze,
    let_tests_pass_by_triggers,
)

SLOW = {"_chromium", "live_server", "live_worker"}  # fixtures with a neighbour of their own
UNCOUNTED = ("meta", "ops", "reports/papers")  # they meet the gated files only by way of others
PATIENCE = 20_000  # ms until what a page should show is there, on a machine that has much to do
# Only waiting for the browser is worth a second try, once: the report counts it as rerun.
IMPATIENT = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError", "Locator expected"])
MEANT = ("status of 4", "ERR_INTERNET_DISCONNECTED")  # refused by us, or cut off by the test itself
IS_COUNTED = pytest.StashKey[bool]()
COUNTED, PAGES_COUNTED = 8, 2  # tests of a file whose lines are counted, and of them tests of pages
LOCAL_FILES = "config.document_storage.LocalDocuments"
STATIC_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_collection_finish():
    """What was imported and collected stays to the end: the collector need not look through it
    again and again, nor at every few objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def folder_of(item) -> str:
    return item.path.parent.relative_to(site.BASE_DIR / "tests").as_posix()


def pytest_collection_modifyitems(items):
    """Files that take long come first, so that no core waits for the other's last file."""
    long = {
        item.path
        for item in items
        if folder_of(item) in ("meta", "ops") or not SLOW.isdisjoint(item.fixturenames)
    }
    # Browsers last: while one is open, nothing else in its process may begin an event loop.
    browsers = {item.path for item in items if "_chromium" in item.fixturenames}
    every, pages, met = Counter(), Counter(), set()
    for item in items:
        if "_chromium" in item.fixturenames:
            item.add_marker(IMPATIENT)
        of_a_page = "client" in item.fixturenames
        item.stash[IS_COUNTED] = (
            (test := item.nodeid.partition("[")[0]) not in met
            and may_be_counted(item)
            and every[item.path] < COUNTED
            and not (of_a_page and pages[item.path] == PAGES_COUNTED)
        )
        met.add(test)
        every[item.path] += item.stash[IS_COUNTED]
        pages[item.path] += item.stash[IS_COUNTED] and of_a_page
    items.sort(key=lambda item: (item.path in browsers, item.path not in long))


def may_be_counted(item) -> bool:
    """Those that are about the gated files, but no examples of a property: they run the same lines
    again and again.
    """
    marked = item.get_closest_marker("uncounted") or item.get_closest_marker("hypothesis")
    return not (marked or not SLOW.isdisjoint(item.fixturenames) or folder_of(item) in UNCOUNTED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Counting lines doubles the time of a test: only the first few tests of a file do it, each in
    its first case, and not while what they need is made. What the gate finds can only become less
    by that, never more.
    """
    if (lines := counter_of_lines(item.config)) is None:
        return (yield)
    lines.pause()
    try:
        return (yield)
    finally:
        lines.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    lines = counter_of_lines(item.config)
    if lines is None or not item.stash[IS_COUNTED]:
        return (yield)
    lines.resume()
    try:
        return (yield)
    finally:
        lines.pause()


def counter_of_lines(config):
    plugin = config.pluginmanager.getplugin("_cov")
    return plugin and plugin.cov_controller


@pytest.fixture(scope="session", autouse=True)
def _own_corner_of_redis():
    """Runs at the same time, and workers of xdist, share one Redis without hearing each other."""
    prefix = f"test-{uuid.uuid4().hex}"
    site.REDIS_PREFIX = prefix
    site.CACHES["default"]["KEY_PREFIX"] = f"{prefix}-cache"
    with suppress(AttributeError):  # one that a test module asked for while it was collected
        del caches["default"]
    site.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{prefix}-"
    with redis.Redis.from_url(site.REDIS_URL) as client:
        yield partial(forget, client)
        forget(client, prefix)


def forget(client, prefix):
    if keys := list(client.scan_iter(f"{prefix}*", count=1000)):
        client.delete(*keys)


@pytest.fixture(scope="session", autouse=True)
def _static_files_without_collecting():
    site.STORAGES = site.STORAGES | {"staticfiles": STATIC_FILES}
    site.WHITENOISE_AUTOREFRESH = site.WHITENOISE_USE_FINDERS = True


@pytest.fixture(scope="session", autouse=True)
def _plain_http():
    """The test client and the live server speak HTTP; tests/ops asks for the way to HTTPS."""
    site.SECURE_SSL_REDIRECT = site.SESSION_COOKIE_SECURE = site.CSRF_COOKIE_SECURE = False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The owner builds the test database and takes it down …"""
    # bin/test has migrated one while it looked at the rest: each worker copies it.
    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("MIGRATED_DATABASE")
    with as_owner():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """… and every test runs as the application role, which the rules must hold against."""
    application = environ.Env().db("DATABASE_URL")
    with django_db_blocker.unblock():
        # TRUNCATE only here: tests with real transactions empty the tables after themselves.
        grant_rows(connection, role=application["USER"], rights=(*ROWS, "TRUNCATE"))
        let_tests_analyze()
        let_tests_pass_by_triggers()
    # A test with real transactions empties the tables; what nothing of ours reads need not be
    # written again after each of them.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    with connected_as(user=application["USER"], password=application["PASSWORD"]):
        yield
        with django_db_blocker.unblock():
            end_other_sessions()


@pytest.fixture(autouse=True)
def _nobody_is_locked_out(_own_corner_of_redis):
    """What a test left in the cache (counted sign-ins) is gone before the next."""
    yield
    _own_corner_of_redis(site.CACHES["default"]["KEY_PREFIX"])


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    folder = {"BACKEND": LOCAL_FILES, "OPTIONS": {"location": str(tmp_path / "documents")}}
    settings.STORAGES = settings.STORAGES | {"documents": folder}


@pytest.fixture(autouse=True)
def _english(settings):
    """Tests read the source strings, and their users do; a test of Vietnamese ones says so."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def live_worker(transactional_db, tmp_path):
    """A real Celery worker in its own process, on the test database, broker and media folder.

    `live_worker.kill()` ends it as a power cut would (-9), `live_worker.start()` starts the next
    one; its lines are in `live_worker.log`. Tasks are sent when the test's transaction commits,
    so the test is one with real transactions (this fixture sees to it).
    """
    worker = Worker(log=tmp_path / "worker.log")
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture(scope="session")
def _chromium():
    # Playwright's loop runs in this thread, and Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(_chromium, live_server):
    """A page of a real browser, at the address of a real web server on the test database.

    `browser_page.goto("/")` opens our start page. A line on the browser's console that is an
    error (a script or style that the content security policy refused, say) fails the test.
    """
    under_way = UnderWay()
    context = _chromium.new_context(
        base_url=live_server.url, locale="vi-VN", viewport={"width": 1366, "height": 900}
    )
    page = context.new_page()
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    under_way.wait_until_all_ended()
    assert not [line for line in complaints if not any(words in line for words in MEANT)]


@pytest.fixture
def sign_in(browser_page, live_server):
    """`sign_in(user)`: the browser is signed in as that user, without the sign-in page."""

    def signed_in_as(user):
        browser_page.goto("about:blank")  # what the last page still asks for is not the new user's
        client = Client()  # the former user stays signed in: a late answer must not sign us out
        client.force_login(user)
        cookie = client.cookies[site.SESSION_COOKIE_NAME]
        browser_page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        return browser_page

    return signed_in_as


@pytest.fixture
def unit(db):
    return UnitFactory(name="xã Na Mèo")


@pytest.fixture
def partnership(unit):
    return PartnershipFactory(home__unit=unit, paper_languages=["vi", "lo"])


@pytest.fixture
def officer(unit):
    return UserFactory(role=Role.OFFICER, units=[unit])


@pytest.fixture
def head(unit):
    return UserFactory(role=Role.HEAD, units=[unit])
