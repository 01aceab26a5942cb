"""The file of a paper: archive form, what is attached, outline, square codes, the same bytes."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from hashlib import sha256

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from reports import rendering
from reports.papers import qr
from reports.pdf import figures
from tests.reports.papers import contents, measured

REVIEWS = ["song_ma", "chi_ma", "consecutive", "everything", "internal"]
FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/Encrypt", "/XFA", "/URI"}


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def outline_of(file) -> list[tuple[int, str]]:
    with file.open_outline() as outline:
        return list(below(outline.root, 1))


def below(items, level):
    for item in items:
        yield level, item.title
        yield from below(item.children, level + 1)


@pytest.mark.parametrize("name", REVIEWS)
def test_the_figures_go_with_the_paper_as_json_and_csv(papers, name):
    content, pdf = papers[name]
    file = opened(pdf)
    related = {str(own.UF): str(own.AFRelationship) for own in file.Root.AF}
    assert len(file.Root.AF) == len(related)  # each once
    assert related.pop("content.json") == "/Source"
    assert related
    assert set(related.values()) == {"/Data"}
    assert list(file.attachments) == sorted([*related, "content.json"])
    for own in file.Root.AF:
        stream = own.EF.F
        assert str(stream.Subtype) == (
            "/text/csv" if ".csv" in str(own.UF) else "/application/json"
        )
        assert str(stream.Params.ModDate) == str(stream.Params.CreationDate)
        assert str(stream.Params.ModDate).endswith("000000Z")  # a day of the paper's own
    assert json.loads(file.attachments["content.json"].get_file().read_bytes()) == content


def test_a_table_opens_in_a_spreadsheet_and_runs_nothing():
    words = "=HYPERLINK(1)"
    rows = [{"note": words, "amount": {"number": "-5", "unit": "km"}}, {"note": "+84 2373", "n": 3}]
    content = {"period": {}, "aid": {"rows": rows}, "narrative": {"x": [{"y": 1}]}}
    attached = figures.files(content)
    assert [file.name for file in attached] == ["aid.csv", "content.json"]
    data = attached[0].text.encode()
    assert data.startswith(b"\xef\xbb\xbf")
    [head, *lines] = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head == ["amount.number", "amount.unit", "n", "note"]
    assert lines == [["-5", "km", "", "'" + words], ["", "", "3", "'+84 2373"]]


@pytest.mark.parametrize("name", [*REVIEWS, "letter", "text_km"])
def test_nothing_in_the_file_acts_or_hides(papers, name):
    file = opened(papers[name][1])
    assert not file.is_encrypted
    assert file.pdf_version == "1.7"
    for own in file.objects:
        if isinstance(own, pikepdf.Dictionary | pikepdf.Stream):
            assert not FORBIDDEN & set(own.keys())
            assert own.get("/S") not in ("/JavaScript", "/Launch", "/URI", "/SubmitForm")


@pytest.mark.parametrize("name", REVIEWS)
def test_the_outline_names_the_parts_once(papers, name):
    titles = outline_of(opened(papers[name][1]))
    parts = [title for level, title in titles if level == 2]
    assert len(parts) >= 4
    assert len(set(parts)) == len(parts)
    assert not any("\u200b" in title or "\u00a0" in title for _level, title in titles)
    if name == "consecutive":  # one text after the other: each has its own
        assert sum(level == 1 for level, _title in titles) == 2
        assert any(title.startswith("一、") for title in parts)
    else:
        assert sum(level == 1 for level, _title in titles) == 1


@pytest.mark.parametrize("name", ["song_ma", "internal"])
def test_the_square_code_of_each_page_names_that_page(papers, name):
    content, pdf = papers[name]
    with pypdfium2.PdfDocument(pdf) as file:
        for number, page in enumerate(file, start=1):
            picture = page.render(scale=200 / 72).to_pil().convert("L")
            [code] = zxingcpp.read_barcodes(picture)
            assert code.text == qr.address(
                site_url=content["site_url"], code=content["code"], page=number
            )


BUILD = """
import json, sys, django
django.setup()
from hashlib import sha256
from reports import rendering
for content in json.load(sys.stdin):
    print(sha256(rendering.paper_pdf(content)).hexdigest())
