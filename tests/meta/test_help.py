"""Every page says what it is for, in both languages; every list and record in words of its own."""

import pytest
from django.urls import resolve
from django.utils import translation

from config.help import PAGES as WRITTEN
from config.help import TYPES
from core.help import KINDS, help_for
from core.pages import DetailPage, ListPage
from tests.meta.matrix import MATRIX
from tests.meta.routes import PAGES, url
from tests.meta.words import english_in

SHOWN = {name: page for name, page in PAGES.items() if "get" in page.http_method_names}
OWN = [name for name, page in SHOWN.items() if issubclass(page, ListPage | DetailPage)]
FORMER = ("-revisions",)  # the versions of a text are a part of its record


def of(name: str):
    return help_for(name, SHOWN[name], WRITTEN, TYPES)


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_has_help_in_both_languages(name):
    help_of_page = of(name)
    said = [help_of_page.purpose, *help_of_page.steps]
    said += [part for word in help_of_page.words for part in (word.word, word.meaning)]
    with translation.override("en"):
        english = [str(words) for words in said]
    with translation.override("vi"):
        vietnamese = [str(words) for words in said]
    assert all(english)
    assert [words for words in vietnamese if english_in(words)] == []
    assert not set(english) & set(vietnamese)


@pytest.mark.parametrize("name", [name for name in OWN if not name.endswith(FORMER)])
def test_every_list_and_record_has_words_of_its_own(name):
    assert of(name).purpose not in {general.purpose for general in KINDS.values()}


def test_help_is_written_for_pages_that_exist():
    stems = {name.removesuffix("-list").removesuffix("-detail") for name in PAGES}
    assert set(TYPES) <= stems
    ours = {name for name in WRITTEN if ":" in name or name in MATRIX}
    assert ours <= set(PAGES)


def test_a_page_shows_its_help(client, officer):
    client.force_login(officer)
    for name in ("home", "partnerships:partnership-list", "exchanges:aid-project-create"):
        page = client.get(url(name), {"as": "help"}).text  # a list brings it when it is opened
        match = resolve(url(name))
        assert str(of(name).purpose) in page, match
