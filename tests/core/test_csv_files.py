"""CSV files of every program and age, and words in letters of old fonts."""

import pytest

from core.spreadsheets import NotReadable, legacy_of, to_unicode
from core.spreadsheets.legacy import TABLES
from tests.core.table_files import opened, values

TEXT = 'Ngày;Nơi;Nội dung\r\n21/11/2025;Mường Lát;"Hai bên; ""nhất trí"""\r\n;;\r\n;Viêng Xay;\r\n'
READ = [
    ("Ngày", "Nơi", "Nội dung"),
    ("21/11/2025", "Mường Lát", 'Hai bên; "nhất trí"'),
    (None, "Viêng Xay"),
]


@pytest.mark.parametrize(
    ("encoding", "kept"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_way_of_writing_letters_is_read(encoding, kept):
    data = TEXT.encode(encoding)
    assert values(data) == READ
    assert opened(data).encoding == kept


def test_the_vietnamese_of_windows_is_read():
    decomposed = "Ngày,Nơi\n21/11/2025,Mươ\u0300ng La\u0301t\n"
    data = decomposed.replace("à", "a\u0300").encode("cp1258")
    book = opened(data)
    assert (book.encoding, book.delimiter) == ("cp1258", ",")
    assert [cell.value for row in book.sheets[0].rows() for cell in row.cells][3] == "Mường Lát"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_what_separates_columns_is_found_out(separator):
    data = separator.join(["a", "b"]) + "\n" + separator.join(['"1,5;2\t3"', "x"]) + "\n"
    assert values(data.encode()) == [("a", "b"), ("1,5;2\t3", "x")]


def test_one_column_and_a_line_that_names_the_separator():
    assert values(b"name\nNa Meo\n") == [("name",), ("Na Meo",)]
    assert values(b"sep=;\na;b,c,d\n") == [("a", "b,c,d")]
    assert opened(b"sep=;\na;b\n").sheets[0].rows().__next__().number == 2


@pytest.mark.parametrize(
    "spoilt", [b"\n\n", b"a\0b", b"\x00\x01\x02", b'a;b\n"' + b"x" * 1_000_100]
)
def test_what_is_no_table_is_refused(spoilt):
    with pytest.raises(NotReadable):
        values(spoilt)


def test_a_csv_file_beyond_the_limits_is_refused():
    with pytest.raises(NotReadable, match="larger than a table"):
        values(b"a;b;c\n", columns=2)


@pytest.mark.parametrize(
    ("typed", "legacy", "meant"),
    [
        ("Thµnh phè Thanh Hãa", "TCVN3", "Thành phố Thanh Hóa"),
        ("H\u00ading dÉn biªn giíi", "TCVN3", "Hưing dẫn biên giới"),
        ("tØnh Sơn La", "TCVN3", "tỉnh Sơn La"),
        ("Thaønh phoá Hoà Chí Minh", "VNI", "Thành phố Hồ Chí Minh"),
        ("Nguyeãn Vaên Ñöùc", "VNI", "Nguyễn Văn Đức"),
        ("QUAÂN ÑOÄI", "VNI", "QUÂN ĐỘI"),
    ],
)
def test_letters_of_old_fonts_are_told_and_put_right(typed, legacy, meant):
    font = ".VnTime" if "ing" in typed else ""
    assert legacy_of(typed, font) == legacy
    assert to_unicode(typed, legacy) == meant


@pytest.mark.parametrize(
    "typed",
    ["Thanh Hóa", "Mường Lát", "Đồn Biên phòng Na Mèo", "宁明", "ວຽງໄຊ", "café Müller", "12 km²"],
)
def test_words_in_ordinary_letters_are_left_alone(typed):
    assert legacy_of(typed) is None


def test_the_font_tells_where_the_words_do_not():
    assert legacy_of("Hµ", ".VnTimeH") == "TCVN3"
    assert legacy_of("Hoà", "VNI-Times") == "VNI"
    assert legacy_of("Ha", ".VnTime") is None


def test_a_csv_file_of_an_old_font_keeps_its_letters_for_the_finding():
    data = "Tªn;N¬i\nHéi ®µm;M\u00adêng L¸t\n".encode("cp1252")
    assert opened(data).encoding == "cp1252"
    words = values(data)[1]
    assert [to_unicode(word, legacy_of(word)) for word in words] == ["Hội đàm", "Mường Lát"]


@pytest.mark.parametrize("legacy", TABLES)
def test_no_letter_of_an_old_font_stands_for_two(legacy):
    letters = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
    assert set(letters) <= set(TABLES[legacy].values())
