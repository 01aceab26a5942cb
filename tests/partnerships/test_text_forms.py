"""The short form of a signed text: what is known goes in, what is wrong is said at its box."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.basis import Basis
from core.fields import PartialDate
from partnerships.choices import MemorandumStatus
from partnerships.models import Memorandum
from tests.factories import (
    MemorandumFactory,
    MemorandumPartyFactory,
    OrganisationFactory,
    PaperFactory,
    PartnershipFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)

NEW = reverse("partnerships:memorandum-create")


def typed(rows=None, **boxes):
    """What a browser sends: the boxes, and rows {"parties": [{…}], …}."""
    data = {"title": "Bản ghi nhớ 2022-2025", "kind": "memorandum", "basis": "reported"}
    data |= {"status": "signed"} | boxes
    for name in ("parties", "signatories", "passages"):
        found = (rows or {}).get(name, [])
        data |= {f"{name}-TOTAL_FORMS": len(found), f"{name}-INITIAL_FORMS": 0}
        for number, row in enumerate(found):
            data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return data


def sent(client, rows=None, url=NEW, **boxes):
    return client.post(url, typed(rows, **boxes))


def test_a_reported_text_goes_in_with_only_a_title_a_kind_and_a_tie(at_work, officer, partnership):
    answer = sent(at_work, partnerships=partnership.uuid)
    text = Memorandum.objects.get()
    assert answer.url == text.get_absolute_url()
    assert list(text.partnerships.all()) == [partnership]
    assert (text.basis, text.owner) == (Basis.REPORTED, None)
    page = at_work.get(answer.url).text
    for words in ("Still lacking", "full date of signing", "who signed for us", "term"):
        assert words in page


def test_everything_that_may_be_known_of_it_goes_in(at_work, officer, partnership, unit):
    them = UnitFactory(name="Viêng Xay", country__code="LA")
    other = PartnershipFactory(home__unit=unit)
    person, paper = PostFactory(unit=unit).person, PaperFactory()
    sent(
        at_work,
        {
            "parties": [
                {"side": "home", "unit": unit.uuid},
                {"side": "counterpart", "unit": them.uuid},
            ],
            "signatories": [
                {"side": "home", "person": person.uuid, "post": "Chủ tịch"},
                {"side": "counterpart", "post": "Huyện trưởng"},
            ],
            "passages": [{"paper": paper.uuid, "paragraph": "9"}],
        },
        partnerships=[partnership.uuid, other.uuid],
        signed="12/2021",
        place="Viêng Xay",
        term="2022–2025",
        term_words="bốn năm",
        languages=["vi", "lo"],
        doubt="một hay hai văn bản",
        kept_outside="K-12",
        owner=officer.uuid,
    )
    text = Memorandum.objects.get()
    assert text.partnerships.count() == 2
    assert (str(text.signed), str(PartialDate(text.term))) == ("12/2021", "2022 – 2025")
    assert (text.term_words, text.kept_outside, text.owner) == ("bốn năm", "K-12", officer)
    assert {str(one) for one in text.signatories.all()} == {f"{person}, Chủ tịch", "Huyện trưởng"}
    assert {party.who for party in text.parties.all()} == {unit, them}
    assert text.sources.get().paper == paper


def test_an_agreement_of_agencies_needs_no_tie(at_work, unit):
    ours, theirs = OrganisationFactory(seat=unit), OrganisationFactory(seat__country__code="LA")
    rows = [
        {"side": "home", "organisation": ours.uuid},
        {"side": "counterpart", "organisation": theirs.uuid},
    ]
    assert sent(at_work, {"parties": rows}).status_code == 302
    assert not Memorandum.objects.get().partnerships.exists()


@pytest.mark.parametrize(
    ("boxes", "field", "words"),
    [
        ({"partnerships": []}, "partnerships", "Name the ties"),
        ({"signed": "2024", "term": "2020–2022"}, "term", "ends after it was signed"),
        ({"term": "28/03/2022"}, "term", "Give both ends"),
        ({"term": "năm năm"}, "term", "not understood as a date"),
        ({"signed": "31/02/2020"}, "signed", "no such day"),
        ({"signed": "2099"}, "signed", "has not come yet"),
        ({"status": "terminated", "ended": "01/01/2099"}, "ended", "has not come yet"),
        ({"ended": "2020"}, "status", "Say by its state"),
        (
            {"status": "terminated", "signed": "2020", "ended": "2019"},
            "ended",
            "ended after it was signed",
        ),
        ({"kind": ""}, "kind", "Choose one"),
        ({"basis": "made_here"}, "basis", "not one of the available choices"),
        ({"status": "draft"}, "status", "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_nothing_typed_is_lost(
    at_work, partnership, boxes, field, words
):
    answer = sent(at_work, **{"partnerships": partnership.uuid, "place": "Na Mèo"} | boxes)
    assert answer.status_code == 422
    assert any(words in said for said in answer.context["form"].errors[field])
    assert 'value="Na Mèo"' in answer.text
    assert not Memorandum.objects.exists()


def test_a_wrong_row_is_said_at_the_row(at_work, partnership, unit):
    rows = {"parties": [{"side": "counterpart", "unit": unit.uuid}]}
    answer = sent(at_work, rows, partnerships=partnership.uuid)
    assert answer.status_code == 422
    assert "The home side is in Vietnam" in str(answer.context["rowsets"]["parties"][0].errors)

    rows = {"parties": [{"side": "home", "unit": unit.uuid}] * 2}
    answer = sent(at_work, rows, partnerships=partnership.uuid)
    assert "named twice" in str(answer.context["rowsets"]["parties"][1].errors)

    rows = {"signatories": [{"side": "home", "post": ""}]}
    answer = sent(at_work, rows, partnerships=partnership.uuid)
    assert "at least a post" in str(answer.context["rowsets"]["signatories"][0].errors)


def test_nobody_enters_a_text_out_of_their_area_or_for_somebody_who_cannot_see_it(
    at_work, officer, unit
):
    ours, theirs = UnitFactory(), UnitFactory(country__code="LA")
    rows = [{"side": "home", "unit": ours.uuid}, {"side": "counterpart", "unit": theirs.uuid}]
    answer = sent(at_work, {"parties": rows})
    assert "your own area" in str(answer.context["form"].errors["partnerships"])

    stranger = UserFactory(role=Role.OFFICER, units=[ours], office=officer.office)
    tie = PartnershipFactory(home__unit=unit)
    answer = sent(at_work, partnerships=tie.uuid, owner=stranger.uuid)
    assert answer.status_code == 422
    assert "owner" in answer.context["form"].errors
    assert not Memorandum.objects.exists()


def test_the_same_text_is_asked_about_once(at_work, partnership):
    there = MemorandumFactory(partnerships=[partnership], signed=PartialDate.read("03/2022"))
    answer = sent(at_work, partnerships=partnership.uuid, signed="28/03/2022")
    assert "The register may have this already" in answer.text
    assert there.get_absolute_url() in answer.text
    assert (
        sent(
            at_work, partnerships=partnership.uuid, signed="28/03/2022", another_one="1"
        ).status_code
        == 302
    )


@pytest.mark.parametrize(
    "boxes",
    [
        {"signed": "2026", "term": "2026–2030"},  # the next one, of another time
        {"signed": "28/03/2022", "kind": "programme"},
    ],
)
def test_another_time_or_kind_is_another_text(at_work, partnership, boxes):
    MemorandumFactory(partnerships=[partnership], signed=PartialDate.read("03/2022"))
    assert sent(at_work, partnerships=partnership.uuid, **boxes).status_code == 302


def test_what_a_text_renews_is_no_lookalike_and_is_renewed(at_work, partnership, unit):
    old = MemorandumFactory(partnerships=[partnership], signed=PartialDate.read("03/2022"))
    MemorandumPartyFactory(memorandum=old, unit=unit)
    page = at_work.get(f"{NEW}?renews={old.uuid}")
    assert page.context["form"].initial["partnerships"] == [partnership]
    assert page.context["rowsets"]["parties"][0].initial["unit"] == unit

    url = f"{NEW}?renews={old.uuid}"
    answer = sent(
        at_work, url=url, partnerships=partnership.uuid, signed="04/2022", renews=old.uuid
    )
    assert answer.status_code == 302
    old.refresh_from_db()
    assert old.status == MemorandumStatus.RENEWED
    assert AuditEvent.objects.filter(action="memorandum.renewed", target=old.uuid).exists()
