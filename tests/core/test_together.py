"""What many rows leave to the database, it refuses; services within make no savepoints."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Model
from django.test.utils import CaptureQueriesContext

from core.access import reach_kept, reach_of
from core.together import asked_once, check, once, save, written_together
from exchanges.models import Meeting
from partnerships.models import Unit
from tests import factories as make


def meeting(**facts) -> Meeting:
    return Meeting(kind="briefing", title="Họp", unit=make.UnitFactory(), **facts)


def asked(record) -> int:
    with CaptureQueriesContext(connection) as queries:
        check(record)
    return len(queries)


@pytest.mark.django_db
def test_alone_a_record_is_checked_beforehand_by_every_rule():
    assert asked(meeting()) > 1
    with pytest.raises(ValidationError, match="postponed or cancelled"):
        check(meeting(status="cancelled"))


def refusal(clean, record, **how) -> dict:
    with pytest.raises(ValidationError) as caught:
        clean(record, **how)
    return caught.value.message_dict


@pytest.mark.django_db
def test_alone_all_its_check_constraints_are_one_question():
    checks = [one for one in Meeting._meta.constraints if isinstance(one, CheckConstraint)]
    with CaptureQueriesContext(connection) as one_by_one:
        (record := meeting()).full_clean()
    assert len(checks) > 4
    assert asked(meeting()) < len(one_by_one) - 2 * len(checks)  # each also had a savepoint
    assert not {"validate_constraints", "get_constraints"} & vars(record).keys()


@pytest.mark.django_db
def test_what_is_refused_is_named_as_django_names_it():
    unit = make.UnitFactory(code="04963")
    twice = meeting(status="cancelled", year_planned=24)
    nameless = meeting(status="cancelled")
    nameless.title = ""
    again = Unit(name="Sốp Cộp", level="commune", country=unit.country, code=unit.code)
    for record in (twice, nameless, again):
        assert refusal(check, record) == refusal(Model.full_clean, record)
    assert len(refusal(check, twice)["__all__"]) == 2
    assert check(twice, exclude=["status", "year_planned"]) is None
    left_out = {"exclude": ["title"]}
    assert refusal(check, nameless, **left_out) == refusal(Model.full_clean, nameless, **left_out)


@pytest.mark.django_db
def test_among_many_the_database_is_not_asked_beforehand_and_refuses_all_the_same():
    good, bad, wordless = meeting(), meeting(status="cancelled"), meeting()
    wordless.title = ""
    with written_together():
        assert asked(good) == 0
        check(bad)
        with pytest.raises(ValidationError, match="cannot be blank"):
            check(wordless)
    with pytest.raises(IntegrityError, match="put_off_has_a_reason"), transaction.atomic():
        bad.save()


@pytest.mark.django_db
def test_among_many_a_record_has_its_key_at_once_and_is_written_with_the_others():
    tie = make.PartnershipFactory()
    with CaptureQueriesContext(connection) as queries, written_together():
        records = [meeting() for _n in range(3)]
        before = len(queries)
        for record in records:
            save(record, partnerships=[tie, tie], sources=())
        assert len({record.pk for record in records}) == 3
        assert not Meeting.objects.exists()
    assert len(queries) - before == 4  # the keys, what looked for them, both tables
    assert set(tie.meetings.all()) == set(records)
    alone = meeting()
    save(alone, partnerships=[tie])
    assert tie.meetings.count() == 4


@pytest.mark.django_db
def test_nothing_waits_for_rows_that_were_given_up():
    def give_up():
        with written_together():
            save(meeting())
            raise ValueError("given up")

    with pytest.raises(ValueError, match="given up"):
        give_up()
    with written_together():
        pass
    assert not Meeting.objects.exists()


def test_the_same_is_asked_once_among_many_and_each_time_alone():
    asked = []

    def ask():
        asked.append(1)
        return ["told"]

    assert once(("a",), ask) == once(("a",), ask) == ["told"]
    assert len(asked) == 2
    with asked_once():
        assert once(("a",), ask) == once(("a",), ask) == ["told"]
        once(("b",), ask)
    assert len(asked) == 4


@pytest.mark.django_db
def test_services_within_make_no_savepoints_and_those_after_do():
    def said() -> list[str]:
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            pass
        return [one["sql"].split()[0] for one in queries]

    with written_together():
        assert said() == []
    assert said() == ["SAVEPOINT", "RELEASE"]


@pytest.mark.django_db
def test_a_reach_that_is_kept_is_looked_up_once(django_assert_num_queries):
    user = make.UserFactory(units=[make.UnitFactory()])
    with django_assert_num_queries(1), reach_kept():
        assert reach_of(user) == reach_of(user)
    make.UnitFactory(parent=user.units.get())

    assert len(reach_of(user)["Unit"]) == 2
