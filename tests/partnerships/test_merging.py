"""Two records of one thing become one; both histories stay readable."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.models import Incident, Meeting
from exchanges.services import minutes
from partnerships.choices import NameKind
from partnerships.models import Organisation, Partnership, PartnershipParty, Unit
from partnerships.services import merging
from tests.factories import (
    BorderProfileFactory,
    ChargeFactory,
    IncidentFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PostFactory,
    SourceFactory,
    UnitFactory,
    UnitNameFactory,
    UserFactory,
)
from tests.partnerships.test_reach import assert_kept

WHY = "Nhập hai lần."


def merge(kept, duplicate, by, reason=WHY):
    return merging.merge(kept=kept, duplicate=duplicate, reason=reason, by=by)


def test_everything_that_referred_to_the_duplicate_refers_to_the_kept_unit(
    officer, kept, twin, unit
):
    village = UnitFactory(parent=twin)
    tie = PartnershipFactory(home__unit=twin)
    there = [
        OrganisationFactory(seat=twin),
        PostFactory(unit=twin),
        IncidentFactory(partnership=None, unit=twin),
        BorderProfileFactory(unit=twin),
        ChargeFactory(unit=twin),
        UserFactory(units=[twin]),
    ]
    meeting = MeetingFactory(partnerships=[tie], place_unit=twin)

    merge(kept, twin, officer)

    village.refresh_from_db()
    meeting.refresh_from_db()
    assert village.parent == kept
    assert meeting.place_unit == kept
    assert tie.parties.get(side="home").unit == kept
    for record in there:
        record.refresh_from_db()
    organisation, *with_unit, user = there
    assert organisation.seat == kept
    assert all(record.unit == kept for record in with_unit)
    assert list(user.units.all()) == [kept]
    assert merging.counted(twin, officer) == {}
    assert_kept()


def test_the_duplicate_keeps_its_row_its_page_and_says_where_it_went(officer, kept, twin):
    uuid = twin.uuid
    merge(kept, twin, officer)
    twin.refresh_from_db()
    assert (twin.uuid, twin.merged_into) == (uuid, kept)
    assert twin not in Unit.objects.kept()
    ours = AuditEvent.objects.get(action="unit.merged", target=kept.uuid)
    theirs = AuditEvent.objects.get(action="unit.merged_away", target=twin.uuid)
    assert (ours.reason, theirs.reason) == (WHY, WHY)
    assert ours.details["other"] == str(twin.uuid)
    assert ours.details["moved"] == theirs.details["moved"] == {"partnerships.UnitParent": 1}


def test_names_and_facts_that_only_the_duplicate_had_are_taken_over(officer, kept, twin):
    UnitNameFactory(unit=kept, language="lo", text="ນາແມວ")
    UnitNameFactory(unit=twin, language="lo", text="ນາແມວ")
    UnitNameFactory(unit=twin, language="lo", text="ນາເມ້ວ")
    UnitNameFactory(unit=twin, language="en", text="Na Meo")
    Unit.objects.filter(pk=twin.pk).update(code="14800", valid_to=date(2025, 7, 1))
    SourceFactory().unit_set.add(twin)
    merge(kept, twin, officer)
    kept.refresh_from_db()
    named = set(kept.names.values_list("language", "text", "kind"))
    assert named == {
        ("lo", "ນາແມວ", NameKind.OFFICIAL),
        ("lo", "ນາເມ້ວ", NameKind.ALIAS),
        ("en", "Na Meo", NameKind.OFFICIAL),
        ("vi", "Na Meo", NameKind.ALIAS),
    }
    assert kept.code == "14800"
    assert kept.valid_to is None  # that the duplicate ended says nothing of the kept one
    assert kept.sources.count() == 1


def test_rows_that_say_the_same_are_dropped_and_what_named_them_follows(officer, unit):
    kept, twin = PartnershipFactory(home__unit=unit), PartnershipFactory(home=None)
    PartnershipParty.objects.filter(partnership=twin).delete()
    for party in kept.parties.all():
        PartnershipPartyFactory(
            partnership=twin, side=party.side, unit=party.unit, since=date(2020, 1, 1)
        )
        PartnershipParty.objects.filter(pk=party.pk).update(since=date(2020, 1, 1))
    hosted = MeetingFactory(
        partnerships=[twin], host="home", host_party=twin.parties.get(side="home")
    )
    both = MeetingFactory(partnerships=[kept, twin])

    merge(kept, twin, officer)

    assert kept.parties.count() == 2
    assert twin.parties.count() == 0
    hosted.refresh_from_db()
    assert hosted.host_party == kept.parties.get(side="home")
    assert list(both.partnerships.all()) == [kept]
    assert_kept()


def test_what_was_merged_into_the_duplicate_before_follows_it(officer, kept, twin, unit):
    third = UnitFactory(name="Nà Mèo", parent=unit)
    merge(twin, third, officer)
    merge(kept, twin, officer)
    third.refresh_from_db()
    assert third.merged_into == kept
    with pytest.raises(RuleViolation, match="merged into another already"):
        merge(UnitFactory(parent=unit), twin, officer)


def test_an_organisation_goes_by_the_names_of_its_duplicates(officer, unit):
    kept = OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=unit)
    twin = OrganisationFactory(
        name="Đồn BP cửa khẩu Na Mèo", seat=unit, other_names={"lo": "ປ້ອມຊາຍແດນ"}
    )
    ChargeFactory(organisation=twin, unit=unit)
    guard = UserFactory(organisation=twin)
    merge(kept, twin, officer)
    kept.refresh_from_db()
    guard.refresh_from_db()
    assert guard.organisation == kept
    assert kept.charges.get().unit == unit
    assert kept.other_names == {"lo": "ປ້ອມຊາຍແດນ"}
    for typed in ("don bp cua khau", "ປ້ອມຊາຍແດນ", "bien phong na meo"):
        assert list(Organisation.objects.kept().named(typed)) == [kept]


def test_a_tie_goes_by_the_code_of_its_duplicate_and_keeps_both_beginnings(officer, unit):
    kept = PartnershipFactory(home__unit=unit)
    twin = PartnershipFactory(home__unit=UnitFactory(parent=unit))
    PartnershipEventFactory(partnership=kept, since=PartialDate.read("2015"))
    PartnershipEventFactory(partnership=twin, since=PartialDate.read("2016"))
    incident = IncidentFactory(partnership=twin)
    merge(kept, twin, officer)
    assert kept.changes.count() == 2
    assert Incident.objects.get(pk=incident.pk).partnership == kept
    assert list(Partnership.objects.kept().named(twin.code)) == [kept]


def test_whoever_saw_the_duplicate_still_opens_its_page(officer, unit, client, partnership):
    twin = PartnershipFactory(home=None)
    them = UnitFactory()
    PartnershipPartyFactory(partnership=twin, unit=them)
    colleague = UserFactory(role="reader", units=[them])
    everywhere = UserFactory(role="officer", sees_all=True)
    merge(partnership, twin, everywhere)
    client.force_login(colleague)
    page = client.get(twin.get_absolute_url())
    assert page.status_code == 200
    assert "This record is a duplicate." in page.text
    assert partnership.title in page.text
    assert f"by {everywhere.name}" in page.text
    assert twin.title in client.get(partnership.get_absolute_url()).text
    client.force_login(UserFactory(role="reader", units=[UnitFactory()]))
    assert client.get(twin.get_absolute_url()).status_code == 404


def test_signed_minutes_stay_as_they_are(officer, kept, twin):
    tie = PartnershipFactory(home__unit=twin)
    meeting = MeetingFactory(partnerships=[tie])
    signed = minutes.record_past(
        meeting=meeting, items=[{"kind": "review", "side": "", "text": {"vi": "Đúng."}}], by=officer
    )
    before = list(signed.items.values())
    merge(kept, twin, officer)
    assert list(signed.items.values()) == before
    assert Meeting.objects.visible_to(UserFactory(units=[kept])).get() == meeting
