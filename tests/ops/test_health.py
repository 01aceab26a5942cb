import subprocess
import sys

import pytest
from django.db import connection
from django.urls import reverse

from tests.live import connected_as


def answers(client):
    response = client.get(reverse("healthz"))
    return response.status_code, response.json()


def test_the_house_is_in_order_with_a_worker_at_work(live_worker, client):
    sound = {"database": "ok", "broker": "ok", "worker": "ok", "migrations": "ok"}
    assert answers(client) == (200, sound)


def test_a_missing_worker_is_named(db, client):
    status, words = answers(client)
    assert status == 503
    assert words == {"database": "ok", "broker": "ok", "worker": "failed", "migrations": "ok"}


def test_a_silent_broker_is_named_and_the_worker_unknown(db, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    status, words = answers(client)
    assert status == 503
    assert words["broker"] == words["worker"] == "failed"


def test_a_migration_that_was_not_applied_is_named(db, client):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE id ="
            " (SELECT max(id) FROM django_migrations WHERE app = 'sessions')"
        )
    status, words = answers(client)
    assert status == 503
    assert words["migrations"] == "failed"


@pytest.mark.django_db(transaction=True)
def test_a_closed_database_is_named(client):
    with connected_as(user="nobody_of_this_name", password="x"):
        status, words = answers(client)
    assert status == 503
    assert words["database"] == words["migrations"] == "failed"


def test_nobody_needs_to_sign_in_and_nothing_may_be_written(db, client):
    assert client.get("/healthz").headers["Content-Type"] == "application/json"
    assert client.post("/healthz").status_code == 405


def test_the_web_server_starts_without_what_makes_pdfs():
    """Every process but the worker is up the sooner for it, and the smaller."""
    program = "import sys, django; django.setup(); import config.urls; print(*sys.modules)"
    run = [sys.executable, "-c", program]
    known = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert "reports.services.builds" in known
    assert "weasyprint" not in known
