"""A table of meetings: brought in, checked row by row, accepted, taken back."""

from datetime import date

import pytest

from accounts.choices import Role
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import MeetingStatus
from exchanges.models import Meeting
from exchanges.services import meetings
from partnerships.files import store
from partnerships.models import Paper, Source
from reports.choices import ImportState, RowVerdict
from reports.models import ColumnMatch, Import, ImportRow
from reports.services import imports
from tests import factories as make
from tests.factories.imports import upload, workbook

RIGHT = ["right"]
ALL = ["right", "doubtful"]
HEAD = ("Cặp kết nghĩa", "Loại", "Ngày họp", "Địa điểm", "Bên chủ trì")


@pytest.fixture
def tie(db):
    return make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")


@pytest.fixture
def officer(tie):
    return make.UserFactory(role=Role.OFFICER, units=[tie.parties.get(side="home").unit])


def brought(officer, *rows, kind="meetings", head=HEAD, **more):
    data = workbook(head, *rows, **more)
    return imports.bring(upload=upload(data), kind=kind, declared=True, by=officer)


def checked(officer, *rows, **more):
    one = brought(officer, *rows, **more)
    return imports.match(brought=one, matching=one.matching, by=officer)


def said(one) -> list[tuple]:
    """Every finding: cell, reason, suggestion."""
    return [
        (found["cell"], found["reason"], found["suggestion"])
        for row in one.rows.all()
        for found in row.findings
    ]


GOOD = ("LA-001", "briefing", date(2024, 3, 28), "Na Mèo", "home")


def test_a_row_becomes_a_meeting_with_its_table_among_the_sources(officer, tie):
    one = checked(officer, GOOD)
    assert (one.state, said(one)) == (ImportState.CHECKED, [])
    assert not Meeting.objects.exists()

    one = imports.accept(brought=one, verdicts=RIGHT, by=officer)

    meeting = Meeting.objects.get()
    assert one.state == ImportState.WRITTEN
    assert list(meeting.partnerships.all()) == [tie]
    assert (meeting.held.is_full, meeting.held.days.lower) == (True, date(2024, 3, 28))
    assert (meeting.status, meeting.basis, meeting.host) == (MeetingStatus.HELD, "reported", "home")
    source = meeting.sources.get()
    assert (source.paragraph, source.paper.uuid) == (2, one.uuid)
    row = one.rows.get()
    assert (row.record, row.cells, row.findings) == (meeting.uuid, {}, [])


@pytest.mark.parametrize(
    ("row", "cell", "reason"),
    [
        (("LA-001", "briefing", "28/03/24"), "C2", "The year has two digits: 28/03/24."),
        (("LA-001", "briefing", "31/02/2024"), "C2", "There is no such day: 31/02/2024."),
        (("LA-001", "briefing", "03/04/2024"), "C2", "A date as text: read as day 3 of month 4"),
        (("LA-001", "briefing", "28/03/2024"), "C2", "A date as text: read as 28/03/2024."),
        (("LA-001", "briefing", "hôm qua"), "C2", "“hôm qua” is not understood as a date."),
        (("LA-001", "tiệc", "2024"), "B2", "“tiệc” is none of the choices."),
        (("bản Na Mèo – bản Lâm", "briefing", "2024"), "A2", "No tie of your area is called"),
        (("LA-001", None, "2024"), "B2", "This may not be empty."),
        (("LA-001", "briefing", "=1+1"), "C2", "The cell holds a formula and no value."),
        (("LA-001", "briefing", "2024", "Thµnh phè"), "D2", "The words are written in an old"),
        (("LA-001", "briefing", "2024", "x" * 6000), "D2", "The cell holds 6000 letters"),
        (("LA-001", "briefing", date(2095, 1, 2)), "", "A meeting that was held lies in the past."),
        ((None, "briefing", "2024"), "", "Name a tie or a unit, or nobody will find the meeting."),
    ],
)
def test_a_fault_is_named_by_its_cell(officer, row, cell, reason):
    one = checked(officer, row)

    ((at, words, _suggestion),) = said(one)
    assert at == cell
    assert words.startswith(reason)
    assert not Meeting.objects.exists()


