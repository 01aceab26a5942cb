"""The only module that knows WeasyPrint. Data in, bytes out; no database, no network."""

import logging
import re
from datetime import UTC, datetime, time
from functools import partial
from importlib import resources
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from pydyf import PDF, String
from weasyprint import HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports.papers import fields as rooms
from reports.papers import fonts
from reports.papers.agenda import agenda
from reports.papers.hand_over import hand_over
from reports.papers.internal import internal
from reports.papers.joint import day_of, joint
from reports.papers.letter import letter
from reports.papers.long import LONG, listed
from reports.papers.memorandum import memorandum
from reports.papers.minutes import minutes, record
from reports.papers.official import official
from reports.papers.patrol import patrol
from reports.papers.plates import plates
from reports.papers.seating import seating
from reports.papers.series import series
from reports.papers.volume import volume
from reports.pdf import feet, fields, figures, outline
from reports.pdf.errors import MissingCharacter, RenderingError, found_in
from reports.pdf.kept import kept
from reports.pdf.undisturbed import undisturbed

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
    "volume": ("reports/pdf/volume.html", volume),
}
COLOURS = "screen"
CONTENTS = '<nav class="contents">'
NOT_EXPECTED = LONG + 3  # pages; a paper so long without a list of contents gets one after all


class OwnFilesOnly(URLFetcher):
    """Files under static/ and nothing else: no network, no data: URL, no way out by .. or link."""

    def fetch(self, url, headers=None):
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()  # follows symbolic links
        if parts.scheme != "file" or not path.is_relative_to(STATIC_ROOT):
            raise ValueError(f"not one of our own files: {url}")
        return super().fetch(path.as_uri(), headers)


class Holes(logging.Handler):
    """WeasyPrint only logs a character that no font has and an image it cannot read; here either
    ends the build.
    """

    def emit(self, record):
        said = record.getMessage()
        if ".notdef" in said:
            raise MissingCharacter(chr(int(CODE_POINT.search(said)[1], 16)))
        if said.startswith("Failed to load image"):
            name = str(record.args[0]).rsplit("/", 1)[-1] if record.args else ""
            raise RenderingError(_("An image of the paper cannot be read: %s.") % name)


CODE_POINT = re.compile(r"\(U\+([0-9A-F]+)\)")
logging.getLogger("weasyprint").addHandler(Holes())


def say_the_language(build_tree):
    """WeasyPrint 70 tags a PDF without the language of its passages; PDF/A-3a readers speak by
    it. It has no hook for this, so the builder of the tree of tags is wrapped: it is called for
    every box, and by itself for the boxes inside. On its way it meets the rooms for signatures.
    """

    def build(box, parent, pdf, page_number, *rest):
        own = getattr(box, "_box", box)
        element = getattr(own, "element", None)
        language = None if element is None else element.get("lang")
        if element is not None and element.get("data-field"):
            fields.place(own, pdf, page_number)
        for tag in build_tree(box, parent, pdf, page_number, *rest):
            if language and "Lang" not in tag:
                tag["Lang"] = String(language)
            yield tag

    return build


tags._build_box_tree = say_the_language(tags._build_box_tree)


def paper_pdf(content: dict, *, progress=lambda *, step: None) -> bytes:
    """The paper as PDF/A-3a, with what it was made from attached. A final review carries an empty
    signature field over each signing room.

    `progress` is told that step 2 (text composed), 3 (pages laid out) and 4 (file written) is done.
    """
    try:
        with undisturbed():
            pdf = filed(laid_out(content, progress=progress), content)
    except MissingCharacter as error:
        error.place = found_in(content, error.character)
        raise
    progress(step=4)
    return pdf


def laid_out(content: dict, *, progress=lambda *, step: None) -> Document:
    """The pages of the paper. Whether it is long is known beforehand but for rare exceptions,
    which are laid out once more with a list of contents.
    """
    html = paper_html(content)
    progress(step=2)
    document = layout(html)
    if len(document.pages) >= NOT_EXPECTED and "draft" in content and CONTENTS not in html:
        document = layout(paper_html(content, long=True))
    progress(step=3)
    return document


def filed(document: Document, content: dict) -> bytes:
    """The pages as the file that is kept: archive form, tags, and the content as attachment."""
    made_on = datetime.combine(day_of(content), time(), UTC)
    attachments = [
        Attachment(
            string=file.text,
            name=file.name,
            description=content["code"],
            created=made_on,
            modified=made_on,
            relationship=file.relationship,
        )
        for file in figures.files(content)
    ]
    pdf = written(
        document,
        attachments=attachments,
        pdf_variant="pdf/a-3a",
        pdf_tags=True,
        pdf_identifier=False,  # the kept file gets its own
        finisher=partial(finished, content=content),
    )
    return kept(pdf)


def finished(document: Document, pdf: PDF, *, content: dict) -> None:
    """What WeasyPrint knows nothing of, added before it writes the file."""
    feet.draw_codes(document, pdf, content)
    outline.clean(pdf)


def srgb() -> ColorProfile:
    """What the greys of a paper mean, as PDF/A asks; WeasyPrint's own way leaves the file open."""
    profile = (resources.files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), "", "relative-colorimetric", (["r"], ["g"], ["b"]))


def paper_html(content: dict, *, long: bool = False) -> str:
    """The paper as markup; a review gets its signature fields and, if it is long, its contents."""
    try:
        template, compose = TEMPLATES[content["kind"]]
        printed = compose(content)
    except (KeyError, IndexError, TypeError) as error:
        lacking = f"{type(error).__name__}: {error}"
        raise RenderingError(
            _("The content of the paper is empty or incomplete (%s). Order it anew.") % lacking
        ) from error
    if "draft" in content:
        printed = listed(rooms.marked(printed, content), always=long)
    return render_to_string(template, printed)


def html_to_pdf(html: str) -> bytes:
    """Raises RenderingError for a link to anything but our files and for a missing character."""
    return written(layout(html))


def layout(html: str) -> Document:
    """The pages, laid out but not yet written."""
    fetcher = OwnFilesOnly(fail_on_errors=True)
    with fonts.only_ours():
        faces = FontConfiguration()
    try:
        source = HTML(string=html, base_url=f"{STATIC_ROOT}/", url_fetcher=fetcher)
        return source.render(
            font_config=faces,
            color_profiles={COLOURS: srgb()},
            output_intent=COLOURS,
            pdf_tags=True,
        )
    except FatalURLFetchingError as error:  # a BaseException: it would pass `except Exception`
        raise RenderingError(str(error)) from error


def written(document: Document, **options) -> bytes:
    try:
        return document.write_pdf(output_intent=COLOURS, **options)
    except FatalURLFetchingError as error:
        raise RenderingError(str(error)) from error
