"""How often a tie, a frame or a unit meets: entered, corrected, ended; what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.cadence_words import how_often
from partnerships.choices import CadenceSubject, CadenceUnit, Festival, HostRule
from partnerships.models import Cadence
from partnerships.services import cadences
from tests.factories import CadenceFactory, PartnershipFactory, UnitFactory, UserFactory

FACTS = {"subject": CadenceSubject.MEETING, "title": "Giao ban"}
TYPED = {
    "subject": "meeting",
    "title": "Hội đàm định kỳ",
    "every": "3",
    "each": "month",
    "weekday": "",
    "days": "",
    "festival": "",
    "offset": "",
    "starts": "",
    "host_rule": "alternating",
    "place": "Cửa khẩu Na Mèo",
}


def test_a_cadence_of_a_tie_is_entered_with_who_did_it(partnership, officer):
    made = cadences.agree(partnership=partnership, by=officer, **FACTS, days=["09-02", "10-01"])
    assert (made.partnership, made.days) == (partnership, ["09-02", "10-01"])
    event = AuditEvent.objects.get(action="cadence.recorded")
    assert (event.by, event.target) == (officer.username, made.uuid)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"every": 0}, "comes round"),
        ({"every": 121}, "At most every 120"),
        ({"each": CadenceUnit.WEEK, "weekday": 8}, "Monday is 1"),
        ({"each": CadenceUnit.MONTH, "weekday": 3}, "day of the week"),
        ({"days": ["02-30"]}, "“30/02” is not a day"),
        ({"days": ["9"]}, "is not a day"),
        ({"each": CadenceUnit.MONTH, "days": ["09-02"]}, "Fixed days"),
        ({"festival": Festival.TET, "days": ["09-02"]}, "without other days"),
        ({"festival": Festival.TET, "every": 2}, "comes every year"),
        ({"festival": Festival.TET, "offset": 181}, "At most 180 days"),
        ({"offset": 3}, "from which feast"),
    ],
)
def test_days_that_cannot_be_counted_are_refused(partnership, officer, wrong, words):
    with pytest.raises(RuleViolation, match=words):
        cadences.record(partnership=partnership, by=officer, **FACTS | wrong)
    assert not Cadence.objects.exists()


def test_it_is_of_a_tie_or_of_a_unit(partnership, unit, officer):
    for wrong in ({}, {"partnership": partnership, "unit": unit}):
        with pytest.raises(RuleViolation, match="either a tie or a unit"):
            cadences.record(by=officer, **FACTS | wrong)


def test_nobody_enters_one_beyond_their_area(officer):
    with pytest.raises(RuleViolation, match="outside your area"):
        cadences.agree(partnership=PartnershipFactory(), by=officer, **FACTS)
    with pytest.raises(RuleViolation, match="outside your area"):
        cadences.agree(unit=UnitFactory(), by=officer, **FACTS)


def test_it_is_corrected_and_what_is_not_named_stays(partnership, officer):
    made = CadenceFactory(partnership=partnership, place="Na Mèo")
    cadences.revise(cadence=made, every=6, each=CadenceUnit.MONTH, by=officer)
    made.refresh_from_db()
    assert (made.every, made.each, made.place) == (6, "month", "Na Mèo")
    assert AuditEvent.objects.get(action="cadence.revised").details["fields"] == ["every", "each"]


def test_it_ends_once_and_with_a_reason(partnership, officer):
    made = CadenceFactory(partnership=partnership, starts=date(2022, 1, 1))
    with pytest.raises(RuleViolation, match="Say why"):
        cadences.end(cadence=made, ends=date(2026, 1, 1), reason=" ", by=officer)
    with pytest.raises(RuleViolation, match="ends after it starts"):
        cadences.end(cadence=made, ends=date(2022, 1, 1), reason="Quy chế mới", by=officer)
    cadences.end(cadence=made, ends=date(2026, 1, 1), reason="Quy chế mới", by=officer)
    with pytest.raises(RuleViolation, match="ended already"):
        cadences.end(cadence=made, ends=date(2027, 1, 1), reason="Quy chế mới", by=officer)
    with pytest.raises(RuleViolation, match="ended on 01/01/2026"):
        cadences.revise(cadence=made, starts=date(2026, 5, 1), by=officer)


def test_an_act_and_its_line_in_the_log_come_together_or_not_at_all(partnership, officer):
    made = CadenceFactory(partnership=partnership)
    with pytest.raises(RuleViolation):
        cadences.revise(cadence=made, every=0, by=officer)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("every = 0", "cadence_comes_round"),
        ("weekday = 8", "cadence_names_a_day_of_the_week"),
        ("partnership_id = NULL", "cadence_is_of_a_tie_or_a_unit"),
        ("starts = '2026-01-02', ends = '2026-01-02', end_reason = 'x'", "ends_after_it_starts"),
        ("ends = '2026-01-02'", "cadence_ends_for_a_reason"),
        ("festival = 'tet', every = 2", "cadence_from_a_feast_is_yearly"),
        ("festival = 'tet', days = '{09-02}'", "cadence_from_a_feast_is_yearly"),
        ("festival = 'tet', each = 'month'", "cadence_from_a_feast_is_yearly"),
        ('"offset" = 181', "cadence_is_near_its_feast"),
    ],
)
def test_plain_sql_is_refused_too(partnership, change, rule):
    made = CadenceFactory(partnership=partnership)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_cadence SET {change} WHERE id = %s", [made.pk])


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"each": "week", "weekday": 6}, "every week, on Saturdays"),
        ({"each": "month", "every": 6}, "every 6 months"),
        ({"days": ["09-02", "10-01"]}, "every year, on 02/09, on 01/10"),
        ({"festival": "tet", "offset": -7}, "every year, 7 days before: First day of Tết"),
        ({"festival": "laos_day", "offset": 1}, "1 day after: National day of Laos"),
        ({"festival": "qingming"}, "every year, Qingming"),
        ({"host_rule": HostRule.ALTERNATING}, "The sides take turns"),
        ({"recommended": True}, "only recommended"),
        ({"ends": date(2026, 1, 1), "end_reason": "x"}, "until before 01/01/2026"),
    ],
)
def test_it_is_told_in_words(facts, words):
    assert words in how_often(CadenceFactory.build(partnership=None, **facts))


def test_it_is_entered_on_the_page_of_the_tie_and_corrected_and_ended(client, officer, partnership):
    client.force_login(officer)
    url = reverse("partnerships:tie-cadence-create", args=[partnership.uuid])
    assert url in client.get(partnership.get_absolute_url()).text

    answer = client.post(url, TYPED)
    assert answer.status_code == 302
    made = Cadence.objects.get()
    assert (made.every, made.each, made.host_rule) == (3, "month", "alternating")
    page = client.get(answer.url).text
    assert "every 3 months" in page

    edit = reverse("partnerships:cadence-edit", args=[made.uuid])
    assert 'value="3"' in client.get(edit).text
    feast = {"every": "1", "each": "year", "festival": "lao_new_year", "offset": "-7"}
    assert client.post(edit, TYPED | feast).status_code == 302
    made.refresh_from_db()
    assert (made.festival, made.offset) == ("lao_new_year", -7)

    end = reverse("partnerships:cadence-end", args=[made.uuid])
    assert client.post(end, {"ends": "01/01/2026", "reason": ""}).status_code == 422
    assert client.post(end, {"ends": "01/01/2026", "reason": "Quy chế mới"}).status_code == 302
    page = client.get(partnership.get_absolute_url()).text
    assert "until before 01/01/2026" in page
    assert end not in page


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"days": "2/9, hôm nay"}, "days", "“hôm” is not a day"),
        ({"days": "31/2", "each": "year", "every": "1"}, "days", "“31/02” is not a day"),
        ({"days": "2/9"}, "days", "Fixed days of the year go with"),
        ({"every": "0"}, "every", "greater than or equal to 1"),
        ({"weekday": "6"}, "weekday", "goes with what comes every week"),
        ({"offset": "5"}, "festival", "Say from which feast"),
        ({"starts": "32/1/2026"}, "starts", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_nothing_is_lost(
    client, officer, partnership, typed, field, words
):
    client.force_login(officer)
    url = reverse("partnerships:tie-cadence-create", args=[partnership.uuid])
    answer = client.post(url, TYPED | typed)
    assert answer.status_code == 422
    said = " ".join(answer.context["form"].errors[field])
    assert words in said
    assert "Cửa khẩu Na Mèo" in answer.text
    assert not Cadence.objects.exists()


def test_a_unit_has_cadences_of_its_own(client, officer, unit):
    client.force_login(officer)
    url = reverse("partnerships:unit-cadence-create", args=[unit.uuid])
    weekly = {"subject": "activity", "every": "1", "each": "week", "weekday": "6"}
    assert client.post(url, TYPED | weekly).status_code == 302
    notes = client.get(reverse("partnerships:unit-notes", args=[unit.uuid])).text
    assert "every week, on Saturdays" in notes
    assert url in notes


def test_who_only_reads_is_offered_no_form(client, unit, partnership):
    made = CadenceFactory(partnership=partnership)
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    page = client.get(partnership.get_absolute_url()).text
    assert made.title in page
    assert "/cadences/" not in page
