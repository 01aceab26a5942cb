"""A form read back before it is saved: what was typed, as it was understood."""

from django.db.models import Model
from django.utils.translation import gettext as _

from core.boxes import human
from core.fields import Amount, PartialDate
from core.reading import read_out


class Previewed:
    """Beside FormPage: a second button shows how everything was understood; nothing is saved."""

    template_name = "core/previewed_form.html"
    read_back: list[tuple[str, str]] = []

    def post(self, request, *args, **kwargs):
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        if self.slug_url_kwarg in self.kwargs:
            self.object  # noqa: B018 - out of scope is 404 before anything else
        form, rowsets = self._filled(request.POST)
        if not all([form.is_valid(), *(rows.is_valid() for rows in rowsets.values())]):
            return self.show(form, rowsets, status=422)
        self.read_back = understood(form, rowsets)
        return self.show(form, rowsets)

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_back=self.read_back, **kwargs)


def understood(form, rowsets: dict) -> list[tuple[str, str]]:
    """What each box was read as; an empty one is left out."""
    said = [(str(box.label), _spoken(form, box)) for box in form.visible_fields()]
    for rows in rowsets.values():
        for number, row in enumerate(rows.kept_forms(), 1):
            words = [_spoken(row, box) for box in row.shown_fields]
            said.append((f"{row.one} {number}".capitalize(), " · ".join(filter(None, words))))
    return [(label, words) for label, words in said if words]


def _spoken(form, box) -> str:
    value = form.cleaned_data.get(box.name)
    if isinstance(value, Amount):
        return f"= {read_out(value)}" if value.number is not None else value.words
    if isinstance(value, PartialDate):
        span = value.span if value.words and value.days else ""
        return f"{value} ({span})" if span and span != str(value) else str(value)
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, bool):
        return _("yes") if value else ""
    return human(box) if value not in (None, "", [], ()) else ""
