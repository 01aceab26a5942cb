"""The menu marks the word that a page belongs to, whatever its address begins with."""

import re

import pytest
from django.urls import reverse

from partnerships.services import clearance_steps
from tests.factories import PaperFactory, UnitFactory
from tests.partnerships.texts_here import ASKED, TODAY, asked_for

pytestmark = pytest.mark.django_db


MENU = "/account/menu/"


def marked(page):
    return re.findall(r'aria-current="(?:page|true)">([^<]+)</a></li>', page.text)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("partnerships:commitment-list", "Commitments"),
        ("exchanges:owed", "Commitments"),
        ("exchanges:instalment-list", "Commitments"),
        ("partnerships:text-deadlines", "Texts"),
    ],
)
def test_lists_beside_the_list_of_an_entry(client, officer, name, word):
    client.force_login(officer)
    assert marked(client.get(reverse(name))) == [word]


def test_tables_brought_in_belong_to_no_entry_and_stand_in_both_menus(client, officer):
    client.force_login(officer)
    there = reverse("reports:import-list")
    page = client.get(there)
    assert marked(page) == []
    for menu in (page, client.get(MENU)):  # that of the telephone, and that of the user
        assert menu.text.count(f'href="{there}"') == 1


def test_who_brings_no_tables_has_no_way_to_them(client, reader):
    client.force_login(reader)
    for page in (reverse("home"), MENU):
        assert reverse("reports:import-list") not in client.get(page).text


def test_the_answer_to_a_step_of_a_text(client, officer, partnership):
    step = asked_for(partnership, officer).clearances.first()
    clearance_steps.ask(step=step, on=ASKED, today=TODAY, by=officer)
    client.force_login(officer)
    page = client.get(reverse("partnerships:clearance-answer", args=[step.uuid]))
    assert marked(page) == ["Texts"]


def test_the_paper_of_an_answer_is_named_to_those_who_may_see_it(client, officer, partnership):
    text = asked_for(partnership, officer)
    step = text.clearances.first()
    report = PaperFactory(title="Công văn 12", published=False, unit=UnitFactory())
    clearance_steps.ask(step=step, on=ASKED, today=TODAY, by=officer)
    step.refresh_from_db()
    clearance_steps.answer(
        step=step, on=TODAY, today=TODAY, answer="agrees", paper=report, by=officer
    )
    url = reverse("partnerships:memorandum-clearance", args=[text.uuid])
    client.force_login(officer)
    assert "Công văn 12" not in client.get(url).text
    officer.units.add(report.unit)
    assert "Công văn 12" in client.get(url).text
