"""Every address of ours, found in the URL table."""

import uuid
from collections import defaultdict

import pytest
from django.urls import URLPattern, get_resolver

from accounts.views.records import OfARecord
from partnerships.models import Partnership

OUR_APPS = ("accounts", "partnerships", "exchanges", "reports")
# Pages of installed packages, each behind its own guard, the pulse that a machine reads,
# the calendar under its secret address (tests/exchanges/test_calendar_feed.py), and the public
# page that checks papers (tests/reports/test_verify.py).
NOT_OURS = (
    "/sign-in/",
    "/admin/",
    "/healthz",
    "/static/",
    "/language/",
    "/calendar/feed/",
    "/verify/",
)


def patterns(entries, prefix="/", namespace=""):
    for entry in entries:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here, f"{namespace}{entry.name}", entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry.url_patterns, here, inner)


def is_ours(route: str) -> bool:
    return not route.startswith(NOT_OURS)


FOUND = {
    name: (route, view)
    for route, name, view in patterns(get_resolver().url_patterns)
    if is_ours(route)
}
PAGES = {name: getattr(view, "view_class", None) for name, (_route, view) in FOUND.items()}
ROUTES = {name: route for name, (route, _view) in FOUND.items()}
OF_A_RECORD = [name for name, route in ROUTES.items() if "<uuid:uuid>" in route]


# Pages of any kind of record are tried with one of them; tests/accounts has the others.
ANY_KIND = Partnership


def url(name: str, target=None) -> str:
    route = ROUTES[name].replace("<str:kind>", ANY_KIND._meta.label_lower)
    return route.replace("<uuid:uuid>", str(target.uuid if target else uuid.uuid4()))


def model_of(page) -> type:
    if issubclass(page, OfARecord):
        return ANY_KIND
    return page.model or page.queryset.model


def by_record(names) -> list:
    """These pages for `parametrize`, together where one record serves them all or none is needed:
    drawing up a record and signing in take as long as opening a page.
    """
    found = defaultdict(list)
    for name in names:
        of = model_of(PAGES[name]).__name__ if name in OF_A_RECORD else name.rpartition(":")[0]
        found[of].append(name)
    return [pytest.param(together, id=of) for of, together in found.items()]
