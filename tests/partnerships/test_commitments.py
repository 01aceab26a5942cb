"""Promises and what they make due: instalments, receivers, how a promise ends."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from partnerships.choices import CommitmentStatus
from partnerships.models import Instalment
from partnerships.services import commitments, instalments
from partnerships.tasks import extend_instalments
from tests.factories import (
    ArticleFactory,
    CommitmentFactory,
    CommitmentReceiverFactory,
    DeliveryFactory,
    MemorandumFactory,
    PaperFactory,
    UnitFactory,
)

MILLION = Decimal(1_000_000)
THROUGH = date(2028, 1, 1)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def promise(since="2023", until="", months=12, receivers=2, **facts):
    facts = {"since": PartialDate.read(since) if since else PartialDate()} | facts
    if until:
        facts["until"] = PartialDate.read(until)
    found = CommitmentFactory(interval_months=months, **facts)
    for _receiver in range(receivers):
        CommitmentReceiverFactory(commitment=found)
    return found


def years(found):
    return [row.period.lower.year for row in found.instalments.order_by("receiver", "period")]


# What is expected


def test_each_receiver_is_due_an_instalment_in_every_period(db):
    found = promise(until="2025")
    assert instalments.expect(commitment=found, through=THROUGH) == 6
    assert years(found) == [2023, 2024, 2025] * 2
    assert {row.amount for row in found.instalments.all()} == {found.amount}
    assert {row.receiver for row in found.instalments.all()} == set(found.receivers.all())


def test_it_is_safe_to_expect_twice(db):
    found = promise()
    assert instalments.expect(commitment=found, through=THROUGH) == 10
    assert instalments.expect(commitment=found, through=THROUGH) == 0
    assert instalments.expect(commitment=found, through=date(2029, 1, 1)) == 2


def test_without_end_they_are_expected_to_the_end_of_next_year(db):
    assert instalments.horizon(date(2026, 11, 22)) == date(2028, 1, 1)


@pytest.mark.parametrize("facts", [{"months": None}, {"since": ""}])
def test_nothing_is_expected_where_interval_or_beginning_is_not_known(db, facts):
    found = promise(**facts)
    assert instalments.expect(commitment=found, through=THROUGH) == 0
    assert not Instalment.objects.exists()


def test_periods_keep_the_day_of_the_month_as_far_as_there_is_one(db):
    found = promise(since="31/01/2024", until="31/07/2024", months=1, receivers=0)
    instalments.expect(commitment=found, through=THROUGH)
    begins = [row.period.lower for row in found.instalments.all()]
    assert begins[:4] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]
    assert begins[-1] == date(2024, 6, 30)


def test_no_period_begins_on_the_last_day_or_after_it(db):
    found = promise(until="01/01/2026", receivers=0)
    instalments.expect(commitment=found, through=THROUGH)
    assert years(found) == [2023, 2024, 2025]


def test_far_too_many_are_a_slip_of_the_year(db):
    with refused("more than 2000 instalments"):
        instalments.expect(commitment=promise(until="2199", months=1), through=THROUGH)


def test_the_daily_task_reaches_for_the_next_year_of_open_promises_only(db):
    promise(receivers=1, since="2026")
    promise(receivers=1, status=CommitmentStatus.LAPSED)
    promise(receivers=1, months=None)
    extend_instalments.apply().get()
    assert Instalment.objects.count() >= 2
    assert Instalment.objects.values("commitment").distinct().count() == 1


def test_another_interval_makes_anew_what_nothing_was_given_for(officer, partnership):
    found = promise(until="2025", receivers=1, partnership=partnership)
    instalments.expect(commitment=found, through=THROUGH)
    kept = found.instalments.get(period__startswith=date(2023, 1, 1))
    DeliveryFactory(commitment=found, instalment=kept)
    revise(officer, found, interval_months=6)
    begins = [row.period.lower for row in found.instalments.all()]
    assert begins == [date(2023, 1, 1), *(date(y, m, 1) for y in (2024, 2025) for m in (1, 7))]
    assert found.instalments.get(pk=kept.pk).period == kept.period


def test_another_amount_is_due_only_where_nothing_was_given(officer, partnership):
    found = promise(until="2024", receivers=1, partnership=partnership)
    instalments.expect(commitment=found, through=THROUGH)
    DeliveryFactory(commitment=found, instalment=found.instalments.first())
    revise(officer, found, amount=Amount(700 * MILLION, "VND"))
    assert [row.amount.number for row in found.instalments.all()] == [500 * MILLION, 700 * MILLION]


def revise(officer, found, **facts):
    names = (
        "title", "form", "clause", "basis", "memorandum", "article", "partnership", "giver",
        "giver_organisation", "amount", "interval_months", "since", "until",
    )  # fmt: skip
    now = {name: getattr(found, name) for name in names}
    rows = [{"unit": row.unit, "organisation": row.organisation} for row in found.receivers.all()]
    return commitments.revise(commitment=found, by=officer, **{**now, "receivers": rows, **facts})


# Those who receive


def test_a_receiver_who_was_given_something_stays(officer, partnership):
    found = promise(receivers=2, partnership=partnership)
    instalments.expect(commitment=found, through=THROUGH)
    first, second = found.receivers.all()
    DeliveryFactory(commitment=found, instalment=found.instalments.filter(receiver=first).first())
    with refused("stays a receiver"):
        revise(officer, found, receivers=[{"unit": second.unit}])
    revise(officer, found, receivers=[{"unit": first.unit}])
    assert found.receivers.get() == first
    assert not found.instalments.exclude(receiver=first).exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"giver": None}, "Name one giver"),
        ({"partnership": None}, "Name the memorandum or the tie"),
        ({"amount": Amount(Decimal(-5), "VND")}, "not negative"),
        ({"amount": Amount(Decimal("0.5"), "LAK")}, "whole number"),
        ({"amount": Amount(Decimal(5))}, "unit or the currency"),
        ({"until": PartialDate.read("2020")}, "end comes after"),
    ],
)
def test_what_a_revised_promise_cannot_be(officer, partnership, facts, words):
    with refused(words):
        revise(officer, promise(partnership=partnership), **facts)


def test_the_article_stands_in_the_text_of_the_promise(officer, partnership):
    text = MemorandumFactory(partnerships=[partnership])
    other = ArticleFactory(memorandum=MemorandumFactory())
    found = promise(partnership=partnership)
    with refused("article of the memorandum itself"):
        revise(officer, found, memorandum=text, article=other)
    own = ArticleFactory(memorandum=text)
    assert revise(officer, found, memorandum=text, article=own).article == own
    with pytest.raises(IntegrityError, match="article_is_of_the_text"):
        sql("UPDATE partnerships_commitment SET article_id = %s", [other.pk])


def test_nobody_enters_a_promise_they_could_not_see(officer):
    with refused("your own area"):
        commitments.enter(
            by=officer, uuid=uuid4(), receivers=[], title="x", form="cash",
            giver=UnitFactory(), partnership=CommitmentFactory().partnership,
        )  # fmt: skip


# How it ends


def settle(by, found, status="lapsed", on="2025", reason="Hết hạn.", **more):
    return commitments.settle(
        commitment=found, status=status, on=PartialDate.read(on), reason=reason, by=by, **more
    )


def test_what_is_settled_is_due_no_more(officer):
    found = promise()
    instalments.expect(commitment=found, through=THROUGH)
    DeliveryFactory(commitment=found, instalment=found.instalments.last())
    settle(officer, found)
    found.refresh_from_db()
    assert (found.status, str(found.settled)) == ("lapsed", "2025")
    assert sorted(set(years(found))) == [2023, 2024, 2027]  # 2027 was given for, so it stays
    assert AuditEvent.objects.filter(action="commitment.lapsed", target=found.uuid).exists()
    with refused("Cannot go from"):
        settle(officer, found, status="fulfilled")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"status": "open"}, "It is “Open” already."),
        ({"on": "2020"}, "end comes after"),
    ],
)
def test_how_a_promise_cannot_end(officer, said, words):
    with refused(words):
        settle(officer, promise(), **said)


def test_what_was_promised_here_is_waived_by_a_paper_only(officer):
    found = promise(basis=Basis.MADE_HERE)
    with refused("paper that waives"):
        settle(officer, found, status="waived")
    settle(officer, found, status="waived", paper=PaperFactory())
    with pytest.raises(IntegrityError, match="commitment_is_waived_by_a_paper"):
        sql("UPDATE partnerships_commitment SET settled_paper_id = NULL")


def test_of_a_promise_known_from_others_day_and_paper_may_be_missing(officer):
    found = commitments.settle(
        commitment=promise(), status="waived", on=PartialDate(), reason="Theo báo.", by=officer
    )
    assert found.status == CommitmentStatus.WAIVED


# What the database refuses by itself


def test_an_instalment_is_expected_once_even_without_receiver(db):
    found = promise(receivers=0)
    insert = (
        "INSERT INTO partnerships_instalment (uuid, commitment_id, period, amount_unit,"
        " amount_bound, amount_estimate, amount_words)"
        " VALUES (gen_random_uuid(), %s, '[2024-01-01,2025-01-01)', '', 'exact', false, '')"
    )
    sql(insert, [found.pk])
    with pytest.raises(IntegrityError, match="an_instalment_is_expected_once"):
        sql(insert, [found.pk])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("amount_number = -1", "instalment_amount_is_not_negative"),
        ("amount_unit = ''", "instalment_amount_has_a_unit"),
        ("amount_number = 0.5", "instalment_amount_of_dong_or_kip_is_whole"),
        ("period = '[2024-01-01,)'", "instalment_has_a_period"),
    ],
)
def test_the_database_refuses_an_impossible_instalment(db, change, rule):
    instalments.expect(commitment=promise(until="2023", receivers=0), through=THROUGH)
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_instalment SET {change}")


def test_the_database_refuses_an_instalment_of_a_promise_without_interval(db):
    instalments.expect(commitment=promise(until="2023", receivers=0), through=THROUGH)
    other = promise(months=None)
    with pytest.raises(IntegrityError, match="of a promise with an interval"):
        sql("UPDATE partnerships_instalment SET commitment_id = %s", [other.pk])


def test_the_database_refuses_a_giver_who_receives(db):
    found = promise(receivers=1)
    with pytest.raises(IntegrityError, match="nobody promises to themselves"):
        sql("UPDATE partnerships_commitmentreceiver SET unit_id = %s", [found.giver_id])


def test_a_reported_promise_with_every_gap_is_accepted(officer, partnership):
    found = commitments.record_past(
        title="Giúp nhau khi có thiên tai", form="deed", giver=UnitFactory(),
        partnership=partnership, by=officer,
    )  # fmt: skip
    assert found.missing() == ["amount", "interval", "day of the beginning", "end"]