def test_what_is_called_nearly_so_is_suggested(officer):
    one = checked(officer, ("bản Na Mèo – bản Lâm", "briefing", "2024"))

    assert said(one)[0][2] == "Did you mean: bản Na Mèo – bản Lơi (LA-001)?"


def test_legacy_words_are_shown_converted(officer):
    one = checked(officer, ("LA-001", "briefing", "2024", "Thµnh phè"))

    assert "Thành phố" in said(one)[0][2]


def test_a_row_told_twice_and_one_that_is_there_already(officer, tie):
    make.MeetingFactory(partnerships=[tie], held=PartialDate.read("28/03/2024"), title="Hội nghị")
    one = checked(officer, GOOD, GOOD, ("LA-001", "briefing", "2023"))

    verdicts = list(one.rows.values_list("number", "verdict"))
    assert verdicts == [(2, "doubtful"), (3, "wrong"), (4, "right")]
    reasons = [reason for _cell, reason, _suggestion in said(one)]
    assert "The register may have it already: “Hội nghị”." in reasons
    assert "The row is the same as row 2." in reasons


def test_a_tie_of_another_area_is_not_found(officer):
    elsewhere = make.PartnershipFactory(title="bản Xa – bản Lạ", code="LA-900")
    one = checked(officer, (elsewhere.code, "briefing", "2024"))

    ((cell, reason, suggestion),) = said(one)
    assert (cell, suggestion) == ("A2", "")
    assert reason == "No tie of your area is called “LA-900”."


def test_a_table_with_a_stamp_of_secrecy_is_not_kept(officer):
    one = brought(officer, GOOD, ("LA-001", "briefing", date(2024, 4, 28), "TUYỆT MẬT", "home"))
    store.require_there(one.sha256)
    with pytest.raises(RuleViolation, match="carries the stamp of a state secret"):
        imports.match(brought=one, matching=one.matching, by=officer)
    with pytest.raises(RuleViolation, match="lost from the storage"):
        store.require_there(one.sha256)
    assert not ImportRow.objects.exists()
    with pytest.raises(RuleViolation, match="lost from the storage"):
        imports.match(brought=one, matching=one.matching, by=officer)


@pytest.mark.parametrize("place", ["beside the columns", "first row"])
def test_a_stamp_is_found_in_columns_that_are_not_brought_in(officer, place):
    head = (*HEAD, "Của riêng chúng tôi")
    rows = [(*GOOD, "TỐI MẬT" if place == "first row" else ""), (*GOOD, "TỐI MẬT")]
    with pytest.raises(RuleViolation, match="stamp"):
        checked(officer, *rows, head=head)

    assert not ImportRow.objects.exists()


def test_a_stamp_above_the_headings_keeps_the_file_out(officer):
    with pytest.raises(RuleViolation, match="stamp") as refused:
        brought(officer, HEAD, GOOD, head=("Danh sách", "TUYỆT MẬT"))

    assert refused.value.field == "file"
    assert not Import.objects.exists()


def test_merged_cells_are_named(officer):
    rows = [("LA-001", "briefing", "2022"), (None, "briefing", "2023")]
    one = checked(officer, *rows, change=lambda sheet: sheet.merge_cells("A2:A3"))

    assert [cell for cell, reason, _s in said(one) if "merged area A2:A3" in reason] == ["A2", "A3"]


