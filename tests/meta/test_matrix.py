"""Who may do what: the declared matrix against every page, every role, in and out of scope."""

import pytest
from django.contrib.auth import SESSION_KEY

from accounts.choices import Role
from tests.factories import UserFactory
from tests.meta.matrix import MATRIX
from tests.meta.records import elsewhere, left_as_it_was, of_unit
from tests.meta.routes import OF_A_RECORD, PAGES, by_record, model_of, url


def asked(client, name, target=None):
    acts = PAGES[name].http_method_names == ["post"]
    return (client.post if acts else client.get)(url(name, target))


def test_the_matrix_names_every_page_and_no_other():
    assert set(MATRIX) == set(PAGES)


@pytest.mark.parametrize("names", by_record(PAGES))
def test_a_role_opens_just_the_pages_of_the_matrix(db, client, unit, names):
    target = of_unit(model_of(PAGES[names[0]]), unit) if names[0] in OF_A_RECORD else None
    opened, answers = {name: set() for name in names}, {}
    for role in Role:
        client.force_login(UserFactory(role=role, units=[unit]))
        for name in names:
            with left_as_it_was():
                answers[role, name] = asked(client, name, target).status_code
            if answers[role, name] != 403:
                opened[name].add(role)
        assert SESSION_KEY in client.session  # no page signed them out, and hid the next

    assert opened == {name: set(MATRIX[name]) for name in names}
    assert {key: code for key, code in answers.items() if code not in {200, 302, 422, 403}} == {}


@pytest.mark.parametrize("names", by_record(OF_A_RECORD))
def test_whoever_sees_all_opens_a_record_of_any_place(db, client, names):
    """That others do not find it is asked in test_architecture.py."""
    target = elsewhere(model_of(PAGES[names[0]]))
    if target is None:
        return
    for role in {min(MATRIX[name]) for name in names}:
        client.force_login(UserFactory(role=role, sees_all=True))
        for name in names:
            if role == min(MATRIX[name]):
                with left_as_it_was():
                    assert asked(client, name, target).status_code in {200, 302}, name
