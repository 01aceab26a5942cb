"""Incidents by kind and outcome. Sensitive ones stand apart: for the internal report alone."""

from collections import Counter

from django.db.models import Q

from exchanges.choices import IncidentKind, IncidentStatus
from exchanges.models import Incident
from exchanges.models.incident import STATES_WITH_OUTCOME
from reports.figures.books import Books
from reports.figures.shapes import label, partial, ref, text
from reports.figures.subject import Subject


class Incidents:
    """Those that may have happened in the period and stand, fetched once."""

    def __init__(self, subject: Subject):
        self.subject = subject
        mine = Q(partnership__in=subject.ties) | subject.places("unit")
        mine |= subject.places("marker__unit")
        in_time = Q(happened_days__isnull=True) | Q(happened_days__overlap=subject.period)
        rows = Incident.objects.standing().filter(mine, in_time).select_related("marker")
        self.found = list(rows.order_by("happened_days", "pk"))

    def rows(self, books: Books, *, sensitive: bool = False) -> list[dict]:
        return [self._row(one, books) for one in self.found if one.sensitive == sensitive]

    def _row(self, one: Incident, books: Books) -> dict:
        return ref(one) | {
            "kind": text(one.title),
            "sort": one.kind,
            "sort_words": label(IncidentKind(one.kind).label),
            "when": partial(one.happened),
            "undated": not self.subject.surely(one.happened),
            "marker": one.marker and str(one.marker),
            "place": books.unit(one.unit_id),
            "status": one.status,
            "outcome": text(one.outcome),
            "source": books.source(one),
        }

    def _dated(self, *, sensitive: bool = False) -> list[Incident]:
        rows = [one for one in self.found if one.sensitive == sensitive]
        return [one for one in rows if self.subject.surely(one.happened)]

    def counts(self, *, sensitive: bool = False) -> list[dict]:
        """By kind and by how far they came; only those surely of the period."""
        cells = Counter((one.kind, one.status) for one in self._dated(sensitive=sensitive))
        return [
            {"kind": kind.value, "words": label(kind.label), "outcome": state.value, "count": many}
            for kind in IncidentKind
            for state in IncidentStatus
            if (many := cells[kind, state])
        ]

    def sensitive(self, books: Books) -> dict:
        return {
            "incidents": self.rows(books, sensitive=True),
            "incident_counts": self.counts(sensitive=True),
        }

    def measured(self) -> dict[str, int]:
        rows = self._dated()
        settled = [one for one in rows if one.status in STATES_WITH_OUTCOME]
        return {"incidents": len(rows), "incidents_settled": len(settled)}
