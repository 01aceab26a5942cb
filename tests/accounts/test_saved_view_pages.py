"""Pages of saved views: saved from a list, in its menu, changed and removed."""

import pytest
from django.urls import reverse

from accounts.models import SavedView
from accounts.services import saved_views
from tests.factories import OfficeFactory, SavedViewFactory, UserFactory

TIES = "partnerships:partnership-list"


@pytest.fixture
def owner(db):
    return UserFactory(office=OfficeFactory(), sees_all=True)


def save(by, name="Vacant", **more):
    facts = {"page": TIES, "query": "status=vacant", "name": name} | more
    return saved_views.save(by=by, **facts)


def test_a_view_is_saved_from_a_list_and_stands_in_its_menu(client, owner):
    client.force_login(owner)
    listed = client.get(reverse(TIES), {"status": "vacant", "after": "x"})
    assert reverse("accounts:view-menu") in listed.text
    create = f"{reverse('accounts:view-create')}?page={TIES}&query=status%3Dvacant%26after%3Dx"
    form = client.get(create)
    answer = client.post(
        create,
        {"name": "  Chờ kiện toàn ", "shared": "on", "submission": form.context["submission"]},
    )

    view = SavedView.objects.get()
    assert (view.name, view.query, view.office) == ("Chờ kiện toàn", "status=vacant", owner.office)
    assert answer["Location"] == f"{reverse(TIES)}?status=vacant"
    menu = client.get(reverse("accounts:view-menu"), {"page": TIES, "query": "status=vacant"}).text
    assert 'aria-current="page">Chờ kiện toàn' in menu
    client.force_login(UserFactory(office=owner.office))
    menu = client.get(reverse("accounts:view-menu"), {"page": TIES}).text
    assert "Chờ kiện toàn" in menu


def test_a_refused_name_is_said_at_its_box(client, owner):
    client.force_login(owner)
    save(owner)
    create = f"{reverse('accounts:view-create')}?page={TIES}&query=status%3Dactive"
    answer = client.post(create, {"name": "Vacant"})

    assert answer.status_code == 422
    assert "of this name" in str(answer.context["form"].errors["name"])


@pytest.mark.parametrize(
    "page", ["", "x", "home", "reports:certificate-list", "accounts:view-edit"]
)
def test_a_view_of_no_list_or_a_closed_one_is_refused(client, owner, page):
    client.force_login(owner)
    answer = client.post(f"{reverse('accounts:view-create')}?page={page}", {"name": "x"})

    assert "Open the list first" in answer.text
    assert client.get(reverse("accounts:view-menu"), {"page": page}).status_code == 200


def test_a_list_opens_with_the_view_chosen_for_it_until_all_is_asked_for(client, owner):
    client.force_login(owner)
    create = f"{reverse('accounts:view-create')}?page={TIES}&query=status%3Dvacant"
    client.post(create, {"name": "Mine", "opens": "on"})

    assert client.get(reverse(TIES))["Location"] == f"{reverse(TIES)}?status=vacant"
    everything = client.get(reverse(TIES), {"all": ""})
    assert everything.status_code == 200
    assert 'href="?all="' in everything.text
    view = SavedView.objects.get()
    client.post(f"{reverse('accounts:view-edit')}?view={view.uuid}", {"name": "Mine"})
    assert client.get(reverse(TIES)).status_code == 200


def test_views_are_changed_and_removed_on_their_page(client, owner):
    client.force_login(owner)
    view = save(owner)
    page = client.get(reverse("accounts:view-list")).text
    assert f"{reverse('accounts:view-edit')}?view={view.uuid}" in page
    client.post(reverse("accounts:view-remove"), {"view": str(view.uuid)})

    assert not SavedView.objects.exists()
    assert "No view is saved yet" in client.get(reverse("accounts:view-list")).text


def test_the_menu_costs_the_same_for_one_view_and_many(client, owner, django_assert_num_queries):
    """Who is signed in (2), the views."""
    client.force_login(owner)
    for _time in range(2):
        with django_assert_num_queries(3):
            client.get(reverse("accounts:view-menu"), {"page": TIES})
        SavedViewFactory.create_batch(9, owner=owner)


@pytest.mark.parametrize("name", ["view-edit", "view-remove"])
def test_the_view_of_a_colleague_is_neither_changed_nor_removed(client, owner, name):
    view = save(owner, shared=True)
    client.force_login(UserFactory(office=owner.office))
    for wanted in (str(view.uuid), "x", ""):
        url = f"{reverse(f'accounts:{name}')}?view={wanted}"
        answer = client.post(url, {"name": "theirs", "view": wanted})
        assert answer["Location"] == reverse("accounts:view-list")
    view.refresh_from_db()
    assert view.name == "Vacant"
