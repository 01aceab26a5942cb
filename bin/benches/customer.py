"""Somebody at a browser: signs in, fills in the form of an order, sends it until it is answered."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar

PATIENCE = 120  # seconds in which somebody presses the button again
PAUSE = 0.3  # between two tries


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Refused(Exception):
    """The site answered, and did not take the order."""


class Customer:
    """One browser with its cookies. Threads may order through it at the same time."""

    def __init__(self, *, port: int):
        self.site = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser = urllib.request.build_opener(cookies, NoRedirect)

    def sign_in(self, *, name: str, password: str) -> None:
        page = f"{self.site}/sign-in/login/"
        form = self._form(page) | {"login": name, "password": password}
        if self._ask(page, form)[0] != 302:
            raise Refused("The sign-in was not taken.")

    def order(self, page: str, told: dict, *, given: dict) -> None:
        """Order a paper; `given` then says as which submission, after how many tries, and when.

        A form that got no answer is sent once more as it is, which makes no second paper.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                form = given.get("form") or self._form(self.site + page)
                given |= {"form": form, "submission": form["submission"]}
                given["tries"] = given.get("tries", 0) + 1
                status, text = self._ask(self.site + page, form | told)
            except (OSError, HTTPException, KeyError):
                status = 0
            if status == 302:
                given["ordered"] = time.monotonic()
                return
            if 400 <= status < 500 or status == 200:
                given["refused"] = f"{status} {said(text)}"
                return
            time.sleep(PAUSE)

    def _form(self, page: str) -> dict[str, str]:
        """The hidden boxes that a form is sent back with."""
        status, text = self._ask(page)
        boxes = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
        if status != 200 or not boxes:
            raise OSError(f"no form: {status}")
        return dict(boxes)

    def _ask(self, page: str, form: dict | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode(form).encode() if form else None
        asked = urllib.request.Request(page, data=data, headers={"Referer": page})
        try:
            with self.browser.open(asked, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as other:
            return other.code, other.read().decode(errors="replace")


def said(text: str) -> str:
    """What an answer says beside its markup, shortened for the log."""
    words = re.sub(r"<[^>]+>", " ", text[max(0, text.find("<main")) :])
    return " ".join(words.split())[:300]
