"""What an empty list says: which filter to drop, or how its first records come to be."""

from django.http import QueryDict

from core.addresses import open_address
from core.counting import counted
from core.filters import Chip

FEW = 6  # filters of an empty list that are tried without
TABLE = "reports:import-create"  # named, not imported: core knows no app


def instead(page, used: list[Chip]) -> list[tuple[Chip, str]]:
    """Which filter to drop, and how many records there are without it."""
    if page.filterset is None:
        return []
    return [(chip, counted(page.get_filterset(QueryDict(chip.url[1:])).qs)) for chip in used[:FEW]]


def table_way(page) -> str:
    """Where a whole table of such records is brought in; empty if the user may not."""
    if not page.brought_as or (page.create and not page.may(page.create[2])):
        return ""
    url = open_address(page.request.user, TABLE)
    return url and f"{url}?kind={page.brought_as}"
