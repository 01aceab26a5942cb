"""A list as XLSX, as ODS and on paper: typed cells, the head in sight, what it is."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.messages import get_messages
from django.http import QueryDict
from lxml import etree
from openpyxl import load_workbook

from accounts.models import AuditEvent, Office
from core.exports import answers, books
from core.exports.ods_file import letters
from core.exports.sheet import Sheet
from core.exports.typed import sheet_name
from core.fields import Amount, PartialDate
from core.lists import Table
from exchanges.lists import AID_PROJECTS
from exchanges.models import AidProject
from tests.factories import AidProjectFactory, UserFactory

COLUMNS = "columns=title&columns=amount&columns=handed_over&columns=status"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def aid(title, amount=None, held=""):
    given = PartialDate.read(held) if held else PartialDate()
    status = "accepted" if held else "proposed"
    return AidProjectFactory(
        title=title,
        amount=amount or Amount(),
        handed_over=given,
        status=status,
        basis="reported",
    )


@pytest.fixture
def projects(db):
    aid("=1+1", Amount(Decimal("1300000000"), "VND"), "21/11/2020")
    aid("A\x0bB #N/A", Amount(Decimal("2.50"), "ha", "about"), "12/2015")
    aid("#N/A", Amount(words="gạo, dầu"))


def taken(kind, query=COLUMNS, **more):
    out = BytesIO()
    table = Table(AidProject.objects.all(), AID_PROJECTS, QueryDict(query))
    about = [("Taken by", "=Lan")]
    books.write(Sheet(table), kind=kind, heading="Aid [1]", about=about, to=out, **more)
    out.seek(0)
    return out


def test_a_day_before_excel_counts_days_is_words_there_and_a_day_in_open_document(db):
    aid("Cầu biên giới", held="26/06/1887")
    sheet = load_workbook(taken("xlsx")).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("26/06/1887", "s")
    with ZipFile(taken("ods")) as package:
        assert b'office:date-value="1887-06-26"' in package.read("content.xml")


@pytest.mark.usefixtures("projects")
def test_days_are_days_and_amounts_are_numbers_in_excel():
    book = load_workbook(taken("xlsx"))
    sheet = book["Aid  1"]
    head, *rows = sheet.iter_rows()

    assert [cell.value for cell in head] == ["Aid", "Amount", "Handed over", "Status"]
    found = {row[0].value: row for row in rows}
    dong, about = found["=1+1"], found["AB #N/A"]
    assert dong[0].data_type == "s"
    assert (dong[1].value, dong[1].number_format) == (1300000000, '#,##0" VND"')
    assert (dong[2].value.date(), dong[2].number_format) == (date(2020, 11, 21), "dd/mm/yyyy")
    assert (about[1].value, about[1].number_format) == (2.5, '"about "#,##0.00" ha"')
    assert (about[2].value, about[2].data_type) == ("12/2015", "s")
    assert found["#N/A"][1].value == "gạo, dầu"
    assert found["#N/A"][2].value == "not yet"


@pytest.mark.usefixtures("projects")
def test_the_head_stays_in_sight_and_has_filters():
    sheet = load_workbook(taken("xlsx")).worksheets[0]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:D4")
    assert 8 <= sheet.column_dimensions["A"].width <= 60
    assert sheet["A1"].font.bold


@pytest.mark.usefixtures("projects")
def test_the_second_sheet_says_what_it_is():
    book = load_workbook(taken("xlsx"))
    assert [cell.value for cell in book["Info"][1]] == ["Taken by", "=Lan"]
    assert book["Info"]["B1"].data_type == "s"


def ods_rows(out):
    content = etree.fromstring(ZipFile(out).read("content.xml"))
    for row in content.iter(f"{TABLE}table-row"):
        yield [
            (
                cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value"),
                "".join(cell.itertext()),
            )
            for cell in row
        ]


@pytest.mark.usefixtures("projects")
def test_days_are_days_and_amounts_are_numbers_in_open_document():
    head, *rows = ods_rows(taken("ods"))
    found = {row[0][1]: row for row in rows}

    assert [words for _value, words in head] == ["Aid", "Amount", "Handed over", "Status"]
    assert found["=1+1"][1:3] == [
        ("1300000000.00", "1,300,000,000 VND"),
        ("2020-11-21", "21/11/2020"),
    ]
    assert found["AB #N/A"][1:3] == [("2.50", "about 2.50 ha"), (None, "12/2015")]
    assert found["#N/A"][1:3] == [(None, "gạo, dầu"), (None, "not yet")]
    assert found["Taken by"] == [(None, "Taken by"), (None, "=Lan")]


@pytest.mark.usefixtures("projects")
def test_every_style_that_a_cell_names_is_there():
    found = ZipFile(taken("ods"))
    name = f"{TABLE}style-name"
    used = {
        one.get(name) for one in etree.fromstring(found.read("content.xml")).iter() if one.get(name)
    }
    declared = set()
    for part in ("content.xml", "styles.xml"):
        tree = etree.fromstring(found.read(part))
        declared |= {
            value for one in tree.iter() for at, value in one.items() if at.endswith("}name")
        }
    assert used <= declared
    assert found.namelist()[0] == "mimetype"
    assert etree.fromstring(found.read("settings.xml")) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", books.BOOKS)
def test_a_list_without_rows_is_a_workbook_with_a_head(kind):
    counted = []
    assert taken(kind, progress=counted.append).getvalue()
    assert counted == []


@pytest.mark.usefixtures("projects")
@pytest.mark.parametrize("kind", books.BOOKS)
def test_it_says_how_far_it_is(kind, monkeypatch):
    monkeypatch.setattr("core.exports.sheet.PORTION", 2)
    counted = []
    taken(kind, progress=counted.append)
    assert counted == [2, 3]


def test_columns_are_called_as_in_a_spreadsheet():
    assert [letters(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_a_sheet_has_a_name_that_excel_takes():
    assert sheet_name("Cầu: [1]/2?") == "Cầu   1  2"
    assert sheet_name("x" * 40) == "x" * 31
    assert sheet_name("?") == "1"


# The pages that answer


@pytest.fixture
def browser(client, db):
    client.force_login(UserFactory(last_name="Trần", first_name="Lan"))
    Office.objects.create(name="Sở Ngoại vụ", superior="UBND")
    return client


@pytest.mark.urls("tests.core.pages_site")
@pytest.mark.parametrize("kind", books.BOOKS)
def test_a_workbook_is_answered_at_once_and_written_down(browser, kind):
    answer = browser.get(f"/demo/?as={kind}")

    assert answer["Content-Type"] == books.MEDIA_TYPES[kind]
    assert answer["Content-Disposition"] == f'attachment; filename="office.{kind}"'
    event = AuditEvent.objects.get()
    assert (event.action, event.details["how"], event.details["rows"]) == ("list.taken", kind, 1)


@pytest.mark.urls("tests.core.pages_site")
def test_a_list_that_is_too_long_is_not_written_while_somebody_waits(browser, monkeypatch):
    monkeypatch.setattr(answers, "AT_ONCE", 0)
    answer = browser.get("/demo/?as=xlsx&sort=name")

    assert answer["Location"] == "/demo/?sort=name"
    assert "more than 0 records" in str(next(iter(get_messages(answer.wsgi_request))))
    assert not AuditEvent.objects.exists()


@pytest.mark.urls("tests.core.pages_site")
def test_on_paper_stand_all_rows_and_who_printed_them(browser, monkeypatch):
    page = browser.get("/demo/?as=print&columns=name").text

    assert "Sở Ngoại vụ" in page
    assert "Taken by: Trần Lan" in page
    assert "Filtered by: nothing" in page
    assert 'href="/demo/?columns=name"' in page
    assert AuditEvent.objects.get().details["how"] == "print"
    monkeypatch.setattr(answers, "ON_PAPER", 1)
    Office.objects.create(name="Văn phòng")
    assert "Only the first 1 records" in browser.get("/demo/?as=print").text


def test_the_filters_are_told_in_words(client, db):
    client.force_login(UserFactory(sees_all=True))
    page = client.get("/meetings/?as=print&kind=talks&year=2024").text
    assert "Filtered by: Kind: Talks; Year: 2024" in page