def test_wrong_rows_stay_out_and_are_never_accepted(officer):
    one = checked(officer, GOOD, ("LA-001", "briefing", "28/03/24"))
    with pytest.raises(RuleViolation, match="Say which rows are accepted"):
        imports.accept(brought=one, verdicts=["right", "doubtful", "wrong"], by=officer)

    imports.accept(brought=one, verdicts=RIGHT, by=officer)

    assert Meeting.objects.count() == 1
    assert one.rows.get(verdict=RowVerdict.WRONG).record is None


def test_a_table_is_accepted_once_and_by_whoever_brought_it(officer, tie):
    one = checked(officer, GOOD)
    other = make.UserFactory(role=Role.OFFICER, units=officer.units.all())
    with pytest.raises(RuleViolation, match="Whoever brought the table accepts it"):
        imports.accept(brought=one, verdicts=RIGHT, by=other)
    imports.accept(brought=one, verdicts=RIGHT, by=officer)

    with pytest.raises(RuleViolation, match="accepted already"):
        imports.accept(brought=one, verdicts=RIGHT, by=officer)


def test_all_rows_or_none(officer, tie):
    one = checked(officer, GOOD, ("LA-001", "talks", "2023"))
    ImportRow.objects.filter(number=3).update(cells={"ties": "LA-001", "kind": "?", "held": "2023"})

    with pytest.raises(RuleViolation, match=r"Nothing was written\. Row 3"):
        imports.accept(brought=one, verdicts=RIGHT, by=officer)

    assert not Meeting.objects.exists()
    one.refresh_from_db()
    assert one.state == ImportState.CHECKED


def test_columns_are_matched_by_hand_and_remembered(officer):
    head = ("Cặp", "Loại hình", "Khi nào", "Ghi chú riêng")
    one = brought(officer, ("LA-001", "briefing", "2024", "abc"), head=head)
    with pytest.raises(RuleViolation, match="No column says: Kind of meeting"):
        imports.match(brought=one, matching={"A": "ties"}, by=officer)

    matching = {"A": "ties", "B": "kind", "C": "held", "D": ""}
    one = imports.match(brought=one, matching=matching, by=officer)
    again = brought(officer, ("LA-001", "briefing", "2023", "abc"), head=head)

    assert one.rows.get().verdict == RowVerdict.RIGHT
    assert again.matching == {"A": "ties", "B": "kind", "C": "held"}
    assert ColumnMatch.objects.get(heading="ghi chu rieng").column == ""


@pytest.mark.django_db(transaction=True)  # what came with it is told by its time
def test_the_whole_import_is_taken_back(officer, tie):
    one = checked(officer, GOOD, ("LA-001", "talks", "2023"))
    one = imports.accept(brought=one, verdicts=RIGHT, by=officer)

    one = imports.take_back(brought=one, by=officer)

    assert one.state == ImportState.UNDONE
    assert not Meeting.objects.exists()
    assert not Source.objects.exists()
    assert not Paper.objects.filter(uuid=one.uuid).exists()
    assert not one.rows.exclude(record=None).exists()


@pytest.mark.django_db(transaction=True)  # what came with it is told by its time
def test_what_something_stands_on_is_not_taken_back(officer, tie):
    one = checked(officer, GOOD, ("LA-001", "talks", "2023"))
    one = imports.accept(brought=one, verdicts=RIGHT, by=officer)
    make.AgreedItemFactory(meeting=Meeting.objects.first(), title="Cùng tuần tra")

    with pytest.raises(RuleViolation, match="agreed item “Cùng tuần tra”"):
        imports.take_back(brought=one, by=officer)

    assert Meeting.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_was_changed_since_is_not_taken_back(officer, tie):
    one = checked(officer, GOOD)
    one = imports.accept(brought=one, verdicts=RIGHT, by=officer)
    meeting = Meeting.objects.get()
    meetings.change(meeting=meeting, partnerships=[tie], by=officer, place="Viêng Xay")

    with pytest.raises(RuleViolation, match="was changed"):
        imports.take_back(brought=one, by=officer)

    assert Meeting.objects.get().place == "Viêng Xay"
