"""A list without records says what to do: enter one, bring in a table, or where they come from."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.pages import ListPage
from reports.imports.kinds import KINDS
from tests.factories import UserFactory
from tests.meta.routes import PAGES, url

LISTS = {name: page for name, page in PAGES.items() if issubclass(page, ListPage)}
BROUGHT = {name: page.brought_as for name, page in LISTS.items() if page.brought_as}
TABLE = reverse("reports:import-create")


def test_every_kind_of_table_is_offered_on_the_list_of_its_records():
    assert sorted(BROUGHT.values()) == sorted(KINDS)


@pytest.mark.parametrize("name", BROUGHT)
def test_an_empty_list_offers_its_table_to_whoever_may_bring_it(client, db, name):
    link = f'href="{TABLE}?kind={BROUGHT[name]}"'
    for role, offered in ((Role.OFFICER, True), (Role.READER, False), (Role.LIAISON, False)):
        client.force_login(UserFactory(role=role, sees_all=True))
        assert (link in client.get(url(name)).text) is offered
    client.force_login(UserFactory(role=Role.OFFICER, sees_all=True))
    assert (
        'value="' + BROUGHT[name] + '" selected' in client.get(TABLE, {"kind": BROUGHT[name]}).text
    )


@pytest.mark.parametrize("name", [name for name, page in LISTS.items() if page.create is None])
def test_a_list_without_a_button_to_enter_says_where_its_records_come_from(name):
    if name not in CHOICES:
        assert LISTS[name].empty


CHOICES = {"exchanges:meeting-create"}  # a list of ties to choose from, not of records
