"""Every list has the common filters, or a reason not to."""

import pytest
from django_filters import ChoiceFilter

from core.pages import ListPage
from tests.meta.routes import PAGES, ROUTES

# The names under which a list keeps what is asked of all: any of them will do.
WANTED = {
    "words": ({"q"},),
    "province": ({"province"},),
    "place": ({"place"}, {"unit"}),
    "country": ({"country"}, {"partner"}),
    "level": ({"level"},),
    "kind": ({"kind"},),
    "state": ({"status"}, {"state"}, {"standing"}, {"answer"}, {"ending"}),
    "period": ({"since", "until"},),
}
NO_KIND = "records of this list are of one kind"
NO_STATE = "its records have no states"
NO_DAY = "its records have no day"
NO_LEVEL = "a line of a border belongs to no level"
SHORT_TABLE = "a short table that the administrator keeps: no place, no text"
WITHOUT = {
    "gap-list": {
        of: "the kind and what is lacking choose the rows; each leads on to its own list"
        for of in ("words", "province", "place", "country", "level", "state", "period")
    },
    "partnerships:border-marker-list": {
        "level": NO_LEVEL, "kind": NO_KIND, "state": NO_STATE, "period": NO_DAY,
    },
    "partnerships:gate-list": {
        "level": NO_LEVEL,
        "state": "the column says which are closed; there are a few dozen",
        "period": "opened once, long ago: the days are seldom known",
    },
    "partnerships:border-profile-list": {
        "words": "one profile a province: chosen by province", "kind": NO_KIND, "state": NO_STATE,
    },
    "partnerships:unit-list": {
        "kind": "its level is its kind", "period": "“existing on” asks for a day",
    },
    "partnerships:organisation-list": {
        "level": "an organisation has a kind, not a level",
        "state": "the column says which are no more", "period": NO_DAY,
    },
    "partnerships:person-list": {
        "level": "a person held posts of several levels",
        "kind": NO_KIND, "state": NO_STATE, "period": NO_DAY,
    },
    "partnerships:commitment-list": {"kind": "money or kind is said in the amount"},
    "partnerships:stated-figure-list": {
        "kind": "the measure is its kind", "state": "disputed or not has a filter of its own",
    },
    "partnerships:note-list": {"kind": NO_KIND, "state": NO_STATE, "period": NO_DAY},
    "partnerships:paper-list": {
        "level": "issued by an organisation, which has no level", "state": NO_STATE,
    },
    "exchanges:aid-project-list": {"kind": "told apart by direction, sector, modality and form"},
    "exchanges:year-plan-list": {
        "kind": "the direction is its kind",
        "state": NO_STATE,
        "period": "a plan is of one year: there is a filter for it",
    },
    "exchanges:exchange-rate-list": {
        of: "a rate belongs to no place: currency and day are all there is"
        for of in ("words", "province", "place", "country", "level", "kind", "state")
    },
    "exchanges:patrol-list": {
        "words": "a patrol has no title: border, tie, unit and days find it", "kind": NO_KIND,
    },
    "exchanges:instalment-list": {"kind": "the direction is its kind"},
    "exchanges:delivery-list": {"kind": NO_KIND},
    "exchanges:meeting-create": {
        of: "choosing the tie that met: its name and place are enough"
        for of in ("kind", "state", "period")
    },
    "exchanges:agreed-item-list": {"kind": NO_KIND},
    "exchanges:agreed-item-open": {"kind": NO_KIND, "state": "all that it lists are open"},
    "reports:annual-review-list": {"kind": NO_KIND},
    "reports:review-series-list": {
        "kind": NO_KIND, "state": NO_STATE, "period": "a series goes on from year to year",
    },
    "reports:review-batch-list": {
        "words": "a batch has no title: it is found by place and period",
        "kind": NO_KIND,
        "state": "how many of its papers are built is counted in the row",
    },
    "reports:import-list": {
        of: "a file of an office, of one kind of record: its rows say where they belong"
        for of in ("province", "place", "country", "level", "period")
    },
    "reports:certificate-list": dict.fromkeys(WANTED, SHORT_TABLE),
}  # fmt: skip
LISTS = {
    name: page
    for name, page in PAGES.items()
    if isinstance(page, type) and issubclass(page, ListPage)
}


def filters_of(page) -> set[str]:
    return set(page.filterset_class.base_filters) if page.filterset_class else set()


def lacking(name: str) -> set[str]:
    has = filters_of(LISTS[name])
    return {of for of, ways in WANTED.items() if not any(way <= has for way in ways)}


def test_there_are_lists_and_no_exception_of_one_that_is_gone():
    assert len(LISTS) > 25
    assert set(WITHOUT) <= set(ROUTES)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_common_filters_or_a_reason(name):
    said = set(WITHOUT.get(name, {}))
    found = lacking(name)
    assert found == said, f"{name} lacks {sorted(found)}, exceptions are {sorted(said)}"


@pytest.mark.parametrize("name", LISTS)
def test_no_list_looks_for_words_with_their_tone_marks_only(name):
    page = LISTS[name]
    for one in page.filterset_class.base_filters.values() if page.filterset_class else ():
        assert "contains" not in one.lookup_expr


@pytest.mark.parametrize("name", LISTS)
def test_a_select_of_a_list_is_short(name):
    """More choices than these belong into a box to search in."""
    page = LISTS[name]
    for one in page.filterset_class.base_filters.values() if page.filterset_class else ():
        if isinstance(one, ChoiceFilter) and not callable(one.extra.get("choices")):
            assert len(list(one.extra.get("choices", ()))) <= 25
