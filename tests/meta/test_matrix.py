"""Who may do what: the declared matrix against every page, every role, in and out of scope."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from accounts.choices import Role
from tests.factories import UserFactory
from tests.meta.matrix import MATRIX
from tests.meta.records import elsewhere, of_unit
from tests.meta.routes import OF_A_RECORD, PAGES, model_of, url


@contextmanager
def left_as_it_was():
    """What a role did there is undone: the next one meets the same record."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def asked(client, name, target=None):
    acts = PAGES[name].http_method_names == ["post"]
    return (client.post if acts else client.get)(url(name, target))


def test_the_matrix_names_every_page_and_no_other():
    assert set(MATRIX) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_role_opens_just_the_pages_of_the_matrix(db, client, unit, name):
    target = of_unit(model_of(PAGES[name]), unit) if name in OF_A_RECORD else None
    opened, answers = set(), {}
    for role in Role:
        client.force_login(UserFactory(role=role, units=[unit]))
        with left_as_it_was():
            answers[role] = asked(client, name, target).status_code
        if answers[role] != 403:
            opened.add(role)

    assert opened == set(MATRIX[name])
    assert set(answers.values()) <= {200, 302, 422, 403}


@pytest.mark.parametrize("name", OF_A_RECORD)
def test_whoever_sees_all_opens_a_record_that_others_do_not_find(db, client, unit, name):
    target = elsewhere(model_of(PAGES[name]))
    if target is None:
        return
    role = min(MATRIX[name])
    client.force_login(UserFactory(role=role, units=[unit]))
    assert asked(client, name, target).status_code == 404
    client.force_login(UserFactory(role=role, sees_all=True))
    assert asked(client, name, target).status_code in {200, 302}
