"""The days an office must not miss over its texts: what ends, what is due, what is overdue.

Pure of pages: the page of deadlines and the home page show the same lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core.badges import Badge
from core.basis import Basis
from core.counting import CappedCount, capped
from partnerships import decree_177
from partnerships.choices import SIGNED, MemorandumStatus
from partnerships.clock import COPY_LIMIT, calendar_of, copy_due
from partnerships.models import Clearance, ExpiryWarning, Memorandum
from partnerships.models.memorandum_words import HOLDING

AHEAD = 180  # calendar days before the end of a text from which it is listed
LATELY = timedelta(days=365)  # a text that ran out longer ago is in the list of texts
STEP_AHEAD = timedelta(days=14)  # an answer due so soon is listed
REPORT_DAY = (11, 15)  # the yearly report on agreements, Law 70/2020/QH14, Article 46.3
REPORT_STAYS = timedelta(days=30)  # nobody records that it was sent: it stays in view so long
MOST = 100  # rows of each kind; the list of texts has all


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
    """Those of one user on one day; `mine` leaves out what another person is named for."""

    def __init__(self, user, on: date, *, mine: bool = False):
        self.user, self.on, self.mine = user, on, mine

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

    @cached_property
    def _texts(self) -> QuerySet:
        seen = Memorandum.objects.visible_to(self.user)
        return seen.filter(owner=self.user.pk) if self.mine else seen

    def _of_text(self, kind: Kind, text: Memorandum, due: date, **more) -> Deadline:
        left = (due - self.on).days
        url = more.pop("url", text.get_absolute_url())
        return Deadline(kind, text.title, url, due, left, owner_of(text), **more)

    # What runs out, and what is due to others

    @cached_property
    def _found(self) -> list[Memorandum]:
        """Texts that end and texts of which a copy is due, in one query."""
        ending = self._texts.filter(
            status__in=HOLDING,
            term__endswith__gt=self.on - LATELY,
            term__endswith__lte=self.on + timedelta(days=AHEAD),
        ).without_successor()
        unsent = self._texts.filter(
            basis=Basis.MADE_HERE, status__in=SIGNED, copy_sent_on=None, signed_days__isnull=False
        )
        told = ExpiryWarning.objects.filter(memorandum=OuterRef("pk"), ends_on=OuterRef("ends"))
        ends = Q(pk__in=ending.order_by("term__endswith").values("pk")[:MOST])
        due = Q(pk__in=unsent.order_by("signed_days__startswith").values("pk")[:MOST])
        return list(
            Memorandum.objects.filter(ends | due)
            .annotate(
                is_ending=ends,
                is_unsent=due,
                ends=F("term__endswith"),
                told=Subquery(told.order_by("days_before").values("days_before")[:1]),
            )
            .select_related("owner")
        )

    def _ending(self) -> list[Deadline]:
        """What ends within half a year or ended within the last one, and nothing renews."""
        return [
            self._of_text(
                Kind.ENDING,
                text,
                text.ends - timedelta(days=1),
                why=text.get_kind_display(),
                warned=_("told %(days)s days before") % {"days": text.told} if text.told else "",
            )
            for text in self._found
            if text.is_ending
        ]

    def _copies(self) -> list[Deadline]:
        """Texts signed here whose copy was not sent yet (Decree 64/2021/ND-CP, Articles 5, 7)."""
        unsent = [text for text in self._found if text.is_unsent]
        if not unsent:
            return []
        said = _("report and copy within %(days)s days of signing") % {"days": COPY_LIMIT}
        calendar = calendar_of()
        return [
            self._of_text(Kind.COPY, text, copy_due(text.signed.days.lower, calendar), why=said)
            for text in unsent
        ]

    def _steps(self) -> list[Deadline]:
        """Answers that are overdue or due soon, of the round that runs."""
        steps = Clearance.objects.waiting().filter(
            due_on__lte=self.on + STEP_AHEAD,
            round=F("memorandum__clearance_round"),
            memorandum__in=self._texts.filter(status=MemorandumStatus.DRAFT).order_by(),
        )
        steps = steps.select_related("memorandum__owner").order_by("due_on", "pk")
        return [
            self._of_text(
                Kind.STEP,
                step.memorandum,
                step.due_on,
                why=f"{step.title} · {step.asked_of}",
                url=step.get_absolute_url(),
            )
            for step in steps[:MOST]
        ]

    # What the law asks of every office

    def _report(self) -> list[Deadline]:
        """The report that is near and, until a month after its day, the one that is over."""
        days = [date(year, *REPORT_DAY) for year in (self.on.year - 1, self.on.year)]
        days.append(date(self.on.year + 1, *REPORT_DAY))
        last = max(day for day in days if day < self.on)
        coming = min(day for day in days if day >= self.on)
        near = timedelta(days=AHEAD)
        shown = [d for d in (last, coming) if self.on - REPORT_STAYS <= d <= self.on + near]
        covers = Memorandum.objects.visible_to(self.user)
        counts = {f"in_{day.year}": CappedCount(covers.of_year(day.year)) for day in shown}
        if not shown:
            return []
        numbers = User.objects.filter(pk=self.user.pk).values(**counts).get()
        return [self._report_of(day, numbers[f"in_{day.year}"]) for day in shown]

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

    def _names(self) -> list[Deadline]:
        last = decree_177.LAST_DAY_OF_NAME_AMENDMENTS
        if self.on > last:
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
    if text.owner is None:
        return ""
    closed = _("%(name)s (closed)") % {"name": text.owner.name}
    return text.owner.name if text.owner.is_active else closed
