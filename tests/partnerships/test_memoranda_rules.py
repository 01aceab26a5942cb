"""What PostgreSQL refuses of texts made here, in plain SQL, and lets pass of reported ones
(DESIGN.md 6, number 4).
"""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core.basis import Basis
from partnerships.choices import Side
from partnerships.models import Correction, Memorandum
from tests.factories import (
    DocumentFactory,
    DraftMemorandumFactory,
    MemorandumFactory,
    SignatoryFactory,
)
from tests.partnerships.texts_here import cleared, ready, signed, written


def sql(statement, *values):
    """With the rules that wait for the commit, as one transaction would meet them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@contextmanager
def refused(rule):
    """By the constraint or trigger whose name has these words."""
    with pytest.raises(IntegrityError) as caught:
        yield
    assert rule in caught.value.__cause__.diag.constraint_name


def change(words):
    sql(f"UPDATE partnerships_memorandum SET {words}")


@pytest.fixture
def text(partnership, officer, head):
    """Signed here, with all that belongs to it."""
    return signed(partnership, officer, head)


@pytest.mark.parametrize(
    "words",
    [
        "title = 'Thỏa thuận khác'",
        "kind = 'minutes'",
        "place = 'Na Cay'",
        "signed_days = '[2026-03-19,2026-03-20)'",
        "term = '[2026-05-01,2031-04-01)'",
        "term_words = 'mười năm'",
        "languages = '{vi,zh}'",
        "cooperation = 'khác'",
        "mode = 'khác'",
        "not_binding = false",
        "route = 'province'",
        "basis = 'reported'",
        "status = 'draft'",
        "status = 'cleared'",
        "status = 'given_up', end_reason = 'nhầm'",
    ],
)
def test_what_was_signed_stays(text, words):
    with refused("signed_text_stays"):
        change(words)


def test_what_was_signed_neither_renews_nor_amends_anything_else(text):
    for column in ("renews_id", "amends_id"):
        with refused("signed_text_stays"):
            sql(f"UPDATE partnerships_memorandum SET {column} = %s WHERE id = %s",
                MemorandumFactory().pk, text.pk)  # fmt: skip


def test_beside_a_correction_of_the_same_transaction_a_slip_is_put_right(text, officer):
    with transaction.atomic():
        Correction.objects.create(memorandum=text, reason="gõ nhầm", by=officer)
        Memorandum.objects.filter(pk=text.pk).update(place="Na Cay")
    text.refresh_from_db()
    assert text.place == "Na Cay"


@pytest.mark.django_db(transaction=True)
def test_a_correction_of_an_earlier_transaction_opens_nothing(partnership, officer, head):
    text = signed(partnership, officer, head)
    Correction.objects.create(memorandum=text, reason="gõ nhầm", by=officer)
    with refused("signed_text_stays"):
        Memorandum.objects.filter(pk=text.pk).update(place="Na Cay")


def test_a_correction_stays_and_has_a_reason(text, officer):
    Correction.objects.create(memorandum=text, reason="gõ nhầm", by=officer)
    for statement in (
        "UPDATE partnerships_correction SET reason = 'khác'",
        "DELETE FROM partnerships_correction",
    ):
        with pytest.raises(ProgrammingError, match="corrections_stay"):
            sql(statement)
    with refused("correction_has_a_reason"):
        Correction.objects.create(memorandum=text, reason="", by=officer)


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("DELETE FROM partnerships_signatory WHERE side = 'home'", "has_both_signatories"),
        ("UPDATE partnerships_signatory SET side = 'home'", "has_both_signatories"),
        ("UPDATE partnerships_document SET is_master = false", "has_its_signed_copy"),
        ("UPDATE partnerships_document SET withdrawn_reason = 'nhầm'", "has_its_signed_copy"),
    ],
)
def test_what_a_signed_text_has_it_keeps(text, statement, rule):
    with refused(rule):
        sql(statement)


def test_without_copy_signatories_or_articles_nothing_counts_as_signed(partnership, officer, head):
    facts = "status = 'signed', signed_days = '[2026-03-20,2026-03-21)', place = 'Na Mèo', "
    facts += "term = '[2026-04-01,2031-04-01)', cooperation = 'a', mode = 'b', not_binding = true"
    text = cleared(partnership, officer, head)
    with refused("has_both_signatories"):
        change(facts)
    for side in Side:
        SignatoryFactory(memorandum=text, side=side)
    with refused("has_its_signed_copy"):
        change(facts)
    DocumentFactory(memorandum=text, kind="signed_copy", is_master=True)
    change(facts)


@pytest.mark.parametrize(
    "lacking",
    [
        "not_binding = false",
        "term = NULL",
        "term = '[,2031-04-01)'",
        "term = '[2026-04-01,)', term_words = ''",
        "cooperation = ''",
        "mode = ''",
        "place = ''",
        "languages = '{}'",
    ],
)
def test_a_text_of_a_commune_says_what_decree_64_asks(text, lacking):
    """Even where the rule that it stays would be out of the way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO partnerships_correction (uuid, memorandum_id, reason, by_id)"
            " VALUES (gen_random_uuid(), %s, 'x', %s)",
            [text.pk, text.drafted_by_id],
        )
    with refused("memorandum_says_what_decree_64_asks"):
        change(lacking)


