"""What a file is, and what is refused, before anything is kept."""

import unicodedata
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest
from django.conf import settings as site
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from core.errors import RuleViolation
from partnerships.choices import MediaType
from partnerships.files import secrecy
from partnerships.files.inspection import inspect
from partnerships.files.signatures import signatures_of
from tests import uploads


def looked_at(data: bytes, name: str = ""):
    return inspect(uploads.upload(name or "tệp", data), name=name, size=len(data))


KINDS = [
    ("bản.pdf", uploads.pdf, MediaType.PDF),
    ("ảnh.jpg", lambda: uploads.picture("JPEG"), MediaType.JPEG),
    ("ảnh.png", uploads.picture, MediaType.PNG),
    ("ảnh.webp", lambda: uploads.picture("WEBP"), MediaType.WEBP),
    ("zalo.jpg", lambda: uploads.picture("WEBP"), MediaType.WEBP),
    ("thư.docx", lambda: uploads.word("Kính gửi"), MediaType.DOCX),
    ("bảng.xlsx", uploads.excel, MediaType.XLSX),
    ("không đuôi", uploads.pdf, MediaType.PDF),
]


@pytest.mark.parametrize(("name", "make", "kind"), KINDS, ids=[name for name, *_ in KINDS])
def test_a_file_is_known_by_its_first_bytes(name, make, kind):
    assert looked_at(make(), name).media_type == kind


def spoilt(archive: bytes, part: str = "[Content_Types].xml") -> bytes:
    """The same, with other bytes where a part begins."""
    data, name = bytearray(archive), part.encode()
    start = data.index(name) + len(name)
    data[start : start + 24] = b"\xff" * 24
    return bytes(data)


def packed_by_lzma() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "x" * 900)
    return data.getvalue()


REFUSED = [
    ("a.pdf", lambda: b"<html><script>alert(1)</script>", "none of them"),
    ("a.pdf", lambda: b"MZ\x90\x00 program", "none of them"),
    ("a.pdf", uploads.picture, "By its name this is PDF, but it is PNG"),
    ("a.docx", uploads.pdf, "By its name this is Word"),
    ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none of them"),
    ("a.zip", lambda: uploads.packed({"thư.txt": "xin chào"}), "none of them"),
    ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Office"),
    ("a.docx", lambda: b"PK\x03\x04" + bytes(200), "none of them"),
    ("a.docx", lambda: spoilt(uploads.packed({"[Content_Types].xml": "x" * 900})), "none of them"),
    ("a.docx", lambda: spoilt(uploads.word("Kính gửi"), "word/document.xml"), "damaged"),
    ("a.docx", lambda: spoilt(packed_by_lzma()), "none of them"),
    ("a.docx", lambda: uploads.packed({"word/vbaProject.bin": "x"}, uploads.word()), "macros"),
    ("a.pdf", lambda: b"", "empty"),
    ("a.pdf", lambda: uploads.locked_pdf(user="bí mật"), "only with a password"),
    ("a.pdf", lambda: uploads.pdf()[:-400], "damaged or cut off"),
    ("a.pdf", lambda: uploads.pdf()[:900], "damaged or cut off"),
    ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(900) + b"%%EOF", "damaged or cut off"),
    ("a.png", lambda: uploads.picture(size=(900, 900))[:600], "damaged"),
    ("a.jpg", lambda: uploads.picture("JPEG", (300, 300))[:500], "damaged"),
    ("a.png", lambda: uploads.picture(size=(9000, 9000)), "9000 × 9000 points"),
]


@pytest.mark.parametrize(("name", "make", "words"), REFUSED)
def test_what_is_refused_and_in_which_words(name, make, words):
    with pytest.raises(RuleViolation, match=words) as refused:
        looked_at(make(), name)
    assert refused.value.field == "file"


def test_a_lost_stream_inside_a_pdf_is_noticed():
    whole = bytearray(uploads.pdf("Bản ghi nhớ"))
    start = whole.find(b"stream") + 20
    whole[start : start + 40] = bytes(40)
    with pytest.raises(RuleViolation, match="damaged"):
        looked_at(bytes(whole))


def test_a_pdf_that_only_forbids_printing_is_taken_as_it_is():
    assert looked_at(uploads.locked_pdf(user="")).pages == 1


def test_a_file_over_the_limit_is_refused_by_its_size_alone(settings):
    settings.DOCUMENT_SIZE_LIMIT = 1000
    with pytest.raises(RuleViolation, match="up to 1000"):
        looked_at(uploads.pdf())


def test_the_limit_is_fifty_megabytes_unless_somebody_sets_another():
    assert site.DOCUMENT_SIZE_LIMIT == 50 * 1024 * 1024


def test_the_pages_of_a_pdf_are_counted():
    assert looked_at(uploads.pdf("một", "hai", "ba")).pages == 3


