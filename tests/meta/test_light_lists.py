"""A full page of every list is light: what a slow line carries, as it is and packed."""

import re
from uuid import UUID, uuid4

import brotli
import pytest

from config.compression import LEVEL
from core.lists import PAGE
from core.pages import ListPage
from partnerships.models import Unit
from tests.factories import UnitFactory, UserFactory
from tests.meta.records import of_unit
from tests.meta.routes import PAGES, ROUTES, model_of, url

RAW, PACKED = 40_000, 6_000  # bytes
MADE = 3  # records of the list; the rows of the page are made of theirs
ALONE = {"ExchangeRate"}  # of which the factory makes one a day
TITLES = (  # as long as those of the register are
    "Hội đàm giữa Đồn Biên phòng Na Mèo và Đại đội 523 tỉnh Hủa Phăn",
    "Hỗ trợ xây dựng nhà văn hóa bản Nậm Phường, huyện Viêng Xay",
    "Tuần tra chung đoạn mốc 328 đến mốc 331, xã Bát Mọt",
    "Biên bản ghi nhớ hợp tác giữa xã Tam Chung và cụm bản Pa Khốm",
)
ROWS = re.compile(r"(<tbody>\n)(.*)(</tbody>)", re.DOTALL)
ADDRESS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TITLE = re.compile(r'(<th scope="row"><a href="[^"]*">).*?(</a>)', re.DOTALL)
LISTS = [
    name
    for name, page in PAGES.items()
    if isinstance(page, type) and issubclass(page, ListPage) and "<uuid" not in ROUTES[name]
]


def filled(html: str) -> str:
    """The page with as many rows as a list shows, each with a record and a title of its own."""
    before, rows, after = ROWS.search(html).groups()
    one = [row for row in rows.split("\n") if row]
    full = [other(one[number % len(one)], number) for number in range(PAGE)]
    return html.replace(f"{before}{rows}{after}", before + "\n".join(full) + after)


def other(row: str, number: int) -> str:
    for known in set(ADDRESS.findall(row)):
        assert UUID(known)
        row = row.replace(known, str(uuid4()))
    words = f"{TITLES[number % len(TITLES)]}, {number + 1}"
    return TITLE.sub(rf"\g<1>{words}\g<2>", row)


@pytest.mark.parametrize("name", LISTS)
def test_a_full_page_is_light(client, unit, name):
    page = PAGES[name]
    for _number in range(1 if model_of(page).__name__ in ALONE else MADE):
        below = UnitFactory(parent=unit)
        if model_of(page) is not Unit:
            of_unit(model_of(page), below)
    user = UserFactory(role=min(page.permission.roles), units=[unit], language="vi")
    client.force_login(user)

    answer = client.get(url(name))
    html = filled(answer.text)
    raw, packed = len(html.encode()), len(brotli.compress(html.encode(), quality=LEVEL))

    assert answer.context["table"].rows
    assert html.count('<th scope="row">') == PAGE
    assert len(answer.context["table"].all_columns) <= 20  # app.css shapes no more
    assert raw <= RAW, f"{name}: {raw} bytes"
    assert packed <= PACKED, f"{name}: {packed} bytes packed"