"""


def test_two_processes_on_different_machines_make_the_same_bytes(papers):
    """Other time zone, other locale, other order of what has none: only the content counts."""
    names = ["chi_ma", "internal"]
    told = os.environ | {
        "TZ": "America/Lima",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    done = subprocess.run(
        [sys.executable, "-c", BUILD],
        input=json.dumps([papers[name][0] for name in names]),
        capture_output=True,
        text=True,
        check=True,
        env=told,
        cwd=settings.BASE_DIR,
    )
    assert done.stdout.split() == [sha256(papers[name][1]).hexdigest() for name in names]


# Long papers


def long(rows: int, **more) -> dict:
    """Quan Sơn with so many gifts in one table."""
    content = contents.quan_son() | {"draft": False} | more
    gifts = content["aid_undated"]["rows"]
    content["aid_undated"]["rows"] = [gifts[n % len(gifts)] for n in range(rows)]
    return content


@pytest.fixture(scope="module")
def many():
    """300 rows in one section."""
    content = long(300)
    document = rendering.laid_out(content)
    return content, document, rendering.filed(document, content)


def test_a_long_paper_opens_with_its_parts_and_their_pages(many):
    _content, _document, pdf = many
    file = opened(pdf)
    assert len(file.pages) > 20
    names = file.Root.Names.Dests.Names
    targets = {str(names[n]): names[n + 1][0].objgen for n in range(0, len(names), 2)}
    numbers = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
    aims = {str(link.Dest) for link in file.pages[0].Annots}
    links = sorted(aims, key=lambda name: int(name.removeprefix("muc-")))
    listed = [
        int(found[1])
        for line in measured.Sheet(pdf, 1).lines
        if line.left < 110 and (found := re.search(r"\. *(\d+)$", line.text))
    ]
    assert listed == [numbers[targets[name]] for name in links]
    with file.open_outline() as outline:
        parts = [item.title for item in outline.root[0].children]
    assert len(parts) >= 8
    first = measured.Sheet(pdf, 1)
    assert all(first.line(part[:12]) for part in parts)


def test_a_table_of_300_rows_repeats_its_head_and_parts_no_row(many):
    _content, document, _pdf = many
    inside = 0
    for page in document.pages[5:-5]:
        tables = [box for box in descendants(page._page_box) if box.element_tag == "table"]
        heads = [box for box in descendants(page._page_box) if box.element_tag == "thead"]
        inside += bool(tables)
        assert len(heads) >= 1
    assert inside > 10
    rows = [
        box.element
        for page in document.pages
        for box in descendants(page._page_box)
        if box.element_tag == "tr" and box.element.find("td") is not None
    ]
    assert len(rows) == len(set(rows))  # on one page each


def descendants(box):
    for child in getattr(box, "children", []):
        yield child
        yield from descendants(child)


def test_a_short_paper_has_no_list_of_contents(papers):
    for name in ("song_ma", "internal"):
        assert rendering.CONTENTS not in rendering.paper_html(papers[name][0])


def test_a_paper_longer_than_expected_gets_its_contents_after_all(monkeypatch):
    monkeypatch.setattr(rendering, "NOT_EXPECTED", 3)
    content = contents.chi_ma() | {"draft": False}
    file = opened(rendering.paper_pdf(content))
    assert any(own.Subtype == "/Link" for own in file.pages[0].Annots)


@pytest.mark.uncounted
def test_very_long_papers_have_their_feet():
    """LONG_PAPER=640 prints two hundred pages; a third of them do for every run."""
    wanted = int(os.environ.get("LONG_PAPER", "210"))
    content = contents.internal() | {"draft": False}
    lines = "\n".join(
        f"{n}. " + "Hai bên thống nhất duy trì trao đổi. " * 24 for n in range(wanted)
    )
    content["narrative"] = content["narrative"] | {"assessment": contents.text(lines)}
    pdf = rendering.paper_pdf(content)
    with pypdfium2.PdfDocument(pdf) as file:
        pages = len(file)
        assert wanted * 0.3 <= pages <= wanted * 0.42
        for number in (1, 2, pages // 2, pages):
            page = file[number - 1]
            assert f"{number}/{pages}" in page.get_textpage().get_text_bounded()
            [code] = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))
            assert code.text.endswith(f"?p={number}")
