"""The pages of files: who sees them, what is refused in which words, what a download is called."""

import os
import re
import tempfile
from io import BytesIO

import pytest
from PIL import Image

from accounts.choices import Role
from partnerships.choices import FileKind, MediaType
from partnerships.files import store
from partnerships.models import Document
from tests import uploads
from tests.factories import DocumentFactory, MemorandumFactory, UserFactory
from tests.partnerships.file_form import page, sent


@pytest.fixture
def text(partnership):
    return MemorandumFactory(partnerships=[partnership], title="Thỏa thuận hợp tác Đông – Tây")


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def test_a_file_comes_by_the_form_and_stands_in_the_list(signed_in, text):
    answer = sent(signed_in, text, is_master="on")

    assert answer.status_code == 302
    piece = signed_in.get(answer["Location"], headers={"HX-Request": "true"}).text
    assert "bản ký.pdf" in piece
    assert "master copy" in piece
    assert "<html" not in piece


def test_without_a_script_the_form_is_a_page_of_its_own(signed_in, text):
    assert "Add a file" in signed_in.get(page("memorandum-file-add", text)).text
    answer = sent(signed_in, text, htmx=False)
    assert answer["Location"] == f"{text.get_absolute_url()}#files"


def test_the_same_form_sent_twice_makes_one_file(signed_in, text):
    same = {"submission": "5f0c0a52-9d0e-4c40-8f0e-0a4a3c0f6f11"}
    sent(signed_in, text, **same)
    assert sent(signed_in, text, **same).status_code == 302
    assert Document.objects.count() == 1


REFUSED = [
    ({"data": b"MZ program"}, "none of them"),
    ({"data": b""}, "This file is empty"),
    ({"data": uploads.locked_pdf(user="x")}, "only with a password"),
    ({"data": uploads.pdf()[:-300]}, "damaged or cut off"),
    ({"data": uploads.pdf("TUYỆT MẬT")}, "the stamp TUYỆT MẬT"),
    ({"declared": ""}, "nothing that is a state secret"),
    ({"kind": ""}, "Choose one."),
    ({"kind": "photo"}, "Select a valid choice"),
    ({"file": ""}, "Choose a file."),
    ({"language": "xx"}, "Select a valid choice"),
]


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(("sending", "words"), REFUSED)
def test_a_refusal_is_in_words_and_what_was_typed_is_still_there(
    signed_in, text, sending, words, htmx
):
    answer = sent(signed_in, text, htmx=htmx, **({"note": "trang 3 mờ"} | sending))
    assert answer.status_code == 422
    assert words in answer.text
    assert "trang 3 mờ" in answer.text
    assert not Document.objects.exists()


def test_a_stamped_file_offers_to_write_where_the_paper_is_kept(signed_in, text):
    answer = sent(signed_in, text, uploads.pdf("MẬT"))
    assert "kept outside the system, no." in answer.text

    signed_in.post(page("memorandum-kept-outside", text), {"number": "12/VT"})
    assert "12/VT" in signed_in.get(page("memorandum-files", text)).text


def test_of_a_file_over_the_limit_only_the_size_is_kept(
    signed_in, text, settings, monkeypatch, tmp_path
):
    settings.DOCUMENT_SIZE_LIMIT = 3_000_000
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = sent(signed_in, text, b"%PDF-1.7" + bytes(8_000_000))
    assert answer.status_code == 422
    assert "7.6\xa0MB" in answer.text
    assert "up to 2.9\xa0MB are taken" in answer.text
    assert not list(tmp_path.glob("*upload*"))


def test_a_large_file_within_the_limit_arrives_whole(signed_in, text):
    data = uploads.picture("PNG", (300, 300)) + os.urandom(6_000_000)
    sent(signed_in, text, data, "ảnh.png", kind="other")
    with store.opened(Document.objects.get().sha256) as kept:
        assert kept.read() == data


def test_the_box_of_the_file_is_known_again_when_the_form_comes_back(signed_in, text):
    piece = signed_in.get(page("memorandum-files", text), headers={"HX-Request": "true"}).text
    submission = re.search(r'name="submission" value="([^"]+)"', piece)[1]
    again = sent(signed_in, text, declared="", submission=submission).text
    assert f'id="file-{submission}"' in again
    assert "data-hx-preserve" in again


def test_a_hostile_name_is_text_and_nothing_else(signed_in, text):
    name = '"><img src=x onerror=alert(1)>\u202egpj.pdf'
    sent(signed_in, text, name=name)
    piece = signed_in.get(page("memorandum-files", text)).text
    assert "<img src=x" not in piece
    assert "\u202e" not in Document.objects.get().name


# One file


def test_the_page_of_a_file_says_what_was_found(signed_in, text):
    sent(signed_in, text, uploads.signed_pdf("Nguyễn Văn An"))
    shown = signed_in.get(Document.objects.get().get_absolute_url()).text
    assert "Nguyễn Văn An, UBND huyện Quan Sơn" in shown
    assert "It covers the whole file." in shown
    assert "to be trusted was not checked" in shown
    assert Document.objects.get().sha256 in shown


