"""The list of all places and the demonstration register: the same units, whichever comes first."""

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.services.users import loader
from exchanges.demo import abroad, vietnam
from exchanges.services import demo
from partnerships.models import Border, Country, Unit, UnitName, UnitParent, UnitSuccession
from partnerships.services import gazetteer
from partnerships.services.gazetteer import reading

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]
ABROAD = ("LA", "CN", "KH")


@pytest.fixture(scope="module")
def part():
    """The provinces, districts and communes of the demonstration, their neighbours in the same
    district or province that have no part in it, and all places abroad.
    """
    rows = reading.units()
    codes = {place.code for place in vietnam.PLACES if place.code}
    districts = {place.code for place in vietnam.DISTRICTS}
    wanted = {row.code for row in rows if row.code in codes or row.parent in districts}
    steps = [step for step in reading.successions() if step.predecessor in wanted]
    wanted |= {step.successor for step in steps if step.successor}
    rows = [row for row in rows if row.country in ABROAD or row.code in wanted]
    there = {row.code for row in rows if row.country == "VN"}
    above = {row.parent for row in rows if row.country == "VN"} - there - {""}
    tops = [row for row in reading.units() if row.country == "VN" and row.code in above]
    tops = [row for row in tops if row.level == "province"]
    codes = there | {row.code for row in tops}
    rows += tops
    rows = [row for row in rows if row.country != "VN" or row.parent in codes | {""}]
    codes = {row.code for row in rows if row.country == "VN"}
    steps = [step for step in steps if {step.predecessor, step.successor} <= codes | {""}]
    return {"places": rows, "successions": steps}


def dump():
    """All that is known of every unit, without the keys that differ from house to house."""
    steps = UnitSuccession.objects.values_list(
        *("predecessor__code", "predecessor__name", "successor__code", "successor__name"),
        *("kind", "on", "predecessor__valid_to", "successor__valid_from"),
    )
    return {
        "countries": list(Country.objects.order_by("code").values_list("code", "name")),
        "borders": list(Border.objects.order_by("code").values_list("code", "name")),
        "units": sorted(Unit.objects.values_list(*UNIT, "parent__name"), key=str),
        "names": sorted(
            UnitName.objects.values_list(
                *("unit__country", "unit__code", "unit__name", "unit__valid_from"),
                *("language", "text", "kind", "since", "until"),
            ),
            key=str,
        ),
        "parents": sorted(
            UnitParent.objects.values_list(
                *("unit__country", "unit__code", "unit__word", "unit__name"),
                *("parent__code", "parent__word", "parent__name", "since", "until"),
            ),
            key=str,
        ),
        "successions": sorted(steps, key=str),
    }


UNIT = (
    "word",
    "name",
    "level",
    "country",
    "code",
    "valid_from",
    "valid_to",
    "latitude",
    "longitude",
)


def loaded(*loads):
    """What the register holds after these loads, each of them twice; it is empty again then."""
    with transaction.atomic():
        for load in (*loads, *loads):
            load()
        result = dump()
        transaction.set_rollback(True)
    return result


def test_either_order_gives_the_same_units(part):
    def places():
        gazetteer.load(by=loader(), **part)

    def register():
        demo.load(with_accounts=False)

    first, second = loaded(places, register), loaded(register, places)
    for what, rows in first.items():
        assert rows == second[what], what
    assert len(first["units"]) > len(part["places"])  # villages are in no list


def test_the_demonstration_alone_names_no_tier_that_its_articles_do_not_name(part):
    demo.load(with_accounts=False)
    assert Unit.objects.get(code="532532").parent.name == "Vân Nam"
    gazetteer.load(by=loader(), **part)
    county = Unit.objects.get(code="532532")
    assert (county.parent.code, county.parent.parent.name) == ("5325", "Vân Nam")


def test_every_place_of_the_demonstration_with_a_code_is_in_the_lists(part):
    listed = {(row.country, row.code, row.word, row.name) for row in part["places"]}
    for place in (*vietnam.PLACES, *abroad.PLACES):
        if place.code:
            assert (place.country, place.code, place.word, place.name) in listed, place.key


def test_the_command_says_what_it_loaded(part, monkeypatch, capsys):
    monkeypatch.setattr(reading, "LISTS", (("LA", "la.tsv"),))
    monkeypatch.setattr(reading, "SUCCESSIONS", ())
    call_command("load_places")
    assert "unit: 166" in capsys.readouterr().out
    call_command("load_places")
    assert "nothing was loaded" in capsys.readouterr().out
