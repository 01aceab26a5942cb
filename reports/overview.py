"""What the register holds within a user's area, counted for the home page in few queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from accounts.models import User
from core.access import Reach
from core.counting import Tallied
from exchanges.aid_by_year import of_year
from exchanges.choices import AidStatus, MinutesStatus
from exchanges.models import (
    AgreedItem,
    AidProject,
    Incident,
    Letter,
    Meeting,
    MeetingTally,
    MeetingTotal,
    Minutes,
)
from partnerships.choices import Side
from partnerships.models import (
    Commitment,
    Memorandum,
    Partnership,
    PartnershipParty,
    StatedFigure,
)
from reports.choices import ReviewStatus
from reports.models import AnnualReview


@dataclass(frozen=True)
class Overview:
    """The register of one user on one day."""

    user: User
    on: date

    @cached_property
    def who(self) -> Reach:
        return Reach(self.user)

    @property
    def ties(self) -> QuerySet:
        return Partnership.objects.visible_to(self.who).kept()

    @property
    def vacant(self) -> QuerySet:
        return self.ties.vacant(self.on)

    @property
    def vacant_since(self) -> QuerySet:
        """The same with the day on which the last party of theirs ended, as `ended`. It is looked
        up for the ties that are shown, and not for all of them.
        """
        gone = Least("until", "unit__valid_to", "organisation__until")
        parties = PartnershipParty.objects.filter(partnership=OuterRef("pk")).order_by()
        last = parties.values("partnership").annotate(day=Max(gone)).values("day")
        return self.vacant.annotate(ended=Subquery(last))

    @property
    def suspended(self) -> QuerySet:
        return self.ties.suspended(self.on)

    @property
    def memoranda(self) -> QuerySet:
        return Memorandum.objects.visible_to(self.who)

    @property
    def waiting(self) -> QuerySet:
        """Minutes that stations filed and nobody has checked; not one's own."""
        rows = Minutes.objects.each_visible_to(self.who).filter(status=MinutesStatus.SUBMITTED)
        return rows.exclude(filed_by=self.user.pk).select_related("meeting").order_by("pk")

    @property
    def returned(self) -> QuerySet:
        """Minutes that came back to be put right."""
        rows = Minutes.objects.each_visible_to(self.who).filter(status=MinutesStatus.RETURNED)
        return rows.select_related("meeting").order_by("pk")

    @property
    def next_meetings(self) -> QuerySet:
        return self.meetings.to_come().order_by(F("planned").asc(nulls_last=True), "pk")

    @property
    def all_reviews(self) -> QuerySet:
        rows = AnnualReview.objects.visible_to(self.who)
        return rows.select_related("series").defer("figures", "narrative").order_by("-pk")

    @property
    def reviews(self) -> QuerySet:
        """Reviews in work."""
        return self.all_reviews.not_issued()

    @property
    def to_approve(self) -> QuerySet:
        return self.reviews.filter(status=ReviewStatus.FROZEN)

    @property
    def sent(self) -> QuerySet:
        """Reviews that were issued and are not put away yet, the latest first."""
        return self.all_reviews.filter(status=ReviewStatus.SENT).order_by(
            "-period__endswith", "-pk"
        )

    @property
    def open_items(self) -> QuerySet:
        return AgreedItem.objects.each_visible_to(self.who).open()

    @property
    def overdue_items(self) -> QuerySet:
        return self.open_items.filter(due__lt=self.on).order_by("due", "pk")

    @property
    def letters(self) -> QuerySet:
        return Letter.objects.visible_to(self.who).standing()

    @property
    def incidents(self) -> QuerySet:
        return Incident.objects.visible_to(self.who).standing()

    @property
    def figures(self) -> QuerySet:
        return StatedFigure.objects.visible_to(self.who)

    @property
    def commitments(self) -> QuerySet:
        return Commitment.objects.visible_to(self.who)

    @property
    def meetings(self) -> QuerySet:
        return Meeting.objects.visible_to(self.who)

    @property
    def tally(self) -> QuerySet:
        return MeetingTally.objects.visible_to(self.who)

    @property
    def totals(self) -> QuerySet:
        """The same of all years together."""
        return MeetingTotal.objects.visible_to(self.who)

    @property
    def held_this_year(self) -> Tallied:
        """The tally has those on days of one year; the others are few."""
        other = self.meetings.held().of_no_one_year().filter(held_days__overlap=self.year)
        return Tallied(self.tally.filter(year=self.on.year), F("held"), beside=other)

    @property
    def aid(self) -> QuerySet:
        return AidProject.objects.visible_to(self.who)

    @property
    def aid_proposed(self) -> QuerySet:
        return self.aid.filter(status=AidStatus.PROPOSED)

    @property
    def aid_of_year(self) -> QuerySet:
        return of_year(self.aid, self.on.year)

    @property
    def year(self) -> DateRange:
        """The calendar year of that day."""
        return DateRange(date(self.on.year, 1, 1), date(self.on.year + 1, 1, 1))

    @property
    def across(self) -> QuerySet:
        """Level, country and number of ties."""
        return self._across(self.ties).values_list("level", "there", "n")

    def by_level_and_country(self, ties: QuerySet) -> list[dict]:
        """The same of some ties, by the names `level`, `there` and `n`."""
        return list(self._across(ties))

    def _across(self, ties: QuerySet) -> QuerySet:
        """Ties at each level with each country: one with counterparts in two is in both rows, one
        of no counterpart in the row of no country. So the list of a row has just as many.
        """
        across = FilteredRelation("parties", condition=Q(parties__side=Side.COUNTERPART))
        rows = ties.order_by().annotate(across=across)
        country = Coalesce("across__unit__country", "across__organisation__country")
        grouped = rows.annotate(there=country).values("there", "level")
        return grouped.annotate(n=Count("pk", distinct=True))