def test_an_office_file_that_unpacks_without_end_is_not_unpacked():
    bomb = uploads.packed({"word/footnotes.xml": " " * 70_000_000}, uploads.word())
    assert len(bomb) < 1_000_000
    with pytest.raises(RuleViolation, match="unpacks into more"):
        looked_at(bomb)


def test_an_office_file_that_names_a_file_of_ours_does_not_get_it():
    entity = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><t>&e;</t></a>'
    looked_at(uploads.packed({"word/extra.xml": entity}, uploads.word()))


# The guard of secrecy


STAMPED = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "Số: 12/BC-UBND\nMẬT\nQuan Sơn, ngày 5 tháng 3",
    "M Ậ T",
    "T Ố I   M Ậ T",
    "( MẬT )",
    "* TUYỆT MẬT *",
    "Độ mật: Mật",
    "Mức độ mật: TỐI MẬT",
    "MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ỦY BAN NHÂN DÂN     TỐI MẬT     CỘNG HÒA XÃ HỘI",
    "M\u200bẬT",
    "MẬT\u00a0",
]
HARMLESS = [
    "bí mật",
    "Bí mật nhà nước",
    "BÍ MẬT NHÀ NƯỚC",
    "LUẬT BẢO VỆ BÍ\nMẬT\nNHÀ NƯỚC",
    "QUY ĐỊNH VỀ BẢO\nMẬT\nTHÔNG TIN",
    "MẬT ONG",
    "MẬT\nONG RỪNG",
    "MẬT KHẨU",
    "Mật",
    "mật",
    "Nuôi ong lấy mật",
    "DANH MỤC TÀI LIỆU TỐI MẬT VÀ TUYỆT MẬT",
    "Độ mật: Không",
    "THÂN MẬT",
    "MẶT TRẬN TỔ QUỐC",
    "",
]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("text", STAMPED)
def test_a_stamp_is_seen(text, form):
    assert secrecy.stamp(unicodedata.normalize(form, text))


@pytest.mark.parametrize("text", HARMLESS)
def test_other_words_are_not_taken_for_a_stamp(text):
    assert not secrecy.stamp(text)


def test_which_stamp_it_is():
    assert secrecy.stamp("Kính gửi\nTUYỆT MẬT") == "TUYỆT MẬT"


CARRIERS = [
    ("a.pdf", lambda: uploads.pdf("Công văn", "TỐI MẬT")),
    ("a.pdf", lambda: uploads.with_remark("TỐI MẬT")),
    ("a.docx", lambda: uploads.word("Công văn", "TỐI MẬT")),
    ("a.docx", lambda: uploads.word("Công văn", header="TỐI MẬT")),
    ("a.docx", lambda: uploads.word("T Ố I  M Ậ T")),
    ("a.xlsx", lambda: uploads.excel("TỐI MẬT")),
]


@pytest.mark.parametrize(("name", "make"), CARRIERS)
def test_a_stamped_file_is_refused_wherever_the_stamp_stands(name, make):
    with pytest.raises(RuleViolation, match="the stamp TỐI MẬT"):
        looked_at(make(), name)


# Digital signatures


def test_who_signed_when_and_whether_it_is_intact():
    (found,) = signatures_of(uploads.upload("a.pdf", uploads.signed_pdf("Nguyễn Văn An")))

    assert found["signer"] == "Nguyễn Văn An"
    assert found["organisation"] == "UBND huyện Quan Sơn"
    assert found["when"].startswith("20")
    assert found["stamped"] is False  # by the signer's own clock
    assert (found["intact"], found["whole"], found["changed"]) == (True, True, False)


def test_of_two_signatures_the_first_covers_what_was_there_then():
    data = uploads.signed_pdf("Nguyễn Văn An", "Khamphan")
    first, second = signatures_of(uploads.upload("a.pdf", data))

    assert (first["intact"], first["whole"], first["changed"]) == (True, False, False)
    assert (second["intact"], second["whole"]) == (True, True)


def test_one_byte_changed_afterwards_breaks_the_signature():
    data = bytearray(uploads.signed_pdf("Nguyễn Văn An"))
    place = data.find(b"/Producer")
    data[place + 12] ^= 1
    (found,) = signatures_of(uploads.upload("a.pdf", bytes(data)))
    assert found["intact"] is False


def test_a_page_added_after_signing_is_noticed():
    writer = IncrementalPdfFileWriter(BytesIO(uploads.signed_pdf("Nguyễn Văn An")))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = writer.add_object(page["/MediaBox"])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    (found,) = signatures_of(uploads.upload("a.pdf", out.getvalue()))
    assert found["changed"] or not found["intact"]


def test_a_pdf_without_signatures_has_none():
    assert signatures_of(uploads.upload("a.pdf", uploads.pdf())) == []
