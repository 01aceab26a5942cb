"""What every answer carries, whatever page it is."""

import logging
import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils.log import log_response
from playwright.sync_api import expect

from tests.factories import UserFactory

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
}


def test_the_content_security_policy_allows_nothing_unsafe(db, client):
    header = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert {part.strip() for part in header.split(";") if part.strip()} == POLICY


def test_plain_http_is_sent_to_https_and_stays_there(db, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/").headers["Location"].startswith("https://")


def test_a_sixth_wrong_password_is_not_even_tried(db, client, settings):
    """The right password opens nothing either, until the name is free again."""
    user = UserFactory(username="quan")
    user.set_password("the right words")
    user.save()
    page = reverse("account_login")
    for _ in range(5):
        client.post(page, {"login": "quan", "password": "guessed"})

    client.post(page, {"login": "quan", "password": "the right words"})

    assert "_auth_user_id" not in client.session


def test_the_right_password_opens_after_four_wrong_ones(db, client):
    user = UserFactory(username="quan", role="officer")
    user.set_password("the right words")
    user.save()
    page = reverse("account_login")
    for _ in range(4):
        client.post(page, {"login": "quan", "password": "guessed"})

    client.post(page, {"login": "quan", "password": "the right words"})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_log_line_names_the_route_and_no_data(db, client, caplog):
    page = reverse("account_login")
    with caplog.at_level(logging.INFO):
        client.get(page, {"next": "/?q=Nguyen"}, headers={"user-agent": "a-browser"})

    lines = [str(record.msg) for record in caplog.records if record.name == "request"]
    assert len(lines) == 1
    assert "account_login" in lines[0]
    assert not re.search("Nguyen|a-browser|127.0.0.1", "".join(lines))


def test_the_health_question_fills_no_log(db, client, caplog):
    with caplog.at_level(logging.INFO):
        client.get("/healthz")
    assert not [record for record in caplog.records if record.name == "request"]


def test_the_sign_in_page_opens_in_a_browser_without_complaint(browser_page):
    browser_page.goto("/sign-in/login/")
    expect(browser_page.locator("input[type=password]")).to_be_visible()


def test_a_request_that_fails_is_logged_without_its_address(rf, caplog):
    address = "/calendar/feed/a-secret-that-opens-a-calendar.ics"
    log_response(
        "%s: %s",
        "Internal Server Error",
        address,
        response=HttpResponse(status=500),
        request=rf.get(address),
    )
    assert [record.getMessage() for record in caplog.records] == ["Internal Server Error: unknown"]
