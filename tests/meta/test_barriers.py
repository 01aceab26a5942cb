"""No barrier on any page: WCAG 2.2 AA by axe, and no sideways scrolling where there is little room.

A representative of every kind of page by default; EVERY_PAGE=1 looks at all of them.
"""

import os
from functools import cache, partial

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories import UnitFactory, UserFactory
from tests.meta.matrix import MATRIX
from tests.meta.records import of_unit
from tests.meta.roles import HEAD, LIAISON, OFFICER, READER
from tests.meta.routes import OF_A_RECORD, PAGES, model_of, url

TAGS = [f"wcag{part}" for part in ("2a", "2aa", "21a", "21aa", "22aa")] + ["best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
EACH_KIND = [
    "home",
    "search",
    "pictures",
    "accounts:account",
    "border-strip",
    "notices:list",
    "records:history",
    "records:comments",
    "partnerships:partnership-list",
    "partnerships:partnership-detail",
    "partnerships:unit-detail",
    "partnerships:unit-history",
    "partnerships:memorandum-create",
    "partnerships:memorandum-detail",
    "exchanges:calendar",
    "exchanges:meeting-detail",
    "exchanges:minutes-create",
    "reports:annual-review-detail",
    "reports:import-create",
]
ALL = [name for name, page in PAGES.items() if "get" in page.http_method_names]
PAPERS = ("-pdf", "-print", "-file", "-download", "-page", "-word", "-word-out", "-volume", "-zip")
PIECES = ("-picker", "-reading", "-branch", "-progress", "-menu", ":menu", ":colleagues")
WHOLE = [name for name in ALL if not name.endswith(PAPERS + PIECES)]
WIDTHS = (1366, 390)  # a desk and a telephone; axe looks at both
NARROW = (683, 320)  # the desk at 200 %, and 1280 pixels at 400 %
AT_ONCE = 12
LOOKED_AT = WHOLE if os.environ.get("EVERY_PAGE") else EACH_KIND
PREFERRED = (OFFICER, HEAD, LIAISON, READER)


def barriers(page, where: str) -> list[str]:
    answer = page.goto(where)
    if not (answer and answer.headers.get("content-type", "").startswith("text/html")):
        return []
    page.wait_for_load_state("networkidle")
    found = []
    for width in WIDTHS + NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        found += [f"{where} is {wide} pixels wide at {width}"] if wide > width else []
        if width in WIDTHS:
            for one in Axe().run(page, options=RULES).response["violations"]:
                found.append(f"{where} at {width}: {one['id']}: {one['nodes'][0]['html'][:200]}")
    return found


@pytest.mark.parametrize(
    "names", [LOOKED_AT[at : at + AT_ONCE] for at in range(0, len(LOOKED_AT), AT_ONCE)], ids=str
)
def test_pages_have_no_barriers(transactional_db, sign_in, names):
    unit = UnitFactory(name="xã Na Mèo")
    users = {role: UserFactory(role=role, units=[unit], language="vi") for role in MATRIX["home"]}
    record_of = cache(partial(of_unit, unit=unit))  # a unit has one plan a year, a day one rate
    found = []
    for name in names:
        role = next((role for role in PREFERRED if role in MATRIX[name]), min(MATRIX[name]))
        target = record_of(model_of(PAGES[name])) if name in OF_A_RECORD else None
        found += barriers(sign_in(users[role]), url(name, target))
    assert found == []
