"""What we owe and are owed: sums by year, tie, partner and currency, and their rows."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from core.fields import Amount, Bound, PartialDate
from partnerships.choices import CommitmentStatus
from tests.factories import (
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


def test_by_year_and_partner_both_ways(at_work, partnership, unit, they):
    promised(
        partnership, unit, they, years=(2023, 2024, 2025),
        given=[(2023, vnd(500), "05/2023"), (2024, vnd(200), "2024"), (2025, vnd(600), "2025")],
    )  # fmt: skip
    promised(partnership, they, unit, years=(2024,), amount=Amount(Decimal(9_000_000), "LAK"))
    answer = at_work.get(OWED)
    assert shown(answer) == [
        (2025, "VND", ["500,000,000 VND"], ["600,000,000 VND"], [], ["100,000,000 VND"]),
        (2024, "VND", ["500,000,000 VND"], ["200,000,000 VND"], ["300,000,000 VND"], []),
        (2023, "VND", ["500,000,000 VND"], ["500,000,000 VND"], [], []),
    ]
    assert shown(answer, "theirs") == [
        (2024, "LAK", ["9,000,000 LAK"], [], ["9,000,000 LAK"], []),
    ]
    text = unescape(answer.text)
    assert "All together, VND" in text
    assert "1,500,000,000 VND" in text
    assert str(they) in text
    assert str(partnership) in text


def test_exact_nearly_and_over_stand_apart(at_work, partnership, unit, they):
    for amount in (vnd(500), vnd(400, Bound.UNDER), vnd(400, Bound.OVER)):
        promised(partnership, unit, they, years=(2024,), amount=amount)
    ((_year, _unit, due, *_rest),) = shown(at_work.get(OWED))
    assert due == ["500,000,000 VND", "nearly 400,000,000 VND", "over 400,000,000 VND"]
    assert "Sum of the numbers stated</span> <b>1,300,000,000 VND" in at_work.get(OWED).text


def test_a_settled_promise_is_owed_no_more(at_work, partnership, unit, they):
    promised(partnership, unit, they, years=(2024,), status=CommitmentStatus.LAPSED)
    answer = at_work.get(OWED)
    assert shown(answer) == [(2024, "VND", ["500,000,000 VND"], [], [], [])]
    assert "1 instalment is not due any more" in answer.text


def test_every_number_leads_to_its_rows(at_work, partnership, unit, they):
    other = UnitFactory(country__code="LA")
    promised(partnership, unit, they, years=(2023, 2024), given=[(2024, vnd(200), "2024")])
    promised(partnership, unit, other, years=(2024,))
    section = at_work.get(OWED).context["sections"][0]
    (line,) = [
        line
        for line in section["lines"]
        if line.balance.year == 2024 and line.balance.partner.uuid == str(they.uuid)
    ]
    counts = [at_work.get(cell.url).context["table"].count for cell in line.numbers]
    assert counts == ["1", "1", "1", "0"]
    (total,) = section["sums"]
    assert at_work.get(total.numbers[0].url).context["table"].count == "3"
    csv = b"".join(at_work.get(f"{total.numbers[0].url}&as=csv").streaming_content).decode()
    assert csv.count("500,000,000 VND") == 3


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("year=2023", [2023]),
        ("direction=theirs", []),
        ("country=LA", [2024, 2023]),
        ("country=CN", []),
        ("currency=LAK", []),
        ("currency=VND", [2024, 2023]),
        ("year=nonsense", [2024, 2023]),
    ],
)
def test_the_page_is_cut_down(at_work, partnership, unit, they, query, years):
    promised(partnership, unit, they, years=(2023, 2024))
    assert [line[0] for line in shown(at_work.get(f"{OWED}?{query}"))] == years


def test_what_lies_elsewhere_is_not_counted(at_work):
    giver, receiver = UnitFactory(), UnitFactory(country__code="LA")
    promised(PartnershipFactory(), giver, receiver, years=(2024,))
    assert shown(at_work.get(OWED)) == []


def test_a_promise_without_interval_is_told_and_never_multiplied(at_work, partnership, unit, they):
    found = CommitmentFactory(
        partnership=partnership, giver=unit, amount=vnd(500), since=PartialDate.read("2023")
    )
    CommitmentReceiverFactory(commitment=found, unit=they)
    DeliveryFactory(commitment=found, unit=they, amount=vnd(300), given=PartialDate.read("2024"))
    answer = at_work.get(OWED)
    section = answer.context["sections"][0]
    assert section["lines"] == []
    (told,) = section["unstated"]
    assert [str(total.stated) for total in told.kept] == ["300,000,000 VND"]
    assert "nothing is multiplied" in answer.text
    assert "1,000,000,000" not in answer.text


def test_the_tie_tells_of_its_own(at_work, partnership, unit, they):
    promised(partnership, unit, they, years=(2024,))
    url = reverse("exchanges:tie-owed", args=[partnership.uuid])
    assert len(shown(at_work.get(url))) == 1
    assert url in at_work.get(partnership.get_absolute_url()).text


def test_the_page_of_a_promise_shows_what_became_of_each_instalment(
    at_work, partnership, unit, they
):
    found = promised(
        partnership, unit, they, years=(2022, 2023, 2024, 2025),
        given=[(2023, vnd(500), "06/2024"), (2024, vnd(200), "2024"), (2025, vnd(600), "2024")],
    )  # fmt: skip
    loose = DeliveryFactory(commitment=found, unit=they, amount=vnd(7))
    page = at_work.get(reverse("exchanges:commitment-kept", args=[found.uuid])).text
    for words in ("Missed", "given late", "Partly given", "More than promised", "given early"):
        assert words in page
    assert "counted for no instalment" in page
    at_work.post(reverse("exchanges:delivery-match", args=[loose.uuid]))
    loose.refresh_from_db()
    assert loose.instalment.period.lower.year == 2022


# What they cost


def test_pages_cost_the_same_however_much_is_owed(
    at_work, partnership, unit, they, django_assert_max_num_queries
):
    for _promise in range(8):
        found = promised(
            partnership, unit, they, years=(2023, 2024), given=[(2024, vnd(5), "2024")]
        )
        untimed = CommitmentFactory(partnership=partnership, giver=unit)
        CommitmentReceiverFactory(commitment=untimed, unit=they)
        AidProjectFactory(partnership=partnership)
    with django_assert_max_num_queries(10):
        at_work.get(OWED)
    for name in ("instalment-list", "delivery-list"):
        with django_assert_max_num_queries(6):
            at_work.get(reverse(f"exchanges:{name}"))
    for url in (
        reverse("exchanges:commitment-kept", args=[found.uuid]),
        found.deliveries.first().get_absolute_url(),
    ):
        with django_assert_max_num_queries(10):
            at_work.get(url)
