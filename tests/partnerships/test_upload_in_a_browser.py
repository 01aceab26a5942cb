"""Bringing a file in a real browser: refused at once, progress, nothing chosen or typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests import uploads
from tests.factories import MemorandumFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(sign_in, officer, partnership):
    """The page of a memorandum with the form of a file open."""
    text = MemorandumFactory(partnerships=[partnership])
    page = sign_in(officer)
    page.goto(text.get_absolute_url())
    page.locator("#files-of-record summary.btn").click()
    return page


def choose(page, name: str, data: bytes) -> None:
    box = page.locator("form[data-upload] input[type=file]")
    box.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})


def chosen(page) -> str:
    look = "() => document.querySelector('form[data-upload] input[type=file]').files[0]?.name"
    return page.evaluate(look)


def fill(page) -> None:
    page.get_by_label("What it is").select_option("signed_copy")
    page.get_by_label("Note").fill("trang 3 mờ")
    page.get_by_label("nothing that is a state secret").check()


def send(page) -> None:
    page.get_by_role("button", name="Add the file").click()


def test_what_cannot_be_taken_is_refused_before_it_is_sent(opened, settings):
    asked = []
    opened.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)
    problem = opened.locator("#file-problem")

    choose(opened, "a.pdf", b"MZ a program")
    expect(problem).to_contain_text("none of them, whatever its name says")
    fill(opened)
    send(opened)
    choose(opened, "a.pdf", b"")
    expect(problem).to_contain_text("This file is empty")
    send(opened)

    assert not asked
    choose(opened, "a.pdf", uploads.pdf())
    expect(problem).to_be_empty()


def test_a_file_over_the_limit_is_refused_before_it_is_sent(
    sign_in, officer, partnership, settings
):
    settings.DOCUMENT_SIZE_LIMIT = 1_000_000
    page = sign_in(officer)
    page.goto(MemorandumFactory(partnerships=[partnership]).get_absolute_url())
    page.locator("#files-of-record summary.btn").click()
    choose(page, "a.pdf", b"%PDF-1.7" + bytes(1_200_000))
    expect(page.locator("#file-problem")).to_contain_text("too large: up to 976.6")


def test_a_refusal_of_the_server_keeps_the_chosen_file_and_every_box(opened):
    choose(opened, "mật.pdf", uploads.pdf("TỐI MẬT"))
    fill(opened)
    send(opened)

    expect(opened.locator("#file-problem")).to_contain_text("the stamp TỐI MẬT")
    expect(opened.get_by_label("Note")).to_have_value("trang 3 mờ")
    expect(opened.get_by_role("link", name="kept outside the system, no. …")).to_be_visible()
    assert chosen(opened) == "mật.pdf"

    choose(opened, "bản ký.pdf", uploads.pdf("Bản ký"))
    expect(opened.locator("#file-problem")).to_be_empty()
    send(opened)
    expect(opened.locator("#files-of-record ul.files")).to_contain_text("bản ký.pdf")
    assert chosen(opened) is None  # the next form is a new one


def test_progress_is_seen_and_said_while_the_file_is_sent(opened):
    look = """() => { window.said = []; const seen = new MutationObserver(() => {
        const words = document.querySelector("[data-progress] [role=status]");
        if (words && words.textContent) window.said.push(words.textContent); });
        seen.observe(document.body, {subtree: true, childList: true,
        characterData: true}); }"""
    opened.evaluate(look)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 1_500_000}
    opened.context.new_cdp_session(opened).send("Network.emulateNetworkConditions", slow)
    photo = uploads.picture("PNG", (300, 300)) + bytes(4_000_000)
    choose(opened, "ảnh.png", photo)
    opened.get_by_label("What it is").select_option("other")
    opened.get_by_label("nothing that is a state secret").check()
    send(opened)

    expect(opened.locator("#files-of-record ul.files")).to_contain_text("ảnh.png")
    said = opened.evaluate("() => window.said")
    assert said[0] == "Sending 0%"
    assert any(re.fullmatch(r"Sending [1-9]\d?%", words) for words in said)
    assert said[-1] == "Arrived, being checked"


def test_the_pages_of_a_file_are_drawn_in_the_page(opened):
    choose(opened, "bản ký.pdf", uploads.pdf("Bản ký", "trang hai"))
    fill(opened)
    send(opened)
    opened.locator("#files-of-record ul.files a").first.click()
    drawn = opened.get_by_alt_text("Page 1")
    expect(drawn).to_be_visible()
    opened.wait_for_function("() => document.querySelector('.pages img').naturalWidth > 900")
