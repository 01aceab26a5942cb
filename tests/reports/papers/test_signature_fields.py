"""The fields over the signing rooms, and two sides that sign them somewhere else, one by one."""

import io
import json

import pikepdf
import pytest
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from reports import rendering
from reports.papers.fields import SIGNATURE_FIELDS
from tests.reports.papers import contents
from tests.uploads import signer

BLUE, RED = (0, 32, 160), (200, 0, 0)
BOTH = {"SigHome", "SigCounterpart"}


def drawn(colour: tuple[int, int, int]) -> Image.Image:
    """A stroke or a ring on nothing, as Decree 30 wants the images: PNG with a clear ground."""
    image = Image.new("RGBA", (60, 30), (0, 0, 0, 0))
    for x in range(10, 50):
        image.putpixel((x, 15), (*colour, 255))
    return image


def signed(pdf: bytes, name: str, who, colour) -> bytes:
    about = PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
    image = PdfImage(drawn(colour))
    stamp = StaticStampStyle(background=image, background_opacity=1, border_width=0)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    done = PdfSigner(about, signer=who, stamp_style=stamp).sign_pdf(writer)
    return done.getvalue()


def rooms(document) -> dict[str, tuple[int, list[float]]]:
    """Page and edges of the rooms that have a field, from the boxes that were laid out."""
    found = {}

    def look(box, page, high):
        if getattr(box, "element", None) is not None and box.element.get("data-field"):
            left, top = box.border_box_x(), box.border_box_y()
            right, bottom = left + box.border_width(), top + box.border_height()
            edges = [left * 0.75, high - bottom * 0.75, right * 0.75, high - top * 0.75]
            found[box.element.get("data-field")] = (page, edges)
        for child in getattr(box, "children", []):
            look(child, page, high)

    for number, page in enumerate(document.pages):
        look(page._page_box, number, page.height * 0.75)
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chi_ma", BOTH),
        ("counterpart", BOTH),
        ("consecutive", BOTH),
        ("internal", {"SigHome"}),
        ("quan_son", set()),  # a draft
        ("letter", set()),
    ],
)
def test_a_final_paper_has_one_empty_field_over_the_room_of_each_side(
    papers, sheets, name, expected
):
    file = pikepdf.open(io.BytesIO(papers[name][1]))
    known = {}
    for number, page in enumerate(file.pages):
        for field in page.get("/Annots", []):
            known[str(field.T)] = (number, field)
    laid = rooms(sheets[name])
    assert set(known) == set(laid) == expected
    for own, (number, field) in known.items():
        assert number == laid[own][0]
        assert [float(edge) for edge in field.Rect] == pytest.approx(laid[own][1], abs=0.01)
        assert (field.FT, field.F, "/V" in field) == ("/Sig", 4, False)
        assert field.AP.N.BBox[2] > 200  # PDF/A: an annotation says how it looks
        assert field.TU
    if expected:
        assert {str(field.T) for field in file.Root.AcroForm.Fields} == expected
        assert "/NeedAppearances" not in file.Root.AcroForm


def test_the_keeper_of_the_copy_signs_on_the_left(sheets):
    for name, first in (("chi_ma", "home"), ("counterpart", "counterpart")):
        laid = rooms(sheets[name])
        left = min(laid, key=lambda field: laid[field][1][0])
        assert left == SIGNATURE_FIELDS[first]


@pytest.fixture(scope="module")
def both_signed(papers):
    """Our file, then as the other side signed it, then as we did: sides sign in any order."""
    pdf = papers["chi_ma"][1]
    people = {"SigCounterpart": signer("Ai Dian"), "SigHome": signer("Chi Ma")}
    once = signed(pdf, "SigCounterpart", people["SigCounterpart"], RED)
    twice = signed(once, "SigHome", people["SigHome"], BLUE)
    roots = [one.signing_cert for one in people.values()]
    return pdf, once, twice, ValidationContext(trust_roots=roots)


def test_two_sides_sign_one_after_the_other_and_both_signatures_hold(both_signed):
    pdf, once, twice, trusted = both_signed
    assert once.startswith(pdf)
    assert twice.startswith(once)
    first, last = PdfFileReader(io.BytesIO(twice)).embedded_signatures
    assert (first.field_name, last.field_name) == ("SigCounterpart", "SigHome")
    for one in (first, last):
        status = validate_pdf_signature(one, trusted)
        assert status.bottom_line, status.pretty_print_details()
    _start, length, after, rest = (int(n) for n in first.byte_range)
    assert after + rest == len(once)  # it covers the file as it was when the first side signed
    assert last.evaluate_signature_coverage().name == "ENTIRE_FILE"
    assert length


def test_what_was_signed_is_still_the_archive_file_with_its_figures(both_signed, papers):
    file = pikepdf.open(io.BytesIO(both_signed[2]))
    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    assert file.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert file.Root.MarkInfo.Marked
    content = json.loads(file.attachments["content.json"].get_file().read_bytes())
    assert content == papers["chi_ma"][0]


def test_blue_and_red_images_keep_their_colours_and_their_clear_ground(both_signed):
    file = pikepdf.open(io.BytesIO(both_signed[2]))
    for field in file.Root.AcroForm.Fields:
        colour = BLUE if str(field.T) == "SigHome" else RED
        images = [x for x in everything_in(field.AP.N) if x.get("/Subtype") == "/Image"]
        [image] = images
        shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        assert shown.getpixel((30, 15)) == colour
        assert pikepdf.PdfImage(image.SMask).as_pil_image().getpixel((0, 0)) == 0


def everything_in(form):
    yield form
    for inner in form.get("/Resources", {}).get("/XObject", {}).values():
        yield from everything_in(inner)


def test_a_changed_byte_of_what_was_signed_is_found(both_signed):
    _pdf, _once, twice, trusted = both_signed
    broken = bytearray(twice)
    broken[11] ^= 1  # of the remark in its head: it can still be read
    first = PdfFileReader(io.BytesIO(bytes(broken))).embedded_signatures[0]
    assert not validate_pdf_signature(first, trusted).intact


def test_a_paper_with_fields_is_the_same_to_the_byte(papers):
    content = contents.internal() | {"draft": False}
    assert rendering.paper_pdf(content) == papers["internal"][1]
