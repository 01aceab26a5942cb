"""The pages of the other records, and the search in forms."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from tests.factories import (
    BorderFactory,
    BorderProfileFactory,
    ChargeFactory,
    CommitmentFactory,
    CommitmentReceiverFactory,
    MemorandumFactory,
    MemorandumPartyFactory,
    NoteFactory,
    OrganisationFactory,
    PaperFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PostFactory,
    SignatoryFactory,
    SourceFactory,
    StatedFigureFactory,
    UnitFactory,
    UserFactory,
)

LISTS = [
    "partnership",
    "unit",
    "organisation",
    "person",
    "memorandum",
    "commitment",
    "stated-figure",
    "note",
    "paper",
    "border-profile",
]


def text_of(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


# The other records


def cited(record):
    record.sources.add(SourceFactory(paper__title="Điểm sáng đối ngoại vùng biên"))
    return record


def records_of(unit, tie):
    text = MemorandumFactory(partnerships=[tie], title="Biên bản hợp tác")
    SignatoryFactory(memorandum=text)
    MemorandumPartyFactory(memorandum=text, unit=unit)
    person = PostFactory(unit=unit).person
    organisation = OrganisationFactory(seat=unit)
    PostFactory(organisation=organisation, unit=None)
    ChargeFactory(organisation=organisation, unit=unit)
    return {
        "organisation": organisation,
        "person": person,
        "memorandum": text,
        "commitment": CommitmentReceiverFactory(commitment__partnership=tie).commitment,
        "stated-figure": StatedFigureFactory(partnership=tie),
        "note": NoteFactory(partnership=tie),
        "paper": PaperFactory(published=False, unit=unit),
        "border-profile": BorderProfileFactory(unit=unit),
        "whole-border": BorderProfileFactory(unit=None),
    }


def test_every_record_page_shows_its_sources_within_ten_queries(
    client, reader, unit, tie, django_assert_max_num_queries
):
    for name, record in records_of(unit, tie).items():
        cited(record)
        with django_assert_max_num_queries(10):
            page = text_of(client.get(record.get_absolute_url()))
        assert "Điểm sáng đối ngoại vùng biên" in page, name
        assert str(record) in page


def test_records_out_of_scope_do_not_exist(client, reader):
    away = UnitFactory()
    elsewhere = records_of(away, PartnershipFactory(home__unit=away))
    open_to_all = {"organisation", "whole-border"}
    for name, record in elsewhere.items():
        expected = 200 if name in open_to_all else 404
        assert client.get(record.get_absolute_url()).status_code == expected, name


def test_a_commitment_without_interval_is_not_multiplied(client, reader, tie):
    promise = CommitmentFactory(partnership=tie)
    page = text_of(client.get(promise.get_absolute_url()))
    assert "No source says how often" in page
    assert "500,000,000 VND" in page


def test_the_parts_of_an_organisation_are_cut_to_the_scope(client, reader, unit, tie):
    organisation = records_of(unit, tie)["organisation"]
    PartnershipPartyFactory(partnership=tie, unit=None, organisation=organisation)
    away = PartnershipFactory(title="cặp nơi khác", home=None)
    PartnershipPartyFactory(
        partnership=away, unit=None, organisation=OrganisationFactory(seat=UnitFactory())
    )
    ties = text_of(client.get(reverse("partnerships:organisation-ties", args=[organisation.uuid])))
    assert tie.title in ties
    assert "cặp nơi khác" not in ties
    for part in ("notes", "figures"):
        url = reverse(f"partnerships:organisation-{part}", args=[organisation.uuid])
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, ""])
def test_who_does_not_read_the_register_gets_no_page(client, unit, role):
    client.force_login(UserFactory(role=role, units=[unit]))
    for name in LISTS:
        assert client.get(reverse(f"partnerships:{name}-list")).status_code == 403
    assert client.get(unit.get_absolute_url()).status_code == 403


@pytest.mark.parametrize(
    ("picker", "typed"),
    [
        ("unit", "quan son"),
        ("partnership", "ban viet"),
        ("organisation", "don bien"),
        ("person", "luong thi"),
        ("memorandum", "bien ban hop"),
        ("paper", "diem sang"),
    ],
)
def test_pickers_find_without_tone_marks(client, reader, unit, tie, picker, typed):
    records_of(unit, tie)
    page = text_of(client.get(reverse(f"partnerships:{picker}-picker"), {"q": typed, "name": "x"}))
    assert 'name="x"' in page


@pytest.mark.parametrize("name", ["country", "border", "unit", "organisation"])
def test_reference_lists_stand_in_the_plain_admin_for_administrators_only(client, unit, name):
    BorderFactory()
    OrganisationFactory()
    url = reverse(f"admin:partnerships_{name}_changelist")
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    assert client.get(url).status_code == 200
    client.force_login(UserFactory(role=Role.OFFICER, units=[unit]))
    assert client.get(url).status_code == 302


def test_of_a_person_only_the_posts_in_scope_are_shown(client, reader, unit):
    person = PostFactory(unit=unit, title="Chủ tịch").person
    PostFactory(person=person, unit=UnitFactory(), title="Bí thư nơi khác")
    for url in (person.get_absolute_url(), reverse("partnerships:person-list")):
        page = text_of(client.get(url))
        assert "Chủ tịch" in page
        assert "Bí thư nơi khác" not in page


def test_a_text_out_of_scope_is_not_named_by_the_one_that_renews_it(client, reader, tie):
    earlier = MemorandumFactory(partnerships=[PartnershipFactory()], title="Văn bản nơi khác")
    text = MemorandumFactory(partnerships=[tie], renews=earlier)
    for url in (text.get_absolute_url(), tie.get_absolute_url()):
        page = text_of(client.get(url))
        assert text.title in page
        assert earlier.title not in page
