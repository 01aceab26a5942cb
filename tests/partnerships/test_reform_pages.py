"""The pages of the work after the reform: forms with their previews, bulk, taking back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from partnerships.choices import DecisionKind, PartnershipKind, PartnershipStatus, Side
from partnerships.models import Decision, Paper, Unit
from tests.factories import (
    OrganisationFactory,
    PartnershipPartyFactory,
    UserFactory,
)
from tests.partnerships.reform import (
    REFORM,
    district,
    dump,
    foreign,
    new_commune,
    old_commune,
    text_of,
    tie,
)

NOW = date(2026, 11, 21)
SAID = {"decided_by": "UBND tỉnh Thanh Hóa", "on": "01/07/2025"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def quan_son(thanh_hoa):
    unit = district(thanh_hoa)
    old = old_commune(unit, "Na Mèo cũ")
    new_commune(thanh_hoa, "Na Mèo", old, kind="kept")
    return unit


@pytest.fixture
def ties(quan_son):
    return [tie(quan_son, foreign(name)) for name in ("Viêng Xay", "Sầm Tớ")]


@pytest.fixture
def officer(client, thanh_hoa):
    user = UserFactory(units=[thanh_hoa])
    client.force_login(user)
    return user


def at(name, record):
    return reverse(f"partnerships:{name}", args=[record.uuid])


def ticked(ties):
    return [str(one.parties.get(side=Side.HOME, since=None).uuid) for one in ties]


def decide(client, unit, chosen, **more):
    data = SAID | {"who": "province", "ties": ticked(chosen)} | more
    return client.post(at("unit-decide", unit), data)


def test_the_form_offers_who_may_take_over(client, officer, quan_son, ties):
    page = client.get(at("unit-decide", quan_son)).text
    assert "the people&#x27;s committee of tỉnh Thanh Hóa (Decree 177/2025/NĐ-CP)" in page
    assert "xã Na Mèo" in page
    assert page.count('name="ties"') == 2
    assert 'value="01/07/2025"' in page


def test_both_ties_pass_to_the_province_in_one_go(client, officer, quan_son, ties, thanh_hoa):
    answer = decide(client, quan_son, ties)
    first, second = Decision.objects.order_by("pk")
    assert answer.url == at("decision-detail", first)
    assert first.batch == second.batch is not None
    assert {one.status_on(NOW) for one in ties} == {PartnershipStatus.ACTIVE}
    page = client.get(answer.url).text
    assert "tỉnh Thanh Hóa" in page
    assert "Recorded together with it" in page
    assert officer.username in page


def test_communes_or_another_body_take_over_or_nobody(client, officer, quan_son, ties, thanh_hoa):
    commune = Unit.objects.get(name="Na Mèo")
    decide(client, quan_son, ties[:1], who="land", land=[str(commune.uuid)])
    assert ties[0].parties.get(since=REFORM).unit == commune
    body = OrganisationFactory(seat=thanh_hoa)
    decide(client, quan_son, ties[1:], who="other", organisation=str(body.uuid))
    assert ties[1].parties.get(since=REFORM).organisation == body
    third = tie(quan_son, foreign("Khác"))
    assert decide(client, quan_son, [third], who="nobody").status_code == 422
    decide(client, quan_son, [third], who="nobody", reason="không còn hoạt động")
    assert third.status_on(NOW) == PartnershipStatus.ENDED


def test_a_new_paper_is_typed_in_the_same_form(client, officer, quan_son, ties):
    typed = {"paper_number": "12/QĐ-UBND", "paper_dated": "15/07/2025", "paper_gist": "Tiếp nhận"}
    decide(client, quan_son, ties, **typed | {"decided_by": ""})
    paper = Paper.objects.get()
    assert (paper.number, str(paper.dated), paper.title) == (
        "12/QĐ-UBND",
        "15/07/2025",
        "Tiếp nhận",
    )
    assert {one.paper for one in Decision.objects.all()} == {paper}
    assert Paper.objects.visible_to(officer).exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"decided_by": ""}, "Say who decided"),
        ({"ties": []}, "Tick at least one tie"),
        ({"who": "land"}, "Tick at least one unit"),
        ({"who": "other"}, "Name the unit or organisation"),
        ({"on": ""}, "Fill this in"),
        ({"paper_dated": "2025"}, "Give the number or the gist"),
    ],
)
def test_what_is_lacking_is_asked_for(client, officer, quan_son, ties, more, words):
    answer = decide(client, quan_son, ties, **more)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert not Decision.objects.exists()


def preview(client, url, **data):
    return client.post(url, SAID | {"preview": "1"} | data, headers=HTMX)


def test_the_preview_says_what_would_change_and_changes_nothing(client, officer, quan_son, ties):
    text_of(*ties)
    before = dump()
    answer = preview(
        client, at("unit-decide", quan_son), who="province", ties=ticked(ties), decided_by=""
    )
    assert "<html" not in answer.text
    for words in (
        "2 ties have both sides filled: tỉnh Thanh Hóa – huyện Viêng Xay; "
        "tỉnh Thanh Hóa – huyện Sầm Tớ.",
        "Texts: 1, commitments: 0",
        "A review of 2024 still prints “huyện Quan Sơn”",
        "prints “tỉnh Thanh Hóa (before 1/7/2025: huyện Quan Sơn)”",
        "users of tỉnh Thanh Hóa see them too",
    ):
        assert words in answer.text
    assert dump() == before
    assert not Decision.objects.exists()


def test_without_scripts_the_preview_is_a_page_with_what_was_typed(client, officer, quan_son, ties):
    data = SAID | {"who": "province", "ties": ticked(ties), "preview": "1", "reason": "ghi chú"}
    answer = client.post(at("unit-decide", quan_son), data)
    assert answer.status_code == 200
    assert "If you record this decision" in answer.text
    assert 'value="ghi chú"' in answer.text
    assert not Decision.objects.exists()


def test_the_preview_warns_of_a_tie_that_would_become_the_same(
    client, officer, quan_son, ties, thanh_hoa
):
    them = ties[0].parties.get(side=Side.COUNTERPART).unit
    later = tie(district(thanh_hoa, "Quan Hóa"), them)
    tie(district(thanh_hoa, "Lang Chánh"), them, kind=PartnershipKind.TWINNING)
    asked = {"who": "province", "ties": ticked(ties[:1])}
    said = preview(client, at("unit-decide", quan_son), **asked).text
    assert f"If later {later} also passes to tỉnh Thanh Hóa" in said
    assert "Lang Chánh" not in said
    decide(client, quan_son, ties[:1])
    home = later.parties.get(side=Side.HOME).unit
    refused = {"who": "province", "ties": ticked([later])}
    said = preview(client, at("unit-decide", home), **refused).text
    assert "This would be refused" in said
    assert ties[0].code in said
    assert decide(client, home, [later]).status_code == 422


def test_the_same_form_sent_twice_records_once(client, officer, quan_son, ties):
    page = client.get(at("unit-decide", quan_son)).text
    submission = page.split('name="submission" value="')[1].split('"')[0]
    first = decide(client, quan_son, ties, submission=submission)
    second = decide(client, quan_son, ties, submission=submission)
    assert first.url == second.url
    assert Decision.objects.count() == 2


def test_an_organisation_that_ended_passes_on(client, officer, thanh_hoa):
    body = OrganisationFactory(seat=thanh_hoa, until=REFORM)
    heir = OrganisationFactory(seat=thanh_hoa)
    link = tie(thanh_hoa, foreign())
    party = PartnershipPartyFactory(partnership=link, unit=None, organisation=body)
    data = SAID | {"who": "other", "organisation": str(heir.uuid), "ties": [str(party.uuid)]}
    client.post(at("organisation-decide", body), data)
    assert link.parties.get(since=REFORM).organisation == heir


def test_a_decision_is_taken_back_from_its_page(client, officer, quan_son, ties):
    before = dump()
    decide(client, quan_son, ties[:1])
    decision = Decision.objects.get()
    url = at("decision-take-back", decision)
    assert url in client.get(decision.get_absolute_url()).text
    assert client.post(url, SAID | {"on": "21/11/2026"}).status_code == 422  # says no reason
    client.post(url, SAID | {"on": "21/11/2026", "reason": "ghi nhầm"})
    assert dump() == before
    page = client.get(decision.get_absolute_url()).text
    assert "Taken back on 21/11/2026: ghi nhầm." in page
    assert url not in page
    decided = client.get(reverse("partnerships:reform-list") + "?show=decided").text
    assert "taken back" in decided


@pytest.mark.parametrize("role", [Role.HEAD, Role.READER, Role.LIAISON])
def test_others_read_the_list_and_do_not_decide(client, thanh_hoa, quan_son, ties, role):
    client.force_login(UserFactory(role=role, units=[thanh_hoa]))
    page = client.get(reverse("partnerships:reform-list")).text
    assert "huyện Quan Sơn" in page
    assert at("unit-decide", quan_son) not in page
    assert client.get(at("unit-decide", quan_son)).status_code == 403


def test_the_page_of_a_decision_costs_little(
    client, officer, quan_son, ties, django_assert_max_num_queries
):
    decide(client, quan_son, ties)
    with django_assert_max_num_queries(10):
        client.get(Decision.objects.first().get_absolute_url())


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_deciding_at_once_the_second_is_told(thanh_hoa, quan_son, ties):
    start, heirs = Barrier(2), [thanh_hoa, Unit.objects.get(name="Na Mèo")]
    users = [UserFactory(units=[thanh_hoa]) for _heir in heirs]

    def send(user, heir):
        browser = Client()
        browser.force_login(user)
        data = SAID | {"who": "other", "unit": str(heir.uuid), "ties": ticked(ties[:1])}
        start.wait()
        try:
            return browser.post(at("unit-decide", quan_son), data)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, users, heirs), key=lambda answer: answer.status_code)

    assert [answer.status_code for answer in answers] == [302, 422]
    told = answers[1].text
    assert "decided meanwhile" in told or "is not one of the available choices" in told
    assert Decision.objects.filter(kind=DecisionKind.CARRIED_OVER).count() == 1
