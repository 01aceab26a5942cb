"""Patrols of both sides in the period: how many, from where to where, people, what was found."""

from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q

from exchanges.models import Patrol, PatrolFinding, PatrolParty
from partnerships.choices import Side
from reports.figures.books import Books
from reports.figures.facts import fact
from reports.figures.sentences import when
from reports.figures.shapes import count, partial, ref, text
from reports.figures.subject import Subject

NAMED = {Side.HOME: "phía Việt Nam", Side.COUNTERPART: "phía bạn"}


class Patrols:
    """The patrols of a review, fetched once. Without a sure day in the period they stand apart."""

    def __init__(self, subject: Subject):
        self.subject = subject
        unsure = Q(happened_days__isnull=True) | Q(happened_days__overlap=subject.period)
        rows = Patrol.objects.standing().filter(self._of_them(), unsure)
        # What belongs to a sensitive incident never goes on paper.
        findings = PatrolFinding.objects.exclude(incident__sensitive=True).select_related("marker")
        rows = rows.select_related("from_marker", "to_marker").order_by("happened_days", "pk")
        self.found = list(rows.prefetch_related("parties", Prefetch("findings", findings)))

    def _of_them(self) -> Q:
        went = PatrolParty.objects.filter(
            self.subject.places("unit")
            | Q(organisation__in=self.subject.organisations)
            | self.subject.places("organisation__seat"),
            patrol=OuterRef("pk"),
        )
        return Q(partnership__in=self.subject.ties) | Q(Exists(went))

    @cached_property
    def dated(self) -> list[Patrol]:
        return [one for one in self.found if self.subject.surely(one.happened)]

    @property
    def people(self) -> int | None:
        return _sum(_people(one) for one in self.dated)

    def in_period(self) -> dict:
        """For the section on the border; nothing where there is none, so that it can be filled in
        by hand as before.
        """
        if not self.dated:
            return {}
        legs = [_leg(one) for one in self.dated]
        return {"patrols": {"count": len(legs), "people": self.people, "legs": legs}}

    def computed(self) -> dict[str, dict]:
        """For the table of figures beside what others published."""
        found = {"patrols": count(len(self.dated), "lần")} if self.dated else {}
        if self.people:
            found["patrol_people"] = count(self.people, "lượt người")
        return found

    def measured(self) -> dict[str, int]:
        people = {} if self.people is None else {"patrol_people": self.people}
        return {"patrols": len(self.dated)} | people

    def undated(self, books: Books) -> list[dict]:
        sure = {one.pk for one in self.dated}
        return [
            fact(
                "border",
                text(_sentence(one)),
                when=partial(one.happened),
                undated=True,
                source=books.source(one),
                of=one,
            )
            for one in self.found
            if one.pk not in sure
        ]


def _sum(numbers) -> int | None:
    """None where nobody counted."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _people(patrol: Patrol, *sides: str) -> int | None:
    rows = [one for one in patrol.parties.all() if not sides or one.side in sides]
    return _sum(one.people for one in rows)


def _leg(patrol: Patrol) -> dict:
    return ref(patrol) | {
        "when": partial(patrol.happened),
        "from_marker": patrol.from_marker and patrol.from_marker.label,
        "to_marker": patrol.to_marker and patrol.to_marker.label,
        "people": _people(patrol),
        "findings": text(" ".join(filter(None, [_by_side(patrol), _findings(patrol)]))),
    }


def _by_side(patrol: Patrol) -> str:
    told = [f"{words} {n}" for side, words in NAMED.items() if (n := _people(patrol, side))]
    return f"Trong đó {', '.join(told)}." if len(told) == len(NAMED) else ""


def _findings(patrol: Patrol) -> str:
    rows = patrol.findings.all()
    told = [f"mốc {one.marker.label}: {one.what}" if one.marker else one.what for one in rows]
    said = "; ".join(one.rstrip(" .") for one in told)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _sentence(patrol: Patrol) -> str:
    """ "Tuần tra song phương từ mốc 691 đến mốc 702 (2024): 15 lượt người. …" """
    ends = [
        f"{words} mốc {marker.label}"
        for words, marker in (("từ", patrol.from_marker), ("đến", patrol.to_marker))
        if marker
    ]
    people = _people(patrol)
    said = " ".join(["Tuần tra song phương", *ends])
    on = when(patrol.happened)
    said += f" ({on})" if on else ""
    said += f": {people} lượt người." if people else "."
    return " ".join(filter(None, [said, _findings(patrol)]))
