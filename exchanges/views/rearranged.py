"""Rows of a form that change places; a button does it, with JavaScript or without."""

from django.http import QueryDict

from core.boxes import without_errors
from core.forms import ROWS


def moved_up(data: QueryDict, row: str) -> QueryDict:
    """What was typed, with a row ("home-2") before the one above it. Rows taken out are passed."""
    name, _dash, number = row.rpartition("-")
    data = data.copy()
    if not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) < ROWS):
        return data
    above = [place for place in range(int(number)) if not data.get(f"{name}-{place}-DELETE")]
    if above:
        _change_places(data, row, f"{name}-{above[-1]}")
    return data


def _change_places(data: QueryDict, one: str, other: str) -> None:
    """Everything of both rows, with what the window showed of them at first."""
    taken = {}
    for old, new in ((one, other), (other, one)):
        for start in (f"{old}-", f"initial-{old}-"):
            for key in [key for key in data if key.startswith(start)]:
                taken[start.replace(old, new) + key.removeprefix(start)] = data.pop(key)
    for key, values in taken.items():
        data.setlist(key, values)


class Rearranged:
    """A form page whose rows may be moved up."""

    def post(self, request, *args, **kwargs):
        row = request.POST.get("move_row", "")
        if row.rpartition("-")[0] not in self.rows:
            return super().post(request, *args, **kwargs)
        if self.slug_url_kwarg in self.kwargs:
            self.object  # noqa: B018 - out of scope is 404 before anything else
        return self.show(*without_errors(*self._filled(moved_up(request.POST, row))))
