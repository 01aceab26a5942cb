"""The pages of places: names, time, and the parts cut to the scope."""

from datetime import date

from django.db import connection
from django.urls import reverse

from partnerships.choices import Level, NameKind
from partnerships.models import Unit
from tests.factories import (
    BorderFactory,
    BorderProfileFactory,
    CadenceFactory,
    NoteFactory,
    OrganisationFactory,
    PartnershipFactory,
    PostFactory,
    StatedFigureFactory,
    UnitFactory,
    UnitNameFactory,
    UnitSuccessionFactory,
)

REFORM = date(2025, 7, 1)


def text_of(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


# Places


def test_the_page_of_a_place_shows_its_time(client, reader, unit, tie):
    unit.valid_to = REFORM
    unit.save()
    province = UnitFactory(name="Thanh Hóa", word="tỉnh", level=Level.PROVINCE)
    unit.parents.create(parent=province, until=REFORM)
    UnitNameFactory(unit=unit, text="ກວານເຊີນ")
    UnitNameFactory(unit=unit, language="vi", text="Quan Sơn cũ", kind=NameKind.FORMER)
    UnitSuccessionFactory(predecessor=unit, successor=None, kind="abolished")
    page = text_of(client.get(unit.get_absolute_url()))
    for words in (
        "huyện Quan Sơn",
        "tỉnh Thanh Hóa",
        "ກວານເຊີນ",
        "Quan Sơn cũ",
        "no more since 01/07/2025",
        "no single successor",
    ):
        assert words in page, words


def test_a_place_is_open_to_all_who_read_but_not_what_happened_there(client, reader):
    away = UnitFactory()
    PartnershipFactory(home__unit=away, title="cặp nơi khác")
    NoteFactory(partnership=None, unit=away, topic="ghi chú nơi khác")
    PostFactory(unit=away, person__name="Người Nơi Khác")
    assert client.get(away.get_absolute_url()).status_code == 200
    for part in ("ties", "below", "border", "figures", "notes"):
        page = text_of(client.get(reverse(f"partnerships:unit-{part}", args=[away.uuid])))
        assert "nơi khác" not in page.lower()


def test_the_parts_of_a_place_show_its_records(client, reader, unit, tie):
    OrganisationFactory(seat=unit, name="Đồn Na Mèo")
    PostFactory(unit=unit, person__name="Lương Thị Hạnh")
    UnitFactory(parent=unit, name="bản Dưới")
    BorderProfileFactory(unit=unit, communes=6, border=BorderFactory())
    NoteFactory(partnership=None, unit=unit, topic="Chợ phiên")
    CadenceFactory(partnership=None, unit=unit, each="week", weekday=6)
    StatedFigureFactory(partnership=None, unit=unit, title="Cặp bản của huyện")
    expected = {
        "ties": ["huyện Quan Sơn" and tie.title, "Active"],
        "below": ["bản Dưới", "Đồn Na Mèo", "Lương Thị Hạnh"],
        "border": ["64 km", "6"],
        "notes": ["Chợ phiên", "every week, on Saturdays"],
        "figures": ["Cặp bản của huyện", "25 fewer counted"],
    }
    for part, words in expected.items():
        url = reverse(f"partnerships:unit-{part}", args=[unit.uuid])
        page = text_of(client.get(url))
        assert all(word in page for word in words), part
        assert "<html" not in text_of(client.get(url, headers={"HX-Request": "true"}))


def test_the_page_of_a_place_and_its_parts_cost_little(
    client, reader, unit, tie, django_assert_num_queries
):
    costs = {"detail": 6, "ties": 6, "below": 7, "border": 5, "notes": 6, "figures": 5}
    for _more in range(2):
        for part, queries in costs.items():
            with django_assert_num_queries(queries):
                client.get(reverse(f"partnerships:unit-{part}", args=[unit.uuid]))
        for _row in range(3):
            UnitSuccessionFactory(predecessor=unit)
            UnitNameFactory(unit=unit)
            PartnershipFactory(home__unit=unit)


def test_a_name_is_looked_up_in_the_indexes_of_both_tables(db):
    """With an "or" of the two, PostgreSQL would read all of 15,000 units for each letter typed."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Unit.objects.named("mường chanh").order_by().explain()
    assert "unit_by_folded_name" in plan
    assert "unit_name_by_folded_text" in plan
    assert "Seq Scan" not in plan
