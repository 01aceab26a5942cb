"""Workbooks that go out: the template of a kind of record, and the rows that were wrong."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from reports.imports.columns import Column
from reports.imports.kinds import Kind
from reports.imports.readers import Partial
from reports.imports.sheets import example_of

DARK = PatternFill("solid", fgColor="FF1F4E79")
PALE = PatternFill("solid", fgColor="FFFFF2CC")
WHITE = Font(bold=True, color="FFFFFFFF")
GREY = Font(italic=True, color="FF7F7F7F")
BAD = Font(color="FFC00000")
WRAPPED = Alignment(wrap_text=True, vertical="top")
ROWS = 5000  # that the drop-downs reach
LONGEST_TITLE = 31  # of a sheet
WIDTH = 22


def template(kind: Kind) -> bytes:
    """An empty table of the kind: headings in both languages, an example row to be written over,
    drop-downs, and a sheet that explains every column.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = _in_both(kind.label)[0][:LONGEST_TITLE]
    lists = Lists(book)
    for number, column in enumerate(kind.columns, start=1):
        _heading(sheet, number, column)
        example = sheet.cell(2, number, example_of(column))
        example.font, example.alignment = GREY, WRAPPED
        _drop_down(sheet, number, column, lists)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 34
    _explain(book, kind)
    lists.sheet.sheet_state = "visible"
    book.move_sheet(lists.sheet, offset=1)
    return _bytes(book)


def wrong_rows(kind: Kind, headings: list, matching: dict, rows: Iterable) -> bytes:
    """The rows that need a hand, as they came, with what is wrong of each in the last column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_in_both(kind.label)[0][:LONGEST_TITLE])
    used = [
        (matching[letters], words) for letters, words, *_more in headings if letters in matching
    ]
    reason = _("What is wrong")
    sheet.append([_styled(sheet, words, WHITE) for words in (*(w for _n, w in used), reason)])
    for row in rows:
        cells = [_text(sheet, row.cells.get(name, "")) for name, _words in used]
        sheet.append([*cells, _styled(sheet, _reasons(row.findings), BAD, fill=None)])
    return _bytes(book)


def _reasons(findings: list[dict]) -> str:
    return "\n".join(
        " ".join(filter(None, [f"{one['column']}:" if one["column"] else "", one["reason"],
                               one["suggestion"]]))
        for one in findings
    )  # fmt: skip


def _styled(sheet, words: str, font: Font, fill=DARK) -> WriteOnlyCell:
    cell = _text(sheet, words)
    cell.font, cell.alignment = font, WRAPPED
    if fill:
        cell.fill = fill
    return cell


def _text(sheet, words: str) -> WriteOnlyCell:
    """Words, whatever they begin with: never a formula."""
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _in_both(label) -> list[str]:
    said = []
    for language in ("vi", "en"):
        with override(language):
            said.append(str(label))
    return said


def _heading(sheet, number: int, column: Column) -> None:
    words = column.both + (" *" if column.required else "")
    cell = sheet.cell(1, number, words)
    cell.fill, cell.font, cell.alignment = DARK, WHITE, WRAPPED
    note = str(column.note)
    if note:
        cell.comment = Comment(note, "Kết Nghĩa", width=300, height=80)
    letters = get_column_letter(number)
    sheet.column_dimensions[letters].width = WIDTH
    # Typed days stay as they were typed: 12/2015 would become the first of December.
    if isinstance(column.read, Partial) and not column.read.full:
        for row in range(2, 200):
            sheet.cell(row, number).number_format = "@"


def _drop_down(sheet, number: int, column: Column, lists: "Lists") -> None:
    offered = column.read.offered()
    if not offered:
        return
    rule = DataValidation(type="list", formula1=lists.place(column, offered), allow_blank=True)
    rule.errorTitle = _("Not one of the choices")
    rule.error = _("Choose from the list, or leave the cell empty.")
    sheet.add_data_validation(rule)
    letters = get_column_letter(number)
    rule.add(f"{letters}2:{letters}{ROWS}")


class Lists:
    """The sheet with the words of the drop-downs, one list to a column."""

    def __init__(self, book: Workbook):
        self.sheet = book.create_sheet(_("Lists"))
        self.used = 0

    def place(self, column: Column, offered: list[str]) -> str:
        self.used += 1
        self.sheet.cell(1, self.used, str(column.label)).font = Font(bold=True)
        for row, words in enumerate(offered, start=2):
            self.sheet.cell(row, self.used, words)
        letters = get_column_letter(self.used)
        self.sheet.column_dimensions[letters].width = WIDTH
        name = quote_sheetname(self.sheet.title)
        return f"{name}!${letters}$2:${letters}${len(offered) + 1}"


def _explain(book: Workbook, kind: Kind) -> None:
    """The sheet of explanations: each column in both languages, what may stand in it."""
    sheet = book.create_sheet(_("Explanations"))
    lines = [
        _("Fill in the first sheet, one record to a row, and bring the file to the register."),
        _("The second row is an example: write over it. A column with * may not be empty."),
        _("Days: 28/03/2025, or 12/2015 or 2015 where no more is known. Years have four digits."),
        str(kind.note),
    ]
    for words in filter(None, lines):
        sheet.append([words])
    sheet.append([])
    heads = [_("Column"), "English", _("Needed"), _("What may stand in it"), _("Example")]
    sheet.append(heads)
    for cell in sheet[sheet.max_row]:
        cell.fill, cell.font = DARK, WHITE
    for column in kind.columns:
        offered = "; ".join(column.read.offered())
        what = " ".join(filter(None, [str(column.note), offered]))
        needed = _("yes") if column.required else ""
        first, *others = column.labels
        sheet.append([first, others[0], needed, what, example_of(column)])
        for cell in sheet[sheet.max_row]:
            cell.alignment = WRAPPED
            if column.required:
                cell.fill = PALE
    for letters, width in zip("ABCDE", (30, 30, 10, 70, 30), strict=True):
        sheet.column_dimensions[letters].width = width


def _bytes(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
