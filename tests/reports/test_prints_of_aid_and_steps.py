"""The record of a hand-over and the letter of a step, as the register knows them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.basis import Basis
from core.fields import Amount, PartialDate
from exchanges.choices import Acceptance, AidDirection, AidRole, AidStatus
from exchanges.models import Delivery, HandOver
from reports.contents.hand_over import hand_over
from reports.contents.letter import letter
from tests import factories as make

TODAY = date(2026, 11, 22)
NOTHING = {
    "number": "",
    "date": None,
    "unit": "",
    "addressees": [],
    "recipients": [],
    "enclosures": [],
    "authority": "",
    "head": "",
    "post": "",
    "signer": "",
}


@pytest.fixture
def aid(tie, district, across):
    aid = make.AidProjectFactory(
        partnership=tie,
        basis=Basis.REPORTED,
        title="Nhà văn hóa",
        status=AidStatus.HANDED_OVER,
        amount=Amount(180_000_000, "VND"),
        handed_over=PartialDate.read("05/06/2023"),
    )
    make.AidPartyFactory(project=aid, role=AidRole.GIVER, unit=district)
    make.AidPartyFactory(project=aid, role=AidRole.RECEIVER, unit=across)
    return aid


def handed(aid, **more):
    return hand_over(aid, languages=["vi", "lo"], today=TODAY, **more)


def test_a_hand_over_says_what_the_register_knows(aid):
    make.AidLineFactory(project=aid, what="Nhà một tầng", amount=Amount(1, "nhà"))
    Delivery.objects.create(
        basis=Basis.REPORTED, project=aid, given=PartialDate.read("2023"), what="Vật liệu"
    )
    HandOver.objects.create(
        project=aid,
        place="bản Lơi",
        giver_name="Lương Văn Tùng",
        giver_post="Chủ tịch",
        acceptance=Acceptance.ACCEPTED,
        accepted_on=date(2023, 6, 5),
    )
    content = handed(aid)
    assert content["mark"] == ""
    assert content["day"]["from"] == "2023-06-05"
    assert content["place"] == "bản Lơi"
    assert content["roles"] == {"home": "giver", "counterpart": "receiver"}
    assert content["people"]["giver"]["name"]["vi"] == "Lương Văn Tùng"
    assert content["people"]["receiver"] == {"name": None, "post": None}
    assert content["items"] == [{"what": "Nhà một tầng", "amount": content["items"][0]["amount"]}]
    assert content["deliveries"][0]["amount"] is None
    assert content["acceptance"]["day"]["from"] == "2023-06-05"
    assert content["sides"]["counterpart"]["parties"][0]["lo"] == "ເມືອງວຽງໄຊ"


def test_what_the_register_does_not_know_stays_open(tie):
    aid = make.AidProjectFactory(partnership=tie, basis=Basis.REPORTED)
    content = handed(aid)
    assert content["mark"] == "draft"  # only proposed yet
    for key in ("day", "place", "amount", "condition", "acceptance", "remarks"):
        assert content[key] is None, key
    assert content["items"] == content["deliveries"] == content["grounds"] == []
    assert content["sides"]["counterpart"] == {"country": "LA", "parties": []}


def test_of_aid_received_the_other_side_hands_over(aid):
    aid.direction = AidDirection.INBOUND
    assert handed(aid)["roles"] == {"home": "receiver", "counterpart": "giver"}
    aid.direction = AidDirection.OTHER
    assert handed(aid)["roles"] == {"home": "giver", "counterpart": "receiver"}


def test_places_are_named_as_on_the_day_of_the_hand_over(aid, across):
    make.UnitNameFactory(
        unit=across, language="vi", text="Viêng Xay cũ", kind="former", until=date(2024, 1, 1)
    )
    assert handed(aid)["sides"]["counterpart"]["parties"][0]["vi"] == "Viêng Xay cũ"


def test_the_page_of_aid_offers_the_language_of_the_other_side(client, aid, district):
    client.force_login(make.UserFactory(role=Role.READER, units=[district]))
    page = client.get(reverse("reports:aid-prints", args=[aid.uuid]))
    assert page.context["copies"][0].content["languages"] == ["vi", "lo"]
    assert page.context["copies"][0].unchecked == ["Lao"]


# the letter


@pytest.fixture
def step(tie):
    text = make.DraftMemorandumFactory(
        title="Thỏa thuận kết nghĩa", partnerships=[tie], clearance_round=1
    )
    make.ArticleFactory(memorandum=text)
    rule = make.StepRuleFactory()
    return make.ClearanceFactory(memorandum=text, rule=rule, asked_of="Công an tỉnh")


@pytest.fixture
def office(db):
    return make.OfficeFactory(
        name="Sở Ngoại vụ tỉnh Thanh Hóa",
        superior="Ủy ban nhân dân tỉnh Thanh Hóa",
        code="SNgV",
        place="Thanh Hóa",
    )


@pytest.fixture
def written(step, office):
    return lambda **typed: letter(step, office=office, typed=NOTHING | typed, today=TODAY)


def test_a_letter_names_law_addressee_limit_and_what_is_enclosed(written):
    content = written()
    assert content["law"] == "Nghị định số 64/2021/NĐ-CP, Điều 7"
    assert content["addressees"] == ["Công an tỉnh"]
    assert content["limit"] == {"days": 7, "working": True}
    assert (content["asked_on"], content["due_on"]) == (None, None)
    assert content["enclosures"] == [
        "Dự thảo văn bản bằng tiếng Việt",
        "Dự thảo văn bản bằng tiếng Lào",
    ]
    assert content["letter"]["code"] == "SNgV"


def test_the_due_day_is_counted_from_the_date_of_the_letter_across_tet(step, written):
    """Tết 2026: 16 to 20 February are off, so seven working days after 9 February end later."""
    content = written(date=date(2026, 2, 9))
    assert content["due_on"] == "2026-02-25"
    step.asked_on, step.due_on = date(2026, 11, 20), date(2026, 12, 2)
    assert written(date=date(2026, 2, 9))["due_on"] == "2026-12-02"  # as it was asked


def test_an_organisation_of_the_register_is_addressed_by_its_name(step, written):
    step.organisation = make.OrganisationFactory(name="Công an tỉnh Thanh Hóa")
    assert written()["addressees"] == ["Công an tỉnh Thanh Hóa"]
    assert written(addressees=["Bộ Công an"])["addressees"] == ["Bộ Công an"]


def test_a_letter_needs_an_office_and_says_for_whom_it_is_signed(client, step, district, office):
    client.force_login(make.UserFactory(role=Role.OFFICER, units=[district], office=None))
    address = reverse("reports:clearance-letter", args=[step.uuid])
    assert "names no office" in client.get(address).text
    file = client.get(reverse("reports:clearance-letter-file", args=[step.uuid]))
    assert file.url == step.memorandum.get_absolute_url()

    client.force_login(make.UserFactory(role=Role.HEAD, units=[district], office=office))
    page = client.get(address, {"shown": "1", "authority": "KT.", "number": "45"})
    assert "Say for whom" in page.text
    assert 'value="45"' in page.text  # nothing typed is lost
    typed = {"shown": "1", "authority": "KT.", "head": "Giám đốc", "addressees": "- A;\n- B."}
    page = client.get(address, typed)
    content = page.context["copies"][0].content
    assert content["letter"]["authority"] == "KT."
    assert content["addressees"] == ["A", "B."]
    page = client.get(address, {"shown": "1", "date": "31/02/2026"})
    assert "There is no such day" in page.text
