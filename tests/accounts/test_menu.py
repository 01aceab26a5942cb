"""What opens at one's name and under "?" is fetched when it opens."""

from django.conf import settings
from django.urls import reverse

MENU = reverse("accounts:menu")
BEHIND = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ties/?status=vacant"}


def test_the_menu_leads_back_to_the_page_behind_it(client, officer):
    client.force_login(officer)
    menu = client.get(MENU, headers=BEHIND).text
    assert 'name="next" value="/ties/?status=vacant"' in menu
    assert reverse("account_logout") in menu


def test_the_keys_can_be_switched_off_from_their_list(client, officer):
    client.force_login(officer)
    keys = client.get(f"{MENU}?keys=1", headers=BEHIND).text
    assert 'id="keys-title"' in keys
    assert 'name="next" value="/ties/?status=vacant"' in keys


def test_an_address_that_is_none_leads_home(client, officer):
    client.force_login(officer)
    for behind in ("http://[", ""):
        menu = client.get(MENU, headers={"HX-Current-URL": behind}).text
        assert 'name="next" value="/"' in menu


def test_every_page_brings_the_one_token_that_its_pieces_share(client, officer):
    """Pieces fetched at once would each bring another, and the forms of all but one be refused."""
    client.force_login(officer)
    assert settings.CSRF_COOKIE_NAME in client.get(reverse("home")).cookies
    assert settings.CSRF_COOKIE_NAME not in client.get(reverse("home")).cookies
