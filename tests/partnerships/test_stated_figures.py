"""Published figures: contradictions, the one that is held, the difference in words, the form."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from partnerships.choices import Measure
from partnerships.figures import Compared
from partnerships.models import StatedFigure
from partnerships.services import figures
from partnerships.views.rows import against
from tests.factories import PartnershipFactory, StatedFigureFactory, UnitFactory
from tests.partnerships.test_gates import passages

pytestmark = pytest.mark.django_db


def said(number, when="", bound=Bound.EXACT, **more):
    facts = {"partnership": None, "title": "Cặp bản", "measure": Measure.VILLAGE_TIES} | more
    date = PartialDate.read(when) if when else PartialDate()
    return StatedFigureFactory(value=Amount(Decimal(number), "cặp", bound), when=date, **facts)


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def test_figures_contradict_each_other_only_about_the_same_thing_and_time(unit):
    first, second = said(26, "2019", unit=unit), said(25, "2019", unit=unit, title="cap ban")
    said(27, "2023", unit=unit)  # another time
    said(9, "2019", unit=unit, title="Cụm dân cư")  # another thing
    said(30, "2019", unit=UnitFactory())  # another place
    said(26, "2016", unit=unit, measure=Measure.AGREEMENTS)
    assert set(StatedFigure.objects.disputed()) == {first, second}
    undated = said(24, unit=unit)  # of some time: it may be that one
    assert undated in StatedFigure.objects.disputed()


def test_the_same_value_twice_is_no_contradiction(unit):
    said(26, "2019", unit=unit)
    said(26, "2019", unit=unit)
    assert not StatedFigure.objects.disputed().exists()
    said(26, "2019", Bound.OVER, unit=unit)
    assert StatedFigure.objects.disputed().count() == 3


def test_one_is_held_among_contradicting_ones_or_none(unit, officer):
    first, second, later = (
        said(26, "2019", unit=unit),
        said(25, "2019", unit=unit),
        said(27, "2023", unit=unit),
    )
    figures.hold(figure=later, by=officer)
    figures.hold(figure=first, by=officer)
    figures.hold(figure=second, by=officer)
    assert set(StatedFigure.objects.filter(held=True)) == {second, later}
    figures.hold_none(figure=first, by=officer)
    assert set(StatedFigure.objects.filter(held=True)) == {later}


def test_plain_sql_cannot_hold_two(unit):
    first, second = said(26, "2019", unit=unit), said(25, unit=unit, title="CẶP BẢN")
    later = said(25, "2023", unit=unit, title="Cụm")
    for rows, refused in (((first, later), False), ((first, second), True)):
        keys = ", ".join(str(row.pk) for row in rows)
        sql = f"UPDATE partnerships_statedfigure SET held = true WHERE id IN ({keys})"
        if refused:
            with (
                pytest.raises(IntegrityError, match="one_figure_is_held_to_be_right"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
        else:
            with connection.cursor() as cursor:
                cursor.execute(sql)


@pytest.mark.parametrize(
    ("bound", "stated", "counted", "words"),
    [
        (Bound.EXACT, 26, 3, "23 fewer counted"),
        (Bound.EXACT, 3, 5, "2 more counted"),
        (Bound.EXACT, 3, 3, "the same"),
        (Bound.OVER, 20, 3, "at least 17 fewer counted"),
        (Bound.OVER, 20, 25, "fits what was published"),
        (Bound.UNDER, 20, 25, "at least 5 more counted"),
        (Bound.UNDER, 20, 15, "at most 5 fewer counted"),
        (Bound.ABOUT, 20, 15, "about 5 fewer counted"),
    ],
)
def test_the_difference_is_said_with_its_bound(unit, bound, stated, counted, words):
    pair = Compared(said(stated, bound=bound, unit=unit), Decimal(counted))
    assert str(against(pair)) == words
    assert pair.difference == counted - stated


def test_the_page_shows_contradictions_together(at_work, unit, officer):
    first, second = said(26, "2019", unit=unit), said(25, "2019", unit=unit)
    page = at_work.get(first.get_absolute_url()).content.decode()
    assert "Contradicting figures" in page
    assert "none of them to be right yet" in page
    assert "Hold none of them" not in page

    at_work.post(reverse("partnerships:stated-figure-hold", args=[second.uuid]))
    page = at_work.get(first.get_absolute_url()).content.decode()
    assert "holds one of these to be right" in page
    at_work.post(reverse("partnerships:stated-figure-hold-none", args=[first.uuid]))
    assert not StatedFigure.objects.filter(held=True).exists()


def test_the_tab_lists_contradicted_figures_in_scope(at_work, unit):
    said(26, "2019", unit=unit)
    said(25, "2019", unit=unit)
    said(7, unit=unit, title="Cụm dân cư")
    away = UnitFactory()
    said(91, unit=away, title="Nơi khác")
    said(92, unit=away, title="Nơi khác")
    url = reverse("partnerships:stated-figure-list")
    page = at_work.get(url, {"disputed": "true"}).content.decode()
    assert page.count("Cặp bản") == 2
    assert "Cụm dân cư" not in page
    assert "Nơi khác" not in page


def test_an_officer_enters_and_corrects_a_figure(at_work, partnership):
    sent = {
        "measure": "village_ties",
        "title": "Cặp bản kết nghĩa",
        "partnership": str(partnership.uuid),
        "value_bound": "over",
        "value_number": "26",
        "value_unit": "cặp",
        "when": "2019",
        "stated_by": "Tạp chí Cộng sản",
        "submission": str(uuid4()),
    }
    answer = at_work.post(reverse("partnerships:stated-figure-create"), sent | passages())
    figure = StatedFigure.objects.get()
    assert answer.url == figure.get_absolute_url()
    assert (str(figure.value), str(figure.when)) == ("over 26 cặp", "2019")

    edit = reverse("partnerships:stated-figure-edit", args=[figure.uuid])
    at_work.post(edit, sent | {"value_number": "27"} | passages())
    figure.refresh_from_db()
    assert figure.value.number == 27


def test_what_the_form_refuses(at_work, partnership, unit):
    sent = {
        "measure": "trade",
        "title": "x",
        "value_number": "1",
        "value_unit": "USD",
        "value_bound": "exact",
    }
    url = reverse("partnerships:stated-figure-create")
    both = {"partnership": str(partnership.uuid), "unit": str(unit.uuid)}
    for subject, words in (
        (both, "Name one subject"),
        ({}, "Name one subject"),
        ({"unit": str(UnitFactory().uuid)}, "Choose a subject of your own area"),
    ):
        answer = at_work.post(url, sent | subject | passages())
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not StatedFigure.objects.exists()


def test_a_correction_that_meets_a_held_one_is_not_held_itself(unit, officer):
    first, other = said(26, "2019", unit=unit), said(9, "2019", unit=unit, title="Cụm")
    figures.hold(figure=first, by=officer)
    figures.hold(figure=other, by=officer)
    figures.revise(
        figure=other,
        measure=other.measure,
        title="Cặp bản",
        value=other.value,
        when=other.when,
        unit=unit,
        by=officer,
    )
    assert set(StatedFigure.objects.filter(held=True)) == {first}


def test_nobody_moves_a_figure_out_of_their_own_sight(officer, unit):
    figure = said(26, unit=unit)
    with pytest.raises(RuleViolation, match="own area"):
        figures.revise(
            figure=figure,
            measure=figure.measure,
            title=figure.title,
            value=figure.value,
            partnership=PartnershipFactory(),
            by=officer,
        )
