"""Declared columns over aid projects: pages, sorting, choice, count, missing values."""

from datetime import date
from functools import partial

import pytest
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.http import QueryDict

from core import list_rows, lists
from core.badges import Badge, Words
from core.fields import PartialDate, earliest
from core.lists import NONE_YET, Column, Table
from exchanges.choices import AidStatus
from exchanges.models import AidProject
from tests.factories import AidProjectFactory

pytestmark = pytest.mark.urls("tests.core.pages_site")
STATUS = {AidStatus.PROPOSED: Badge("Proposed", "half")}
COLUMNS = (
    Column("title", "Title", ("title",), order="title"),
    Column(
        "handed_over",
        "Handed over",
        ("handed_over_days", "handed_over_words"),
        show=PartialDate,
        order=partial(earliest, "handed_over"),
        missing=NONE_YET,
    ),
    Column("status", "Status", ("status",), show=STATUS.get),
    Column("names", "Names", ("title",), show=lambda title: (title, Words("ກ", "lo")), hidden=True),
    Column("tie", "Tie", ("partnership__code",), link=("demo:detail", "partnership__uuid")),
)


def table(query=""):
    return Table(AidProject.objects.all(), COLUMNS, QueryDict(query), detail="demo:detail")


def titles(page):
    return [row["cells"][0].text for row in page.rows]


def smaller(monkeypatch, name, value):
    for module in (lists, list_rows):
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def _small_pages(monkeypatch):
    smaller(monkeypatch, "PAGE", 3)


@pytest.fixture
def projects(partnership):
    """Seven, some of the same title or day, two without a day."""
    facts = [("A", 1), ("B", 1), ("B", 2), ("B", None), ("C", 2), ("D", None), ("E", 3)]
    days = [day and DateRange(date(2026, 1, day), date(2026, 1, day + 1)) for _title, day in facts]
    return [
        AidProjectFactory(partnership=partnership, title=title, handed_over=PartialDate(day))
        for (title, _day), day in zip(facts, days, strict=True)
    ]


@pytest.mark.usefixtures("_small_pages", "projects")
@pytest.mark.parametrize("counted", [5, 1000], ids=["walked", "by keys"])
@pytest.mark.parametrize("sort", ["title", "-title", "handed_over", "-handed_over"])
def test_pages_forth_and_back_show_every_row_once(sort, counted, monkeypatch):
    smaller(monkeypatch, "COUNTED", counted)
    page, forth = table(f"sort={sort}"), []
    forth.append(page.rows)
    while page.next:
        page = table(f"sort={sort}&after={page.next}")
        forth.append(page.rows)
    back = [page.rows]
    while page.previous:
        page = table(f"sort={sort}&before={page.previous}")
        back.insert(0, page.rows)

    assert [len(rows) for rows in forth] == [3, 3, 1]
    assert len({row["uuid"] for rows in forth for row in rows}) == 7
    assert [row for rows in back for row in rows] == [row for rows in forth for row in rows]


@pytest.mark.usefixtures("_small_pages", "projects")
def test_a_walked_page_shows_what_a_page_by_keys_shows(monkeypatch):
    after = table("sort=-handed_over").next
    by_keys = table(f"sort=-handed_over&after={after}")
    smaller(monkeypatch, "COUNTED", 5)
    walked = table(f"sort=-handed_over&after={after}")
    assert (by_keys.few is None, walked.few is None) == (False, True)
    assert by_keys.rows == walked.rows
    assert (by_keys.next, by_keys.previous) == (walked.next, walked.previous)


@pytest.mark.usefixtures("projects")
def test_rows_are_sorted_as_asked_and_an_unknown_day_is_last():
    assert titles(table()) == ["A", "B", "B", "B", "C", "D", "E"]
    assert titles(table("sort=-handed_over")) == ["E", "C", "B", "B", "A", "D", "B"]


@pytest.mark.usefixtures("projects")
def test_a_cell_may_be_made_of_a_list_of_values():
    years = Column("years", "Years", ("years",), show=lambda years: "–".join(map(str, years)))
    both = ArrayAgg("pk", filter=Q(pk__lt=0), default=[2024, 2025])
    rows = AidProject.objects.annotate(years=both)
    shown = Table(rows, (COLUMNS[0], years), QueryDict("")).rows
    assert {row["cells"][1].text for row in shown} == {"2024–2025"}


@pytest.mark.usefixtures("projects")
@pytest.mark.parametrize("query", ["after=x", "before=00000000-0000-0000-0000-000000000000"])
def test_a_page_after_a_row_that_is_gone_is_the_first(query):
    assert titles(table(query))[0] == "A"


def test_a_long_list_is_counted_no_further_than_a_thousand(projects, monkeypatch):
    assert table().count == "7"
    smaller(monkeypatch, "COUNTED", 5)
    assert table().count == "5+"


@pytest.mark.usefixtures("projects")
def test_a_user_chooses_columns():
    page = table("columns=title&columns=names")

    assert [column.name for column in page.columns] == ["title", "names"]
    assert [cell.text for cell in page.rows[0]["cells"]] == ["A", "A ກ"]
    assert page.rows[0]["cells"][1].html == 'A <span lang="lo" class="nt">ກ</span>'


@pytest.mark.usefixtures("projects")
def test_a_hidden_column_waits_until_it_is_chosen():
    assert "names" not in {column.name for column in table().columns}


def test_cells_lead_to_records_and_missing_ones_are_words(projects):
    page = table()
    row = page.rows[-2]["cells"]

    assert row[0].html == f'<a href="/demo/{projects[5].uuid}/">D</a>'
    assert row[1].html == '<span class="nt no">none recorded</span>'
    assert row[1].text == ""
    assert '<span class="st i-half">Proposed</span>' in row[2].html
    assert f"/demo/{projects[5].partnership.uuid}/" in row[3].html


def test_a_phone_may_show_a_label_before_every_value(projects):
    rows = AidProject.objects.all()
    labelled = Table(rows, COLUMNS, QueryDict("columns=title&columns=status"), labelled=True)

    assert '<td data-label="Status">' in labelled.rows[0]["html"]
    assert "data-label" not in table().rows[0]["html"]


def test_nothing_that_was_typed_becomes_html(partnership):
    AidProjectFactory(partnership=partnership, title="<script>")

    assert "&lt;script&gt;" in table("columns=status&columns=title").rows[0]["html"]


@pytest.mark.usefixtures("_small_pages", "projects")
def test_rows_are_numbered_as_far_as_that_is_known():
    first = table()
    second = table(f"after={first.next}&from={first.from_next}")

    assert (first.first, first.last) == (1, 3)
    assert (second.first, second.last, second.from_previous) == (4, 6, 1)
    assert table(f"after={first.next}&from=x").first == 1
