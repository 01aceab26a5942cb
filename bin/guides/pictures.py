"""Pictures of pages as each role sees them. Pages are found by their words, not by their places:
a page that has moved is still found, and one that has gone stops the command by name.
"""

import os
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[2] / "docs/images"
LARGEST = 100_000  # bytes of one picture
DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


@dataclass(frozen=True)
class Picture:
    """One picture: who looks, where they begin, and what they press on the way."""

    name: str
    user: str
    begins: str = "/"
    presses: tuple[tuple[str, str], ...] = ()
    screen: tuple[tuple[str, int], ...] = tuple(DESK.items())


OFFICER, HEAD, LIAISON = "canbo.thanhhoa", "lanhdao.thanhhoa", "lienlac.songma"
READER, ADMINISTRATOR = "doctin", "quantri"
FIRST = ("first", "tbody a")
PICTURES = (
    Picture("guide-sign-in", "", "/sign-in/login/"),
    Picture("guide-officer-home", OFFICER),
    Picture("guide-officer-ties", OFFICER, "/ties/"),
    Picture("guide-officer-tie", OFFICER, "/ties/", (FIRST,)),
    Picture("guide-officer-plan", OFFICER, "/calendar/plan/"),
    Picture("guide-officer-review", OFFICER, "/annual-reviews/new/"),
    Picture("guide-help", OFFICER, "/ties/", (("key", "h"),)),
    Picture("guide-keys", OFFICER, "/ties/", (("key", "?"),)),
    Picture("guide-head-home", HEAD),
    Picture("guide-head-reviews", HEAD, "/annual-reviews/"),
    Picture("guide-head-aid", HEAD, "/aid/overview/"),
    Picture("guide-liaison-home", LIAISON, screen=tuple(TELEPHONE.items())),
    Picture("guide-liaison-choose", LIAISON, "/meetings/new/", screen=tuple(TELEPHONE.items())),
    Picture("guide-liaison-file", LIAISON, "/meetings/new/", (FIRST,), tuple(TELEPHONE.items())),
    Picture("guide-reader-home", READER),
    Picture("guide-reader-places", READER, "/units/"),
    Picture("guide-reader-border", READER, "/border/"),
    Picture("guide-administrator-home", ADMINISTRATOR, "/admin/"),
    Picture("guide-administrator-user", ADMINISTRATOR, "/admin/accounts/user/"),
)


def sign_in(page: Page, user: str, password: str) -> None:
    page.goto("/sign-in/login/")
    page.locator("input[name=login]").fill(user)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def press(page: Page, kind: str, words: str) -> None:
    """A key, the first of what is named, or a link or button by its words."""
    if kind == "key":
        with page.expect_response(lambda _answer: True):  # what a key opens is fetched
            page.keyboard.press(words)
        page.locator(".htmx-request, .htmx-swapping, .htmx-settling").wait_for(state="detached")
    elif kind == "first":
        page.locator(words).first.click(timeout=10_000)
    else:
        page.get_by_role(kind, name=words).first.click()
    page.wait_for_load_state("networkidle")


def small(picture: bytes) -> bytes:
    """As WebP, the better the smaller; never above the limit."""
    for quality in (80, 65, 50, 35):
        kept = BytesIO()
        Image.open(BytesIO(picture)).save(kept, "WEBP", quality=quality, method=6)
        if len(kept.getvalue()) <= LARGEST:
            return kept.getvalue()
    raise SystemExit("A picture stays above 100 kB however it is kept.")


def take(browser, address: str, password: str, picture: Picture) -> None:
    context = browser.new_context(
        base_url=address, locale="vi-VN", viewport=dict(picture.screen), reduced_motion="reduce"
    )
    page = context.new_page()
    if picture.user:
        sign_in(page, picture.user, password)
    answer = page.goto(picture.begins)
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.name}: {picture.begins} does not open for {picture.user}.")
    page.wait_for_load_state("networkidle")
    for kind, words in picture.presses:
        press(page, kind, words)
    (IMAGES / f"{picture.name}.webp").write_bytes(small(page.screenshot()))
    sys.stdout.write(f"{picture.name}\n")
    context.close()


def main(address: str) -> None:
    password = os.environ.get("DEMO_PASSWORD")
    if not password:
        raise SystemExit("DEMO_PASSWORD is the password that bin/start prints.")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, address, password, picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
