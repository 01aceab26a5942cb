"""Views of lists: who keeps, shares and removes them, and what the database holds against."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent, SavedView
from accounts.models import saved_view as rules
from accounts.services import saved_views
from core.errors import RuleViolation
from tests.factories import OfficeFactory, SavedViewFactory, UserFactory

TIES = "partnerships:partnership-list"


@pytest.fixture
def office(db):
    return OfficeFactory()


@pytest.fixture
def owner(office):
    return UserFactory(office=office, sees_all=True)


def save(by, name="Vacant", **more):
    facts = {"page": TIES, "query": "status=vacant", "name": name} | more
    return saved_views.save(by=by, **facts)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


# Services


def test_what_a_list_shows_is_kept_without_the_place_in_it(owner):
    view = save(
        owner, query="status=vacant&q=&after=x&from=51&as=csv&columns=home&columns=level&row=1"
    )

    assert view.query == "status=vacant&columns=home&columns=level"
    event = AuditEvent.objects.get(action="view.saved")
    assert event.target == view.uuid


def test_a_name_is_taken_once_on_a_list(owner):
    save(owner)
    with refused("of this name"):
        save(owner, name="VACANT")
    save(owner, page="exchanges:meeting-list")
    save(UserFactory())
    other = save(owner, name="Other")
    with refused("of this name"):
        saved_views.revise(view=other, name="Vacant", shared=False, opens=False, by=owner)


def test_one_view_opens_a_list(owner):
    first, second = save(owner, opens=True), save(owner, name="Second", opens=True)
    first.refresh_from_db()

    assert (first.opens, second.opens) == (False, True)
    assert saved_views.opening(owner) == {TIES: "status=vacant"}


def test_a_view_is_shared_with_the_own_office_and_no_other(owner):
    save(owner, shared=True)
    save(owner, name="Mine alone")
    colleague = UserFactory(office=owner.office)

    assert [view.name for view in saved_views.open_to(colleague)] == ["Vacant"]
    assert not saved_views.open_to(UserFactory(office=OfficeFactory())).exists()
    assert not saved_views.open_to(UserFactory()).exists()
    with refused("no office"):
        save(UserFactory(), shared=True)


def test_only_its_owner_changes_or_removes_a_view(owner):
    view = save(owner, shared=True)
    colleague = UserFactory(office=owner.office)
    with refused("Only its owner"):
        saved_views.revise(view=view, name="x", shared=True, opens=False, by=colleague)
    with refused("Only its owner"):
        saved_views.remove(view=view, by=colleague)
    saved_views.remove(view=view, by=owner)
    with refused("as long as it is there"):
        saved_views.remove(view=view, by=owner)


def test_whoever_moves_to_another_office_takes_the_views_along(owner):
    view = save(owner, shared=True)
    colleague = UserFactory(office=owner.office)
    owner.office = OfficeFactory()
    owner.save()
    view.refresh_from_db()

    assert view.office is None
    assert not saved_views.open_to(colleague).exists()
    assert saved_views.open_to(owner).exists()


def test_too_long_a_query_is_refused_in_words(owner):
    with refused("too many filters"):
        save(owner, query="q=" + "x" * 1100)


def test_the_act_and_its_audit_roll_back_together(owner):
    def save_and_fail():
        save(owner)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        save_and_fail()
    assert not SavedView.objects.exists()
    assert not AuditEvent.objects.filter(action="view.saved").exists()


# What PostgreSQL holds against


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"name": ""}, "a_view_has_a_name"),
        ({"query": "status=held&after=x"}, "a_view_names_no_page_and_no_rows"),
        ({"query": "row=x"}, "a_view_names_no_page_and_no_rows"),
    ],
)
def test_a_bad_view_is_refused_in_plain_sql(owner, facts, rule):
    with pytest.raises(IntegrityError, match=rule):
        SavedViewFactory(owner=owner, **facts)


def test_names_and_openings_are_unique_in_plain_sql(owner):
    SavedViewFactory(owner=owner, name="Một", opens=True)
    with pytest.raises(IntegrityError, match="a_view_has_a_name_of_its_own"), transaction.atomic():
        SavedViewFactory(owner=owner, name="một")
    with pytest.raises(IntegrityError, match="a_list_opens_with_one_view"):
        SavedViewFactory(owner=owner, opens=True)


def test_a_view_of_another_office_is_refused_in_plain_sql(owner):
    with pytest.raises(IntegrityError, match="own office"), transaction.atomic():
        SavedViewFactory(owner=owner, office=OfficeFactory())
    view = SavedViewFactory(owner=owner, office=owner.office)
    with pytest.raises(IntegrityError, match="own office"):
        SavedView.objects.filter(pk=view.pk).update(office=OfficeFactory())


def test_views_of_one_person_are_few_in_plain_sql(owner):
    SavedViewFactory.create_batch(rules.MOST, owner=owner)
    with refused("as many views as there may be"):
        save(owner)
    with pytest.raises(IntegrityError, match="too many views"):
        SavedViewFactory(owner=owner)


# Two windows at once


def at_once(act) -> list:
    """The act of two connections at the same time; what each returned or was refused with."""
    barrier = Barrier(2)

    def run(number):
        try:
            return act(number, barrier)
        except (RuleViolation, IntegrityError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_views_at_once_pass_the_limit():
    """The race that the lock is against: each counts before the other has committed."""
    owner = UserFactory()
    SavedViewFactory.create_batch(rules.MOST - 1, owner=owner)

    def unlocked(number, barrier):
        with pgtrigger.ignore("accounts.SavedView:within_office_and_limit"), transaction.atomic():
            few = SavedView.objects.filter(owner=owner).count() < rules.MOST
            barrier.wait(10)
            if few:
                SavedViewFactory(owner=owner, name=f"at once {number}")
            barrier.wait(10)

    at_once(unlocked)
    assert SavedView.objects.filter(owner=owner).count() == rules.MOST + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_service", [True, False])
def test_two_views_at_once_are_counted_one_after_the_other(by_service):
    owner = UserFactory()
    SavedViewFactory.create_batch(rules.MOST - 1, owner=owner)

    def act(number, barrier):
        barrier.wait(10)
        if by_service:
            return save(owner, name=f"at once {number}", opens=True)
        return SavedViewFactory(owner=owner, name=f"at once {number}")

    results = at_once(act)
    assert sum(isinstance(one, SavedView) for one in results) == 1
    assert SavedView.objects.filter(owner=owner).count() == rules.MOST
