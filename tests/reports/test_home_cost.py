"""What home costs: queries for each role, the same for few records and for many."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from core.fields import PartialDate
from exchanges.choices import AidStatus, MinutesStatus
from reports.views.home import FRAGMENTS, LOADED
from tests import factories as make

PARTS = {key: reverse(address) for key, (_words, address) in FRAGMENTS.items()}
# Who is signed in (2), what they reach, all that is counted; then the lines of each block.
DUE = {"due": 7, "texts": 4, "vacant": 5}
QUERIES = {
    Role.OFFICER: {"home": 6, **DUE, "state": 4, "lacking": 4, "register": 5},
    Role.HEAD: {"home": 6, **DUE, "state": 4, "lacking": 4, "register": 5},
    Role.LIAISON: {"home": 6, **DUE, "state": 4, "lacking": 4},
    Role.READER: {"home": 4, "state": 4, "register": 5},
    Role.ADMINISTRATOR: {"home": 5},
}


def pages_of(role: str) -> dict[str, str]:
    return {"home": "/"} | {key: PARTS[key] for key in LOADED.get(role, ())}


def asked(client, url: str) -> list[str]:
    """What the page asks the database, the second time that it is opened."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url, headers={"HX-Request": "true"}).status_code == 200
    return [one["sql"] for one in captured]


def one_of_each(unit) -> None:
    """A record more of each kind that home tells of."""
    tie = make.PartnershipFactory(home__unit=unit)
    gone = make.UnitFactory(valid_to=date(2025, 7, 1))
    make.PartnershipPartyFactory(partnership=tie, unit=gone, until=None)
    meeting = make.MeetingFactory(partnerships=[tie])
    make.MinutesFactory(meeting=meeting, status=MinutesStatus.SUBMITTED)
    make.MinutesFactory(
        meeting=make.MeetingFactory(partnerships=[tie]),
        status=MinutesStatus.RETURNED,
        reason="Thiếu ngày.",
    )
    make.AgreedItemFactory(meeting=meeting, due=date(2025, 1, 1))
    make.LetterFactory(partnership=tie, answer_due=date(2025, 2, 1))
    make.IncidentFactory(partnership=tie)
    make.AidProjectFactory(partnership=tie, status=AidStatus.PROPOSED)
    make.AnnualReviewFactory(series=make.ReviewSeriesFactory(partnerships=[tie]))
    make.CommitmentFactory(partnership=tie)
    make.MemorandumFactory(partnerships=[tie], signed=PartialDate.read("2024"))
    make.CadenceFactory(partnership=tie, days=["04-16"], starts=date(2026, 1, 1))


@pytest.mark.parametrize("role", Role)
def test_home_and_its_parts_ask_as_many_queries_for_few_records_as_for_many(client, unit, role):
    client.force_login(make.UserFactory(role=role, units=[unit]))
    one_of_each(unit)
    few = {page: len(asked(client, url)) for page, url in pages_of(role).items()}
    for _time in range(11):
        one_of_each(unit)
    many = {page: len(asked(client, url)) for page, url in pages_of(role).items()}
    assert few == many == QUERIES[role]
