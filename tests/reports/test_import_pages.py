"""The pages of a table that is brought in, from the upload to the taking back."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.choices import Role
from exchanges.models import Meeting
from reports.choices import ImportState
from reports.models import Import
from reports.services import imports
from tests import factories as make
from tests.factories.imports import upload, workbook

HEAD = ("Cặp kết nghĩa", "Loại", "Ngày họp")


@pytest.fixture
def officer(db):
    tie = make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")
    return make.UserFactory(role=Role.OFFICER, units=[tie.parties.get(side="home").unit])


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def brought(officer, *rows) -> Import:
    data = workbook(HEAD, *rows)
    one = imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)
    return imports.match(brought=one, matching=one.matching, by=officer)


def to(name: str, one: Import) -> str:
    return reverse(f"reports:import-{name}", args=[one.uuid])


def test_from_the_upload_to_the_taking_back(signed_in):
    file = upload(workbook(HEAD, ("LA-001", "talks", "2019")))
    sent = {"kind": "meetings", "file": file, "declared": "on"}
    answer = signed_in.post(reverse("reports:import-create"), sent)
    one = Import.objects.get()
    assert answer["Location"] == to("columns", one)

    page = signed_in.get(to("columns", one)).content.decode()
    assert "A: Cặp kết nghĩa" in page
    answer = signed_in.post(to("columns", one), {"A": "ties", "B": "kind", "C": "held"})
    assert answer["Location"] == one.get_absolute_url()

    assert "1 rows are right" in signed_in.get(one.get_absolute_url()).content.decode()
    signed_in.post(to("accept", one), {"verdict": ["right"]})
    meeting = Meeting.objects.get()
    page = signed_in.get(meeting.get_absolute_url()).content.decode()
    assert "bang.xlsx, Bảng" in page
    assert "row 2" in page

    signed_in.post(to("undo", one))
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "bang.xlsx", "This file is empty"),
        (b"%PDF-1.7 paper", "bang.xlsx", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bang.xls", ""),
        (b"PK\x03\x04 broken", "bang.xlsx", ""),
    ],
)
def test_what_is_no_table_is_refused_beside_the_box(signed_in, data, name, words):
    sent = {"kind": "meetings", "file": upload(data, name), "declared": "on"}
    answer = signed_in.post(reverse("reports:import-create"), sent)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert words in answer.content.decode()
    assert not Import.objects.exists()


def test_columns_of_nothing_are_refused_beside_the_boxes(signed_in, officer):
    one = brought(officer, ("LA-001", "talks", "2019"))
    answer = signed_in.post(to("columns", one), {"A": "kind", "B": "kind", "C": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors["A"]


def test_rows_to_correct_come_as_a_workbook_that_can_be_brought_again(signed_in, officer):
    one = brought(officer, ("LA-001", "talks", "28/03/24"), ("LA-001", "talks", "2018"))
    data = signed_in.get(to("wrong", one)).content
    rows = [list(row) for row in load_workbook(BytesIO(data)).active.values]
    assert rows[0] == [*HEAD, "What is wrong"]
    assert rows[1][:3] == ["LA-001", "talks", "28/03/24"]
    assert "The year has two digits" in rows[1][3]
    assert len(rows) == 2

    rows[1][2] = "28/03/2024"
    again = imports.bring(
        upload=upload(workbook(*map(tuple, rows))), kind="meetings", declared=True, by=officer
    )
    assert again.matching == {"A": "ties", "B": "kind", "C": "held"}


def test_the_template_and_the_file_as_it_came_are_handed_out(signed_in, officer):
    one = brought(officer, ("LA-001", "talks", "2019"))

    assert b"".join(signed_in.get(to("file", one)).streaming_content)[:2] == b"PK"
    template = reverse("reports:import-template")
    assert signed_in.get(f"{template}?kind=aid").content[:2] == b"PK"
    assert signed_in.get(f"{template}?kind=nothing").status_code == 302


def test_a_page_of_rows_costs_the_same_however_many_there_are(signed_in, officer):
    costs = []
    for rows in (1, 60):
        one = brought(officer, *(("LA-001", "talks", str(1950 + n)) for n in range(rows)))
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(one.get_absolute_url()).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_the_verdicts_are_filters_and_rows_go_on_the_next_page(signed_in, officer):
    rows = [("LA-001", "talks", str(1950 + n)) for n in range(55)]
    one = brought(officer, *rows, ("LA-001", "?", "2019"))

    shown = signed_in.get(one.get_absolute_url()).context
    assert (len(shown["rows"]), shown["more"]) == (50, 51)
    wrong = signed_in.get(one.get_absolute_url(), {"show": "wrong"}).context["rows"]
    assert [row["number"] for row in wrong] == [57]


def test_work_in_hand_is_shown_and_can_be_stopped(signed_in, officer):
    one = brought(officer, ("LA-001", "talks", "2019"))
    Import.objects.filter(pk=one.pk).update(
        state=ImportState.WRITING, done=30, total=90, background=True
    )
    page = signed_in.get(to("progress", one)).content.decode()
    assert "30 of 90 rows" in page

    signed_in.post(to("stop", one))
    one.refresh_from_db()
    assert one.state == ImportState.CHECKED
