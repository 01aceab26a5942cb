"""A text of a commune as people make it: drafted side by side, asked about, cleared, signed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from accounts.choices import Role
from partnerships.choices import Level, MemorandumStatus, Side
from partnerships.models import Memorandum
from partnerships.procedures import MEMORANDUM_STEPS
from partnerships.services import procedures
from tests.factories import PartnershipFactory, PostFactory, UnitFactory, UserFactory
from tests.partnerships.texts_here import written
from tests.uploads import picture

LAO = "ສອງຝ່າຍແລກປ່ຽນຂໍ້ມູນ"


@pytest.fixture
def na_meo(transactional_db):
    return UnitFactory(word="xã", name="Na Mèo", level=Level.COMMUNE)


@pytest.fixture
def tie(na_meo):
    found = PartnershipFactory(
        title="xã Na Mèo – cụm Na Cay", home__unit=na_meo, paper_languages=["vi", "lo"]
    )
    them = found.parties.get(side=Side.COUNTERPART).unit
    PostFactory(unit=na_meo, person__name="Lò Thị Hương", title="Chủ tịch xã", heads=True)
    PostFactory(unit=them, person__name="Khăm Phon", title="Cụm trưởng", heads=True)
    return found


@pytest.fixture
def officer(na_meo):
    return UserFactory(role=Role.OFFICER, units=[na_meo])


def no_sideways_scroll(page):
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(width) <= 0
    page.set_viewport_size({"width": 1366, "height": 900})


def test_a_text_is_drafted_side_by_side(sign_in, tie, officer):
    page = sign_in(officer)
    page.goto(f"/memoranda/drafts/new/?tie={tie.uuid}")
    page.get_by_label("Title").fill("Hiệp định kết nghĩa")
    page.get_by_label("Whose text it is").select_option("commune")
    page.get_by_label("Kind").select_option("agreement")
    page.get_by_role("button", name="Begin the draft").last.click()
    page.get_by_text("No local text may be called so").first.wait_for()
    page.get_by_label("Title").fill("Thỏa thuận kết nghĩa")
    no_sideways_scroll(page)
    page.get_by_role("button", name="Begin the draft").last.click()
    page.get_by_role("heading", level=1).get_by_text("Articles: Thỏa thuận").wait_for()

    page.locator("[name=articles-0-kind]").select_option("preamble")
    page.locator("[name=articles-0-text_vi]").fill("Hai Bên thống nhất:")
    page.get_by_role("button", name="Add a line").click()
    page.locator("[name=articles-1-text_vi]").fill("Trao đổi thông tin.")
    page.locator("[name=articles-1-text_lo]").fill(LAO)
    page.locator("[name=articles-1-state_vi]").select_option("checked")
    page.get_by_text("Saved by itself at").wait_for(timeout=15_000)
    page.get_by_label("Number the articles anew").check()
    assert not Axe().run(page).response["violations"]
    no_sideways_scroll(page)
    page.get_by_role("button", name="Save").last.click()
    page.get_by_text("1 of 2 lines are written").wait_for()

    text = Memorandum.objects.get()
    first, second = text.articles.all()
    assert (first.kind, first.number, second.number) == ("preamble", "", "1")
    assert second.text["lo"] == {"text": LAO, "state": "unchecked", "rev": 1}
    assert second.text["vi"]["state"] == "checked"


def answer_all(page, text):
    today = f"{timezone.localdate():%d/%m/%Y}"
    for step in text.clearances.filter(required=True).order_by("position"):
        page.goto(f"/clearances/{step.uuid}/ask/")
        page.get_by_role("button", name="Enter the question").last.click()
        page.wait_for_url(f"**{text.get_absolute_url()}**")
        page.goto(f"/clearances/{step.uuid}/answer/")
        page.get_by_label("Answered on").fill(today)
        page.locator("[name=answer]").select_option("agrees")
        page.locator("[name=paper_number]").fill("12/CAT-PA")
        page.get_by_role("button", name="Enter the answer").last.click()
        page.wait_for_url(f"**{text.get_absolute_url()}**")


def test_a_clearance_from_asking_to_signing(sign_in, na_meo, tie, officer):
    procedures.load(rows=MEMORANDUM_STEPS, by=officer)
    text = written(tie, officer)
    page = sign_in(officer)
    page.goto(f"/memoranda/{text.uuid}/clearance/")
    page.get_by_role("button", name="Begin the clearance").click()
    page.get_by_text("The clearance has begun").wait_for()
    answer_all(page, text)
    page.goto(f"/memoranda/{text.uuid}/clearance/")
    page.get_by_text("5 of 5 needed steps are answered").wait_for()
    assert not Axe().run(page).response["violations"]
    no_sideways_scroll(page)

    page = sign_in(UserFactory(role=Role.HEAD, units=[na_meo]))
    page.goto(f"/memoranda/{text.uuid}/clearance/")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_text("The text is cleared and may be signed.").wait_for()

    page = sign_in(officer)
    page.goto(f"/memoranda/{text.uuid}/sign/")
    page.get_by_text("Lò Thị Hương").first.wait_for()
    page.get_by_label("Signed on").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Place of signing").fill("Na Mèo")
    page.get_by_label("Field and content").fill("Kết nghĩa")
    page.get_by_label("Term: from when to when").fill("2030–2034")
    page.get_by_label("The text says that it is not legally binding").check()
    page.locator("[name=signed_copy]").set_input_files(
        {"name": "ký.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_label("The file contains nothing").check()
    page.get_by_role("button", name="Record the signing").last.click()
    page.get_by_text("Say how the parties work together.").first.wait_for()
    assert not Axe().run(page).response["violations"]
    no_sideways_scroll(page)
    page.get_by_label("How the parties work together").fill("Mỗi năm họp một lần")
    page.locator("[name=signed_copy]").set_input_files(
        {"name": "ký.png", "mimeType": "image/png", "buffer": picture()}
    )
    page.get_by_role("button", name="Record the signing").last.click()
    page.wait_for_url(f"**{text.get_absolute_url()}")

    text.refresh_from_db()
    assert text.status == MemorandumStatus.SIGNED
    assert [str(one.person) for one in text.signatories.order_by("pk")] == [
        "Lò Thị Hương",
        "Khăm Phon",
    ]
    assert text.documents.get().is_master
    page.goto(f"/memoranda/{text.uuid}/clearance/")
    page.get_by_text("not sent yet").wait_for()
