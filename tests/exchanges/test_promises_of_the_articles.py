"""Quan Sơn with Viêng Xay and Sầm Tớ, read through the pages: what was promised, what was given,
and the two sums of the aid with their parts (DESIGN.md 9).
"""

from html import unescape

import pytest
from django.urls import reverse

from accounts.models import User
from exchanges.demo.shapes import demo_uuid
from partnerships.models import Commitment, Partnership
from tests.exchanges.demo_register import loaded


@pytest.fixture(scope="module", autouse=True)
def _register(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


@pytest.fixture
def read(client, db):
    client.force_login(User.objects.get(username="canbo.thanhhoa"))

    def page(url):
        return " ".join(unescape(client.get(url).text).replace("\xa0", " ").split())

    page.context = lambda url: client.get(url).context
    return page


def of(model, key):
    return model.objects.get(uuid=demo_uuid(key))


def test_the_promise_is_due_at_no_time_and_nothing_is_multiplied(read):
    promise = of(Commitment, "commitment:QSN-2023")
    assert not promise.instalments.exists()
    kept = reverse("exchanges:commitment-kept", args=[promise.uuid])
    assert read.context(kept)["instalments"] == read.context(kept)["sums"] == []
    told = [
        (str(one.row.receiver.who), str(one.row.promise.amount), one.kept)
        for section in read.context(reverse("exchanges:owed"))["sections"]
        for one in section["unstated"]
    ]
    assert told == [
        ("huyện Viêng Xay", "500.000.000 VND", []),
        ("huyện Sầm Tớ", "500.000.000 VND", []),
    ]
    assert all(
        not section["lines"] for section in read.context(reverse("exchanges:owed"))["sections"]
    )


@pytest.mark.parametrize("who", ["Viêng Xay", "Sầm Tớ"])
def test_each_tie_tells_of_its_own_receiver(read, who):
    tie = Partnership.objects.get(title=f"huyện Quan Sơn – huyện {who}")
    page = read(reverse("exchanges:tie-owed", args=[tie.uuid]))
    assert "500.000.000 VND" in page
    assert f"huyện {who}</a>" in page
    other = {"Viêng Xay": "Sầm Tớ", "Sầm Tớ": "Viêng Xay"}[who]
    assert f"huyện {other}</a>" not in page


def test_what_the_district_gave_since_stands_beside_with_its_parts(read):
    page = read(reverse("exchanges:owed"))
    for words in (
        "1.300.000.000 VND",
        "gần 400.000.000 VND",
        "trên 400.000.000 VND",
        "2.100.000.000 VND",
    ):
        assert words in page


def test_both_sums_of_the_aid_are_read_with_their_parts_on_the_page_of_the_tie(read):
    tie = Partnership.objects.get(code="QSN-VXA")
    page = read(reverse("exchanges:tie-aid", args=[tie.uuid]))
    for words in (
        "1.480.000.000 VND",
        "gần 400.000.000 VND",
        "trên 400.000.000 VND",
        "2.280.000.000 VND",
        "1.300.000.000 VND",
        "2.100.000.000 VND",
    ):
        assert words in page
    assert reverse("exchanges:tie-aid", args=[tie.uuid]) in read(tie.get_absolute_url())
