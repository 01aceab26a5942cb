"""CSV of a list: UTF-8 with its mark, nothing that a spreadsheet would run, as it is read."""

import csv
from collections.abc import Iterator
from io import StringIO

from core.exports.cells import safe
from core.exports.sheet import Sheet

SEPARATORS = {"csv": ",", "csv-semicolon": ";"}  # Excel set to Vietnamese expects the second


def written(sheet: Sheet, *, separator: str = ",") -> Iterator[tuple[bytes, int]]:
    """Pieces of the file, each with the number of rows in it.

    The head goes out with the first rows: a query that fails is a failed page, not half a file.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=separator)
    out.write("\ufeff")
    writer.writerow([safe(words) for words in sheet.headings()])
    for portion in sheet.portions():
        cells = [reading.words(values) for reading, values in sheet.parts(portion)]
        writer.writerows(zip(*cells, strict=True))
        yield out.getvalue().encode(), len(cells[0])
        out.seek(0)
        out.truncate()
    if out.tell():  # a list without rows has a head all the same
        yield out.getvalue().encode(), 0
