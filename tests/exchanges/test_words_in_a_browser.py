"""Minutes out to a translator and back through a real browser, in a real Word file."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.choices import Role
from exchanges.choices import Outcome
from exchanges.services import minutes
from tests.core.word_files import LAO, opened, saved
from tests.exchanges.translated import row, to_translate
from tests.factories import PartnershipFactory, UnitFactory, UserFactory

LAO_2 = "ຈັດກອງປະຊຸມປະຈໍາປີ"


@pytest.fixture
def song_ma(transactional_db):
    return UnitFactory(word="huyện", name="Sông Mã")


def translated(path: str) -> bytes:
    """As the translator leaves it: two rows filled, one moved, a Vietnamese word put right."""
    document, table = opened(Path(path).read_bytes())
    table.rows[1].cells[2].text = LAO
    table.rows[2].cells[2].text = LAO_2
    table.rows[3].cells[1].text = "Tuần tra song phương hằng quý"
    table._tbl.append(table.rows[1]._tr)
    return saved(document)


def test_a_translation_goes_out_and_comes_back(sign_in, song_ma, tmp_path):
    liaison = UserFactory(role=Role.LIAISON, units=[song_ma])
    tie = PartnershipFactory(home__unit=song_ma, paper_languages=["vi", "lo"])
    record = to_translate(tie, liaison)

    page = sign_in(liaison)
    page.goto(record.get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("link", name="Download for translation: Lao").click()
    assert download.value.suggested_filename == "hội-đàm-2832025-lo.docx"
    file = tmp_path / "dịch.docx"
    file.write_bytes(translated(download.value.path()))

    page.get_by_role("link", name="Bring a translation back").click()
    assert not Axe().run(page).response["violations"]
    page.get_by_label("Word file that was filled in").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("heading", name="What the Word file changes").wait_for()
    page.get_by_text("Rows were moved.").wait_for()
    assert not Axe().run(page).response["violations"]
    shown = page.locator("ins", has_text=LAO)
    assert "underline" in shown.evaluate("one => getComputedStyle(one).textDecorationLine")
    boxes = page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [True, True, False]

    boxes.nth(2).check()
    page.get_by_role("button", name="Take over what is ticked").last.click()
    page.get_by_text("3 texts were taken over.").wait_for()

    first, second = record.items.all()
    assert (first.text["lo"]["text"], second.text["lo"]["text"]) == (LAO, LAO_2)
    agreed = record.meeting.agreed_items.get()
    assert agreed.title == "Tuần tra song phương hằng quý"

    page.get_by_role("link", name="Compare versions").click()
    page.get_by_role("heading", name="What changed from version").wait_for()
    assert not Axe().run(page).response["violations"]


@pytest.mark.parametrize("page_name", ["word/back/", "word/check/", "versions/"])
def test_the_pages_fit_a_phone(sign_in, song_ma, page_name):
    liaison = UserFactory(role=Role.LIAISON, units=[song_ma])
    record = to_translate(PartnershipFactory(home__unit=song_ma), liaison)
    item = record.items.first()
    long = [row("Văn bản" * 40, item.uuid, rev=1)]
    minutes.write(minutes=record, outcome=Outcome.AGREED, items=long, by=liaison)
    page = sign_in(liaison)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{record.get_absolute_url()}{page_name}")
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0
