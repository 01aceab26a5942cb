"""Every list of ours, now and later: as a file and on paper it says what its page says."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from core.exports.cells import safe
from core.lists import plain
from core.pages import ListPage
from tests.factories import UserFactory
from tests.meta.records import of_unit
from tests.meta.routes import OF_A_RECORD, PAGES, model_of, url

LISTS = [
    name for name, page in PAGES.items() if issubclass(page, ListPage) and name not in OF_A_RECORD
]


@pytest.fixture
def signed_in(db, client, unit):
    """Opens a list with all its columns, over a record of its kind."""

    def opened(name):
        page = PAGES[name]
        of_unit(model_of(page), unit)
        client.force_login(UserFactory(role=min(page.permission.roles), units=[unit]))
        columns = client.get(url(name)).context["table"].all_columns
        asked = {"columns": [column.name for column in columns]}
        return lambda how: client.get(url(name), asked | {"as": how})

    return opened


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_the_same_as_csv(signed_in, name):
    take = signed_in(name)
    table = take("").context["table"]
    shown = [[safe(plain(cell.value)) for cell in row["cells"]] for row in table.rows]

    text = take("csv").getvalue().decode().removeprefix("\ufeff")
    head, *rows = csv.reader(StringIO(text, newline=""))

    assert head == [safe(str(column.label)) for column in table.columns]
    assert rows == shown


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_had_as_a_workbook_and_on_paper(signed_in, name):
    take = signed_in(name)
    shown = len(take("").context["table"].rows)

    assert load_workbook(BytesIO(take("xlsx").getvalue())).worksheets[0].max_row == shown + 1
    assert take("ods").getvalue().startswith(b"PK")
    assert take("print").status_code == 200
