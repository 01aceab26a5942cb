"""Activities of a review: told one by one among the facts, and counted by kind and measure."""

from collections import Counter

from django.db.models import Q

from exchanges.choices import ActivityKind, Measure
from exchanges.models import Activity
from reports.figures import sentences
from reports.figures.books import Books
from reports.figures.shapes import label, partial, ref, text
from reports.figures.subject import Subject
from reports.figures.sums import sums


class Activities:
    """Those that may have happened in the period and stand, fetched once."""

    def __init__(self, subject: Subject):
        self.subject = subject
        of_them = Q(partnership__in=subject.ties) | subject.places("unit")
        of_them |= Q(organiser__in=subject.organisations) | subject.places("organiser__seat")
        unsure = Q(happened_days__isnull=True) | Q(happened_days__overlap=subject.period)
        rows = Activity.objects.standing().filter(of_them, unsure).prefetch_related("figures")
        self.found = list(rows.order_by("happened_days", "pk"))
        self.dated = [one for one in self.found if subject.surely(one.happened)]

    def told(self, books: Books) -> list[tuple[str, dict]]:
        """As sentences, each with its section; without a sure day it is undated."""
        return [
            (
                sentences.OF_ACTIVITIES.get(found.kind, "twinning"),
                ref(found)
                | {
                    "text": text(sentences.activity(found)),
                    "when": partial(found.happened),
                    "undated": not self.subject.surely(found.happened),
                    "source": books.source(found),
                },
            )
            for found in self.found
        ]

    def counted(self, books: Books) -> dict:
        return {
            "rows": [self._kind(kind) for kind in ActivityKind if self._of(kind)],
            "undated": [
                ref(one)
                | {
                    "kind": one.kind,
                    "title": text(one.title),
                    "when": partial(one.happened),
                    "place": text(one.place),
                    "source": books.source(one),
                }
                for one in self.found
                if not self.subject.surely(one.happened)
            ],
        }

    def _of(self, kind: str) -> list[Activity]:
        return [one for one in self.dated if one.kind == kind]

    def _kind(self, kind: ActivityKind) -> dict:
        rows = self._of(kind)
        return {
            "kind": kind.value,
            "words": label(kind.label),
            "count": len(rows),
            "figures": _measured(rows),
        }

    def measured(self) -> dict[str, int]:
        kinds = Counter(one.kind for one in self.dated)
        return {"activities": len(self.dated)} | {
            f"activities_{kind.value}": kinds[kind] for kind in ActivityKind if kinds[kind]
        }


def _measured(activities: list[Activity]) -> list[dict]:
    """What was counted at them; figures of something else are told apart by their word."""
    groups: dict[tuple, list] = {}
    for figure in (figure for one in activities for figure in one.figures.all()):
        word = "" if figure.measure else figure.what
        groups.setdefault((figure.measure, word), []).append(figure.amount)
    order = list(Measure.values)
    return [
        {"measure": measure or "other", "words": text(word) or label(Measure(measure).label)}
        | total
        for (measure, word), amounts in sorted(
            groups.items(), key=lambda one: (order.index(one[0][0]) or len(order), one[0][1])
        )
        for total in sums(amounts)
    ]
