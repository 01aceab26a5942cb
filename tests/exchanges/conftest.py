"""The form of a meeting, minutes and aid on their way, as several test files begin with them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.fields import PartialDate
from exchanges.choices import MeetingStatus, Outcome
from exchanges.procedures import AID_STEPS
from exchanges.services import minutes
from partnerships.choices import Side
from partnerships.services import procedures
from tests.exchanges.aid import approve, propose
from tests.exchanges.filing import HELD, untouched
from tests.exchanges.minutes import row, write
from tests.factories import MeetingFactory, PaperFactory, UserFactory


@pytest.fixture
def meeting(partnership):
    return MeetingFactory(partnerships=[partnership])


@pytest.fixture
def liaison(unit):
    return UserFactory(role=Role.LIAISON, units=[unit])


@pytest.fixture
def draft(meeting, liaison):
    record = minutes.begin(
        meeting=meeting, languages=["vi", "lo"], outcome=Outcome.AGREED, by=liaison
    )
    return write(record, liaison, row("Hai bên đánh giá năm 2024."))


@pytest.fixture
def submitted(draft, liaison):
    return minutes.submit(minutes=draft, by=liaison)


@pytest.fixture
def url(partnership):
    return reverse("exchanges:tie-meeting-create", args=[partnership.uuid])


@pytest.fixture
def filing(client, liaison, url):
    """Opens the form and sends it with what was typed."""
    client.force_login(liaison)
    data = untouched(client.get(url))
    return lambda typed=(), **more: client.post(url, data | HELD | dict(typed) | more)


# A meeting to come


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def planned(partnership):
    return MeetingFactory(
        partnerships=[partnership],
        status=MeetingStatus.PLANNED,
        held=PartialDate(),
        planned=date(2027, 5, 20),
        host=Side.HOME,
    )


# Aid made here


@pytest.fixture
def rules(db):
    procedures.load(rows=AID_STEPS, by=UserFactory(role=Role.ADMINISTRATOR))


@pytest.fixture
def proposed(officer, unit):
    return propose(officer, unit)


@pytest.fixture
def paper(unit):
    return PaperFactory(unit=unit, published=False)


@pytest.fixture
def approved(proposed, head, paper):
    return approve(proposed, head, paper)
