"""Who may do what: the declared matrix against every page, every role, in and out of scope."""

import pytest

from accounts.choices import Role
from tests.factories import UserFactory
from tests.meta.matrix import MATRIX
from tests.meta.records import elsewhere, of_unit
from tests.meta.routes import OF_A_RECORD, PAGES, model_of, url

CASES = [(name, role) for name in PAGES for role in Role]


def asked(client, name, target=None):
    acts = PAGES[name].http_method_names == ["post"]
    return (client.post if acts else client.get)(url(name, target))


def test_the_matrix_names_every_page_and_no_other():
    assert set(MATRIX) == set(PAGES)


@pytest.mark.parametrize(("name", "role"), CASES)
def test_a_role_opens_just_the_pages_of_the_matrix(db, client, unit, name, role):
    client.force_login(UserFactory(role=role, units=[unit]))
    target = of_unit(model_of(PAGES[name]), unit) if name in OF_A_RECORD else None

    answer = asked(client, name, target).status_code

    if role in MATRIX[name]:
        assert answer in {200, 302, 422}
    else:
        assert answer == 403


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
