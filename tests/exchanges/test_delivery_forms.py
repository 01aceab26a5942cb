"""The forms of a delivery: entered, asked about, put right and taken back."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from core.fields import Amount, Bound, PartialDate
from exchanges.models import Delivery
from tests.exchanges.test_deliveries import approved
from tests.factories import (
    AidPartyFactory,
    AidProjectFactory,
    CommitmentFactory,
    CommitmentReceiverFactory,
    DeliveryFactory,
    InstalmentFactory,
    PartnershipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
OWED = reverse("exchanges:owed")


def vnd(millions, bound=Bound.EXACT):
    return Amount(Decimal(millions) * 1_000_000, "VND", bound)


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def they(partnership):
    """The place across the border that is party to the tie."""
    return partnership.parties.get(side="counterpart").unit


def promised(partnership, giver, receiver, *, years, amount=None, given=(), **facts):
    """A yearly promise with its instalments; `given` are (year, amount, day)."""
    found = CommitmentFactory(
        partnership=partnership, giver=giver, interval_months=12, amount=amount or vnd(500), **facts
    )
    who = CommitmentReceiverFactory(commitment=found, unit=receiver)
    for year in years:
        period = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
        InstalmentFactory(commitment=found, receiver=who, period=period, amount=found.amount)
    for year, amount_given, day in given:
        due = found.instalments.get(period__startswith=date(year, 1, 1))
        DeliveryFactory(
            commitment=found, instalment=due, unit=receiver, amount=amount_given,
            given=PartialDate.read(day),
        )  # fmt: skip
    return found


def shown(answer, direction="ours"):
    """The numbers of each line: year, currency, then every part of each cell."""
    (section,) = [one for one in answer.context["sections"] if one["key"] == direction]
    return [
        (
            line.balance.year,
            line.balance.unit,
            *(
                [str(part) for total in cell.totals for part in total.parts]
                for cell in line.numbers
            ),
        )
        for line in section["lines"]
    ]


def typed(**more):
    return {
        "what": "Tiền mặt", "given": "05/2024", "amount_bound": "exact", "basis": "reported",
        "amount_number": "500 triệu", "amount_unit": "VND", "submission": str(uuid4()),
        "passages-TOTAL_FORMS": "0", "passages-INITIAL_FORMS": "0", **more,
    }  # fmt: skip


def test_a_delivery_is_entered_from_the_promise(at_work, partnership, unit, they):
    found = promised(partnership, unit, they, years=(2023, 2024))
    url = reverse("exchanges:commitment-delivery-create", args=[found.uuid])
    form = at_work.get(url).context["form"]
    first = found.instalments.first()
    assert form["instalment"].value() == str(first.uuid)
    assert form["receiver"].value() == str(they.uuid)
    assert "over_reason" not in form.fields
    data = typed(instalment=str(first.uuid), receiver=str(they.uuid))
    assert at_work.post(url, data).status_code == 302
    made = Delivery.objects.get()
    assert (made.instalment, made.unit, made.amount) == (first, they, vnd(500))
    again = at_work.get(url).context["form"]
    assert str(first.uuid) not in [key for key, _words in again.fields["instalment"].choices]


def test_a_delivery_is_entered_for_an_instalment(at_work, partnership, unit, they):
    found = promised(partnership, unit, they, years=(2023, 2024))
    due = found.instalments.last()
    url = reverse("exchanges:instalment-delivery-create", args=[due.uuid])
    assert at_work.get(url).context["form"]["instalment"].value() == str(due.uuid)
    assert at_work.post(url, typed(instalment=str(due.uuid))).status_code == 302
    assert Delivery.objects.get().unit == they


def test_more_than_was_approved_is_asked_about(at_work, partnership):
    project = approved(vnd(400), partnership=partnership)
    url = reverse("exchanges:aid-delivery-create", args=[project.uuid])
    data = typed(basis="made_here", given="05/04/2026")
    answer = at_work.post(url, data)
    assert answer.status_code == 422
    assert "Say why, or correct the amount" in answer.text
    assert 'name="over_reason"' in answer.text
    assert 'value="500 triệu"' in answer.text
    assert at_work.post(url, data | {"over_reason": "Trượt giá"}).status_code == 302
    page = at_work.get(Delivery.objects.get().get_absolute_url()).text
    assert "Trượt giá" in page


def test_of_a_promise_out_of_sight_nothing_is_offered(at_work, unit):
    away = UnitFactory()
    found = promised(PartnershipFactory(), UnitFactory(), away, years=(2023,))
    project = AidProjectFactory(commitment=found, partnership=None, basis="reported")
    AidPartyFactory(project=project, role="receiver", unit=unit)
    url = reverse("exchanges:aid-delivery-create", args=[project.uuid])
    form = at_work.get(url).context["form"]
    assert "instalment" not in form.fields
    assert str(away.uuid) not in [key for key, _words in form.fields["receiver"].choices]
    assert at_work.post(url, typed(receiver=str(unit.uuid))).status_code == 302
    assert Delivery.objects.get().commitment == found


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"amount_unit": ""}, "Say the unit or the currency"),
        ({"amount_number": "0,5", "amount_unit": "LAK"}, "An amount in LAK is a whole number"),
        ({"amount_number": "-5 triệu"}, "An amount is not negative"),
        ({"given": "01/01/2100"}, "lies in the past"),
        ({"given": "31/02/2025"}, "There is no such day"),
        ({"what": "", "amount_number": ""}, "what was given, or how much"),
        ({"instalment": str(uuid4())}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    at_work, partnership, unit, they, wrong, words
):
    found = promised(partnership, unit, they, years=(2023,))
    url = reverse("exchanges:commitment-delivery-create", args=[found.uuid])
    data = typed(**wrong)
    answer = at_work.post(url, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{data["given"]}"' in answer.text
    assert not Delivery.objects.exists()


def test_a_delivery_is_put_right_and_taken_back(at_work, partnership, unit, they):
    found = promised(partnership, unit, they, years=(2023,), given=[(2023, vnd(500), "2023")])
    row = found.deliveries.get()
    edit = reverse("exchanges:delivery-edit", args=[row.uuid])
    page = at_work.get(edit)
    data = typed(receiver=str(they.uuid), instalment=str(row.instalment.uuid))
    data |= {"version": page.context["version"], "amount_number": "400 triệu"}
    assert at_work.post(edit, data).status_code == 302
    row.refresh_from_db()
    assert row.amount == vnd(400)
    back = reverse("exchanges:delivery-withdraw", args=[row.uuid])
    version = at_work.get(back).context["version"]
    assert at_work.post(back, {"version": version, "reason": "Nhầm"}).status_code == 302
    page = at_work.get(row.get_absolute_url()).text
    assert "Nhầm" in page
    assert "taken back" in page
    assert (
        at_work.get(f"{reverse('exchanges:delivery-list')}?standing=yes").context["table"].count
        == "0"
    )
