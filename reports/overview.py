"""What the register holds within a user's area, counted for the home page in few queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Least

from accounts.models import User
from core.access import Reach
from core.counting import CappedCount
from exchanges.choices import MinutesStatus
from exchanges.models import AgreedItem, AidProject, Meeting, Minutes
from partnerships.choices import PartnershipStatus, Side
from partnerships.models import Commitment, Memorandum, Partnership, PartnershipParty
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
        rows = self.ties.with_status(self.on)
        return rows.filter(status=PartnershipStatus.VACANT)

    @property
    def vacant_since(self) -> QuerySet:
        """The same with the day on which the last party of theirs ended, as `ended`."""
        gone = Least("parties__until", "parties__unit__valid_to", "parties__organisation__until")
        return self.vacant.annotate(ended=Max(gone))

    @property
    def suspended(self) -> QuerySet:
        return self.ties.with_status(self.on).filter(status=PartnershipStatus.SUSPENDED)

    @property
    def memoranda(self) -> QuerySet:
        return Memorandum.objects.visible_to(self.who)

    @property
    def waiting(self) -> QuerySet:
        """Minutes that stations filed and nobody has checked; not one's own."""
        rows = Minutes.objects.visible_to(self.who).filter(status=MinutesStatus.SUBMITTED)
        return rows.exclude(filed_by=self.user).select_related("meeting").order_by("pk")

    @property
    def reviews(self) -> QuerySet:
        """Reviews in work."""
        rows = AnnualReview.objects.visible_to(self.who).not_issued()
        return rows.select_related("series").defer("figures", "narrative").order_by("-pk")

    @property
    def to_approve(self) -> QuerySet:
        return self.reviews.filter(status=ReviewStatus.FROZEN)

    @property
    def overdue_items(self) -> QuerySet:
        rows = AgreedItem.objects.visible_to(self.who).open().filter(due__lt=self.on)
        return rows.order_by("due", "pk")

    @property
    def commitments(self) -> QuerySet:
        return Commitment.objects.visible_to(self.who)

    @property
    def meetings(self) -> QuerySet:
        return Meeting.objects.visible_to(self.who)

    @property
    def aid(self) -> QuerySet:
        return AidProject.objects.visible_to(self.who)

    def count(self, *names: str) -> dict[str, int]:
        """Several of them counted in one query, each up to 1,001."""
        counts = {name: CappedCount(getattr(self, name)) for name in names}
        return User.objects.filter(pk=self.user.pk).values(**counts).get()

    def by_level_and_country(self) -> list[dict]:
        """Ties at each level with the country that their first counterpart is in."""
        across = PartnershipParty.objects.filter(
            partnership=OuterRef("pk"), side=Side.COUNTERPART
        ).order_by("pk")
        rows = self.ties.annotate(
            country=Subquery(across.values("unit__country")[:1]),
            agency_country=Subquery(across.values("organisation__country")[:1]),
        )
        grouped = rows.order_by().values("country", "agency_country", "level")
        return list(grouped.annotate(n=Count("pk", distinct=True)))
