"""The pages that bin/bench pages asks for, and what each costs in queries."""

import re
from html import unescape
from urllib.parse import quote_plus
from uuid import uuid4

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import NoReverseMatch, reverse

from benches.asking import Page, Visitor
from benches.filling import RARE
from exchanges.models import Meeting
from partnerships.models import Partnership, Unit
from tests.exchanges.filing import HELD, untouched

URLS = "benches.served_urls"
PART = 10  # one village in so many is in the area of the officer who asks for its pages
STATION = 2  # villages of the station, the same in every register
RECORDS = 20  # pages of so many records are asked for in turn
LOADED = re.compile(r'data-hx-get="([^"]+)"[^>]*data-hx-trigger="load')
LIST = "/meetings/"
ADMIN = "/bench-admin/exchanges/meeting/"
BARE = 2.6  # CPU ms of the bare view where the goals were set: so they hold on any machine
GOALS = {  # CPU ms there, application and PostgreSQL, at a million records
    "home": 20,
    "list": 20,
    "list, far back": 20,
    "filtered list": 20,
    "search": 25,
    "detail": 14,
}


def pages(user, officer: Visitor, liaison: Visitor) -> list[Page]:
    """The bare view first; of a site without a page for search, none."""
    inside = Client()
    inside.force_login(user)
    every = max(Meeting.objects.count() // RECORDS, 1)
    known = list(Meeting.objects.order_by("pk").values_list("uuid", "pk"))[::every][:RECORDS]
    late = Meeting.objects.filter(status="held").order_by("held_days")[:RECORDS]
    back = [f"{LIST}?after={uuid}" for uuid in late.values_list("uuid", flat=True)]
    found = {
        "bare": ["/bare/"],
        "home": ["/"],
        "home, its parts": [unescape(url) for url in LOADED.findall(inside.get("/").text)],
        "list": [LIST],
        "list, far back": back,
        "filtered list": [f"{LIST}?kind=talks&year={year}" for year in range(2001, 2021)],
        "search": searches(),
        "detail": [reverse("exchanges:meeting-detail", args=[uuid]) for uuid, _pk in known],
        "admin list": [ADMIN],
        "admin filtered list": [f"{ADMIN}?kind__exact=talks"],
        "admin search": [f"{ADMIN}?q={quote_plus(RARE)}"],
        "admin detail": [f"{ADMIN}{pk}/change/" for _uuid, pk in known],
    }
    asked = [
        Page(name, urls, goal=GOALS[name] / BARE if name in GOALS else None)
        for name, urls in found.items()
        if urls
    ]
    return [*asked, *of_areas(officer, liaison), created(inside)]


def of_areas(officer: Visitor, liaison: Visitor) -> list[Page]:
    """What those see whom the register is open to in part: the conditions of their reach come on
    top, and most records lie outside it. A tenth of all grows with the register; a station has
    the same villages, with as many meetings, in a small one and in a large one.
    """
    villages = list(Unit.objects.filter(name__startswith="bản Việt").order_by("pk"))
    officer.user.units.set(villages[::PART])
    liaison.user.units.set(villages[:STATION])
    asked = {"home": ["/"], "list": [LIST], "search": searches()}
    return [
        Page(f"{name} of {whose}", urls, goal=GOALS[name] / BARE, by=visitor, grows=grows)
        for whose, visitor, grows in (("an area", officer, True), ("a station", liaison, False))
        for name, urls in asked.items()
    ]


def searches() -> list[str]:
    try:
        return [f"{reverse('search')}?q={words}" for words in ("nam+xoi", "giao+ban", "1088")]
    except NoReverseMatch:
        return []


def created(inside: Client) -> Page:
    """A meeting entered by its form, as a browser sends it; each of them is a new one."""
    tie = Partnership.objects.order_by("pk").first()
    url = reverse("exchanges:tie-meeting-create", args=[tie.uuid])
    typed = untouched(inside.get(url)) | HELD
    return Page("create by form", [url], form=lambda: typed | {"submission": str(uuid4())})


def queries(user, page: Page) -> int:
    """Of a form, those of sending it."""
    user = page.by.user if page.by else user
    url, form = page.next()
    with override_settings(ROOT_URLCONF=URLS):
        inside = Client()
        inside.force_login(user)
        with CaptureQueriesContext(connection) as asked:
            inside.get(url) if form is None else inside.post(url, form)
    return len(asked)


def open_inside() -> None:
    """Pages asked for in this process tell with which form they were made."""
    setup_test_environment(debug=False)
