"""What a merge must not leave behind: rings of frames, a wider area, and rows on a duplicate."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import PartnershipEventKind, Side
from partnerships.models import Partnership
from partnerships.services import merging, organisations, parties, partnerships, tie_events
from tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
)

WHY = "Nhập hai lần."


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def framed(unit, frame=None):
    return PartnershipFactory(home__unit=UnitFactory(parent=unit), frame=frame)


def test_a_tie_does_not_come_to_stand_under_itself_by_a_merge(officer, unit):
    """The duplicate stands over a tie that stands over the kept one, or the other way round."""
    above = framed(unit)
    between = framed(unit, above)
    below = framed(unit, between)
    for kept, twin in ((below, above), (above, below)):
        with pytest.raises(RuleViolation, match="cannot stand under itself"):
            merging.merge(kept=kept, duplicate=twin, reason=WHY, by=officer)
    assert Partnership.objects.kept().count() == 3


@pytest.fixture
def merged(officer, unit):
    """A tie that was merged into another one."""
    kept, twin = framed(unit), framed(unit)
    merging.merge(kept=kept, duplicate=twin, reason=WHY, by=officer)
    twin.refresh_from_db()
    return twin


def test_nothing_is_entered_on_a_tie_that_was_merged(officer, merged):
    begun = PartialDate.read("1/7/2024")
    acts = [
        lambda: parties.admit(
            partnership=merged,
            side=Side.COUNTERPART,
            unit=UnitFactory(country__code="LA"),
            by=officer,
        ),
        lambda: tie_events.record(
            partnership=merged, kind=PartnershipEventKind.ESTABLISHED, since=begun, by=officer
        ),
        lambda: tie_events.suspend(partnership=merged, since=begun, reason="dịch", by=officer),
        lambda: partnerships.revise(
            partnership=merged,
            title="x",
            kind=merged.kind,
            level=merged.level,
            frame=None,
            fields_of_work="",
            paper_languages=[],
            parties=[{"side": Side.COUNTERPART, "unit": UnitFactory(country__code="LA")}],
            events=[],
            by=officer,
        ),
    ]
    for act in acts:
        with pytest.raises(RuleViolation, match="was merged into"):
            act()
    assert merged.parties.count() == merged.changes.count() == 0


@pytest.mark.parametrize("name", ["edit", "suspend", "resume", "end", "admit"])
def test_the_forms_of_a_merged_tie_are_not_there(at_work, merged, name):
    url = reverse(f"partnerships:partnership-{name}", args=[merged.uuid])
    assert at_work.get(url).status_code == 404
    assert at_work.post(url, {}).status_code == 404


def test_the_database_refuses_a_ring_of_frames(unit):
    above = framed(unit)
    below = framed(unit, framed(unit, above))
    with pytest.raises(IntegrityError, match="under no tie below it"):
        Partnership.objects.filter(pk=above.pk).update(frame=below)


def test_a_merged_record_cannot_be_named_in_a_form(at_work, officer, unit, merged):
    """Its key in a forged form, or in one opened before the merge."""
    kept, twin = UnitFactory(parent=unit), UnitFactory(parent=unit)
    tie = framed(unit)
    merging.merge(kept=kept, duplicate=twin, reason=WHY, by=officer)
    one, other = (OrganisationFactory(seat=unit) for _each in range(2))
    merging.merge(kept=one, duplicate=other, reason=WHY, by=officer)
    url = reverse("partnerships:partnership-admit", args=[tie.uuid])
    for box, record in (("unit", twin), ("organisation", other)):
        answer = at_work.post(url, {"side": "home", box: str(record.uuid), "since": "1/1/2024"})
        assert answer.status_code == 422
    assert tie.parties.count() == 2


def test_nobody_takes_an_organisation_of_another_area_for_their_own(officer, unit):
    """A common tie shows it; its seat says whose it is, and what else it does stays unseen."""
    station = OrganisationFactory(seat=UnitFactory())
    tie = PartnershipFactory(home__unit=unit)
    PartnershipPartyFactory(partnership=tie, unit=None, organisation=station)
    own = OrganisationFactory(seat=unit)
    facts = {"name": "x", "kind": station.kind, "country": None, "seat": unit, "other_names": {}}
    with pytest.raises(RuleViolation, match="outside your area"):
        organisations.revise(organisation=station, **facts, since=None, until=None, by=officer)
    with pytest.raises(RuleViolation, match="outside your area"):
        merging.merge(kept=own, duplicate=station, reason=WHY, by=officer)


def test_an_organisation_outside_the_area_offers_no_forms(at_work, unit):
    own, other = OrganisationFactory(seat=unit), OrganisationFactory(seat=UnitFactory())
    for record, there in ((own, True), (other, False)):
        page = at_work.get(record.get_absolute_url()).text
        for name in ("edit", "charge", "merge"):
            url = reverse(f"partnerships:organisation-{name}", args=[record.uuid])
            assert (url in page) == there
