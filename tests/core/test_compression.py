"""Pages are packed for whoever can open them, and are the same page when opened."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from config.compression import SMALL, packed_pages

WORDS = "Hội đàm thường kỳ " * 100


def answered(answer, accepted: str):
    asked = RequestFactory().get("/", headers={"accept-encoding": accepted})
    return packed_pages(lambda request: answer)(asked)


@pytest.mark.parametrize(
    ("accepted", "packed_as", "opened"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=0.8", "gzip", gzip.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
        ("gzip;q=0, br;q=0.0", None, bytes),
    ],
)
def test_a_page_is_packed_as_its_reader_says(accepted, packed_as, opened):
    answer = answered(HttpResponse(WORDS), accepted)
    assert answer.get("Content-Encoding") == packed_as
    assert opened(answer.content).decode() == WORDS
    assert "Accept-Encoding" in answer["Vary"]
    if packed_as:
        assert len(answer.content) < 200 + SMALL
        assert int(answer["Content-Length"]) == len(answer.content)


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("short"),
        HttpResponse(WORDS, content_type="application/pdf"),
        HttpResponse(WORDS, headers={"Content-Encoding": "zstd"}),
        StreamingHttpResponse([WORDS]),
        HttpResponse(status=304, headers={"Content-Type": "text/html"}),
    ],
)
def test_files_streams_and_short_answers_pass_as_they_are(answer):
    before = answer.get("Content-Encoding")
    assert answered(answer, "br").get("Content-Encoding") == before


def test_the_site_packs_its_pages(client, db):
    answer = client.get("/sign-in/login/", headers={"accept-encoding": "br"})
    assert answer["Content-Encoding"] == "br"
    assert b"<!doctype html>" in brotli.decompress(answer.content)
