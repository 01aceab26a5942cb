"""The examples of the office on the demonstration register."""

import pytest

from accounts.models import User
from reports.choices import SearchKind
from reports.searching.finding import Search
from reports.searching.kinds import open_to
from reports.searching.typed import Typed
from tests.exchanges.demo_register import loaded


@pytest.fixture(scope="module", autouse=True)
def register(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("username", "q", "kind", "title"),
    [
        ("canbo.thanhhoa", "quan son", SearchKind.TIE, "huyện Quan Sơn – huyện Viêng Xay"),
        ("canbo.thanhhoa", "quan son", SearchKind.UNIT, "huyện Quan Sơn"),
        ("canbo.thanhhoa", "Mừng Chanh", SearchKind.UNIT, "xã Mường Chanh"),
        ("canbo.thanhhoa", "ວຽງໄຊ", SearchKind.UNIT, "huyện Viêng Xay"),
        ("canbo.thanhhoa", "ວຽງໄຊ", SearchKind.TIE, "huyện Quan Sơn – huyện Viêng Xay"),
        ("canbo.langson", "宁明", SearchKind.UNIT, "huyện Ninh Minh"),
        ("canbo.thanhhoa", "1,3 tỷ", SearchKind.AID, "Trường mầm non bản Na Cay"),
        ("canbo.thanhhoa", "1.300.000.000", SearchKind.AID, "Trường mầm non bản Na Cay"),
        ("canbo.thanhhoa", "na meo", SearchKind.GATE, "Cửa khẩu Quốc tế Na Mèo"),
        ("bo.ngoaigiao", "na meo", SearchKind.GATE, "Cửa khẩu Quốc tế Na Mèo"),
    ],
)
def test_examples(username, q, kind, title):
    user = User.objects.get(username=username)
    groups, _alike = Search(user, Typed.read(q), open_to(user)).look()
    assert title in [hit.title for group in groups if group.kind == kind for hit in group.hits]
