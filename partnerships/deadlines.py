"""The days an office must not miss over its texts: what ends, what is due, what is overdue.

Pure of pages: the page of deadlines and the home page show the same lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core.badges import Badge
from core.counting import capped
from partnerships import deadline_rows, decree_177
from partnerships.choices import MemorandumKind
from partnerships.clock import COPY_LIMIT, calendar_of, copy_due
from partnerships.deadline_rows import MOST, report_days
from partnerships.models import Memorandum


class Kind(TextChoices):
    ENDING = "ending", gettext_lazy("Texts that end")
    COPY = "copy", gettext_lazy("Copies due")
    STEP = "step", gettext_lazy("Steps of clearance")
    REPORT = "report", gettext_lazy("Report on agreements")
    NAMES = "names", gettext_lazy("Amendments of names")


@dataclass(frozen=True)
class Deadline:
    """One thing with its day, where to go, and who of the office is named for it.

    `due` is the last day: of a text that ends the last on which it holds.
    """

    kind: Kind
    title: str
    url: str
    due: date
    left: int
    owner: str = ""
    why: str = ""
    warned: str = ""

    @property
    def is_of_a_text(self) -> bool:
        """Of a text somebody may be named; a report is a matter of the whole office."""
        return self.kind in (Kind.ENDING, Kind.COPY, Kind.STEP)

    @property
    def badge(self) -> Badge:
        if self.left < 0:
            gone = ngettext("%(n)s day ago", "%(n)s days ago", -self.left) % {"n": -self.left}
            return Badge(gone, "clock", "bad")
        if self.left == 0:
            return Badge(_("today"), "clock", "bad")
        words = ngettext("%(n)s day left", "%(n)s days left", self.left) % {"n": self.left}
        return Badge(words, "clock", "warn" if self.left <= 30 else "")


@dataclass(frozen=True)
class Group:
    """The deadlines of one kind, soonest first."""

    kind: Kind
    rows: list[Deadline]
    empty: str

    @property
    def title(self) -> str:
        return self.kind.label


class Deadlines:
    """Those of one user on one day; `mine` leaves out what another person is named for. `most`
    is how many rows of a kind are read, the soonest first.
    """

    def __init__(self, user, on: date, *, mine: bool = False, most: int = MOST):
        self.user, self.on, self.mine, self.most = user, on, mine, most

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many the page has of each kind that is read, and of texts in each report."""
        return deadline_rows.numbers.of(self.user, self.on)

    def count(self, kind: Kind) -> int:
        """How many rows of this kind the page has, of everybody."""
        if kind in deadline_rows.READ:
            return self.numbers[kind]
        return len(report_days(self.on)) if kind == Kind.REPORT else int(self._names_left >= 0)

    def groups(self, kinds: Iterable[Kind] = Kind) -> list[Group]:
        rows: dict[Kind, Callable[[], list[Deadline]]] = {
            Kind.ENDING: self._ending,
            Kind.COPY: self._copies,
            Kind.STEP: self._steps,
            Kind.REPORT: self._report,
            Kind.NAMES: self._names,
        }
        empty = {
            Kind.ENDING: _("No text ends within half a year."),
            Kind.COPY: _("No copy of a signed text is due."),
            Kind.STEP: _("No answer is overdue or due soon."),
            Kind.REPORT: _("The next report is not near."),
            Kind.NAMES: _("The time for amendments of names only is over."),
        }
        return [
            Group(kind, sorted(rows[kind](), key=lambda row: row.due), empty[kind])
            for kind in kinds
        ]

    def _read(self, kind: Kind) -> list[tuple]:
        return deadline_rows.first_rows.of(self.user, self.on, kind.value, self.mine, self.most)

    def _of_text(self, kind: Kind, text: tuple, due: date, **more) -> Deadline:
        """`text` is its uuid and title, a day, its owner's names, and whether they can sign in."""
        uuid, title, _day, *names, is_active = text
        owner = _named(User.called(*names), is_active) if names[-1] else ""
        url = reverse("partnerships:memorandum-detail", args=[uuid]) + more.pop("at", "")
        return Deadline(kind, title, url, due, (due - self.on).days, owner, **more)

    # What runs out, and what is due to others

    def _ending(self) -> list[Deadline]:
        return [
            self._of_text(
                Kind.ENDING,
                text,
                text[2] - timedelta(days=1),
                why=str(MemorandumKind(kind).label),
                warned=_("told %(days)s days before") % {"days": told} if told else "",
            )
            for *text, kind, told in self._read(Kind.ENDING)
        ]

    def _copies(self) -> list[Deadline]:
        unsent = self._read(Kind.COPY)
        if not unsent:
            return []
        said = _("report and copy within %(days)s days of signing") % {"days": COPY_LIMIT}
        calendar = calendar_of()
        return [
            self._of_text(Kind.COPY, text, copy_due(text[2], calendar), why=said) for text in unsent
        ]

    def _steps(self) -> list[Deadline]:
        return [
            self._of_text(Kind.STEP, text, text[2], why=f"{title} · {asked_of}", at="#clearance")
            for *text, title, asked_of in self._read(Kind.STEP)
        ]

    # What the law asks of every office

    def _report(self) -> list[Deadline]:
        return [
            self._report_of(day, self.numbers[f"in_{day.year}"]) for day in report_days(self.on)
        ]

    def _report_of(self, day: date, texts: int) -> Deadline:
        return Deadline(
            Kind.REPORT,
            _("Report on agreements of %(year)s and plan of %(next)s")
            % {"year": day.year, "next": day.year + 1},
            f"{reverse('partnerships:memorandum-list')}?year={day.year}",
            day,
            (day - self.on).days,
            why=_("texts signed or in force in the year: %(n)s") % {"n": capped(texts)},
        )

    @property
    def _names_left(self) -> int:
        """Days until the last on which names are amended without opinions."""
        return (decree_177.LAST_DAY_OF_NAME_AMENDMENTS - self.on).days

    def _names(self) -> list[Deadline]:
        last = decree_177.LAST_DAY_OF_NAME_AMENDMENTS
        if self._names_left < 0:
            return []
        return [
            Deadline(
                Kind.NAMES,
                _("Texts of abolished units: bring the names of the parties up to date"),
                reverse("partnerships:reform-list"),
                last,
                decree_177.days_left(self.on),
                why=_("without opinions only until %(day)s (Decree 177/2025/ND-CP)")
                % {"day": f"{last:%d/%m/%Y}"},
            )
        ]


def owner_of(text: Memorandum) -> str:
    """Who is named for it; a closed account is said to be closed."""
    return _named(text.owner.name, text.owner.is_active) if text.owner else ""


def _named(name: str, is_active: bool) -> str:
    return name if is_active else _("%(name)s (closed)") % {"name": name}
