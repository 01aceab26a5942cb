"""The language is the user's own: on every machine, for whole pages, pieces of them and letters."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.choices import Language, Reminders, Role
from exchanges.services import reminders
from tests.factories import AgreedItemFactory, MeetingFactory, UserFactory
from tests.meta.words import english_on

PASSWORD = "Bien-gioi-yen-on-2026"


@pytest.fixture
def lan(unit):
    user = UserFactory(role=Role.OFFICER, units=[unit], language=Language.VIETNAMESE)
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(user) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.get_username(), "password": PASSWORD})
    return client


def test_the_choice_holds_at_the_next_sign_in_and_on_another_machine(lan):
    first = signed_in(lan)
    assert '<html lang="vi">' in first.get("/").text
    first.post(reverse("accounts:language"), {"language": "en", "next": "/"})
    first.post(reverse("account_logout"))

    for machine in (signed_in(lan), signed_in(lan)):
        page = machine.get("/", headers={"Accept-Language": "vi"}).text
        assert '<html lang="en">' in page
        assert "To do" in page


def test_the_whole_page_switches_and_so_does_a_piece_of_it(lan, partnership):
    client = signed_in(lan)
    piece = reverse("exchanges:tie-meetings", args=[partnership.uuid])
    listed = reverse("partnerships:partnership-list")
    found = {}
    for language in Language.values:
        client.post(reverse("accounts:language"), {"language": language, "next": "/"})
        found[language] = [
            client.get(piece, headers={"HX-Request": "true"}).text,
            client.get(listed, headers={"HX-Request": "true", "HX-Target": "rows"}).text,
            client.get("/not/here/").text,
        ]
    for page in found[Language.VIETNAMESE]:
        assert english_on(page) == []
    *pieces, whole = found[Language.ENGLISH]
    assert all(english_on(piece) for piece in pieces)
    assert "This page is not here" in whole


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Việc đã thống nhất"), ("en", "Agreed items")]
)
def test_letters_are_in_the_language_chosen(
    lan, partnership, language, words, django_capture_on_commit_callbacks
):
    monday = date(2026, 4, 13)
    AgreedItemFactory(meeting=MeetingFactory(partnerships=[partnership]), due=monday)
    lan.email, lan.reminders = "lan@example.vn", Reminders.DAILY
    lan.save()
    signed_in(lan).post(reverse("accounts:language"), {"language": language})
    with django_capture_on_commit_callbacks(execute=True):
        reminders.remind(on=monday)
    assert words in mail.outbox[0].body
