"""The help of the page that is shown, for every template: `page_help`."""

from django.utils.functional import SimpleLazyObject

from accounts.help import PAGES as OF_ACCOUNTS
from core.help import PageHelp, help_for
from exchanges.help import PAGES as OF_EXCHANGES
from exchanges.help import TYPES as TYPES_OF_EXCHANGES
from partnerships.help import PAGES as OF_PARTNERSHIPS
from partnerships.help import TYPES as TYPES_OF_PARTNERSHIPS
from reports.help import PAGES as OF_REPORTS
from reports.help import TYPES as TYPES_OF_REPORTS

PAGES = OF_ACCOUNTS | OF_PARTNERSHIPS | OF_EXCHANGES | OF_REPORTS
TYPES = TYPES_OF_PARTNERSHIPS | TYPES_OF_EXCHANGES | TYPES_OF_REPORTS


def help_of_page(request) -> dict:
    """Found only where a template draws it."""
    return {"page_help": SimpleLazyObject(lambda: found(request))}


def found(request) -> PageHelp | None:
    """None at an address that is no page: what stands there says itself what happened."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return None
    return help_for(match.view_name, getattr(match.func, "view_class", None), PAGES, TYPES)
