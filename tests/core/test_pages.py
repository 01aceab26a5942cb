"""Forms that lose nothing: wrong input, rows, drafts, double submission, two people at once."""

import re
import uuid
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.models import Office
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages_site")]
NEW = "/demo/new/"
ROWS = {"branches-TOTAL_FORMS": "1", "branches-INITIAL_FORMS": "0", "branches-0-name": "Na Mèo"}


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


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return found and unescape(found[1])


def text(page):
    return unescape(page.content.decode())


def test_a_valid_form_makes_the_record_with_its_rows(browser):
    page = browser.post(NEW, ROWS | {"name": "Mới", "founded": "12/2015"})

    assert page.status_code == 302
    assert Office.objects.get().code == "Na Mèo"


def test_a_wrong_box_is_named_on_top_and_at_the_field_and_what_was_typed_stays(browser):
    page = browser.post(NEW, ROWS | {"name": "Mới", "founded": "31/02/2015", "place": "Vinh"})

    assert page.status_code == 422
    assert '<a href="#id_founded">Founded: There is no such day: 31/02/2015.' in text(page)
    assert 'id="id_founded_error"' in text(page)
    assert re.search(r'<input[^>]*name="founded"[^>]*aria-invalid="true"', page.content.decode())
    assert 'value="Vinh"' in text(page)
    assert not Office.objects.exists()


def test_a_refused_rule_is_shown_and_nothing_is_half_written(browser):
    page = browser.post(NEW, ROWS | {"name": "Mới", "superior": "half"})

    assert "Refused after writing." in text(page)
    assert not Office.objects.exists()


def test_what_only_the_database_refuses_is_a_sentence_too(browser, office):
    page = browser.post(NEW, ROWS | {"name": "unchecked"})

    assert page.status_code == 422
    assert "The register has this already." in text(page)
    assert Office.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "\x00"},
        {"name": "a\x00b", "branches-0-name": "\x00\ud800"},
        {"name": "x" * 300_000},
        {"name": "M", "submission": "not a uuid"},
        {"name": "M", "branches-TOTAL_FORMS": "9" * 30},
        {"name": "M", "branches-TOTAL_FORMS": "x"},
        {"name": "M", "branches-INITIAL_FORMS": "-5"},
        {"name": "M", "branches-TOTAL_FORMS": "100000"},
        {"name": "M", "branches-0-uuid": "drop table"},
        {"name": "M", "parent": "1 or 1=1", "parent_q": "\x00"},
        {"name": "M", "parent": [str(uuid.uuid4())] * 500},
        {"name": "M", "budget_number": "9" * 60, "budget_bound": "nonsense"},
        {"name": "M", "budget_number": "NaN"},
        {"name": "M", "founded": "99/99/9999"},
        {"name": "M", "founded": "01/01/0000"},
        {"name": "M", "add_row": "nonsense"},
        {"name": "M", "remove_row": "branches-99"},
        {"name": "M", "add_row": "branches", "branches-TOTAL_FORMS": "²"},
        {},
    ],
)
def test_no_body_is_a_fault_of_the_server(browser, typed):
    body = urlencode(ROWS | typed, doseq=True, errors="surrogatepass")
    page = browser.post(NEW, body, content_type="application/x-www-form-urlencoded")

    assert page.status_code in (200, 302, 422)


def test_a_body_that_is_no_form_is_a_clear_error(browser):
    page = browser.post(NEW, b"\xff\xfe{", content_type="application/json")

    assert page.status_code == 422


def test_text_is_kept_in_one_spelling_without_what_nobody_sees(browser):
    odd = "So\u031b\u0309 \u200bNgoa\u0323i\u00a0vu\u0323\u202e"  # Sở Ngoại vụ, taken apart
    browser.post(NEW, ROWS | {"name": odd})

    assert Office.objects.get().name == "Sở Ngoại vụ"


# Rows


def test_the_same_form_can_grow_by_a_row_without_javascript(browser):
    page = browser.post(NEW, ROWS | {"name": "", "add_row": "branches", "place": "Vinh"})

    assert page.status_code == 200
    assert 'name="branches-1-name"' in text(page)
    assert 'value="Na Mèo"' in text(page)
    assert "This field is required" not in text(page)


def test_a_row_taken_out_without_javascript_is_not_saved(browser):
    two = ROWS | {"name": "M", "branches-TOTAL_FORMS": "2", "branches-1-name": "Tén Tằn"}
    page = browser.post(NEW, two | {"remove_row": "branches-0"})
    assert '-0-DELETE" value="on"' in text(page)

    browser.post(NEW, two | {"branches-0-DELETE": "on"})
    assert Office.objects.get().code == "Tén Tằn"


