"""What clever forgers do behind our bytes: another paper, borrowed names, a picture over words."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.fields import SigFieldSpec

from core.errors import RuleViolation
from reports.signing import digital, shown
from tests import signatures as s
from tests.reports.signing import scanned

WHITE = b"1 1 1 rg 0 0 9 9 re f"
RED = b"0.8 0.1 0.1 rg 0 0 9 9 re f"
MARGIN = (2, 400, 40, 430)
name = generic.pdf_name


@pytest.fixture(scope="module")
def head():
    return s.certificate("Lò Văn Đầu")


def checked(data):
    ours = BytesIO(scanned.issued())
    return digital.checked(BytesIO(data), ours, roots=[], received=datetime.now(UTC))


def another_paper_behind(ours: bytes) -> bytes:
    """Our bytes, and behind them a whole file whose table of objects names none of ours."""
    with pikepdf.open(BytesIO(ours)) as other:
        other.pages[0].obj["/Contents"] = other.make_stream(b"BT ET")
        data = BytesIO()
        other.save(data, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    body, _word, end = data.getvalue().rpartition(b"startxref\n")
    table = int(end.split()[0])

    def later(row):
        return b"%010d %s n" % (int(row[1]) + len(ours), row[2])

    moved = re.sub(rb"(?m)^(\d{10}) (\d{5}) n", later, body[table:])
    return ours + body[:table] + moved + b"startxref\n%d\n%%%%EOF\n" % (table + len(ours))


def test_another_paper_behind_ours_is_refused_although_its_signature_holds(head):
    forged = another_paper_behind(scanned.issued())
    assert PdfFileReader(BytesIO(forged), strict=False).total_revisions == 1
    with pytest.raises(RuleViolation, match="changed besides the signatures"):
        checked(s.signed(forged, "SigHome", head))


@pytest.mark.parametrize("junk", [b"\n9 0 obj\n<<>>\nendobj\n", b"x" * 90])
def test_nothing_stands_behind_the_end(head, junk):
    one = s.signed(scanned.issued(), "SigHome", head)
    assert checked(one + b"\n\n")
    with pytest.raises(RuleViolation, match="changed besides the signatures"):
        checked(one + junk)


def text_of_page(writer):
    at, _resources = writer.find_page_for_modification(0)
    return at.get_object().raw_get("/Contents").reference


def test_the_text_of_a_page_cannot_be_called_a_store_of_certificates_and_then_changed(head):
    def called(writer):
        ref = text_of_page(writer)
        writer.root["/DSS"] = generic.IndirectObject(ref.idnum, ref.generation, writer)
        writer.update_root()

    def rewritten(writer):
        ref = text_of_page(writer)
        writer.objects[ref.generation, ref.idnum] = generic.StreamObject(stream_data=b"BT ET")

    forged = s.added(s.added(scanned.issued(), called), rewritten)
    with pytest.raises(RuleViolation, match="changed besides the signatures"):
        checked(s.signed(forged, "SigHome", head))


def field_with_picture(box, flags=4, drawn=WHITE):
    def change(writer):
        fields.append_signature_field(writer, SigFieldSpec("Own", on_page=0, box=box))
        own = writer.root["/AcroForm"]["/Fields"][-1]
        picture = generic.StreamObject(
            {
                name("/Type"): name("/XObject"),
                name("/Subtype"): name("/Form"),
                name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9))),
            },
            stream_data=drawn,
        )
        own["/AP"] = generic.DictionaryObject({name("/N"): writer.add_object(picture)})
        own["/F"] = generic.NumberObject(flags)
        writer.update_container(own)

    return change


def test_a_picture_may_lie_on_blank_paper_but_not_over_words(head):
    def signed(box, **options):
        drawn = s.added(scanned.issued(), field_with_picture(box, **options))
        return checked(s.signed(drawn, "Own", head))

    (said,) = signed(MARGIN)
    assert (said["field"], said["side"]) == ("Own", "")
    with pytest.raises(RuleViolation, match="lies over words of this paper"):
        signed((0, 0, 595, 842))
    with pytest.raises(RuleViolation, match="changed besides the signatures"):
        signed(MARGIN, flags=4 | 32)  # in print only


def test_a_seal_may_tint_the_words_beside_a_field_but_not_hide_them():
    ours = scanned.issued()
    with pypdfium2.PdfDocument(ours) as paper:
        left, bottom, right, top = paper[0].get_textpage().get_charbox(0)
    word = (left - 2, bottom - 2, right + 2, top + 2)
    field = [(0, [right + 20, bottom, right + 90, top])]

    def looked_at(drawn, fields):
        sealed = s.added(ours, field_with_picture(word, drawn=drawn))
        shown.require_all_ink(BytesIO(sealed), BytesIO(ours), fields=fields)

    looked_at(RED, field)
    for drawn, fields_there in ((RED, []), (WHITE, field)):
        with pytest.raises(shown.Covered):
            looked_at(drawn, fields_there)


def test_a_stream_is_no_field(head):
    def change(writer):
        at, _resources = writer.find_page_for_modification(0)
        page = at.get_object()
        words = generic.StreamObject({name("/FT"): name("/Sig")}, stream_data=b"BT ET")
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(words)])
        writer.update_container(page)

    with pytest.raises(RuleViolation, match="changed besides the signatures"):
        checked(s.signed(s.added(scanned.issued(), change), "SigHome", head))
