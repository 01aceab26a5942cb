"""Forms of a commitment: entered with amounts as people write them, put right, settled."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from core.fields import Amount, Bound
from partnerships.choices import CommitmentStatus
from partnerships.models import Commitment
from tests.factories import (
    ArticleFactory,
    CommitmentFactory,
    CommitmentReceiverFactory,
    MemorandumFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
NEW = reverse("partnerships:commitment-create")


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def rows(name, *filled):
    said = {f"{name}-TOTAL_FORMS": str(len(filled)), f"{name}-INITIAL_FORMS": "0"}
    for place, row in enumerate(filled):
        said |= {f"{name}-{place}-{key}": value for key, value in row.items()}
    return said


def typed(unit, tie, receivers=(), **more):
    return {
        "title": "Hỗ trợ bằng tiền mặt",
        "form": "cash",
        "partnership": tie.uuid,
        "giver": unit.uuid,
        "amount_bound": "exact",
        "amount_number": "1,3 tỷ",
        "amount_unit": "VND",
        "interval": "12",
        "since": "2024",
        "until": "2025",
        "basis": "reported",
        "submission": str(uuid4()),
        **rows("receivers", *({"unit": one.uuid} for one in receivers)),
        **rows("passages"),
        **more,
    }


def test_a_promise_is_entered_with_what_it_makes_due(at_work, unit, partnership):
    each = [UnitFactory(country__code="LA") for _receiver in range(2)]
    answer = at_work.post(NEW, typed(unit, partnership, each))
    found = Commitment.objects.get()
    assert answer["Location"] == found.get_absolute_url()
    assert found.amount == Amount(Decimal(1_300_000_000), "VND")
    assert found.instalments.count() == 4
    page = at_work.get(found.get_absolute_url())
    assert "1,300,000,000 VND" in page.text
    assert "Settle it" in page.text


def test_a_text_that_says_no_interval_makes_nothing_due(at_work, unit, partnership):
    at_work.post(NEW, typed(unit, partnership, interval="unstated"))
    assert Commitment.objects.get().interval_months is None
    assert not Commitment.objects.get().instalments.exists()


@pytest.mark.parametrize(
    ("number", "unit_typed", "read"),
    [
        ("1,3 tỷ", "VND", "= 1,300,000,000 dong"),
        ("1.300.000.000", "VND", "= 1,300,000,000 dong"),
        ("1 tỷ 300 triệu", "đồng", "= 1,300,000,000 dong"),
        ("trên 400 triệu", "VND", "= over 400,000,000 dong"),
        ("985.483 USD", "VND", "= 985,483 USD"),
    ],
)
def test_the_preview_reads_back_what_was_typed_and_saves_nothing(
    at_work, unit, partnership, number, unit_typed, read
):
    data = typed(unit, partnership, amount_number=number, amount_unit=unit_typed, preview="1")
    answer = at_work.post(NEW, data)
    assert answer.status_code == 200
    assert dict(answer.context["read_back"])["Amount for each receiver, each time"] == read
    assert answer.text.count(read) == 2  # under the box too
    assert f'value="{number}"' in answer.text
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"amount_unit": ""}, "Say the unit or the currency"),
        ({"amount_number": "20.000,5", "amount_unit": "LAK"}, "An amount in LAK is a whole number"),
        ({"amount_number": "-5"}, "An amount is not negative"),
        ({"amount_number": "nhiều lắm"}, "is not a number"),
        ({"amount_unit": "đồng mỗi năm"}, "is not a unit or a currency"),
        ({"interval": "other"}, "Enter the number of months"),
        ({"giver": ""}, "Name one giver"),
        ({"partnership": ""}, "Name the memorandum or the tie"),
        ({"until": "2020"}, "end comes after"),
        ({"since": "31/02/2024"}, "There is no such day"),
        ({"interval": "1", "until": "2199"}, "more than 2000 instalments"),
    ],
)
@pytest.mark.parametrize("button", ["save", "preview"])
def test_what_is_wrong_is_said_at_its_box_and_nothing_typed_is_lost(
    at_work, unit, partnership, wrong, words, button
):
    of_the_service = (
        words in ("Name the memorandum or the tie", "end comes after") or "2000" in words
    )
    if button == "preview" and of_the_service:
        return  # only saving asks for that
    answer = at_work.post(NEW, typed(unit, partnership, **wrong, **{button: "1"}))
    assert answer.status_code == 422
    assert words in answer.text
    number = wrong.get("amount_number", "1,3 tỷ")
    assert f'value="{escape(number)}"' in answer.text
    assert not Commitment.objects.exists()


def test_what_may_be_there_already_is_asked_about(at_work, unit, partnership):
    CommitmentFactory(partnership=partnership, giver=unit, title="Hỗ trợ tiền mặt")
    data = typed(unit, partnership)
    answer = at_work.post(NEW, data)
    assert answer.status_code == 422
    assert "The register may have this already" in answer.text
    assert at_work.post(NEW, data | {"another_one": "1"}).status_code == 302
    assert Commitment.objects.count() == 2


def test_the_articles_of_the_text_are_offered(at_work, unit, partnership):
    text = MemorandumFactory(partnerships=[partnership])
    article = ArticleFactory(memorandum=text)
    ArticleFactory(memorandum=MemorandumFactory())
    page = at_work.get(f"{NEW}?memorandum={text.uuid}")
    assert [one.uuid for one in page.context["form"].fields["article"].queryset] == [article.uuid]
    data = typed(unit, partnership, memorandum=text.uuid, article=article.uuid)
    assert at_work.post(f"{NEW}?memorandum={text.uuid}", data).status_code == 302
    assert Commitment.objects.get().article == article


def test_it_is_put_right_and_opens_as_it_is(at_work, unit, partnership):
    found = CommitmentFactory(
        partnership=partnership,
        giver=unit,
        interval_months=18,
        amount=Amount(Decimal(400_000_000), "VND", Bound.UNDER),
    )
    receiver = CommitmentReceiverFactory(commitment=found)
    edit = reverse("partnerships:commitment-edit", args=[found.uuid])
    page = at_work.get(edit)
    assert page.context["form"]["interval"].value() == "other"
    assert page.context["form"]["interval_months"].value() == 18
    assert "= nearly 400,000,000 dong" in page.text
    data = typed(unit, partnership, [receiver.unit]) | {"version": page.context["version"]}
    assert at_work.post(edit, data).status_code == 302
    found.refresh_from_db()
    assert (found.interval_months, found.receivers.get()) == (12, receiver)
    answer = at_work.post(edit, data | {"title": "Khác"})
    assert answer.status_code == 422
    assert "changed this record" in answer.text


def test_it_is_settled_with_its_reason(at_work, unit, partnership):
    found = CommitmentFactory(partnership=partnership, giver=unit)
    settle = reverse("partnerships:commitment-settle", args=[found.uuid])
    page = at_work.get(settle)
    data = {"version": page.context["version"], "status": "fulfilled", "on": "2025"}
    answer = at_work.post(settle, data)
    assert answer.status_code == 422
    assert at_work.post(settle, data | {"reason": "Đã giao đủ."}).status_code == 302
    found.refresh_from_db()
    assert found.status == CommitmentStatus.FULFILLED
    page = at_work.get(found.get_absolute_url()).text
    assert "Đã giao đủ." in page
    assert "Settle it" not in page


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("amount_number=1,3+tỷ&amount_unit=VND", "= 1,300,000,000 dong"),
        ("lines-0-amount_number=5&lines-0-amount_unit=ha", "= 5 ha"),
        ("amount_number=20.000.000+kíp&amount_unit=VND", "= 20,000,000 kip"),
        ("amount_number=400+triệu&amount_unit=VND&amount_bound=under", "= nearly 400,000,000 dong"),
        ("amount_number=-5&amount_unit=VND", "An amount is not negative."),
        ("amount_number=5&amount_unit=", "Say the unit or the currency of the number."),
        ("amount_number=&amount_unit=VND", ""),
        ("amount_number=5&amount_unit=VND&amount_bound=<b>", "= 5 dong"),
        ("", ""),
    ],
)
def test_the_amount_is_read_while_one_types(at_work, query, read):
    assert at_work.get(f"{reverse('accounts:amount-reading')}?{query}").text == read


def test_the_reading_is_text_whatever_is_typed(at_work):
    url = reverse("accounts:amount-reading")
    answer = at_work.get(url, {"amount_number": "<b>5</b>", "amount_unit": "VND"}).text
    assert "<" not in answer


def test_pages_cost_the_same_however_much_is_promised(
    at_work, unit, partnership, django_assert_max_num_queries
):
    for _promise in range(12):
        found = CommitmentFactory(partnership=partnership, giver=unit)
        CommitmentReceiverFactory(commitment=found)
    with django_assert_max_num_queries(6):
        at_work.get(reverse("partnerships:commitment-list"))
    with django_assert_max_num_queries(10):
        at_work.get(found.get_absolute_url())
