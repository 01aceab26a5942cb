"""What a user may see is looked up once for a page that is read, and anew for the next one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db
REACH = "WITH mine (id)"


def times_looked_up(client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return sum(REACH in query["sql"] for query in queries)


def test_once_for_all_that_a_page_shows(client, officer, partnership, unit):
    client.force_login(officer)
    for page in (
        reverse("exchanges:tie-aid", args=[partnership.uuid]),
        reverse("partnerships:unit-edit", args=[unit.uuid]),
        reverse("search") + "?q=ban",
    ):
        assert times_looked_up(client, page) == 1


def test_the_next_page_knows_of_what_was_added(client, officer):
    client.force_login(officer)
    other = make.UnitFactory()
    page = make.PartnershipFactory(home__unit=other).get_absolute_url()
    assert client.get(page).status_code == 404
    officer.units.add(other)
    assert client.get(page).status_code == 200
    officer.units.remove(other)
    assert client.get(page).status_code == 404
