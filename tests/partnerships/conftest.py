"""What the tests of these pages share: a reader, and a tie that shows all a page can show."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.choices import Role
from core.fields import PartialDate
from partnerships.choices import Level, PartnershipEventKind, Side
from tests.factories import (
    CadenceFactory,
    CommitmentFactory,
    CommitmentReceiverFactory,
    MemorandumFactory,
    NoteFactory,
    PartnershipEventFactory,
    SourceFactory,
    StatedFigureFactory,
    UnitFactory,
    UnitNameFactory,
    UserFactory,
)
from tests.partnerships.reform import province


@pytest.fixture
def reader(client, unit):
    user = UserFactory(role=Role.READER, units=[unit])
    client.force_login(user)
    return user


@pytest.fixture
def tie(partnership, unit):
    """Everything a tie's page can show, once each at least."""
    unit.word, unit.name, unit.level = "huyện", "Quan Sơn", Level.DISTRICT
    unit.save()
    them = partnership.parties.get(side=Side.COUNTERPART).unit
    UnitNameFactory(unit=them, language="lo", text="ວຽງໄຊ")
    source = SourceFactory(paragraph=9, reference="S0-17")
    PartnershipEventFactory(partnership=partnership).sources.add(source)
    PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2020"),
        until=PartialDate.read("2022"),
        reason="dịch bệnh",
    )
    text = MemorandumFactory(
        partnerships=[partnership],
        title="Biên bản ghi nhớ 2022-2025",
        term=DateRange(date(2022, 1, 1), date(2026, 1, 1)),
        signed=PartialDate(),
        doubt="Một hay hai văn bản.",
    )
    text.sources.add(source)
    promise = CommitmentFactory(
        partnership=None, memorandum=text, giver=unit, since=PartialDate.read("2023")
    )
    CommitmentReceiverFactory(commitment=promise, unit=them)
    CadenceFactory(partnership=partnership, every=6, each="month", host_rule="alternating")
    NoteFactory(partnership=partnership, topic="Tiếng nói chung")
    figure = StatedFigureFactory(partnership=partnership, title="Cặp bản toàn tuyến")
    figure.sources.add(SourceFactory(paragraph=13, reference="S1-15"))
    return partnership


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def below(unit):
    """A unit of the officer's area, below their own."""
    return UnitFactory(name="Bo Hiềng", word="bản", parent=unit)


@pytest.fixture
def thanh_hoa(db):
    return province()


@pytest.fixture
def kept(unit):
    return UnitFactory(name="Na Mèo", word="xã", parent=unit)


@pytest.fixture
def twin(unit):
    """The same commune entered once more, below the same place of the officer."""
    return UnitFactory(name="Na Meo", word="xã", parent=unit)
