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
    **all_of(
        "accounts", EVERYBODY, "account language amount-reading view-list view-menu view-create"
    ),
    **all_of("accounts", EVERYBODY, "view-edit view-remove"),
    "pictures": READERS,
    **all_of("accounts", EVERYBODY, "account menu language shortcuts amount-reading"),
    **dict.fromkeys(["export-list", "export-progress", "export-order", "export-file"], EVERYBODY),
    **all_of("notices", EVERYBODY, "list mark settings"),
    **all_of("records", READERS, "history comments colleagues"),
    **PARTNERSHIPS,
    **EXCHANGES,
    **REPORTS,
}
