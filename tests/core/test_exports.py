"""A list as CSV: every row, the words of the page, nothing that a spreadsheet runs, one moment."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent, Office
from core.exports import csv_file, sheet
from core.exports.cells import AmountWords, Memo, safe
from core.exports.sheet import Sheet
from core.fields import Amount, Bound, PartialDate
from core.lists import Table, plain
from exchanges.lists import AID_PROJECTS, MEETINGS
from exchanges.models import AidProject, Meeting
from exchanges.views.meetings import with_ties
from tests.factories import AidProjectFactory, MeetingFactory, UserFactory

TWO = "columns=title&columns=status"
AMOUNTS = st.builds(
    Amount,
    number=st.none()
    | st.decimals(min_value=0, max_value=Decimal(10**15), places=2)
    | st.integers(0, 10**15).map(Decimal),
    unit=st.sampled_from(["VND", "ha", "km"]),
    bound=st.sampled_from(Bound.values),
    estimate=st.booleans(),
    words=st.text(max_size=10),
)


def lines(table, separator=","):
    text = b"".join(piece for piece, _rows in written(table, separator)).decode()
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))


def written(table, separator=","):
    return csv_file.written(Sheet(table), separator=separator)


PLAIN = ("=1+1", "+84", "-1", "@x", "\t=1", "\r=1", "\tx", "\n=1")
HIDDEN = ("  =1", "\u00a0=1", "\u200b=1", "＝1", "＋1", "－1", "＠x", "\u3000＝1", "\ufeff=1")


@pytest.mark.parametrize("text", [*PLAIN, *HIDDEN])
def test_a_cell_is_never_a_formula(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", " x", "(=1)", "“x”", "ດ", "0"])
def test_other_words_stay_as_they_are(text):
    assert safe(text) == text


@given(amount=AMOUNTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_amount_is_written_as_on_the_page(language, amount):
    with override(language):
        found = AmountWords()(*vars(amount).values())
        assert found == (str(amount) if amount.number is not None else amount.words)


def test_a_column_that_has_said_very_much_forgets(monkeypatch):
    monkeypatch.setattr("core.exports.cells.REMEMBERED", 3)
    memo = Memo(str)
    assert [memo[number] for number in range(5)] == ["0", "1", "2", "3", "4"]
    assert len(memo) == 2


@pytest.mark.django_db
def test_the_file_has_all_rows_in_the_order_and_with_the_columns_of_the_list(monkeypatch):
    monkeypatch.setattr(sheet, "PORTION", 3)
    for number in range(7):
        AidProjectFactory(title=f"Cầu {number}", amount=Amount(Decimal(number), "ha"))
    asked = QueryDict("columns=title&columns=amount&sort=-title")

    head, *rows = lines(Table(AidProject.objects.all(), AID_PROJECTS, asked))

    assert head == ["Aid", "Amount"]
    assert rows == [[f"Cầu {number}", f"{number} ha"] for number in range(6, -1, -1)]


@pytest.mark.django_db
def test_a_list_without_rows_has_its_head():
    asked = QueryDict("columns=title&columns=amount")
    assert lines(Table(AidProject.objects.all(), AID_PROJECTS, asked)) == [["Aid", "Amount"]]


@pytest.mark.django_db
def test_with_semicolons_for_a_spreadsheet_that_expects_them():
    AidProjectFactory(title="Cầu; đường")
    table = Table(AidProject.objects.all(), AID_PROJECTS, QueryDict(TWO))

    assert b'"C\xe1\xba\xa7u; \xc4\x91\xc6\xb0\xe1\xbb\x9dng";' in next(written(table, ";"))[0]
    assert lines(table, ";")[1][0] == "Cầu; đường"


@pytest.mark.django_db
def test_each_word_is_that_of_the_page(partnership):
    user = UserFactory(sees_all=True)
    held = dict(title="Hội đàm", partnerships=[partnership])
    for words in ("21/11/2020", "12/2015", "2015", "cuối năm 2019"):
        MeetingFactory(**held, basis="reported", held=PartialDate.read(words))
    MeetingFactory(**held, status="planned", held=PartialDate(), planned=date(2031, 5, 2))
    rows = with_ties(Meeting.objects.visible_to(user), user)
    everything = QueryDict("&".join(f"columns={column.name}" for column in MEETINGS))

    table = Table(rows, MEETINGS, everything)

    shown = [[plain(cell.value) for cell in row["cells"]] for row in table.rows]
    assert lines(table)[1:] == shown
    assert "planned for 02/05/2031" in shown[-1]


@pytest.mark.django_db
def test_one_query_however_many_rows(monkeypatch):
    AidProjectFactory.create_batch(9)
    table = Table(AidProject.objects.all(), AID_PROJECTS, QueryDict(TWO))
    monkeypatch.setattr(sheet, "PORTION", 2)
    with CaptureQueriesContext(connection) as asked:
        assert len(lines(table)) == 10
    assert len([one for one in asked if "exchanges_aidproject" in one["sql"]]) == 1


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_goes_away_leaves_no_transaction_open(monkeypatch):
    AidProjectFactory.create_batch(5)
    monkeypatch.setattr(sheet, "PORTION", 2)
    pieces = written(Table(AidProject.objects.all(), AID_PROJECTS, QueryDict(TWO)))
    next(pieces)
    assert connection.in_atomic_block
    pieces.close()
    assert not connection.in_atomic_block
    assert AidProject.objects.count() == 5  # the connection serves the next request


# The page that answers


@pytest.fixture
def office(db):
    return Office.objects.create(name="Sở Ngoại vụ", superior="UBND")


@pytest.fixture
def browser(client, db):
    client.force_login(UserFactory(username="lan"))
    return client


@pytest.mark.urls("tests.core.pages_site")
def test_who_took_which_list_is_in_the_trail(browser, office):
    answer = browser.get("/demo/?as=csv")

    assert answer.getvalue().decode() == "\ufeffName,Superior,Code\r\nSở Ngoại vụ,UBND,\r\n"
    event = AuditEvent.objects.get()
    assert (event.action, event.by) == ("list.taken", "lan")
    assert event.details == {"list": "demo:list", "how": "csv", "filters": {}, "rows": "1"}


@pytest.mark.urls("tests.core.pages_site")
def test_of_a_long_list_it_is_written_down_how_much_went_out(browser, office, monkeypatch):
    monkeypatch.setattr("core.exports.trail.COUNTED", 0)
    browser.get("/demo/?as=csv").getvalue()

    assert AuditEvent.objects.first().action == "list.sent"
    assert AuditEvent.objects.first().details["rows"] == 1
    assert AuditEvent.objects.first().details["whole"] is True


@pytest.mark.urls("tests.core.pages_site")
def test_half_a_file_is_written_down_as_half(transactional_db, browser, office, monkeypatch):
    monkeypatch.setattr(sheet, "PORTION", 1)
    Office.objects.create(name="Văn phòng")
    answer = browser.get("/demo/?as=csv")
    next(answer.streaming_content)
    answer.close()

    assert AuditEvent.objects.first().details | {"rows": 1, "whole": False} == (
        AuditEvent.objects.first().details
    )


def test_what_was_typed_into_a_filter_is_not_written_down(client, db):
    client.force_login(UserFactory(sees_all=True))
    client.get("/meetings/?as=csv&q=Nguyen+Van+A&kind=briefing&year=2024").getvalue()

    assert AuditEvent.objects.first().details["filters"] == {
        "q": "…",
        "kind": "briefing",
        "year": "2024",
    }
