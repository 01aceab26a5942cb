"""A table belongs to an area: what colleagues of the area read of what others brought in."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.models import Meeting
from reports.services import imports
from tests import factories as make
from tests.factories.imports import upload, workbook

HEAD = ("Cặp kết nghĩa", "Loại", "Ngày họp")


@pytest.fixture
def tie(db):
    return make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")


@pytest.fixture
def elsewhere(db):
    return make.PartnershipFactory(title="bản Khẹo – bản Phìa", code="LA-002")


@pytest.fixture
def area(tie):
    return tie.parties.get(side="home").unit


@pytest.fixture
def officer(area, elsewhere):
    """Reaches two places; the table belongs to the first of them."""
    other = elsewhere.parties.get(side="home").unit
    return make.UserFactory(role=Role.OFFICER, units=[area, other], sees_sensitive=True)


@pytest.fixture
def colleague(area):
    return make.UserFactory(role=Role.OFFICER, units=[area])


def checked(officer, *rows):
    data = workbook(HEAD, *rows)
    one = imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)
    return imports.match(brought=one, matching=one.matching, by=officer)


def page(client, user, one, name="detail") -> str:
    client.force_login(user)
    address = reverse(f"reports:import-{name}", args=[one.uuid])
    return client.get(address, follow=True).content.decode()


def test_what_the_register_has_already_is_told_to_who_sees_it_only(
    client, officer, colleague, elsewhere
):
    make.MeetingFactory(
        partnerships=[elsewhere],
        title="Hội đàm bản Khẹo",
        held=PartialDate.read("28/03/2024"),
    )
    one = checked(officer, ("LA-002", "talks", "28/03/2024"))

    assert "Hội đàm bản Khẹo" in page(client, officer, one)
    assert "Hội đàm bản Khẹo" not in page(client, colleague, one)
    assert "reads what was found" in page(client, colleague, one)
    assert "reads what was found" in page(client, colleague, one, "wrong")


def test_a_colleague_who_sees_the_same_reads_what_was_found(client, officer):
    one = checked(officer, ("LA-003", "talks", "28/03/2024"))
    like = make.UserFactory(role=Role.OFFICER, units=officer.units.all(), sees_sensitive=True)

    assert "No tie of your area is called" in page(client, like, one)


def test_records_of_a_table_are_shown_to_who_sees_them(client, officer, colleague):
    rows = [("LA-001", "talks", "2023"), ("LA-002", "talks", "2024")]
    one = checked(officer, *rows)
    imports.accept(brought=one, verdicts=["right"], by=officer)
    own, other = (Meeting.objects.get(partnerships__code=code) for code in ("LA-001", "LA-002"))

    assert own.get_absolute_url() in page(client, colleague, one)
    assert other.get_absolute_url() not in page(client, colleague, one)
    assert other.get_absolute_url() in page(client, officer, one)


@pytest.mark.django_db(transaction=True)  # what came with it is told by its time
def test_a_sensitive_incident_is_not_named_by_what_it_keeps(officer, tie):
    one = checked(officer, ("LA-001", "talks", "2023"))
    one = imports.accept(brought=one, verdicts=["right"], by=officer)
    incident = make.IncidentFactory(partnership=tie, title="Vụ 12/7", sensitive=True)
    incident.meetings.add(Meeting.objects.get())

    with pytest.raises(RuleViolation, match="a record that is not shown to you") as refused:
        imports.take_back(brought=one, by=officer)

    assert "Vụ 12/7" not in str(refused.value)
    assert Meeting.objects.exists()


def test_what_is_said_of_the_whole_file_is_said_once(officer):
    rows = [("LA-001", "talks", "2023"), *[()] * 150, ("LA-001", "talks", "2024")]
    one = checked(officer, *rows)
    again = imports.match(brought=one, matching=one.matching, by=officer)

    said = [found["reason"] for found in again.findings]
    assert said == ["150 empty rows were passed over."]
