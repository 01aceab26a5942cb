"""Every number of the home page and of the pictures is the number of rows of the list it leads to,
for each role, on the demonstration register.
"""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import User
from partnerships.models import Country, Unit
from tests.exchanges.demo_register import loaded

NUMBER = re.compile(r'<a href="([^"]+)"><b[^>]*>([\d+]+)</b>')  # in the boxes at the top
COUNTED = re.compile(r'<li><b>([\d+]+)</b><a href="([^"]+)">')  # in the boxes beside
OF_BLOCK = re.compile(r'<a class="sub" href="([^"]+)">([\d+]+) in all')
FRAGMENT = re.compile(r'data-hx-get="([^"]+)"')
OF_PICTURE = re.compile(r'<td[^>]*><a href="([^"]+)">(\d+)<span class="visually-hidden">')
UNDATED = re.compile(r'<a href="([^"]+)">\s*(\d+) (?:meetings?|gifts?) ')
WHO = ("canbo.thanhhoa", "lanhdao.thanhhoa", "lienlac.songma", "doctin", "bo.ngoaigiao", "quantri")


@pytest.fixture(scope="module", autouse=True)
def _register(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


@pytest.fixture
def _in_the_register(db):
    """The rows of the module are there in the transaction of the test."""


def signed_in(name: str) -> Client:
    user = User.objects.get(username=name)
    user.language = "en"
    client = Client()
    client.force_login(user)
    return client


def numbers_of(page: str) -> list[tuple[str, str]]:
    found = [(url, number) for url, number in NUMBER.findall(page)]
    found += [(url, number) for number, url in COUNTED.findall(page)]
    found += OF_BLOCK.findall(page)
    return [(unescape(url), number) for url, number in found]


def rows_of(client: Client, url: str) -> str:
    """How many rows the list at this address says it has."""
    page = client.get(url)
    assert page.status_code == 200, url
    said = page.context
    if "cl" in said:
        return str(said["cl"].result_count)
    if "table" in said:
        return said["table"].count
    if "groups" in said:
        return str(sum(len(group.rows) for group in said["groups"]))
    if "worklist" in said:
        shown = parse_qs(urlsplit(url).query)["show"][0]
        return str(len(getattr(said["worklist"], shown)))
    if "rows" in said and "count" in said:
        return str(said["count"])
    return str(len(said["certificates"]))


@pytest.mark.parametrize("name", WHO)
def test_every_number_is_that_of_its_list(db, name):
    client = signed_in(name)
    page = client.get("/").text
    pages = [page] + [
        client.get(url, headers={"HX-Request": "true"}).text for url in FRAGMENT.findall(page)
    ]
    found = [pair for text in pages for pair in numbers_of(text)]

    assert len(found) >= 7
    wrong = {url: (number, rows_of(client, url)) for url, number in found}
    assert not {url: pair for url, pair in wrong.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("name", [name for name in WHO if name != "quantri"])
def test_every_number_of_the_pictures_is_that_of_its_list(db, name):
    client = signed_in(name)
    laos = {"country": Country.objects.get(code="LA").uuid}
    mine = {"province": Unit.objects.get(name="Thanh Hóa", valid_to=None).uuid}
    shown = 0
    for query in ({"since": 1990}, laos | {"since": 2015}, mine, laos | mine | {"since": 2000}):
        page = client.get("/pictures/", query).text
        found = OF_PICTURE.findall(page) + UNDATED.findall(page)
        pairs = {unescape(url): number for url, number in found}
        wrong = {url: (number, rows_of(client, url)) for url, number in pairs.items()}
        assert not {url: pair for url, pair in wrong.items() if pair[0] != pair[1]}
        shown += sum(int(number) for number in pairs.values())
    assert shown


def test_the_numbers_are_not_all_nought(db):
    client = signed_in("canbo.thanhhoa")
    assert {number for _url, number in numbers_of(client.get("/").text)} - {"0"}
