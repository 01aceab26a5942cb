from datetime import date

import pytest

from partnerships.choices import Level
from tests import factories as make
from tests.reports.collected import place
from tests.reports.printed import AGREED


@pytest.fixture
def district():
    return place("huyện", "Quan Sơn", level=Level.DISTRICT, valid_to=date(2025, 7, 1))


@pytest.fixture
def across():
    unit = place("huyện", "Viêng Xay", level=Level.DISTRICT, country__code="LA")
    make.UnitNameFactory(unit=unit, text="ເມືອງວຽງໄຊ")
    return unit


@pytest.fixture
def tie(db, district, across):
    return make.PartnershipFactory(
        code="QSN-VXA", level=Level.DISTRICT, home__unit=district, counterpart__unit=across
    )


@pytest.fixture
def text(tie):
    """Drafted here, two articles that nobody numbered, agreed in both languages."""
    text = make.DraftMemorandumFactory(
        title="Thỏa thuận kết nghĩa", partnerships=[tie], drafted_by=make.UserFactory()
    )
    for position in (1, 2):
        make.ArticleFactory(memorandum=text, position=position, number="", text=AGREED)
    return text


@pytest.fixture
def office(db):
    return make.OfficeFactory(code="SNgV")


@pytest.fixture
def clerk(office, unit):
    return make.UserFactory(office=office, units=[unit])
