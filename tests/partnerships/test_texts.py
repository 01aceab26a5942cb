"""Memoranda and commitments: services, and what the database refuses (DESIGN.md 6, 4 and 5)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from partnerships.choices import MemorandumStatus, Side
from partnerships.models import Commitment, Memorandum
from partnerships.services import commitments, memoranda
from tests.factories import (
    ArticleFactory,
    CommitmentFactory,
    DocumentFactory,
    MemorandumFactory,
    OrganisationFactory,
    PersonFactory,
    SignatoryFactory,
    SourceFactory,
    UnitFactory,
)

TERM = DateRange(date(2022, 1, 1), date(2026, 1, 1))
SIGN_IT = (
    "basis = 'made_here', status = 'signed', route = 'province', cleared_on = '2020-01-01', "
    "cleared_by_id = (SELECT min(id) FROM accounts_user)"
)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def with_all_but_signatories():
    """A text that could be signed here, but for those who sign."""
    found = MemorandumFactory()
    ArticleFactory(memorandum=found)
    DocumentFactory(memorandum=found, kind="signed_copy", is_master=True)
    return found


def text(by, **facts):
    facts = {"kind": "memorandum", "title": "Biên bản ghi nhớ 2022-2025"} | facts
    return memoranda.record_past(by=by, **facts)


# Memoranda


def test_a_past_text_enters_with_all_its_gaps(officer, partnership):
    found = text(officer, partnerships=[partnership], term=TERM, doubt="một hay hai văn bản")
    assert found.status == MemorandumStatus.SIGNED
    assert found.is_in_force(date(2025, 12, 31))
    assert not found.is_in_force(date(2026, 1, 1))
    assert found.missing() == [
        "full date of signing",
        "place of signing",
        "who signed for us",
        "who signed for them",
    ]
    assert AuditEvent.objects.filter(action="memorandum.recorded", target=found.uuid).exists()


def test_an_agreement_of_two_agencies_binds_no_tie(officer):
    person, source = PersonFactory(), SourceFactory()
    found = text(
        officer,
        parties=[(Side.HOME, OrganisationFactory()), (Side.COUNTERPART, UnitFactory())],
        signatories=[(Side.HOME, person, "Giám đốc"), (Side.COUNTERPART, None, "Cụm trưởng")],
        languages=["vi", "lo"],
        sources=[source],
    )
    assert [party.side for party in found.parties.all()] == ["home", "counterpart"]
    assert {str(one) for one in found.signatories.all()} == {f"{person}, Giám đốc", "Cụm trưởng"}
    assert found.sources.get() == source


def test_what_is_renewed_stays_in_force_until_its_own_end(officer, partnership):
    earlier = MemorandumFactory(partnerships=[partnership], term=TERM)
    later = text(officer, partnerships=[partnership], renews=earlier)
    earlier.refresh_from_db()
    assert earlier.status == MemorandumStatus.RENEWED
    assert earlier.is_in_force(date(2025, 1, 1))
    assert later in earlier.renewed_by.all()


def test_texts_of_one_kind_at_once_are_flagged_never_refused(officer, partnership):
    both = [text(officer, partnerships=[partnership], term=TERM) for _text in range(2)]
    assert set(Memorandum.objects.overlapping()) == set(both)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"basis": Basis.MADE_HERE}, "its own steps"),
        ({"status": MemorandumStatus.DRAFT}, "signed, renewed or ended"),
        ({"partnerships": []}, "Name the ties"),
        ({"term": TERM, "signed": PartialDate.read("01/01/2026")}, "ends after it was signed"),
        ({"term": DateRange(date(2022, 1, 1), date(2021, 1, 1))}, "ends after it begins"),
        ({"signatories": [(Side.HOME, None, "")]}, "a name or at least a post"),
    ],
)
def test_what_a_past_text_cannot_be(officer, partnership, facts, words):
    with refused(words):
        text(officer, **{"partnerships": [partnership]} | facts)
    assert not Memorandum.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_old_text_may_be_called_a_treaty_by_its_source_but_none_made_here(officer, partnership):
    assert text(officer, partnerships=[partnership], title="Hiệp định hợp tác")
    with pytest.raises(IntegrityError, match="memorandum_is_not_called_a_treaty"):
        sql("UPDATE partnerships_memorandum SET basis = 'made_here', status = 'draft'")


@pytest.mark.parametrize("title", ["Thỏa thuận thực hiện Hiệp định", "Hiệp địnhx"])
def test_only_the_first_word_makes_a_treaty(title):
    from django.apps import apps

    assert apps.get_model("partnerships.Memorandum")(title=title)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("term = '[2010-01-01,2011-01-01)'", "memorandum_ends_after_signing"),
        ("term = 'empty'", "memorandum_term_is_not_empty"),
        (
            f"{SIGN_IT}, signed_days = '[2020-01-01,2021-01-01)'",
            "memorandum_signed_here_has_a_full_date",
        ),
    ],
)
def test_the_database_refuses_an_impossible_text(officer, change, rule):
    MemorandumFactory()
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_memorandum SET {change}")


def test_the_database_refuses_a_renewal_that_goes_round(db):
    first = MemorandumFactory()
    second = MemorandumFactory(renews=first)
    with pytest.raises(IntegrityError, match="renewals_without_cycle"), transaction.atomic():
        Memorandum.objects.filter(pk=first.pk).update(renews=second)
    with pytest.raises(IntegrityError, match="renewals_without_cycle"):
        sql("UPDATE partnerships_memorandum SET renews_id = id WHERE id = %s", [first.pk])


@pytest.mark.django_db(transaction=True)
def test_a_text_signed_here_names_who_signed_for_each_side(officer):
    """Checked at the commit, when the signatories are there."""

    def signed_by(*sides):
        with transaction.atomic():
            found = with_all_but_signatories()
            for side in sides:
                SignatoryFactory(memorandum=found, side=side)
            sql(f"UPDATE partnerships_memorandum SET {SIGN_IT} WHERE id = %s", [found.pk])

    signed_by(Side.HOME, Side.COUNTERPART)
    with pytest.raises(IntegrityError, match="names who signed for each side"):
        signed_by(Side.HOME)


def test_the_database_refuses_a_signatory_without_name_and_post(db):
    SignatoryFactory()
    with pytest.raises(IntegrityError, match="signatory_has_a_name_or_a_post"):
        sql("UPDATE partnerships_signatory SET post = ''")


# Commitments


def promise(by, **facts):
    facts = {"title": "500 triệu mỗi huyện bạn", "form": "cash", "giver": UnitFactory()} | facts
    return commitments.record_past(by=by, **facts)


def test_a_promise_to_each_of_two_with_no_interval(officer, partnership):
    receivers = [UnitFactory(country__code="LA") for _receiver in range(2)]
    found = promise(
        officer,
        partnership=partnership,
        receivers=receivers,
        amount=Amount(Decimal(500_000_000), "VND"),
        since=PartialDate.read("2023"),
    )
    assert [one.who for one in found.receivers.all()] == receivers
    assert found.interval_months is None
    assert found.missing() == ["interval", "day of the beginning", "end"]


def test_a_promise_of_an_organisation_only_in_words(officer, partnership):
    station = OrganisationFactory()
    words = Amount(words="hàng trăm lượt bệnh nhân")
    found = promise(
        officer, giver=None, giver_organisation=station, amount=words, partnership=partnership
    )
    assert str(found.amount) == "hàng trăm lượt bệnh nhân"
    assert found.from_whom == station


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"basis": Basis.MADE_HERE}, "its own steps"),
        ({"giver": None}, "Name one giver"),
        ({"partnership": None}, "Name the memorandum or the tie"),
        ({"interval_months": 0}, "a month or more"),
        ({"amount": Amount(Decimal(5))}, "unit or the currency"),
        ({"amount": Amount(Decimal(-5), "VND")}, "not negative"),
        ({"amount": Amount(Decimal("0.5"), "LAK")}, "whole number"),
        (
            {"since": PartialDate.read("2023"), "until": PartialDate.read("2021")},
            "end comes after",
        ),
    ],
)
def test_what_a_promise_cannot_be(officer, partnership, facts, words):
    with refused(words):
        promise(officer, **{"partnership": partnership} | facts)
    assert not Commitment.objects.exists()


def test_nobody_promises_to_themselves_or_twice(officer, partnership):
    giver, receiver = UnitFactory(), UnitFactory()
    with refused("to themselves"):
        promise(officer, partnership=partnership, giver=giver, receivers=[giver])
    with refused("named twice"):
        promise(officer, partnership=partnership, receivers=[receiver, receiver])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("giver_id = NULL", "commitment_has_one_giver"),
        ("partnership_id = NULL", "commitment_stands_in_a_text_or_a_tie"),
        ("interval_months = 0", "commitment_interval_is_not_zero"),
        ("amount_number = -1", "commitment_amount_is_not_negative"),
        ("amount_unit = ''", "commitment_amount_has_a_unit"),
        ("amount_bound = 'perhaps'", "commitment_amount_has_a_bound"),
        ("amount_number = 0.5", "commitment_amount_of_dong_or_kip_is_whole"),
    ],
)
def test_the_database_refuses_an_impossible_promise(db, change, rule):
    CommitmentFactory(amount=Amount(Decimal(500), "VND", Bound.UNDER))
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_commitment SET {change}")


def test_a_signatory_of_a_text_signed_here_does_not_go_afterwards(officer):
    text = with_all_but_signatories()
    for side in Side:
        SignatoryFactory(memorandum=text, side=side)
    sql(f"UPDATE partnerships_memorandum SET {SIGN_IT}")
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="names who signed for each side"):
        sql("DELETE FROM partnerships_signatory WHERE side = 'home'")
