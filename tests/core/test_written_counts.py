"""Counts that are written out once are those of the rows themselves, whoever asks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from core.written_counts import NOBODY, Anyone, WrittenCounts
from exchanges.models import AgreedItem, AidProject, Incident, Letter, Meeting, Minutes
from partnerships.models import Memorandum, Partnership, StatedFigure
from reports.models import AnnualReview
from tests import factories as make

TODAY = date(2026, 11, 21)
MODELS = (
    *(Partnership, Memorandum, StatedFigure, Meeting, Minutes, AgreedItem, AidProject),
    *(Incident, Letter, AnnualReview),
)


@pytest.fixture
def people(unit, partnership):
    """Of each role in two areas, one who sees all, one who files, and one without an area."""
    other = make.PartnershipFactory()
    areas = [unit, other.parties.get(side="home").unit]
    found = [make.UserFactory(role=role, units=[area]) for role in Role for area in areas]
    found += [make.UserFactory(sees_all=True), make.UserFactory(sees_sensitive=True, units=areas)]
    for tie in (partnership, other):
        meeting = make.MeetingFactory(partnerships=[tie])
        make.MinutesFactory(meeting=meeting, status="submitted", filed_by=found[0])
        make.AgreedItemFactory(meeting=meeting)
        make.MemorandumFactory(partnerships=[tie, partnership])
        make.AidProjectFactory(partnership=tie)
        make.IncidentFactory(partnership=tie, sensitive=True, filed_by=found[1])
        make.AnnualReviewFactory(series=make.ReviewSeriesFactory(partnerships=[tie]))
    return [*found, make.UserFactory()]


def test_they_are_the_numbers_of_the_rows_for_each_person(people):
    counted = WrittenCounts(
        lambda who, _on: {one.__name__: one.objects.visible_to(who) for one in MODELS}
    )
    answers = [counted.of(user, TODAY) for user in people]
    right = [
        {one.__name__: one.objects.visible_to(user).count() for one in MODELS} for user in people
    ]
    assert answers == right
    assert len({tuple(one.values()) for one in right}) > 4


def test_who_filed_is_told_apart(people):
    counted = WrittenCounts(lambda who, _on: {"theirs": Minutes.objects.filter(filed_by=who.pk)})
    assert counted.of(people[0], TODAY) == {"theirs": 2}
    assert counted.of(people[1], TODAY) == {"theirs": 0}


def test_the_second_of_a_role_finds_it_written(people):
    drawn = []
    counted = WrittenCounts(
        lambda who, _on: drawn.append(who) or {"ties": Partnership.objects.visible_to(who)}
    )
    first, second = people[:2]
    counted.of(first, TODAY)
    with CaptureQueriesContext(connection) as asked:
        counted.of(second, TODAY)
    assert drawn == [Anyone(first.role, False, False)]
    assert len(asked) == 2  # the reach, the counts
    assert str(NOBODY) not in "".join(one["sql"] for one in asked)


@pytest.mark.parametrize("model", [Minutes, AgreedItem, Incident, Memorandum])
def test_rows_asked_one_by_one_are_those_of_the_scope(people, model):
    for user in people:
        rows = model.objects.each_visible_to(user)
        assert set(rows) == set(model.objects.visible_to(user))
