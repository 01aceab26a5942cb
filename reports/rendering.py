"""The only module that knows WeasyPrint. Data in, bytes out; no database, no network."""

import json
import logging
from datetime import UTC, datetime, time
from importlib import resources
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.template.loader import render_to_string
from pydyf import String
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports.papers import fonts, qr
from reports.papers.agenda import agenda
from reports.papers.hand_over import hand_over
from reports.papers.internal import internal
from reports.papers.joint import day_of, joint
from reports.papers.letter import letter
from reports.papers.memorandum import memorandum
from reports.papers.minutes import minutes, record
from reports.papers.official import official
from reports.papers.patrol import patrol
from reports.papers.plates import plates
from reports.papers.seating import seating
from reports.papers.series import series

STATIC_ROOT = Path(settings.BASE_DIR, "static").resolve()
TEMPLATES = {
    "joint": ("reports/pdf/joint.html", joint),
    "internal": ("reports/pdf/internal.html", internal),
    "memorandum": ("reports/pdf/joint.html", memorandum),
    "hand_over": ("reports/pdf/joint.html", hand_over),
    "letter": ("reports/pdf/letter.html", letter),
    "minutes": ("reports/pdf/joint.html", minutes),
    "record": ("reports/pdf/record.html", record),
    "agenda": ("reports/pdf/joint.html", agenda),
    "patrol": ("reports/pdf/joint.html", patrol),
    "official": ("reports/pdf/official.html", official),
    "plates": ("reports/pdf/plates.html", plates),
    "seating": ("reports/pdf/seating.html", seating),
    "series": ("reports/pdf/series.html", series),
}
COLOURS = "screen"
USUAL_PAGES = 12  # feet made at the first go; a longer paper is laid out once more


class RenderingError(Exception):
    """The paper would have a hole in it: better a failed build than a signed review with one."""


class OwnFilesOnly(URLFetcher):
    """Files under static/ and nothing else: no network, no data: URL, no way out by .. or link."""

    def fetch(self, url, headers=None):
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()  # follows symbolic links
        if parts.scheme != "file" or not path.is_relative_to(STATIC_ROOT):
            raise ValueError(f"not one of our own files: {url}")
        return super().fetch(path.as_uri(), headers)


class MissingGlyph(logging.Handler):
    """WeasyPrint only logs a character that no font has; here it ends the build."""

    def emit(self, record):
        if ".notdef" in record.getMessage():
            raise RenderingError(record.getMessage())


logging.getLogger("weasyprint").addHandler(MissingGlyph())


def say_the_language(build_tree):
    """WeasyPrint 70 tags a PDF without the language of its passages; PDF/A-3a readers speak by
    it. It has no hook for this, so the builder of the tree of tags is wrapped: it is called for
    every box, and by itself for the boxes inside.
    """

    def build(box, parent, *rest):
        element = getattr(getattr(box, "_box", box), "element", None)
        language = None if element is None else element.get("lang")
        for tag in build_tree(box, parent, *rest):
            if language and "Lang" not in tag:
                tag["Lang"] = String(language)
            yield tag

    return build


tags._build_box_tree = say_the_language(tags._build_box_tree)


def paper_pdf(content: dict, *, progress=lambda *, step: None) -> bytes:
    """The paper as PDF/A-3a, with the content attached that it was made from.

    `progress` is told that step 2 (text composed), 3 (pages laid out) and 4 (file written) is done.
    """
    pdf = filed(laid_out(content, progress=progress), content)
    progress(step=4)
    return pdf


def laid_out(content: dict, *, progress=lambda *, step: None) -> Document:
    """The pages of the paper; one that is longer than usual is laid out again with all its feet."""
    html = paper_html(content, pages=USUAL_PAGES)
    progress(step=2)
    document = layout(html, USUAL_PAGES)
    if len(document.pages) > USUAL_PAGES:
        pages = len(document.pages)
        document = layout(paper_html(content, pages=pages), pages)
    progress(step=3)
    return document


def filed(document: Document, content: dict) -> bytes:
    """The pages as the file that is kept: archive form, tags, and the content as attachment."""
    made_on = datetime.combine(day_of(content), time(), UTC)
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    attachment = Attachment(
        string=canonical,
        name="content.json",
        description=content["code"],
        created=made_on,
        modified=made_on,
        relationship="Source",
    )
    return written(document, attachments=[attachment], pdf_variant="pdf/a-3a", pdf_tags=True)


def srgb() -> ColorProfile:
    """What the greys of a paper mean, as PDF/A asks; WeasyPrint's own way leaves the file open."""
    profile = (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), "", "relative-colorimetric", (["r"], ["g"], ["b"]))


def paper_html(content: dict, *, pages: int = USUAL_PAGES) -> str:
    """The paper as markup, with a foot for each page: its square code names the page."""
    template, compose = TEMPLATES[content["kind"]]
    codes = [
        (
            page,
            qr.svg(qr.address(site_url=content["site_url"], code=content["code"], page=page)),
        )
        for page in range(1, pages + 1)
    ]
    return render_to_string(template, compose(content) | {"codes": codes})


def html_to_pdf(html: str) -> bytes:
    """Raises RenderingError for a link to anything but our files and for a missing character."""
    return written(layout(html))


def layout(html: str, pages: int = 0) -> Document:
    """The pages, laid out but not yet written."""
    fetcher = OwnFilesOnly(fail_on_errors=True)
    with fonts.only_ours():
        faces = FontConfiguration()
    sheets = [CSS(string=feet(pages), font_config=faces, url_fetcher=fetcher)] if pages else []
    try:
        source = HTML(string=html, base_url=f"{STATIC_ROOT}/", url_fetcher=fetcher)
        return source.render(
            font_config=faces,
            stylesheets=sheets,
            color_profiles={COLOURS: srgb()},
            output_intent=COLOURS,
            pdf_tags=True,
        )
    except FatalURLFetchingError as error:  # a BaseException: it would pass `except Exception`
        raise RenderingError(str(error)) from error


def feet(pages: int) -> str:
    """Each page takes the foot that was made for it."""
    rules = [
        f"@page :nth({page}) {{ @bottom-center {{ content: element(foot-{page}) }} }}\n"
        f".foot-{page} {{ position: running(foot-{page}) }}"
        for page in range(1, pages + 1)
    ]
    return "\n".join(rules)


def written(document: Document, **options) -> bytes:
    try:
        return document.write_pdf(output_intent=COLOURS, **options)
    except FatalURLFetchingError as error:
        raise RenderingError(str(error)) from error
