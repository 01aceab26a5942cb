import os
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from reports import rendering
from reports.papers import fonts
from reports.rendering import RenderingError, html_to_pdf, paper_html
from tests.reports.papers import contents

REFERENCES = [
    '<img src="{}">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder of static files of its own, so that a test can put something hostile into it."""
    root = (tmp_path / "static").resolve()
    root.mkdir()
    monkeypatch.setattr(rendering, "STATIC_ROOT", root)
    (tmp_path / "outside.css").write_text("p { color: red }")
    (root / "link.css").symlink_to(tmp_path / "outside.css")
    (root / "inside.css").write_text("p { color: red }")
    return root


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "file://localhost/etc/hostname",
        "../outside.css",
        "%2e%2e/outside.css",
        "link.css",
        "missing.css",
        "http://example.org/x.css",
        "//example.org/x.css",
        "ftp://example.org/x.css",
        "data:text/css,p{}",
    ],
)
def test_a_paper_shows_our_own_static_files_and_nothing_else(root, reference, url):
    with pytest.raises(RenderingError):
        html_to_pdf(f"<p>x</p>{reference.format(url)}")


def test_our_own_files_are_found(root):
    assert html_to_pdf('<link rel="stylesheet" href="inside.css"><p>x</p>')


@pytest.mark.parametrize(("character", "code"), [("\U0010fffd", "U+10FFFD"), ("\u0628", "U+0628")])
def test_a_character_that_our_fonts_lack_ends_the_build(character, code):
    """The second one is Arabic: many a machine has a face for it, and it must not be used."""
    with pytest.raises(RenderingError) as refused:
        html_to_pdf(f'<html lang="vi"><meta charset="utf-8"><p>Na Mèo {character}</p>')
    assert code in str(refused.value)
    assert character in str(refused.value)


def test_a_missing_character_is_named_with_the_words_around_it():
    content = contents.internal()
    content["narrative"] = {"security": contents.text("Chợ phiên ở bản Na Mèo \u0628 mỗi tuần")}
    with pytest.raises(RenderingError, match="bản Na Mèo \u0628 mỗi tuần"):
        rendering.paper_pdf(content)


def test_an_image_that_cannot_be_read_ends_the_build(root):
    (root / "seal.png").write_bytes(b"no image at all")
    with pytest.raises(RenderingError, match=r"seal\.png"):
        html_to_pdf('<html lang="vi"><img src="seal.png" alt="x"><p>x</p>')


@pytest.mark.parametrize("content", [{}, {"kind": "joint"}, {"kind": "internal", "draft": True}])
def test_a_content_without_its_parts_is_told_as_such(content):
    with translation.override("vi"), pytest.raises(RenderingError) as refused:
        rendering.paper_pdf(content)
    assert "KeyError" in str(refused.value)


def test_what_people_wrote_is_text_and_never_a_reference():
    content = contents.song_ma()
    hostile = '<img src="file:///etc/passwd"><link rel=attachment href=http://example.org/>'
    content["narrative"] = {"security": contents.text(hostile)}
    html = paper_html(content)
    assert "<img" not in html
    assert "&lt;img src=" in html


def test_other_programs_keep_the_fonts_of_the_machine(monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    with fonts.only_ours():
        configuration = Path(os.environ["FONTCONFIG_FILE"])
        assert configuration.is_absolute()
        assert configuration.read_text().count("<dir>") == 1
        assert f"<dir>{settings.BASE_DIR}/static/fonts/pdf</dir>" in configuration.read_text()
    assert "FONTCONFIG_FILE" not in os.environ


def test_the_style_of_papers_is_ours():
    assert rendering.STATIC_ROOT == settings.BASE_DIR / "static"
