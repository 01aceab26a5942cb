"""Every page that is looked at answers whatever somebody writes into its address."""

from uuid import uuid4

import pytest

from accounts.choices import Role
from core.view_pages import ListPage
from tests.factories import UserFactory
from tests.meta.records import of_unit
from tests.meta.routes import OF_A_RECORD, PAGES, model_of, url

HUGE = "9" * 30
VALUES = ("\x00", HUGE, f"-{HUGE}", "2024-02-31", "x' OR 1=1 --", "%s %(a)s \\", "\ud7ff\u200b", "")
PASSING = (
    "after",
    "before",
    "from",
    "sort",
    "columns",
    "row",
    "page",
    "show",
    "kind",
    "q",
    "query",
)
LOOKED_AT = [
    name
    for name, page in PAGES.items()
    if name not in OF_A_RECORD
    and hasattr(page, "get")
    and "get" in getattr(page, "http_method_names", ["get"])
]


@pytest.mark.parametrize("name", LOOKED_AT)
def test_no_address_is_a_fault_of_ours(db, client, unit, name):
    page = PAGES[name]
    turns = [{}, {"as": HUGE}]
    if issubclass(page, ListPage):
        of_unit(model_of(page), unit)
        turns += [{"more": "1"}, {"as": "csv"}]
    roles = page.permission.roles
    role = Role.OFFICER if Role.OFFICER in roles else min(roles)
    client.force_login(UserFactory(role=role, units=[unit]))
    fields = [*PASSING, *_fields(page)]
    values = [*VALUES, str(uuid4())]
    for turn, more in enumerate(turns):
        asked = {one: values[(at + 2 * turn) % len(values)] for at, one in enumerate(fields)}
        answer = client.get(url(name), asked | more)
        b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code < 500, (asked, more)


def _fields(page) -> list[str]:
    """The filters of a list, with the two ends of a range and the words of a picker."""
    filters = getattr(getattr(page, "filterset_class", None), "base_filters", {})
    ends = ("", "_q", "_min", "_max", "_after", "_before", "_0", "_1")
    return [f"{name}{end}" for name in filters for end in ends]
