"""A table of meetings in a real browser: template, columns, findings, acceptance, taking back."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.models import Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = (
    {
        "Ties that met": "LA-001",
        "Kind of meeting": "talks",
        "Day of the meeting": date(2019, 3, 28),
    },
    {"Ties that met": "LA-001", "Kind of meeting": "talks", "Day of the meeting": "12/05/2021"},
    {"Ties that met": "LA-001", "Kind of meeting": "talks", "Day of the meeting": "28/03/22"},
)


@pytest.fixture
def page(sign_in):
    tie = make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")
    unit = tie.parties.get(side="home").unit
    page = sign_in(make.UserFactory(role=Role.OFFICER, units=[unit]))
    page.on("dialog", lambda asked: asked.accept())
    return page


def downloaded(page, link: str):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return load_workbook(BytesIO(waiting.value.path().read_bytes()))


def filled(book, rows) -> bytes:
    """The template of meetings as somebody fills it in who calls one column otherwise."""
    sheet = book.worksheets[0]
    at = {str(cell.value).rstrip("* ").splitlines()[-1]: cell for cell in sheet[1] if cell.value}
    at["Kind of meeting"].value = "Gặp kiểu gì"
    for number, row in enumerate(rows, start=2):
        for cell in sheet[1]:
            sheet.cell(number, cell.column).value = None
        for heading, value in row.items():
            sheet.cell(number, at[heading].column).value = value
    return saved(book)


def saved(book) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def bring(page, data: bytes) -> None:
    page.goto(reverse("reports:import-create"))
    page.get_by_label("What a row of the table is").select_option("meetings")
    file = {"name": "hop.xlsx", "mimeType": XLSX, "buffer": data}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_label("nothing that is a state secret").check()
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What the columns mean")).to_be_visible()


def check(page) -> None:
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()


def test_from_the_template_to_the_taking_back(page):
    page.goto(reverse("reports:import-create"))
    bring(page, filled(downloaded(page, "Meetings"), ROWS))
    page.get_by_label("Gặp kiểu gì").select_option("kind")
    check(page)

    expect(page.get_by_text("1 rows are right, 1 doubtful, 1 wrong.")).to_be_visible()
    expect(page.get_by_text("The year has two digits: 28/03/22.")).to_be_visible()
    assert not Meeting.objects.exists()
    to_correct = downloaded(page, "The rows to correct")
    page.get_by_role("button", name="Accept the right and the doubtful rows").click()
    expect(page.get_by_text("Each record names this table")).to_be_visible()
    assert Meeting.objects.count() == 2
    brought = page.url

    # What was wrong comes again, mended; the column is known from the first time.
    sheet = to_correct.worksheets[0]
    mended = [
        cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == "28/03/22"
    ]
    assert len(mended) == 1
    mended[0].value = "28/03/2022"
    sheet.delete_rows(2)  # the doubtful one was written
    bring(page, saved(to_correct))
    expect(page.get_by_label("Gặp kiểu gì")).to_have_value("kind")
    check(page)
    page.get_by_role("button", name="Accept all rows, the doubtful ones too").click()
    expect(page.get_by_text("Each record names this table")).to_be_visible()
    assert Meeting.objects.count() == 3

    page.goto(Meeting.objects.get(held_days__startswith=date(2019, 3, 28)).get_absolute_url())
    expect(page.get_by_text("hop.xlsx").first).to_be_visible()
    page.goto(brought)
    page.get_by_role("button", name="Take the whole import back").click()
    expect(page.get_by_text("Everything this table had made was taken back")).to_be_visible()
    assert Meeting.objects.count() == 1


def test_the_findings_are_reached_and_read_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("reports:import-create"))
    bring(page, filled(downloaded(page, "Meetings"), ROWS))
    page.get_by_label("Gặp kiểu gì").select_option("kind")
    check(page)

    expect(page.get_by_text("Write 28/03/1922 or 28/03/2022.")).to_be_visible()
    expect(page.get_by_role("button", name="Accept only the 1 right row")).to_be_in_viewport()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
