"""Who opens which page: declared here once more, apart from the code, for every address of ours.

Whose rows a page shows is not in this table: it is the same for all, the user's reach.
"""

from tests.meta.matrix_exchanges import EXCHANGES
from tests.meta.matrix_partnerships import PARTNERSHIPS
from tests.meta.matrix_reports import REPORTS
from tests.meta.roles import EVERYBODY, READERS, all_of

MATRIX = {
    "home": EVERYBODY,
    "search": READERS,
    "border-strip": READERS,
    "border-strip-pdf": READERS,
    "gap-list": READERS,
    **all_of("accounts", EVERYBODY, "account language amount-reading"),
    **PARTNERSHIPS,
    **EXCHANGES,
    **REPORTS,
}
