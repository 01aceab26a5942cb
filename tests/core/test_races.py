"""Two requests at the very same moment: one form sent twice, one record edited by two."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Office
from core.editing import shown_values, version_of
from core.form_pages import FormPage
from tests.core import pages_site
from tests.factories import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.core.pages_site"),
]
ROWS = {"branches-TOTAL_FORMS": "0", "branches-INITIAL_FORMS": "0"}


@pytest.fixture
def _slow(monkeypatch):
    """Long enough that both requests are inside at once, if nothing keeps them apart."""
    write = pages_site.OfficePage.write

    def slow(page, office, data):
        time.sleep(0.3)
        return write(page, office, data)

    monkeypatch.setattr(pages_site.OfficePage, "write", slow)


def at_once(path, *forms):
    """The status of each answer, in no order."""
    user, start = UserFactory(), Barrier(len(forms))

    def send(form):
        browser = Client()
        browser.force_login(user)
        start.wait()
        try:
            return browser.post(path, ROWS | form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as pool:
        return sorted(pool.map(send, forms))


def edit(office):
    page = pages_site.OfficeEdit()
    page.object, page.kwargs = office, {}
    page.request = type("Asked", (), {"user": None, "method": "GET"})
    version = version_of(shown_values(*page._filled()))
    forms = [{"name": name, "version": version} for name in ("Một", "Hai")]
    return at_once(f"/demo/{office.uuid}/edit/", *forms)


@pytest.mark.usefixtures("_slow")
def test_a_form_sent_twice_at_once_makes_one_record_and_no_fault():
    form = {"name": "Một", "submission": str(uuid4())}

    assert at_once("/demo/new/", form, form) == [302, 302]
    assert Office.objects.count() == 1


@pytest.mark.usefixtures("_slow")
def test_of_two_who_save_at_once_the_second_is_told():
    office = Office.objects.create(name="Sở")

    assert edit(office) == [302, 422]


@pytest.mark.usefixtures("_slow")
def test_without_the_lock_the_second_would_overwrite_the_first(monkeypatch):
    """So that the test above is known to show something."""
    monkeypatch.setattr(FormPage, "_lock", lambda page: None)
    office = Office.objects.create(name="Sở")

    assert edit(office) == [302, 302]
