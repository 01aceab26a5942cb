"""One meeting of four clusters: once for each tie, once for the unit and once for the province."""

import pytest
from django.urls import reverse

from core.fields import PartialDate
from partnerships.choices import Level
from reports import figures
from tests.factories import (
    AnnualReviewFactory,
    MeetingFactory,
    PartnershipFactory,
    ReviewSeriesFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def province(db):
    return UnitFactory(word="tỉnh", name="Sơn La", level=Level.PROVINCE)


@pytest.fixture
def commune(province):
    return UnitFactory(word="xã", name="Chiềng Khương", parent=province)


@pytest.fixture
def clusters(commune):
    """Four villages of a commune, each with one across the border."""
    return [
        PartnershipFactory(
            title=f"bản {number}",
            home__unit=UnitFactory(word="bản", name=f"Ta {number}", parent=commune),
            counterpart__unit=UnitFactory(
                word="bản", name=f"Bạn {number}", country__code="LA", level=Level.VILLAGE
            ),
        )
        for number in range(4)
    ]


@pytest.fixture
def meeting(clusters):
    return MeetingFactory(partnerships=clusters, held=PartialDate.read("15/05/2024"), host="home")


@pytest.fixture
def at_work(client, province):
    client.force_login(UserFactory(role="officer", units=[province]))
    return client


def test_each_tie_and_each_unit_shows_it_once(at_work, clusters, commune, province, meeting):
    for tie in clusters:
        page = at_work.get(reverse("exchanges:tie-meetings", args=[tie.uuid]))
        assert [row["record"] for row in page.context["rows"]] == [meeting]
    for unit in (commune, province):
        page = at_work.get(reverse("exchanges:unit-meetings", args=[unit.uuid]))
        assert [row["record"] for row in page.context["rows"]] == [meeting]
    table = at_work.get(reverse("exchanges:meeting-list")).context["table"]
    assert (len(table.rows), table.count) == (1, "1")


def counted(**subject) -> str:
    review = AnnualReviewFactory(series=ReviewSeriesFactory(**subject))
    known = figures.collect(review)
    assert len([one for one in known["meetings"] if one["which"] == "held"]) == 1
    rows = {row["measure"]: row["computed"]["number"] for row in known["figures"]}
    return rows["meetings_held"]


def test_a_review_of_one_of_all_and_of_the_province_counts_it_once(
    clusters, commune, province, meeting
):
    assert counted(partnerships=clusters[:1]) == "1"
    assert counted(partnerships=clusters) == "1"
    assert counted(unit=commune) == "1"
    assert counted(unit=province) == "1"


def test_its_host_counts_in_the_turn_of_every_tie(at_work, clusters, meeting):
    for tie in clusters:
        page = at_work.get(reverse("exchanges:tie-meetings", args=[tie.uuid]))
        assert [one.host for one in page.context["turn"].held] == ["home"]
