"""bin/bench pages from end to end, with a register of 300 meetings and two rounds."""

import json
import os

import pytest
from django.conf import settings
from django.db import connection

from benches.asking import Page, share
from benches.cpu import Clock, memory
from benches.ground import owner_of
from benches.measuring import Measuring
from benches.results import Results
from exchanges.models import AidProject, Meeting, Minutes
from partnerships.models import Partnership

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("benches.served_urls")]


@pytest.fixture
def owner():
    """A cursor of the owner of the test database."""
    url = settings.DATABASE_OWNER_URL
    with owner_of(url, dbname=connection.settings_dict["NAME"]) as opened:
        yield opened.cursor()


def switched_off() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        return cursor.fetchone()[0]


def test_a_register_is_filled_asked_and_written_down(live_server, owner, tmp_path):
    here = os.getpid()
    port = int(live_server.url.rpartition(":")[2])
    measuring = Measuring(port=port)

    for rows in (200, 300):
        measuring.fill(rows, owner)
        measuring.ask(rows, web=here, roots=(here,), rounds=1, each=2, csv=1)
    measuring.compare((port, (here,)), (port, (here,)), rounds=1, each=2)
    found = Results("pages")
    measuring.tell(found)

    # Forms sent to warm up, in a round, and to count the queries.
    entered = 2 * (3 + 2 + 1) + 2 * (3 + 2)
    assert 300 <= Meeting.objects.count() <= 300 + entered
    assert Meeting.objects.filter(partnerships=None).count() == 0
    assert Minutes.objects.exists()
    assert AidProject.objects.count() == 15
    assert Partnership.objects.count() == 10
    assert switched_off() == 0
    told = {what for what, *_ in found.rows}
    assert {"bare", "home", "list", "filtered list", "detail", "admin list"} <= told
    assert {
        "create by form",
        "search of a station",
        "– list: growth",
        "– first byte in time",
    } <= told
    kept = json.loads(found.keep(tmp_path).read_text())
    assert kept["data"]["cpu_ms"]["300"]["list"]["p50"] > 0
    assert kept["data"]["csv"]["rows"] >= 300
    assert 0 < kept["data"]["growth"]["list"] < 10  # of one register with itself
    assert kept["data"]["queries"]["list"] <= 6
    goals = {what: goal for what, _told, goal, *_ in found.rows}
    assert goals["– list of a station: growth"]
    assert not goals["– list of an area: growth"]  # that of a tenth of all grows itself
    assert " ms" not in found.table()  # ratios, never times


def test_a_page_is_asked_at_its_addresses_in_turn():
    page = Page("list", ["/a", "/b"], form=lambda: {"x": 1})
    assert [page.next()[0] for _ in range(4)] == ["/b", "/a", "/b", "/a"]
    assert page.next()[1] == {"x": 1}


def test_the_95th_of_a_hundred():
    assert share(range(101), 0.95) == 95
    assert share([3.0], 0.95) == 3.0


def test_a_clock_counts_what_is_worked():
    clock = Clock(os.getpid())
    before = clock.now()
    assert sum(number * number for number in range(300_000))
    assert clock.now() > before
    assert memory(os.getpid()) > 10
