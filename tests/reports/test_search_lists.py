"""From the search to a list: it shows the very records that the search has counted."""

import pytest
from django.db import connection
from django.urls import resolve

from accounts.choices import Role
from core.pages import ListPage
from reports.choices import SearchKind
from reports.models import SearchEntry
from reports.searching.finding import Search
from reports.searching.kinds import LISTED, WHERE
from reports.searching.typed import Typed
from tests import factories as make
from tests.meta.records import elsewhere, of_unit
from tests.reports.test_search_scope import MODELS

pytestmark = pytest.mark.django_db
FOUND = "/meetings/?found="


def number_of(user, words: str, kind: SearchKind) -> int:
    groups, _alike = Search(user, Typed.read(words), [kind]).look()
    return sum(group.number for group in groups)


@pytest.mark.parametrize("kind", LISTED.values(), ids=lambda kind: kind.name)
def test_every_list_shows_what_the_search_counts(client, unit, kind):
    model = MODELS[kind]
    own, _other = of_unit(model, unit), elsewhere(model)
    if "withdrawn_reason" in {field.name for field in model._meta.fields}:
        model.objects.filter(pk=own.pk).update(withdrawn_reason="Nhập nhầm")
    words = SearchEntry.objects.filter(kind=kind, record=own.pk)[0].title
    words = f"cột mốc {words}" if kind == SearchKind.MARKER else words  # one digit is too short
    user = make.UserFactory(role=Role.OFFICER, units=[unit])
    client.force_login(user)
    url = WHERE[kind].list_found(words)

    assert resolve(url.partition("?")[0]).func.view_class.filterset_class
    page = client.get(url)
    assert str(number_of(user, words, kind)) == page.context["table"].count != "0"
    assert own.uuid in {row["uuid"] for row in page.context["table"].rows}
    assert "Found by the search: " in page.text


def test_kinds_without_a_list_are_named_so():
    for kind, where in WHERE.items():
        assert bool(where.list_found("x")) == (kind in LISTED.values())
    assert set(WHERE) == set(SearchKind)
    for kind in LISTED.values():
        page = resolve(WHERE[kind].list_found("x").partition("?")[0]).func.view_class
        assert issubclass(page, ListPage)


def test_other_filters_files_and_choices_go_along_with_it(client, officer, partnership):
    for title in ("Giao ban ở Na Mèo", "Giao ban ở Tén Tằn", "Hội đàm"):
        make.MeetingFactory(partnerships=[partnership], title=title)
    make.MeetingFactory(title="Giao ban của nơi khác")
    client.force_login(officer)

    assert client.get(f"{FOUND}giao+ban").context["table"].count == "2"
    page = client.get(f"{FOUND}giao+ban&q=ten+tan")
    assert page.context["table"].count == "1"
    assert '<input type="hidden" name="found" value="giao ban"' in page.text
    file = b"".join(client.get(f"{FOUND}giao+ban&as=csv").streaming_content).decode()
    assert file.count("Giao ban") == 2


@pytest.mark.parametrize("words", ["a", "%", "\x00", "x" * 300, "' OR 1=1 --"])
def test_odd_words_in_the_address_are_answered(client, officer, partnership, words):
    make.MeetingFactory(partnerships=[partnership])
    client.force_login(officer)
    assert client.get("/meetings/", {"found": words}).status_code == 200


def test_more_than_the_search_counts_are_not_listed_as_if_they_were_all(client):
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO reports_searchentry (kind, record, place, first, uuid, day, title,
                beside, name, code, body, sensitive, issued, words)
            SELECT 'i', -n, -8 * n, true, gen_random_uuid(), '2026-01-01', 'Thường niên', '',
                'thuong nien', '', '', false, true, search_words('i', 'Thường niên')
            FROM generate_series(1, 1001) AS n"""
        )
    client.force_login(make.UserFactory(role=Role.OFFICER, sees_all=True))
    answer = client.get("/search/", {"q": "thuong nien"}).text
    assert "/search/?q=thuong+nien&amp;kind=i" in answer
    assert "found=" not in answer
    page = client.get(f"{FOUND}thuong+nien")
    assert "finds too many records for a list" in page.text


def test_lists_that_were_not_led_to_from_the_search_know_nothing_of_it(client, officer):
    client.force_login(officer)
    assert "found" not in client.get("/meetings/").context["filter"].form.fields
