"""The door: sign-in, language, account page, administration."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent, Office
from tests.factories import UserFactory

LOGIN = "/sign-in/login/"
SECRET = "thu-nghiem-9"


@pytest.fixture
def person(db):
    office = Office.objects.create(name="Sở Ngoại vụ")
    user = UserFactory(role=Role.OFFICER, office=office, last_name="Trần Thị", first_name="Lan")
    user.set_password(SECRET)
    user.save()
    return user


def sign_in(client, user, password=SECRET):
    return client.post(LOGIN, {"login": user.username, "password": password})


def text(page):
    return page.content.decode()


@pytest.fixture
def _vietnamese(settings):
    settings.LANGUAGE_CODE = "vi"


def test_a_person_signs_in_by_name_and_it_is_written_down(client, person):
    assert sign_in(client, person)["Location"] == "/"
    assert AuditEvent.objects.get().action == "account.signed_in"

    page = text(client.get(reverse("accounts:account")))
    assert "Trần Thị Lan" in page
    assert "Officer · Sở Ngoại vụ" in page


def test_a_wrong_password_is_refused_with_one_sentence(client, person):
    page = sign_in(client, person, "wrong")

    assert page.status_code == 200
    assert 'role="alert"' in text(page)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("name", ["\x00", "a" * 500, "\u202ecanbo", "' or 1=1"])
def test_no_name_is_a_fault(client, db, name):
    assert client.post(LOGIN, {"login": name, "password": "x"}).status_code == 200


def test_nobody_signs_up(client, db):
    page = client.post(reverse("account_signup"), {"username": "x", "password1": "y"})
    assert "Accounts are made by the administrator" in text(page)


@pytest.mark.parametrize(("role", "asked"), [(Role.HEAD, True), (Role.OFFICER, False)])
def test_heads_are_asked_for_a_second_factor(client, person, settings, role, asked):
    settings.SECOND_FACTOR_ROLES = [Role.HEAD]
    person.role = role
    person.save()

    assert (sign_in(client, person)["Location"] == reverse("mfa_activate_totp")) is asked


def test_with_a_second_factor_the_password_alone_opens_nothing(client, person):
    secret = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": secret})

    assert sign_in(client, person)["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("accounts:account")).status_code == 302
    assert "Step 2 of 2" in text(client.get(reverse("mfa_authenticate")))


@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "account_logout", "accounts:account"]
)
def test_every_page_of_the_account_is_in_our_design(client, person, name):
    sign_in(client, person)
    page = text(client.get(reverse(name)))

    assert '<nav class="menu' in page
    assert "<script>" not in page
    assert "style=" not in page


def test_setting_up_the_second_factor_shows_a_picture_to_scan(client, person):
    sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": SECRET})
    assert "data:image/svg+xml" in text(client.get(reverse("mfa_activate_totp")))


def test_a_user_chooses_the_language_and_stays_where_they_were(client, person):
    sign_in(client, person)
    answer = client.post(reverse("accounts:language"), {"language": "vi", "next": "/account/?a=1"})

    assert answer["Location"] == "/account/?a=1"
    assert '<html lang="vi">' in text(client.get(reverse("accounts:account")))


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"next": "https://evil.example/"}, {}])
def test_a_wrong_language_or_address_changes_nothing(client, person, wrong):
    sign_in(client, person)
    answer = client.post(reverse("accounts:language"), {"language": "en"} | wrong)

    assert answer["Location"] == "/"
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.usefixtures("_vietnamese")
def test_the_door_speaks_vietnamese_unless_english_is_asked_for(client, db):
    assert '<html lang="vi">' in text(client.get(LOGIN))
    assert '<html lang="en">' in text(client.get(LOGIN, {"language": "en"}))
    assert '<html lang="en">' in text(client.get(LOGIN))


def test_pages_are_private_and_fragments_are_told_apart(client, person):
    page = client.get(LOGIN)

    assert page["Cache-Control"].startswith(("no-store", "max-age=0"))
    assert "no-store" in page["Cache-Control"]
    assert "HX-Request" in page["Vary"]


# Administration


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_administration_is_for_administrators_alone(client, db, role):
    client.force_login(UserFactory(role=role, is_staff=True, is_superuser=True))
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/accounts/user/").status_code == 302


def test_an_administrator_keeps_users_and_only_reads_the_audit_trail(client, db):
    admin = UserFactory(role=Role.ADMINISTRATOR)
    client.force_login(admin)
    event = AuditEvent.objects.create(action="x", target_model="y", target=admin.uuid, by="z")

    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.get(f"/admin/accounts/user/{admin.pk}/change/").status_code == 200
    assert client.get(f"/admin/accounts/auditevent/{event.pk}/change/").status_code == 200
    assert client.post(f"/admin/accounts/auditevent/{event.pk}/change/").status_code == 403
    assert client.get("/admin/accounts/auditevent/add/").status_code == 403
    assert client.post(f"/admin/accounts/user/{admin.pk}/delete/").status_code == 403


def test_what_an_administrator_changes_is_in_the_audit_trail(client, db):
    admin = UserFactory(role=Role.ADMINISTRATOR)
    client.force_login(admin)
    data = {"username": "moi", "usable_password": "true"}
    data |= {"password1": "Rat-kho-doan-7", "password2": "Rat-kho-doan-7"}
    answer = client.post("/admin/accounts/user/add/", data)

    assert answer.status_code == 302, re.findall(r"errorlist[^>]*>(.*?)</ul>", text(answer))
    assert AuditEvent.objects.get().action == "user.added"


@pytest.mark.parametrize("shown", ["http://localhost/ties/?sort=code", "http://[", ""])
def test_a_piece_asked_for_after_signing_out_sends_the_window_to_sign_in(db, client, shown):
    headers = {"HX-Request": "true", "HX-Current-URL": shown}
    answer = client.get(reverse("accounts:account"), headers=headers)
    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith(LOGIN)
