"""Somebody signed in who asks for pages over one lasting connection, and what each cost."""

import http.client
import time
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from statistics import median
from urllib.parse import urlencode

import brotli
from django.conf import settings
from django.test import Client

from benches.cpu import Clock
from house.errors import Broken

TOKEN = "b" * 32  # a cookie and a header that agree: the sign of a form of ours
FINE = (200, 302)


@dataclass
class Page:
    """One kind of page: its addresses in turn, and what is sent there if it is a form."""

    name: str
    urls: list[str]
    form: Callable[[], dict] | None = None
    goal: float | None = None  # times the bare view
    by: "Visitor | None" = None  # who asks for it, if not the one who sees everything
    grows: bool = False  # who asks sees a hundred times as many places in the largest register
    cpu: list[float] = field(default_factory=list)  # ms a request, application and database
    ratios: list[float] = field(default_factory=list)  # of a round's median to the bare view's
    weight: int = 0
    packed: int = 0
    asked: int = 0

    def next(self) -> tuple[str, dict | None]:
        self.asked += 1
        return self.urls[self.asked % len(self.urls)], self.form and self.form()

    def found(self) -> dict:
        facts = {"p50": share(self.cpu, 0.5), "p95": share(self.cpu, 0.95)}
        facts |= {"ratio": median(self.ratios)}
        return facts | {"raw": self.weight, "packed": self.packed}

    def at(self, port: int) -> "Page":
        """The same page of the site at another port, not asked for yet."""
        return replace(self, by=self.by and self.by.at(port), cpu=[], ratios=[], asked=0)


def share(values: Iterable[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[round(part * (len(ordered) - 1))]


class Visitor:
    def __init__(self, *, port: int, user):
        inside = Client()
        inside.force_login(user)
        self.user = user
        self.session = inside.cookies[settings.SESSION_COOKIE_NAME].value
        self.port = port
        self.way = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self.carried = 0  # bytes of the last answer on the line

    def at(self, port: int) -> "Visitor":
        """The same session at another port: of a copy of the register."""
        other = copy(self)
        other.port, other.way = port, http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        return other

    def anew(self) -> None:
        """The server hangs up on who is silent for two seconds; the next question calls again."""
        self.way.close()

    def headers(self) -> dict[str, str]:
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={TOKEN}"
        return {"Cookie": cookies, "X-CSRFToken": TOKEN}

    def ask(self, url: str, form: dict | None = None) -> bytes:
        headers = self.headers() | {"Accept-Encoding": "br"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = None if form is None else urlencode(form, doseq=True)
        self.way.request("GET" if form is None else "POST", url, body, headers)
        answer = self.way.getresponse()
        text = answer.read()
        if answer.status not in FINE or (form is not None and answer.status != 302):
            raise Broken(f"{url} answered {answer.status}")
        self.carried = len(text)
        return brotli.decompress(text) if answer.headers["Content-Encoding"] == "br" else text

    def take(self, url: str) -> tuple[float, float, int]:
        """A file: seconds to its first byte and to its end, and its bytes."""
        self.anew()
        began, size = time.perf_counter(), 0
        self.way.request("GET", url, headers=self.headers())
        answer = self.way.getresponse()
        first = answer.read(1)
        at_first = time.perf_counter() - began
        while piece := answer.read(1 << 16):
            size += len(piece)
        return at_first, time.perf_counter() - began, size + len(first)


def warm_up(visitor: Visitor, pages: list[Page]) -> None:
    for page in pages:
        asks = page.by or visitor
        asks.anew()
        for _ in range(3):
            text = asks.ask(*page.next())
        page.weight, page.packed = len(text), asks.carried


def ask_all(visitor: Visitor, pages: list[Page], clock: Clock, *, times: int, each: int) -> None:
    """All pages in turn, round by round, so that what else the machine does hits all alike.

    `pages[0]` is the bare view to which the others are compared.
    """
    warm_up(visitor, pages)
    for _ in range(times):
        clock.look()
        spent = {page.name: one_round(page.by or visitor, page, clock, each) for page in pages}
        bare = median(spent[pages[0].name])
        for page in pages:
            page.cpu += spent[page.name]
            page.ratios.append(median(spent[page.name]) / bare)


def one_round(visitor: Visitor, page: Page, clock: Clock, each: int) -> list[float]:
    """From answer to answer: what a worker does after it has answered counts too."""
    visitor.anew()
    asked, spent, before = [page.next() for _ in range(each)], [], clock.now()
    for url, form in asked:
        visitor.ask(url, form)
        after = clock.now()
        spent.append(after - before)
        before = after
    visitor.anew()
    return spent
