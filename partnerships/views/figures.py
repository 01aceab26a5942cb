from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import Action, ActionPage, DetailPage, Group
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import NoteFilter, StatedFigureFilter
from partnerships.forms import StatedFigureForm
from partnerships.models import Note, StatedFigure
from partnerships.models.figure import SUBJECTS
from partnerships.services import figures
from partnerships.views import parts, rows, sourced


class StatedFigureList(parts.RecordList):
    model = StatedFigure
    columns = lists.STATED_FIGURES
    detail = "partnerships:stated-figure-detail"
    filterset_class = StatedFigureFilter
    tabs = ((gettext_lazy("All"), ""), (gettext_lazy("Contradicted"), "disputed=true"))
    create = (
        "partnerships:stated-figure-create",
        gettext_lazy("Enter a published figure"),
        permissions.EDIT_STATED_FIGURE,
    )
    permission = permissions.VIEW_STATED_FIGURE
    brought_as = "figures"


class StatedFigureDetail(DetailPage):
    """What was published, beside what the register counts and what others published of it."""

    model = StatedFigure
    permission = permissions.VIEW_STATED_FIGURE

    def get_queryset(self):
        self.queryset = with_sources(StatedFigure.objects.select_related(*SUBJECTS))
        return super().get_queryset()

    def get_actions(self):
        if not self.may(permissions.EDIT_STATED_FIGURE):
            return []
        return [
            Action(words, reverse(f"partnerships:stated-figure-{name}", args=[self.object.uuid]), k)
            for words, name, k in self._acts()
        ]

    def _acts(self) -> list[tuple[str, str, str]]:
        acts = [(_("Edit"), "edit", "link")]
        if not self.object.held:
            acts.append((_("Hold this one to be right"), "hold", "post"))
        if any(figure.held for figure in self._same):
            acts.append((_("Hold none of them"), "hold-none", "post"))
        return acts

    @cached_property
    def _seen(self):
        """What the user may see of figures; the reach is looked up once."""
        return StatedFigure.objects.visible_to(self.request.user)

    @cached_property
    def _same(self) -> list[StatedFigure]:
        """What says the same thing of the same time, this one among it."""
        return list(self._seen.saying_the_same(self.object))

    def get_context_data(self, **kwargs):
        figure = self.object
        subject = {f"{name}_id": getattr(figure, f"{name}_id") for name in SUBJECTS}
        of_subject = self._seen.filter(measure=figure.measure, **subject)
        shown = rows.figures_of(of_subject, [figure.subject])
        rivals = {one.pk for one in self._same if one.value != figure.value}
        groups = {True: [], False: []}
        for one in shown:
            if one.figure != figure:
                groups[one.figure.pk in rivals].append(one)
        return super().get_context_data(
            shown=next(one for one in shown if one.figure == figure),
            rivals=groups[True],
            held_elsewhere=any(one.figure.held for one in groups[True]),
            others=groups[False],
            sources=parts.gathered([figure]),
            **kwargs,
        )


class StatedFigurePage(sourced.SourcedPage):
    model = StatedFigure
    form_class = StatedFigureForm
    groups = (
        Group(gettext_lazy("What was published"), ("measure:4", "title:8", "value:12")),
        Group(gettext_lazy("When and by whom"), ("when:6", "stated_by:6")),
        Group(
            gettext_lazy("Of what: one of these"),
            ("partnership:6", "unit:6", "organisation:6", "border:3", "country:3"),
        ),
        sourced.SOURCES,
    )
    permission = permissions.EDIT_STATED_FIGURE


class StatedFigureCreate(StatedFigurePage):
    heading = gettext_lazy("A new published figure")

    def get_cancel_url(self):
        return reverse("partnerships:stated-figure-list")

    def perform(self, data):
        return figures.enter(**data, uuid=self.submission, by=self.request.user)


class StatedFigureEdit(StatedFigurePage):
    def perform(self, data):
        return figures.revise(figure=self.object, **data, by=self.request.user)


class StatedFigureHold(ActionPage):
    model = StatedFigure
    permission = permissions.EDIT_STATED_FIGURE

    def perform(self, figure):
        figures.hold(figure=figure, by=self.request.user)


class StatedFigureHoldNone(ActionPage):
    model = StatedFigure
    permission = permissions.EDIT_STATED_FIGURE

    def perform(self, figure):
        figures.hold_none(figure=figure, by=self.request.user)


class NoteList(parts.RecordList):
    model = Note
    columns = lists.NOTES
    detail = "partnerships:note-detail"
    filterset_class = NoteFilter
    permission = permissions.VIEW_NOTE
    empty = gettext_lazy("They come with facts taken over from published sources.")


class NoteDetail(DetailPage):
    model = Note
    permission = permissions.VIEW_NOTE

    def get_queryset(self):
        self.queryset = with_sources(Note.objects.select_related(*SUBJECTS))
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        return super().get_context_data(sources=parts.gathered([self.object]), **kwargs)
