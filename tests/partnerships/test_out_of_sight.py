"""What lies outside the area, or needs a right, is not told by a side door either."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.services import charges, lookalikes
from tests.factories import (
    IncidentFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
)


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def test_the_log_of_a_station_names_no_tie_of_another_area(at_work, officer, unit):
    """Everybody reads about the station; what it has charge of is told to those who see it."""
    station = OrganisationFactory(seat=unit)
    tie = PartnershipFactory(title="Mường Lát – Sốp Bâu")
    charge = charges.assign(organisation=station, partnership=tie, by=officer)
    charges.end(charge=charge, until=date(2026, 1, 1), by=officer)
    page = at_work.get(reverse("partnerships:organisation-history", args=[station.uuid]))
    assert len(page.context["rows"]) == 2
    assert tie.title not in page.text


def test_posts_of_another_area_are_not_told_of_somebody_called_alike(at_work, officer, unit):
    person = PersonFactory(name="Khăm Phon")
    seen, unseen = PostFactory(person=person, unit=unit), PostFactory(person=person)
    (found,) = lookalikes.people(name="Kham Phon", user=officer)
    assert list(found.posts.all()) == [seen]
    assert unseen not in found.posts.all()


def test_the_preview_of_a_merge_counts_what_the_officer_may_see(at_work, officer, unit):
    kept, twin = UnitFactory(parent=unit), UnitFactory(parent=unit)
    for sensitive in (False, True):
        IncidentFactory(partnership=None, unit=twin, sensitive=sensitive)
    url = reverse("partnerships:unit-merge", args=[twin.uuid])
    page = at_work.get(f"{url}?into={kept.uuid}")
    assert dict(page.context["moves"])["incidents"] == 1
