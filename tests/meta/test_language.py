"""Who reads Vietnamese reads no English: every page, what it answers, and every spreadsheet."""

from collections.abc import Iterator
from itertools import cycle

import pytest

from accounts.choices import Language
from core.pages import FormPage, ListPage
from tests.factories import UserFactory
from tests.meta.matrix import MATRIX
from tests.meta.records import left_as_it_was, of_unit
from tests.meta.roles import HEAD, LIAISON, OFFICER, READER
from tests.meta.routes import OF_A_RECORD, PAGES, by_record, model_of, url
from tests.meta.words import Boxes, english_in, english_on

PREFERRED = (OFFICER, HEAD, LIAISON, READER)  # the first who may open a page looks at it
LISTS = [name for name, page in PAGES.items() if issubclass(page, ListPage)]
NONSENSE = ("x" * 3_000, "31/02/2019")


@pytest.fixture(autouse=True)
def _vietnamese(settings):
    settings.LANGUAGE_CODE = "vi"


@pytest.fixture
def address(client, unit):
    """Where the page of that name is, with a record that the one signed in may see."""
    users, records = {}, {}

    def of(name: str) -> str:
        role = next((role for role in PREFERRED if role in MATRIX[name]), min(MATRIX[name]))
        if role not in users:
            users[role] = UserFactory(role=role, units=[unit], language=Language.VIETNAMESE)
        client.force_login(users[role])
        if name not in OF_A_RECORD:
            return url(name)
        model = model_of(PAGES[name])
        if model not in records:
            records[model] = of_unit(model, unit)
        return url(name, records[model])

    return of


def page_of(answer) -> str:
    """The page that was answered; nothing where it is a paper or a picture."""
    kind = answer.headers.get("Content-Type", "")
    return answer.content.decode() if kind.startswith("text/html") else ""


def pages_of(client, where: str, name: str) -> Iterator[str]:
    """As it opens, or as an act answers; and what its form says to nothing and to nonsense."""
    if PAGES[name].http_method_names == ["post"]:
        yield page_of(client.post(where, follow=True))
        return
    page = page_of(client.get(where))
    yield page
    if page and issubclass(PAGES[name], FormPage):
        boxes = Boxes(page)
        nonsense = dict(zip(sorted(boxes.typed_in), cycle(NONSENSE), strict=False))
        for typed in ({}, nonsense):
            yield page_of(client.post(where, boxes.hidden | typed, follow=True))


@pytest.mark.parametrize("names", by_record(PAGES))
def test_a_page_in_vietnamese_says_nothing_in_english(client, address, names):
    for name in names:
        where = address(name)
        with left_as_it_was():
            for page in pages_of(client, where, name):
                assert english_on(page) == [], name


@pytest.mark.parametrize("name", LISTS)
def test_the_head_of_a_spreadsheet_is_vietnamese(client, address, name):
    lines = client.get(address(name), {"as": "csv"}).getvalue().decode().splitlines()
    assert lines
    assert english_in(lines[0]) == []


def test_the_words_that_count_as_english():
    assert english_in("Nothing fits these filters.") == ["Nothing fits these filters."]
    assert english_in("Lưu and gửi") == ["and"]
    assert english_in("Không có gì. Tệp ban-do.pdf ở https://example.org/the/file") == []
    page = '<p title="Sửa">Lưu <b lang="en">Save</b><img alt="A picture"><i data-ask="Delete it?">'
    assert english_on(page) == ["picture in: A picture", "delete in: Delete it?"]