def test_more_rows_than_a_paper_has_are_refused(browser):
    many = {f"branches-{n}-name": str(n) for n in range(201)}
    page = browser.post(NEW, ROWS | many | {"name": "M", "branches-TOTAL_FORMS": "201"})

    assert page.status_code == 422
    assert "Please submit at most 200 forms." in text(page)


def test_an_error_in_a_row_names_the_row(browser):
    page = browser.post(NEW, ROWS | {"name": "M", "branches-0-opened": "28/3"})

    assert '<a href="#id_branches-0-opened">Branch 1, Opened:' in text(page)


# Twice, and by two


def test_a_form_sent_twice_makes_one_record(browser):
    once = hidden(browser.get(NEW), "submission")
    sent = [browser.post(NEW, ROWS | {"name": "M", "submission": once}) for _again in range(2)]

    assert {page.status_code for page in sent} == {302}
    assert sent[0]["Location"] == sent[1]["Location"]
    assert Office.objects.count() == 1


def test_the_second_of_two_people_is_told_and_loses_nothing(browser, office):
    edit = f"/demo/{office.uuid}/edit/"
    mine, theirs = browser.get(edit), browser.get(edit)
    rows = {
        "branches-TOTAL_FORMS": "2",
        "branches-INITIAL_FORMS": "2",
        "branches-0-name": "A",
        "branches-1-name": "B",
    }
    first = rows | {"name": "Theirs", "superior": "UBND", "version": hidden(theirs, "version")}
    assert browser.post(edit, first).status_code == 302

    second = rows | {"name": "Mine", "superior": "UBND", "version": hidden(mine, "version")}
    page = browser.post(edit, second)
    assert page.status_code == 422
    assert "Trần" in text(page)
    assert "changed this record at" in text(page)
    assert 'value="Mine"' in text(page)
    assert "Now in the register:</b> Theirs" in text(page)
    assert text(page).count("Now in the register:") == 1
    assert Office.objects.get().name == "Theirs"

    again = browser.post(edit, second | {"version": hidden(page, "version")})
    assert again.status_code == 302
    assert Office.objects.get().name == "Mine"


def test_rows_that_somebody_else_changed_are_a_conflict_too(browser, office):
    edit = f"/demo/{office.uuid}/edit/"
    mine = browser.get(edit)
    Office.objects.update(code="A,B,C")

    page = browser.post(edit, {"name": "N", "version": hidden(mine, "version"), **ROWS})

    assert page.status_code == 422
    assert Office.objects.get().code == "A,B,C"


def test_an_error_does_not_renew_what_the_window_knows(browser, office):
    """Else a person who mistypes once would overwrite what somebody saved in between."""
    edit = f"/demo/{office.uuid}/edit/"
    version = hidden(browser.get(edit), "version")
    Office.objects.update(superior="changed")

    for extra in ({"founded": "nonsense"}, {"add_row": "branches"}):
        page = browser.post(edit, ROWS | {"name": "N", "version": version} | extra)
        if "add_row" in extra:
            assert hidden(page, "version") == version
    assert browser.post(edit, ROWS | {"name": "N", "version": version}).status_code == 422


# Drafts


def test_what_is_typed_is_kept_offered_continued_and_gone_after_saving(browser, user):
    once = hidden(browser.get(NEW), "submission")
    kept = browser.post(NEW, ROWS | {"name": "Dở", "autosave": "1", "submission": once})
    assert "Saved by itself at" in text(kept)

    offer = browser.get(NEW)
    assert "Continue the draft" in text(offer)
    page = browser.get(NEW, {"draft": "1"})
    assert 'value="Dở"' in text(page)
    assert 'value="Na Mèo"' in text(page)
    assert hidden(page, "submission") == once

    browser.post(NEW, ROWS | {"name": "Xong", "submission": once})
    assert not user.drafts.exists()


def test_a_draft_can_be_discarded_and_is_nobody_elses(browser, user):
    browser.post(NEW, {"name": "Dở", "autosave": "1"})
    other = Client()
    other.force_login(UserFactory())
    assert "Continue the draft" not in text(other.get(NEW))

    browser.post(NEW, {"discard_draft": "1"})
    assert not user.drafts.exists()


def test_a_draft_with_null_bytes_or_too_long_is_no_fault(browser, user):
    assert browser.post(NEW, {"name": "a\x00b", "autosave": "1"}).status_code == 200
    assert browser.post(NEW, {"name": "x" * 500_000, "autosave": "1"}).status_code == 413
