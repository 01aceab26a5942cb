"""Aid between the two sides: dated in the period, and apart from it what has no sure day."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from exchanges.choices import AidDirection, AidRole
from exchanges.models import AidLine, AidParty, AidProject
from partnerships.models import UnitReach
from reports.figures.books import Books
from reports.figures.shapes import amount, partial, ref, text
from reports.figures.subject import SideOf, Subject, came_after
from reports.papers import values
from reports.papers.totals import totals


class Gifts:
    """What was handed over and belongs to a review, fetched once."""

    def __init__(self, subject: Subject):
        self.subject = subject
        self.rows = list(self._rows())
        self.dated = [row for row in self.rows if subject.surely(row.handed_over)]
        self.open = [row for row in self.rows if not subject.surely(row.handed_over)]

    def _rows(self):
        """Entered under the ties, or given by a place of the one side to a place of the other.

        Aid surely handed over in another period is left out.
        """
        own = Q(partnership__in=self.subject.ties)
        if self.subject.unit:
            found = own | Q(Exists(_party(self.subject.home, None, also=self.subject.unit.pk)))
        else:
            home, other = self.subject.home, self.subject.counterpart
            found = own | _from(home, other) | _from(other, home)
        unsure = Q(handed_over_days__isnull=True) | Q(handed_over_days__overlap=self.subject.period)
        parties = AidParty.objects.select_related("organisation")
        return (
            AidProject.objects.given()
            .filter(found, unsure)
            .order_by("handed_over_days", "pk")
            .prefetch_related(Prefetch("parties", parties), "lines")
        )

    def in_period(self, books: Books) -> dict:
        return self._table(self.dated, books)

    def undated(self, books: Books) -> dict:
        return self._table(self.open, books)

    def by_direction(self) -> list[dict]:
        """Sums of the period for each direction and currency."""
        return [
            total | {"direction": direction.value}
            for direction in AidDirection
            for total in totals(
                [{"amount": amount(row.amount)} for row in self.dated if row.direction == direction]
            )
        ]

    def _table(self, projects: list[AidProject], books: Books) -> dict:
        rows = [_row(project, books) for project in projects]
        sums = totals(rows)
        for giver in self._home_itself():
            own = [row for row, one in zip(rows, projects, strict=True) if _given_by(one, giver)]
            of_giver = totals(own, of=books.unit(giver))
            sums += [] if _same(of_giver, sums) else of_giver
        return {"rows": rows, "totals": sums}

    def _home_itself(self) -> list[int]:
        """The unit of the home side, if it is one, and those in whose place it stands: what each
        gave alone is summed up too.
        """
        if self.subject.unit:
            return [self.subject.unit.pk]
        home = self.subject.home
        if len(home.shown) != 1:
            return [party.unit_id for party in home.before if party.unit_id]
        (one,) = home.shown
        every = [one, *came_after(one, home)]
        return [party.unit_id for party in every if party.unit_id]


def _from(givers: SideOf, receivers: SideOf) -> Q:
    return Q(Exists(_party(givers, AidRole.GIVER))) & Q(Exists(_party(receivers, AidRole.RECEIVER)))


def _party(side: SideOf, role: str | None, *, also: int | None = None):
    """A giver or receiver that is, lies in or sits in a place of that side."""
    units = side.units | ({also} if also else set())
    reached = UnitReach.objects.filter(ancestor__in=units).values("unit")
    found = AidParty.objects.filter(
        Q(unit__in=reached)
        | Q(organisation__seat__in=reached)
        | Q(organisation__in=side.organisations),
        project=OuterRef("pk"),
    )
    return found.filter(role=role) if role else found


def _row(project: AidProject, books: Books) -> dict:
    parties = list(project.parties.all())
    lines = list(project.lines.all())
    return ref(project) | {
        "title": text(project.title),
        "givers": [books.who(p) for p in parties if p.role == AidRole.GIVER],
        "receivers": [books.who(p) for p in parties if p.role == AidRole.RECEIVER],
        "direction": project.direction,
        "amount": amount(project.amount),
        "quantities": [said for line in lines[:1] if (said := amount(line.amount))],
        "result": text("; ".join(_told(line) for line in lines[1:])),
        "when": partial(project.handed_over),
        "status": project.status,
        "source": books.source(project),
    }


def _told(line: AidLine) -> str:
    """ "năng suất: 54 tạ/ha" """
    said = amount(line.amount)
    return f"{line.what}: {values.amount(said, 'vi')}" if said else line.what


def _given_by(project: AidProject, unit: int) -> bool:
    """By that unit alone: a joint gift is never split."""
    givers = [p for p in project.parties.all() if p.role == AidRole.GIVER]
    return [p.unit_id for p in givers] == [unit]


def _same(some: list[dict], others: list[dict]) -> bool:
    return [one | {"of": ""} for one in some] == [one | {"of": ""} for one in others]
