"""From the database to the workbook, row by row: memory holds one piece of a table."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from accounts.services import audit, users
from reports.services.register.shape import VERSION, Column, Shape, key_of, shapes
from reports.services.register.values import encoded, plain

EXPORTED = "register.exported"
CONTENTS = "Register"
PIECE = 2_000  # rows of one query
LONGEST = 32_000  # of 32,767 characters that a cell takes
ESCAPED = 7  # characters at most that one becomes
MORE = "+"  # in the first column: the row goes on with the texts of the one above
# Characters that XML cannot hold, in the way these programs write them; and what looks like that.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
BOLD = Font(bold=True)


def write(*, path: Path) -> dict[str, int]:
    """Write the register as it stands in one moment; how many records of which kind."""
    book = Workbook(write_only=True)
    contents = book.create_sheet(CONTENTS)
    counts, digests = {}, {}
    by = users.loader()
    with _one_moment():
        for shape in shapes():
            counts[shape.name], digests[shape.name] = _sheet(book, shape)
        audit.record(action=EXPORTED, target=by, by=by, version=VERSION, records=counts)
        _contents(contents, counts, digests)
        book.save(path)
    return counts


@contextmanager
def _one_moment() -> Iterator[None]:
    """What others write meanwhile is not seen: half of an act never comes along."""
    may_say_so = not connection.in_atomic_block  # only the first statement of a transaction may
    with transaction.atomic():
        if may_say_so:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _sheet(book: Workbook, shape: Shape) -> tuple[int, str]:
    sheet = book.create_sheet(shape.name)
    sheet.freeze_panes = "C3"
    headings = ["", *(column.heading for column in shape.columns)]
    names = ["row", *(column.name for column in shape.columns)]
    for row in (headings, names):
        sheet.append([_bold(sheet, words) for words in row])
    digest, count = sha256(), 0
    for count, values in enumerate(_records(shape), start=1):
        for row in _rows(count, values):
            digest.update(line(row))
            sheet.append([_cell(sheet, value) for value in row])
    return count, digest.hexdigest()


def line(row) -> bytes:
    """A row as it enters the digest of its sheet."""
    return ("\x1f".join(map(plain, row)).rstrip("\x1f") + "\x1e").encode("utf-8", "surrogatepass")


def _records(shape: Shape) -> Iterator[list]:
    """The encoded values of each record, in the order in which they were entered."""
    model = shape.model
    ones = [column for column in shape.columns if not column.is_many]
    paths = ["pk", *(column.path for column in ones)]
    found = model._base_manager.order_by("pk").values_list(*paths)
    for piece in _pieces(found.iterator(chunk_size=PIECE)):
        keys = [row[0] for row in piece]
        many = {c.name: _many(c, keys) for c in shape.columns if c.is_many}
        for pk, *values in piece:
            said = dict(zip((column.name for column in ones), values, strict=True))
            yield [
                "\n".join(many[column.name][pk]) or None
                if column.is_many
                else _encoded(column, said[column.name])
                for column in shape.columns
            ]


def _encoded(column: Column, value):
    if column.target or column.is_label:
        return None if value is None else str(value)
    return encoded(column.field, value)


def _pieces(rows) -> Iterator[list]:
    piece = []
    for row in rows:
        piece.append(row)
        if len(piece) == PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _many(column: Column, keys: list) -> dict[object, list[str]]:
    """The records that each of these refers to, by their keys."""
    field = column.field
    through = field.remote_field.through
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = through._base_manager.filter(**{f"{source}__in": keys}).order_by("pk")
    found = defaultdict(list)
    for pk, key in rows.values_list(source, f"{target}__{key_of(column.target)}"):
        found[pk].append(str(key))
    return found


def _rows(number: int, values: list) -> Iterator[list]:
    """The record as one row, and as many more as its longest text needs."""
    texts = [_in_parts(value) if isinstance(value, str) else [value] for value in values]
    for part in range(max(map(len, texts))):
        rest = [text[part] if part < len(text) else None for text in texts]
        yield [MORE if part else number, *rest]


def _in_parts(text: str) -> list[str]:
    """Short enough for a cell even when every character has to be escaped, or counts twice."""
    if len(text) * 2 <= LONGEST and not UNWRITABLE.search(text):
        return [text]
    most = LONGEST // ESCAPED if UNWRITABLE.search(text) else LONGEST // 2
    return [text[start : start + most] for start in range(0, len(text), most)]


def _cell(sheet, value):
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
    if text[0] not in "=#":
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # words of somebody, never a formula
    return cell


def _bold(sheet, words: str):
    cell = WriteOnlyCell(sheet, value=words)
    cell.font = BOLD
    return cell


def _contents(sheet, counts: dict[str, int], digests: dict[str, str]) -> None:
    """What the workbook is, and what should be in it."""
    sheet.append(["Kết Nghĩa", VERSION, timezone.now().isoformat()])
    sheet.append(["sheet", "records", "digest", "title"])
    for shape in shapes():
        title = str(shape.model._meta.verbose_name_plural).capitalize()
        sheet.append([shape.name, counts[shape.name], digests[shape.name], title])
    whole = sha256("".join(digests.values()).encode()).hexdigest()
    sheet.append(["*", sum(counts.values()), whole])
