"""What PostgreSQL refuses of borders, and of texts whose village waits to be placed."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from partnerships.choices import Level, SuccessionKind
from partnerships.models import BorderMarker, Charge, Unit, UnitSuccession
from tests.factories import (
    ArticleFactory,
    BorderFactory,
    CountryFactory,
    DocumentFactory,
    MemorandumFactory,
    MemorandumPartyFactory,
    OrganisationFactory,
    PartnershipFactory,
    SignatoryFactory,
    UnitFactory,
    UserFactory,
)

REFORM = date(2025, 7, 1)


def sql(statement, values=()):
    """The statement, and what waits for the commit."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def rule_of(caught) -> str:
    return caught.value.__cause__.diag.constraint_name


def refuses(rule, statement, values=()):
    with pytest.raises(IntegrityError) as caught:
        sql(statement, values)
    assert rule_of(caught) == rule


# Borders


def marker(number, suffix="", place=None, neighbour="LA"):
    border = BorderFactory(neighbour=CountryFactory(code=neighbour))
    return BorderMarker.objects.create(
        border=border, number=number, suffix=suffix, place=place or number
    )


@pytest.mark.parametrize("suffix", ["/", "/1234", "(1", "1)", "a", "/2/3", " /2", "(123)"])
def test_a_suffix_is_written_in_one_of_two_ways(db, suffix):
    marker(1088)
    refuses(
        "marker_has_a_known_suffix", "UPDATE partnerships_bordermarker SET suffix = %s", [suffix]
    )


@pytest.mark.parametrize("suffix", ["", "/2", "/112", "(1)", "(12)"])
def test_markers_have_suffixes_and_are_found_by_what_they_are_called(db, suffix):
    found = marker(1088)
    sql("UPDATE partnerships_bordermarker SET suffix = %s", [suffix])
    assert list(BorderMarker.objects.numbered(f"1088{suffix}")) == [found]


SECTION = """
    INSERT INTO partnerships_charge (uuid, organisation_id, from_marker_id, to_marker_id)
    VALUES (gen_random_uuid(), %s, %s, %s)
"""


def test_a_section_runs_along_one_border_from_its_first_marker_to_its_last(db):
    station = OrganisationFactory()
    first, last = marker(320), marker(331, "/2")
    sql(SECTION, [station.pk, first.pk, last.pk])
    assert str(Charge.objects.get().of) == "markers 320 – 331/2"
    elsewhere = marker(1088, neighbour="CN")
    refuses("section_runs_along_its_border", SECTION, [station.pk, first.pk, elsewhere.pk])


@pytest.mark.parametrize("ends", [(1, 0), (0, None)])
def test_a_section_has_two_ends_in_their_order(db, ends):
    markers = {0: marker(320).pk, 1: marker(331).pk, None: None}
    values = [OrganisationFactory().pk, markers[ends[0]], markers[ends[1]]]
    rule = "section_has_two_ends" if None in ends else "section_runs_along_its_border"
    refuses(rule, SECTION, values)


# A village of a divided commune waits to be placed


@pytest.fixture
def waiting(db):
    """Nà Vang: its commune was divided between two on the day of the reform."""
    commune = UnitFactory(level=Level.COMMUNE, name="Bính Xá", valid_to=REFORM)
    village = UnitFactory(level=Level.VILLAGE, name="Nà Vang", parent=commune)
    for name in ("Kiên Mộc", "Châu Sơn"):
        half = UnitFactory(level=Level.COMMUNE, name=name, valid_from=REFORM)
        UnitSuccession.objects.create(
            predecessor=commune, successor=half, kind=SuccessionKind.DIVIDED, on=REFORM
        )
    return village


def place(village):
    half = Unit.objects.get(name="Kiên Mộc")
    sql("UPDATE partnerships_unitparent SET until = %s WHERE unit_id = %s", [REFORM, village.pk])
    sql(
        "INSERT INTO partnerships_unitparent (uuid, unit_id, parent_id, since) "
        "VALUES (gen_random_uuid(), %s, %s, %s)",
        [village.pk, half.pk, REFORM],
    )


@pytest.mark.parametrize("by", ["tie", "party"])
def test_a_text_made_here_is_signed_after_its_village_is_placed(waiting, by):
    ties = [PartnershipFactory(home__unit=waiting)] if by == "tie" else []
    text = MemorandumFactory(partnerships=ties)
    if by == "party":
        MemorandumPartyFactory(memorandum=text, unit=waiting)
    for side in ("home", "counterpart"):
        SignatoryFactory(memorandum=text, side=side)
    ArticleFactory(memorandum=text)
    DocumentFactory(memorandum=text, kind="signed_copy", is_master=True)
    sign = (
        "UPDATE partnerships_memorandum SET status = 'signed', basis = 'made_here', "
        f"route = 'province', cleared_on = '2020-01-01', cleared_by_id = {UserFactory().pk}"
    )
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        sql(sign)
    assert rule_of(caught) == "places_are_settled_before_signing"
    place(waiting)
    sql(sign)
