"""Document numbers: what PostgreSQL refuses, whatever wrote it."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection

from reports.services import numbers
from tests import factories as make
from tests.reports.numbered import final_papers, ours

DAY = date(2025, 1, 20)
INSERT = (
    "INSERT INTO reports_documentnumber (uuid, office_id, kind, year, number, own, dated, paper_id,"
    " given_by_id) SELECT gen_random_uuid(), office_id, kind, {year}, {number}, {own},"
    " '{dated}', %s, given_by_id FROM reports_documentnumber"
)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"number": 3, "own": "true"}, "numbers_have_no_gap"),
        ({"number": 1, "own": "false"}, "a_number_is_given_once"),
        ({"number": 1, "own": "true"}, "a_number_is_given_once"),
        ({"number": 0, "own": "false"}, "numbers_begin_with_one"),
        ({"number": 2, "own": "false", "dated": "2024-12-31"}, "a_number_is_of_the_year"),
        ({"number": 1, "own": "true", "year": 2024, "dated": "2024-12-31"}, "no_gap"),
    ],
)
def test_plain_sql_gives_no_number_twice_or_after_a_gap(office, clerk, said, rule):
    ours(office)
    first, second = final_papers(2)
    number = numbers.take(office=office, day=DAY, by=clerk)
    numbers.give(number=number, paper=first, by=clerk)
    words = INSERT.format(**{"year": 2025, "dated": "2025-01-21"} | said)
    with pytest.raises(IntegrityError) as caught, connection.cursor() as cursor:
        cursor.execute(words, [second.pk])
    assert rule in caught.value.__cause__.diag.constraint_name


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_documentnumber SET number = 9",
        "UPDATE reports_documentnumber SET dated = '2025-02-01'",
        "DELETE FROM reports_documentnumber",
    ],
)
def test_plain_sql_changes_and_deletes_no_number(db, statement):
    make.DocumentNumberFactory()
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_plain_sql_gives_no_number_to_a_draft(db):
    number = make.DocumentNumberFactory()
    draft = make.ReviewPaperFactory()
    words = INSERT.format(year=2025, number=number.number + 1, own="false", dated="2025-01-21")
    refused = pytest.raises(IntegrityError, match="only a final internal report")
    with refused, connection.cursor() as cursor:
        cursor.execute(words, [draft.pk])


def test_plain_sql_sets_no_counter_back_before_its_start(db):
    make.NumberCounterFactory(after=4, last=6)
    with pytest.raises(IntegrityError, match="goes_up_from"), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_numbercounter SET last = 3")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_numbercounter SET after = 7, last = 7",
        "UPDATE reports_numbercounter SET year = 2031",
        "DELETE FROM reports_numbercounter",
    ],
)
def test_plain_sql_moves_no_start_under_numbers_that_were_given(office, clerk, statement):
    ours(office)
    (paper,) = final_papers(1)
    number = numbers.take(office=office, day=DAY, by=clerk)
    numbers.give(number=number, paper=paper, by=clerk)
    with pytest.raises(IntegrityError, match="start stays"), connection.cursor() as cursor:
        cursor.execute(statement)
