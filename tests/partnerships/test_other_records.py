"""Organisations, people, papers, figures, notes, borders, cadences and charges: their services."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from partnerships.choices import Measure
from partnerships.models import Partnership, StatedFigure
from partnerships.services import (
    border_profiles,
    cadences,
    charges,
    figures,
    notes,
    organisations,
    papers,
    people,
)
from tests.factories import (
    BorderFactory,
    BorderProfileFactory,
    CadenceFactory,
    ChargeFactory,
    CountryFactory,
    NoteFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    PostFactory,
    SourceFactory,
    StatedFigureFactory,
    UnitFactory,
    UserFactory,
)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_organisation_takes_the_country_of_its_seat(officer):
    seat = UnitFactory(country__code="LA")
    found = organisations.record(name="Sở Nông lâm", seat=seat, by=officer)
    assert found.country_id == "LA"
    assert organisations.record(name="JICA", country=CountryFactory(code="JP"), by=officer)


def test_an_organisation_sits_in_its_own_country(officer):
    with refused("seat of the organisation"):
        organisations.record(name="Hội", by=officer)
    with refused("own country"):
        organisations.record(
            name="Hội", seat=UnitFactory(), country=CountryFactory(code="LA"), by=officer
        )
    OrganisationFactory()
    CountryFactory(code="LA")
    with pytest.raises(IntegrityError, match="organisation_sits_in_its_country"):
        sql("UPDATE partnerships_organisation SET country_id = 'LA'")


def test_a_person_holds_a_post_as_far_as_is_known(officer, unit):
    source = SourceFactory()
    person = people.record(name="Lương Thị Hạnh", by=officer, sources=[source])
    post = people.hold_post(
        person=person,
        title="Bí thư Huyện ủy",
        unit=unit,
        since=PartialDate.read("2021"),
        by=officer,
        sources=[source],
    )
    assert str(post) == f"Bí thư Huyện ủy, {unit}"
    assert AuditEvent.objects.filter(action="person.held_post", target=person.uuid).exists()


def test_a_post_is_in_one_place_and_ends_after_it_began(officer, unit):
    say = {"person": PersonFactory(), "title": "Trưởng bản", "by": officer}
    with refused("either a unit or an organisation"):
        people.hold_post(**say)
    with refused("end comes after"):
        since, until = PartialDate.read("2021"), PartialDate.read("2020")
        people.hold_post(**say, unit=unit, since=since, until=until)
    PostFactory()
    with pytest.raises(IntegrityError, match="post_is_a_unit_or_an_organisation"):
        sql("UPDATE partnerships_post SET unit_id = NULL")


def test_a_paper_is_known_by_name_only_and_cited_by_passage(officer):
    paper = papers.record(
        kind="article", title="Điểm sáng", passages=[(5, "S0-12"), (None, "")], by=officer
    )
    assert [(one.paragraph, one.reference) for one in paper.passages.all()] == [
        (5, "S0-12"),
        (None, ""),
    ]
    with refused("S0-12"):
        papers.passage(paper=paper, reference="S0-12", by=officer)
    with pytest.raises(IntegrityError, match="a_fact_has_one_source"):
        sql("UPDATE partnerships_source SET reference = 'S0-12'")


def test_a_published_figure_has_one_subject(officer, partnership, unit):
    say = {"measure": Measure.VILLAGE_TIES, "title": "Cặp bản", "by": officer}
    for subject in ({}, {"partnership": partnership, "unit": unit}):
        with refused("Name one subject"):
            figures.record(**say, **subject)
        with refused("Name one subject"):
            notes.record(topic="x", text="y", by=officer, **subject)
    StatedFigureFactory()
    with pytest.raises(IntegrityError, match="statedfigure_has_one_subject"):
        sql("UPDATE partnerships_statedfigure SET country_id = 'VN'")


def test_contradictions_are_kept_and_one_is_held_to_be_right(officer, partnership):
    say = {
        "measure": Measure.VILLAGE_TIES,
        "title": "Cặp bản",
        "partnership": partnership,
        "by": officer,
    }
    first = figures.record(**say, value=Amount(Decimal(26), "cặp"), held=True)
    second = figures.record(**say, value=Amount(Decimal(27), "cặp"))
    figures.hold(figure=second, by=officer)
    assert dict(StatedFigure.objects.values_list("pk", "held")) == {
        first.pk: False,
        second.pk: True,
    }


def test_a_figure_has_a_unit(officer, partnership):
    with refused("unit or the currency"):
        figures.record(
            measure=Measure.TRADE,
            title="Kim ngạch",
            value=Amount(Decimal(2)),
            partnership=partnership,
            by=officer,
        )


def test_a_note_says_something(officer, partnership):
    with refused("says something"):
        notes.record(topic="Chợ", text="  ", partnership=partnership, by=officer)
    assert notes.record(topic="Chợ", text="Thứ bảy.", partnership=partnership, by=officer)


def test_what_is_said_of_a_border_everybody_reads(officer):
    border = BorderFactory()
    figures.record(measure=Measure.TRADE, title="Kim ngạch", border=border, by=officer)
    note = NoteFactory(partnership=None, country=CountryFactory(code="LA"))
    away = UserFactory(units=[UnitFactory()])
    assert StatedFigure.objects.visible_to(away).count() == 1
    assert list(type(note).objects.visible_to(away)) == [note]


def test_a_border_is_measured_in_km(officer, unit):
    border = BorderFactory()
    profile = border_profiles.record(
        border=border,
        unit=unit,
        length=Amount(Decimal(64), "km"),
        communes=6,
        faces=[UnitFactory(country__code="LA")],
        by=officer,
    )
    assert profile.faces.count() == 1
    with refused("in km"):
        border_profiles.record(border=border, length=Amount(Decimal(64), "m"), by=officer)
    with pytest.raises(IntegrityError, match="border_is_measured_in_km"):
        BorderProfileFactory(length=Amount(Decimal(64), "m"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"partnership": None}, "either a tie or a unit"),
        ({"every": 0}, "comes round"),
        ({"weekday": 8}, "Monday is 1"),
    ],
)
def test_what_a_cadence_cannot_be(officer, partnership, facts, words):
    with refused(words):
        cadences.record(
            **{"partnership": partnership, "subject": "meeting", "title": "Gặp"} | facts, by=officer
        )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("every = 0", "cadence_comes_round"),
        ("weekday = 8", "cadence_names_a_day_of_the_week"),
        ("partnership_id = NULL", "cadence_is_of_a_tie_or_a_unit"),
    ],
)
def test_the_database_refuses_an_impossible_cadence(db, change, rule):
    CadenceFactory()
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_cadence SET {change}")


def test_a_market_is_held_every_saturday_and_a_feast_on_a_fixed_day(officer, partnership):
    say = {"partnership": partnership, "subject": "activity", "by": officer}
    assert cadences.record(**say, title="Chợ phiên", each="week", weekday=6)
    assert cadences.record(**say, title="Quốc khánh", days=["09-02"]).days == ["09-02"]


def test_a_station_sees_what_it_has_charge_of_as_long_as_it_has(officer, unit):
    station, tie = OrganisationFactory(seat=unit), PartnershipFactory()
    guard = UserFactory(organisation=station)
    assert not Partnership.objects.visible_to(guard).exists()
    charge = charges.assign(organisation=station, partnership=tie, by=officer)
    assert list(Partnership.objects.visible_to(guard)) == [tie]
    charges.end(charge=charge, until=date(2020, 1, 1), by=officer)
    assert not Partnership.objects.visible_to(guard).exists()


def test_a_charge_is_of_one_thing(officer, unit, partnership):
    say = {"organisation": OrganisationFactory(), "by": officer}
    with refused("Name a unit, a tie or a section"):
        charges.assign(**say, unit=unit, partnership=partnership)
    with refused("end comes after"):
        charges.assign(**say, unit=unit, since=date(2020, 1, 1), until=date(2020, 1, 1))
    ChargeFactory()
    with pytest.raises(IntegrityError, match="charge_is_of_a_unit_a_tie_or_a_section"):
        sql("UPDATE partnerships_charge SET unit_id = NULL")
