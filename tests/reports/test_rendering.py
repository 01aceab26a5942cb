import os
from pathlib import Path

import pytest
from django.conf import settings

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


@pytest.mark.parametrize("character", ["\U0010fffd", "\u0628"])
def test_a_character_that_our_fonts_lack_ends_the_build(character):
    """The second one is Arabic: many a machine has a face for it, and it must not be used."""
    with pytest.raises(RenderingError, match="notdef"):
        html_to_pdf(f'<html lang="vi"><meta charset="utf-8"><p>Na Mèo {character}</p>')


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
