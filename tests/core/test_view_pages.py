"""Lists, fragments, acts, choices, faults: the pages that are not forms."""

import re
import uuid
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Office
from tests.factories import PartnershipFactory, UnitFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages_site")]
NEW = "/demo/new/"
ROWS = {"branches-TOTAL_FORMS": "0", "branches-INITIAL_FORMS": "0"}


@pytest.fixture
def user():
    return UserFactory(first_name="Lan", last_name="Trần")


@pytest.fixture
def browser(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def office():
    return Office.objects.create(name="Sở Ngoại vụ", superior="UBND", code="A,B")


def text(page):
    return unescape(page.content.decode())


def test_a_list_says_its_count_and_shows_missing_values_as_words(browser, office):
    Office.objects.create(name="Văn phòng")
    page = text(browser.get("/demo/"))

    assert '<span class="ms-auto" role="status"><b>2</b> records</span>' in page
    assert '<span class="nt no">none recorded</span>' in page
    assert f'<a href="/demo/{office.uuid}/">Sở Ngoại vụ</a>' in page
    assert 'aria-sort="ascending"' in page
    assert "Rows 1–2 of 2" in page


def test_a_piece_is_bare_for_htmx_and_a_page_for_everybody_else(browser, office):
    url = f"/demo/{office.uuid}/piece/"
    bare, whole = browser.get(url, headers={"HX-Request": "true"}), browser.get(url)

    assert text(bare).strip() == '<p class="empty">a piece</p>'
    assert "<h1>Piece</h1>" in text(whole)
    assert '<div class="box"><p class="empty">a piece</p>' in text(whole)
    assert "HX-Request" in bare["Vary"]
    assert bare["Cache-Control"] == "no-store, private"


def test_a_refused_act_is_a_message_and_rolled_back(browser, office, monkeypatch):
    monkeypatch.setattr(Office, "get_absolute_url", lambda office: "/demo/", raising=False)
    page = browser.post(f"/demo/{office.uuid}/close/", follow=True)

    assert "It is not to be closed." in text(page)
    assert Office.objects.get().place == ""


def test_a_search_in_a_form_gives_choices_by_uuid(browser, office):
    page = browser.get("/demo/pick/", {"name": "parent", "parent_q": "ngoại"})

    assert f'name="parent" value="{office.uuid}"' in text(page)


def test_words_in_a_search_box_choose_the_one_record_they_fit(browser, office):
    Office.objects.create(name="Sở Tư pháp")
    several = browser.post(NEW, ROWS | {"name": "M", "parent_q": "sở"})
    assert "Several are called like “sở”" in text(several)
    assert f'value="{office.uuid}"' in text(several)

    assert browser.post(NEW, ROWS | {"name": "M", "parent_q": "ngoại"}).status_code == 302


def test_a_fault_gives_back_what_was_typed_but_no_password(browser, monkeypatch):
    def broken(*args):
        raise RuntimeError("boom")

    monkeypatch.setattr("tests.core.pages_site.OfficePage.write", broken)
    browser.raise_request_exception = False
    page = browser.post(NEW, ROWS | {"name": "Đừng mất", "password1": "secret"})

    assert page.status_code == 500
    assert "Đừng mất" in text(page)
    assert "secret" not in text(page)


def test_an_ended_session_sends_the_whole_window_to_sign_in(client):
    page = client.get(
        "/demo/", headers={"HX-Request": "true", "HX-Current-URL": "http://x/demo/new/"}
    )

    assert page["HX-Redirect"] == "/sign-in/login/?next=%2Fdemo%2Fnew%2F"


def test_a_record_out_of_scope_answers_exactly_like_one_that_is_not_there(client):
    """Same body, same number of queries: nobody learns what exists elsewhere."""
    tie, user = PartnershipFactory(), UserFactory(units=[UnitFactory()])
    client.force_login(user)
    answers = []
    for target in (str(tie.uuid), str(uuid.uuid4())):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/demo/ties/{target}/")
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(page))
        answers.append((page.status_code, body.replace(target, ""), len(queries)))

    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_rows_named_one_by_one_are_the_list_with_a_chip_to_drop_them(browser, office):
    Office.objects.create(name="Văn phòng")
    page = browser.get("/demo/", {"row": [str(office.uuid), "x"], "sort": "name"})

    assert [row["uuid"] for row in page.context["table"].rows] == [office.uuid]
    (chip,) = page.context["chips"]
    assert (chip.value, chip.url) == ("1", "?sort=name")
    assert not browser.get("/demo/", {"row": "x"}).context["table"].rows
    taken = browser.get("/demo/", {"row": str(office.uuid), "as": "csv"})
    assert "Văn phòng" not in b"".join(taken.streaming_content).decode()


def test_a_list_opens_with_what_the_session_says_and_all_shows_the_rest(browser, office):
    session = browser.session
    session["views"] = {"demo:list": "sort=-name"}
    session.save()

    assert browser.get("/demo/")["Location"] == "/demo/?sort=-name"
    assert 'href="?all="' in browser.get("/demo/", {"all": ""}).text
