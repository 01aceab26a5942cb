"""GET /healthz: is the house in order? Four words, open to all, nothing else is told."""

from functools import cache

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.worker_pulse import worker_is_alive


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def broker() -> bool:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2) as client:
        return client.ping()


@cache
def _migrations_on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def migrations() -> bool:
    """Every app's last migration is applied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return _migrations_on_disk() <= set(cursor.fetchall())


CHECKS = {
    "database": database,
    "broker": broker,
    "worker": worker_is_alive,
    "migrations": migrations,
}


def holds(check) -> bool:
    try:
        return check()
    except Exception:  # whatever breaks, the answer is one word; the reason is not for strangers
        return False


@login_not_required
@never_cache
@require_safe
def healthz(request) -> JsonResponse:
    """200 if all four hold, else 503; each is "ok" or "failed"."""
    answers = {name: "ok" if holds(check) else "failed" for name, check in CHECKS.items()}
    sound = set(answers.values()) == {"ok"}
    return JsonResponse(answers, status=200 if sound else 503)
