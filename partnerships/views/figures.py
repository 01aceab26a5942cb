from core.pages import DetailPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import NoteFilter, StatedFigureFilter
from partnerships.models import Note, StatedFigure
from partnerships.views import parts, rows

SUBJECTS = ("partnership", "unit", "organisation", "border", "country")


class StatedFigureList(parts.RecordList):
    model = StatedFigure
    columns = lists.STATED_FIGURES
    detail = "partnerships:stated-figure-detail"
    filterset_class = StatedFigureFilter
    permission = permissions.VIEW_STATED_FIGURE


class StatedFigureDetail(DetailPage):
    """What was published, beside what the register counts and what others published of it."""

    model = StatedFigure
    permission = permissions.VIEW_STATED_FIGURE

    def get_queryset(self):
        self.queryset = with_sources(StatedFigure.objects.select_related(*SUBJECTS))
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        figure = self.object
        subject = {f"{name}_id": getattr(figure, f"{name}_id") for name in SUBJECTS}
        seen = StatedFigure.objects.visible_to(self.request.user)
        same = seen.filter(measure=figure.measure, **subject)
        shown = rows.figures_of(same, [figure.subject])
        return super().get_context_data(
            shown=next(one for one in shown if one.figure == figure),
            others=[one for one in shown if one.figure != figure],
            sources=parts.gathered([figure]),
            **kwargs,
        )


class NoteList(parts.RecordList):
    model = Note
    columns = lists.NOTES
    detail = "partnerships:note-detail"
    filterset_class = NoteFilter
    permission = permissions.VIEW_NOTE


class NoteDetail(DetailPage):
    model = Note
    permission = permissions.VIEW_NOTE

    def get_queryset(self):
        self.queryset = with_sources(Note.objects.select_related(*SUBJECTS))
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        return super().get_context_data(sources=parts.gathered([self.object]), **kwargs)
