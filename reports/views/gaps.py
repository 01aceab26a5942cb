"""The list of gaps in old records: one kind of record at a time, each row with what it lacks."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.access import Reach
from core.addresses import page_of
from core.counting import CappedCount, capped
from core.filters import RecordFilter
from core.lists import Column
from core.pages import ListPage
from partnerships.gaps import Gap, Kind
from partnerships.models import Partnership
from reports import permissions
from reports.gaps import KINDS


class GapFilter(RecordFilter):
    """The kind of record, and what is lacking out of what this kind may lack."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind of record"),
        choices=[(kind.key, kind.words) for kind in KINDS.values()],
        method="as_shown",
    )
    lacking = django_filters.ChoiceFilter(label=_("Still lacking"), method="as_shown")

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["lacking"].extra["choices"] = [(gap.key, gap.words) for gap in kind.gaps]

    def as_shown(self, rows, _name, _value):
        """The page has cut the rows already: what each lacks is part of the query."""
        return rows


def named(*parts) -> str:
    return " · ".join(str(part) for part in parts if part)


def lacked(gaps: tuple[Gap, ...]):
    """The words of what a row lacks, from its marks."""

    def words(*marks) -> str:
        return ", ".join(str(gap.words) for gap, mark in zip(gaps, marks, strict=True) if mark)

    return words


class GapList(ListPage):
    """?kind= names the kind of record, ?lacking= what it lacks."""

    model = Partnership  # of the first kind; the others follow ?kind=
    detail = ""  # the first column leads there itself, by kind
    heading = _("Gaps in old records")
    filterset_class = GapFilter
    labelled = True
    permission = permissions.VIEW_REVIEW
    empty = _("A record that lacks something appears here by itself.")

    @cached_property
    def who(self) -> Reach:
        return Reach(self.request.user)

    @cached_property
    def kind(self) -> Kind:
        return KINDS.get(self.request.GET.get("kind", ""), next(iter(KINDS.values())))

    def get_queryset(self):
        asked = self.request.GET.get("lacking", "")
        known = asked in {gap.key for gap in self.kind.gaps}
        return self.kind.lacking(self.who, asked if known else "")

    def get_filterset(self, params):
        return GapFilter(params, queryset=self.get_queryset(), request=self.request, kind=self.kind)

    @property
    def columns(self) -> tuple[Column, ...]:
        kind = self.kind
        marks = tuple(f"lacks_{gap.key}" for gap in kind.gaps)
        found = (
            Column(
                "title", _("Record"), kind.title, named, kind.title[0], link=(kind.page, kind.of)
            ),
            Column("lacking", _("Still lacking"), marks, lacked(kind.gaps)),
        )
        if not self._may_write():
            return found
        form = Column("form", _("To do"), (kind.of,), lambda _uuid: _("Complete it"))
        return (*found, Column(**vars(form) | {"link": (kind.form, kind.of)}))

    def _may_write(self) -> bool:
        """Whether the kind has a form that this user may open."""
        page = page_of(self.kind.form, of_record=True) if self.kind.form else None
        return page is not None and self.may(page.permission)

    def get_tabs(self) -> list[tuple[str, str, bool]]:
        """A tab for every kind, with how many of its records lack something."""
        counts = {
            key.replace("-", "_"): CappedCount(kind.lacking(self.who))
            for key, kind in KINDS.items()
        }
        numbers = User.objects.filter(pk=self.request.user.pk).values(**counts).get()
        return [
            (
                f"{kind.words} ({capped(numbers[key.replace('-', '_')])})",
                f"kind={key}",
                kind == self.kind,
            )
            for key, kind in KINDS.items()
        ]