def test_a_broken_signature_is_said_plainly(signed_in, text):
    data = bytearray(uploads.signed_pdf("Nguyễn Văn An"))
    data[data.find(b"/Producer") + 12] ^= 1
    sent(signed_in, text, bytes(data))
    shown = signed_in.get(Document.objects.get().get_absolute_url()).text
    assert "What was signed was changed afterwards." in shown


def test_the_pages_are_shown_as_pictures_made_once(signed_in, text):
    sent(signed_in, text, uploads.pdf("một", "hai"))
    scan = Document.objects.get()
    shown = signed_in.get(scan.get_absolute_url()).text
    assert re.findall(r"\?n=(\d)", shown) == ["1", "2"]

    answer = signed_in.get(page("document-page", scan), {"n": 2})
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content[:4] == b"RIFF"
    assert store.derived(scan.sha256, "2.webp") == answer.content
    assert store.derived(scan.sha256, "1.webp") is None


@pytest.mark.parametrize("asked", ["0", "3", "-1", "x", "²", "9" * 30, ""])
def test_a_page_that_is_not_there_is_not_found(signed_in, text, asked):
    sent(signed_in, text, uploads.pdf("một", "hai"))
    answer = signed_in.get(page("document-page", Document.objects.get()), {"n": asked})
    assert answer.status_code == 404


def test_a_photo_is_shown_small_and_without_the_place_where_it_was_taken(signed_in, text):
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (20.0, 26.0, 1.0)}
    place[0x0112] = 6  # turned to the right
    data = uploads.picture("JPEG", (2400, 1200), exif=place)
    sent(signed_in, text, data, "ảnh.jpg", kind="other")
    photo = Document.objects.get()
    with store.opened(photo.sha256) as kept:
        assert kept.read() == data  # what came stays, the place included
    small = signed_in.get(page("document-page", photo)).content
    with Image.open(BytesIO(small)) as picture:
        assert picture.size == (1000, 2000)
        assert not picture.getexif()


def test_a_word_file_has_no_preview_but_a_sentence(signed_in, text):
    sent(signed_in, text, uploads.word("Dự thảo"), "dự thảo.docx", kind="draft")
    letter = Document.objects.get()
    assert "no preview" in signed_in.get(letter.get_absolute_url()).text
    assert signed_in.get(page("document-page", letter)).status_code == 404


# Who


def test_a_reader_sees_the_files_and_no_form(client, unit, text):
    DocumentFactory(memorandum=text, name="bản ký.png")
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    piece = client.get(page("memorandum-files", text)).text
    assert "bản ký.png" in piece
    assert "Add a file" not in piece


def test_the_choice_of_versions_has_the_files_of_this_record_only(signed_in, text, partnership):
    other = DocumentFactory(memorandum=MemorandumFactory(partnerships=[partnership]))
    DocumentFactory(memorandum=text)
    answer = sent(signed_in, text, replaces=str(other.uuid))
    assert answer.status_code == 422
    assert "Select a valid choice" in answer.text


def test_withdrawing_asks_for_the_reason_and_shows_it(signed_in, text):
    scan = DocumentFactory(memorandum=text)
    assert signed_in.post(page("document-withdraw", scan), {"reason": ""}).status_code == 422
    signed_in.post(page("document-withdraw", scan), {"reason": "nhầm văn bản"})
    piece = signed_in.get(page("memorandum-files", text)).text
    assert "1 file withdrawn" in piece
    assert "nhầm văn bản" in piece


def test_earlier_versions_stand_below_the_newest(signed_in, text):
    old = DocumentFactory(memorandum=text, name="một.png")
    DocumentFactory(memorandum=text, name="hai.png", replaces=old)
    piece = signed_in.get(page("memorandum-files", text)).text
    assert "1 earlier version" in piece
    assert piece.index("hai.png") < piece.index("một.png")


def test_pages_of_files_cost_the_same_for_one_and_for_many(
    signed_in, text, django_assert_max_num_queries
):
    for number in (1, 30):
        for _row in range(number):
            scan = DocumentFactory(memorandum=text)
        for url in (page("memorandum-files", text), scan.get_absolute_url()):
            with django_assert_max_num_queries(8):
                assert signed_in.get(url).status_code == 200


def test_the_mark_of_the_master_is_set_from_the_page_of_the_file(signed_in, text):
    scan = DocumentFactory(
        memorandum=text,
        kind=FileKind.SIGNED_COPY,
        media_type=MediaType.PDF,
        data=uploads.pdf("Bản ký"),
        pages=1,
    )
    assert "Mark as the master" in signed_in.get(scan.get_absolute_url()).text
    signed_in.post(page("document-master", scan))
    scan.refresh_from_db()
    assert scan.is_master
