"""The words of the second row. A word whose page the user may not open is absent."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from core.addresses import open_address
from reports.permissions import SEARCH

MENU = (
    (_("To do"), "home"),
    (_("Partnerships"), "partnerships:partnership-list"),
    (_("Places"), "partnerships:unit-list"),
    (_("Texts"), "partnerships:memorandum-list"),
    (_("Commitments"), "partnerships:commitment-list"),
    (_("Aid"), "exchanges:aid-project-list"),
    (_("Talks & minutes"), "exchanges:meeting-list"),
    (_("Activities"), "exchanges:activity-list"),
    (_("Patrols"), "exchanges:patrol-list"),
    (_("Letters"), "exchanges:letter-list"),
    (_("Calendar"), "exchanges:calendar"),
    (_("Border"), "border-strip"),
    (_("Reports"), "reports:annual-review-list"),
)
# Pages that belong to an entry though their address does not begin with that of its list.
ALSO = {
    "partnerships:memorandum-list": ("/texts/", "/clearances/"),
    "partnerships:commitment-list": ("/owed/",),
    "exchanges:meeting-list": ("/minutes/", "/agreed-items/"),
    "border-strip": ("/incidents/",),
    # Stands in the user's menu: no entry of this row is current on its pages.
    "reports:import-list": ("/annual-reviews/imports/",),
}


def navigation(request) -> dict:
    """For every template: `menu`, as the user may open it, made only where it is drawn, and
    whether the search box stands above it.
    """
    user = getattr(request, "user", None)
    return {
        "menu": SimpleLazyObject(lambda: entries(request)),
        "may_search": SimpleLazyObject(lambda: user is not None and SEARCH.held_by(user)),
    }


def entries(request) -> list[dict]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    found, belongs = [], _belongs(request)
    for words, name in MENU:
        url = open_address(user, name)
        if url:
            current = _current(request.path, url) if not belongs else belongs == name and "true"
            found.append({"words": words, "url": url, "current": current or ""})
    return found


def _belongs(request) -> str:
    """The entry that a page names as its own (`menu`), or that its address is known under."""
    page = getattr(getattr(request.resolver_match, "func", None), "view_class", None)
    named = (name for name, starts in ALSO.items() if request.path.startswith(starts))
    return getattr(page, "menu", "") or next(named, "")


def _current(path: str, url: str) -> str:
    """What aria-current says: this page, or a page under it."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
