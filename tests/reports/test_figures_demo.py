"""What the reviews of the demonstration register say."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from partnerships.choices import Side
from partnerships.models import Partnership, Unit
from reports import figures
from reports.choices import ReviewPurpose
from reports.preview import Shown
from tests import factories as make
from tests.exchanges.demo_register import loaded
from tests.reports.collected import which


def said(tie, period):
    series = make.ReviewSeriesFactory(partnerships=[tie])
    return figures.collect(make.AnnualReviewFactory(series=series, period=period))


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


@pytest.fixture
def demo(register, db):
    return lambda code, year: said(
        Partnership.objects.get(code=code),
        period=DateRange(date(year, 1, 1), date(year + 1, 1, 1)),
    )


def test_aid_from_quan_son_to_vieng_xay(demo):
    """2,280,000,000 dong stated, of which 2,100,000,000 from huyện Quan Sơn itself."""
    known = demo("QSN-VXA", 2024)

    assert known["aid"] == {"rows": [], "totals": []}
    everybody, district = known["aid_undated"]["totals"]
    parts = ("exact", "under", "over", "sum")
    assert [everybody[part] for part in parts] == [
        "1480000000",
        "400000000",
        "400000000",
        "2280000000",
    ]
    assert [district[part] for part in parts] == [
        "1300000000",
        "400000000",
        "400000000",
        "2100000000",
    ]
    assert district["of"]["vi"] == "Quan Sơn"
    assert known["commitments"][0]["instalments"] == []


def test_song_ma_and_muong_et_met_to_review_2024(demo):
    known = demo("SMA-MET", 2024)

    assert known["meeting"]["date"]["from"] == "2025-03-28"
    assert which(known) == [("held", "home"), ("next", "counterpart")]
    assert len(known["agreed_items"]) == 3
    assert {(item["owner"], item["due"]) for item in known["agreed_items"]} == {(None, None)}


def test_chi_ma_and_ai_diem_are_named_in_chinese(demo):
    known = demo("CMA-ADI", 2019)

    assert known["sides"]["counterpart"]["country"] == "CN"
    assert all(known["sides"][side]["parties"][0]["zh"] for side in Side.values)
    assert known["tie"]["since"]["words"] == "12/2015"


@pytest.mark.parametrize("code", ["QSN-VXA", "SMA-MET", "CMA-ADI", "THO-HPH", "LSO-QTA"])
def test_every_block_of_the_preview_speaks(demo, code):
    shown = Shown(demo(code, 2019))
    for block in shown.blocks:
        assert block.title
        assert all(len(row.cells) == len(block.columns) for row in block.rows)
        assert block.rows or block.empty


def lies_in(name):
    """The name and all it lies in, from the inside out."""
    while name:
        yield f"{name['level']} {name['vi']}"
        name = name.get("in")


@pytest.mark.parametrize("code", ["QSN-VXA", "SMA-MET", "CMA-ADI", "THO-HPH", "LSO-QTA"])
def test_what_is_collected_has_the_shape_that_is_frozen(demo, code):
    assert figures.checked(demo(code, 2024))["schema"] == 2


def test_the_units_of_the_articles_are_collected_without_any_tie_too(register, db):
    """Mường Khương has counts, incidents and a cadence, and no tie that anybody named."""
    for name in ("Mường Khương", "Lạng Sơn", "Thanh Hóa"):
        unit = Unit.objects.filter(name=name, country__code="VN").order_by("valid_to").first()
        for purpose in ReviewPurpose:
            series = make.ReviewSeriesFactory(unit=unit, purpose=purpose)
            known = figures.checked(figures.collect(make.AnnualReviewFactory(series=series)))
            assert (known["agreements"] is None) == (purpose == ReviewPurpose.REVIEW)


def test_a_party_is_named_up_to_its_province_as_it_was_then(demo):
    known = demo("CMA-ADI", 2019)
    (village,) = known["sides"]["home"]["parties"]
    assert list(lies_in(village)) == [
        "thôn Chi Ma",
        "xã Yên Khoái",
        "huyện Lộc Bình",
        "tỉnh Lạng Sơn",
    ]
