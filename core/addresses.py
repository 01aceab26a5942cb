"""Addresses by the names of pages, and the page that stands at each: the same in every request,
so looked up once. Finding out what stands at an address tries hundreds of patterns.
"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse

NOBODY = "00000000-0000-0000-0000-000000000000"


def address(name: str, record: UUID | str | None = None) -> str:
    """Of a page, or of a record's page; empty where there is no page of that name."""
    url, _page = _known(name, record is not None, settings.ROOT_URLCONF)
    return url if record is None else url.replace(NOBODY, str(record))


def page_of(name: str, *, of_record: bool = False) -> type | None:
    """The view of that name; None where there is none."""
    return _known(name, of_record, settings.ROOT_URLCONF)[1]


def open_address(user, name: str, record: UUID | str | None = None) -> str:
    """The address, if there is such a page and the user may open it; else empty."""
    page = page_of(name, of_record=record is not None)
    return address(name, record) if page and page.permission.held_by(user) else ""


@lru_cache(maxsize=1000)  # a name may come with a request, and be anything
def _known(name: str, of_record: bool, site: str) -> tuple[str, type | None]:
    try:
        url = reverse(name, site, args=[NOBODY] if of_record else [])
    except NoReverseMatch:
        return "", None
    return url, getattr(resolve(url, site).func, "view_class", None)
