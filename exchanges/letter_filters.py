"""Filters of the lists of letters and of incidents. Both leave out what was taken back, unless
somebody asks for it.
"""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import FoldedWords, RecordFilter
from exchanges.answers import AnswerState
from exchanges.choices import IncidentKind, IncidentStatus, LetterDirection, LetterKind
from exchanges.filters import YearFilter
from exchanges.models import Incident, Letter
from partnerships.common_filters import Common


class Standing(RecordFilter):
    """`withdrawn=yes` lists what was taken back, and nothing else."""

    withdrawn = django_filters.ChoiceFilter(
        choices=[("yes", _("only these"))], method="taken_back", label=_("Taken back")
    )

    def taken_back(self, rows, name, value):
        return rows.exclude(withdrawn_reason="")

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        said = self.form.cleaned_data  # the search finds what was taken back, too
        return rows if said.get("withdrawn") or said.get("found") else rows.standing()


class IncidentFilter(Common, Standing):
    period = ("happened_days",)

    q = FoldedWords("title", label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(choices=IncidentKind, label=_("Kind"))
    status = django_filters.ChoiceFilter(
        choices=[("open", _("not settled yet")), *IncidentStatus.choices],
        method="in_status",
        label=_("Status"),
    )
    year = YearFilter("happened")

    class Meta:
        model = Incident
        fields = ["q", "kind", "status", "year", "withdrawn"]

    def in_status(self, rows, name, value):
        if value == "open":
            return rows.exclude(status__in=[IncidentStatus.SETTLED, IncidentStatus.CLOSED])
        return rows.filter(status=value)


class LetterFilter(Common, Standing):
    period = ("dated_days",)

    q = django_filters.CharFilter(
        method="called", max_length=200, label=_("Words in the gist, or the number")
    )
    direction = django_filters.ChoiceFilter(choices=LetterDirection, label=_("Sent or received"))
    kind = django_filters.ChoiceFilter(choices=LetterKind, label=_("Kind"))
    answer = django_filters.ChoiceFilter(
        choices=AnswerState, method="in_answer_state", label=_("Answer")
    )
    year = YearFilter("dated")

    class Meta:
        model = Letter
        fields = ["q", "direction", "kind", "answer", "year", "withdrawn"]

    def called(self, rows, name, value):
        return rows.called(value)

    def in_answer_state(self, rows, name, value):
        today = timezone.localdate()
        if value == AnswerState.ANSWERED:
            return rows.with_answers().filter(answered=True)
        if value == AnswerState.NOT_NEEDED:
            return rows.with_answers().filter(answered=False).exclude(no_answer="")
        rows = rows.unanswered()
        overdue = value == AnswerState.OVERDUE
        return rows.filter(answer_due__lt=today) if overdue else rows.filter(answer_due__gte=today)