def test_a_text_is_not_cleared_by_nobody_by_its_drafter_or_unanswered(partnership, officer, head):
    text = ready(partnership, officer)
    by = f"status = 'cleared', cleared_on = '2026-03-20', cleared_by_id = {head.pk}"
    with refused("made_here_is_cleared_by_somebody"):
        change("status = 'cleared'")
    with refused("nobody_clears_their_own_text"):
        change(by.replace(str(head.pk), str(officer.pk)))
    last = text.clearances.filter(required=True).last()
    sql("UPDATE partnerships_clearance SET answered_on = NULL WHERE id = %s", last.pk)
    with refused("every_step_is_answered"):
        change(by)
    with refused("every_step_is_answered"):
        change(f"{by}, clearance_round = 2")
    with refused("every_step_is_answered"):
        change(f"{by}, clearance_round = 0")


def test_a_text_without_articles_is_not_cleared(partnership, officer, head):
    text = ready(partnership, officer)
    text.articles.all().delete()
    with refused("made_here_has_its_articles"):
        change(f"status = 'cleared', cleared_on = '2026-03-20', cleared_by_id = {head.pk}")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("title = 'Hiệp định A'", "memorandum_is_not_called_a_treaty"),
        ("title = ' HIỆP  ƯỚC'", "memorandum_is_not_called_a_treaty"),
        ("title = 'Công ước A'", "memorandum_is_not_called_a_treaty"),
        ("title = 'CÔNG ƯỚC A'", "memorandum_is_not_called_a_treaty"),
        ("route = ''", "made_here_says_whose_it_is"),
        ("status = 'given_up'", "given_up_with_a_reason"),
        ("status = 'terminated', cleared_by_id = {}, cleared_on = '2026-01-01',"
         " signed_days = '[2026-01-02,2026-01-03)'", "ends_on_a_day_with_a_reason"),
    ],
)  # fmt: skip
def test_what_a_draft_cannot_become(partnership, officer, head, words, rule):
    written(partnership, officer, route="province")
    with refused(rule):
        change(words.format(head.pk))


def test_neither_renewals_nor_amendments_go_round(db):
    first, second = MemorandumFactory(), DraftMemorandumFactory()
    sql(f"UPDATE partnerships_memorandum SET renews_id = {first.pk} WHERE id = {second.pk}")
    for column in ("renews_id", "amends_id"):
        with refused("renewals_without_cycle"):
            sql(f"UPDATE partnerships_memorandum SET {column} = {second.pk} WHERE id = {first.pk}")


# A reported text with gaps


@pytest.mark.parametrize(
    "words",
    [
        "status = 'signed'",  # no signatory, no copy, no article, no full date, no route
        "status = 'signed', signed_days = '[2020-01-01,2021-01-01)'",
        "status = 'signed', signed_days = NULL, place = ''",
        "status = 'renewed', title = 'Hiệp định hợp tác'",
        "status = 'terminated', end_reason = ''",
        "status = 'signed', route = 'commune', not_binding = false, term = NULL",
        "status = 'cleared'",
        "status = 'signed', languages = '{}', cooperation = '', mode = ''",
    ],
)
def test_of_a_reported_text_every_gap_is_taken(db, words):
    MemorandumFactory()
    change(words)


def test_of_a_reported_text_everything_may_be_put_right_without_a_correction(db):
    text = MemorandumFactory()
    SignatoryFactory(memorandum=text)
    DocumentFactory(memorandum=text, kind="signed_copy", is_master=True)
    change("title = 'Khác', place = 'Khác', signed_days = NULL, status = 'terminated'")
    sql("DELETE FROM partnerships_signatory")
    sql("UPDATE partnerships_document SET withdrawn_reason = 'nhầm'")


@pytest.mark.parametrize("basis", [Basis.COPY_HELD, Basis.ORIGINAL_HELD])
def test_a_text_that_is_only_held_is_as_free(db, basis):
    MemorandumFactory(basis=basis, signed=MemorandumFactory().signed, title="Hiệp ước cũ")
    sql("SELECT 1")
