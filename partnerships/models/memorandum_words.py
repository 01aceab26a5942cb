"""What one asks of many texts at once: in force, about to end, expired, overlapping, in a chain."""

from datetime import date, timedelta

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from core.access import ScopedQuerySet
from core.basis import Basis
from partnerships.choices import SIGNED, FileKind, MemorandumStatus, Side

HOLDING = [MemorandumStatus.SIGNED, MemorandumStatus.RENEWED]
IN_PREPARATION = [MemorandumStatus.DRAFT, MemorandumStatus.CLEARED, MemorandumStatus.GIVEN_UP]
# Signed here, and the copy that the law asks for is still to be sent.
COPY_NOT_SENT = Q(
    basis=Basis.MADE_HERE,
    status__in=sorted(SIGNED),
    copy_sent_on__isnull=True,
    signed_days__isnull=False,
)
# What the text renews or amends, what they renew or amend, and so on; then the same onwards.
CHAIN = """
    WITH RECURSIVE earlier(id) AS (
        SELECT %s::bigint
        UNION
        SELECT before
        FROM earlier
        JOIN partnerships_memorandum text ON text.id = earlier.id
        CROSS JOIN LATERAL unnest(ARRAY[text.renews_id, text.amends_id]) before
        WHERE before IS NOT NULL
    ), later(id) AS (
        SELECT id FROM earlier
        UNION
        SELECT text.id
        FROM later
        JOIN partnerships_memorandum text ON later.id IN (text.renews_id, text.amends_id)
    )
    SELECT id FROM later
"""


def has_scan() -> Exists:
    """Whether a signed copy of the text of the row is held."""
    scans = rows_of("Document").filter(memorandum=OuterRef("pk"), kind=FileKind.SIGNED_COPY)
    return Exists(scans.filter(withdrawn_reason=""))


def signed_in(year: int) -> Q:
    return Q(signed_days__overlap=DateRange(date(year, 1, 1), date(year + 1, 1, 1)))


def rows_of(name: str) -> QuerySet:
    """The rows of a model that needs this one first."""
    return apps.get_model("partnerships", name)._base_manager.order_by()


class MemorandumQuerySet(ScopedQuerySet):
    def of_past(self):
        """Without texts that are only being prepared here."""
        return self.exclude(basis=Basis.MADE_HERE, status__in=IN_PREPARATION)

    def in_force(self, on: date):
        """Signed texts whose term, as far as is known, covers that day."""
        ended_later = Q(status=MemorandumStatus.TERMINATED, ended_days__startswith__gt=on)
        return self.filter(
            Q(status__in=HOLDING) | ended_later,
            Q(term__isnull=True) | Q(term__contains=on),
            Q(signed_days__startswith__isnull=True) | Q(signed_days__startswith__lte=on),
        )

    def ending(self, on: date, *, within: int):
        """Signed texts whose term runs out within so many days; nobody ended them before."""
        until = on + timedelta(days=within)
        return self.filter(status__in=HOLDING, term__endswith__gt=on, term__endswith__lte=until)

    def expired(self, on: date):
        return self.filter(status__in=HOLDING, term__endswith__lte=on)

    def without_successor(self):
        """Texts that no signed text renews."""
        later = self.model._base_manager.filter(renews=OuterRef("pk"))
        return self.filter(~Exists(later.exclude(status__in=IN_PREPARATION)))

    def overlapping(self):
        """Texts in force together with another of their kind on one tie, or between the same two
        parties: shown, never refused. One that renews or amends the other follows it, so the two
        may meet.
        """
        return self.filter(Exists(self._beside()), status__in=HOLDING)

    def overlapping_with(self, text):
        """Those of them that hold at the same time as this one."""
        return self.filter(Exists(self._beside().filter(pk=text.pk)), status__in=HOLDING)

    def _beside(self) -> QuerySet:
        """The other texts that a row of the outer query overlaps with."""
        here = OuterRef("pk")
        same = self.model._base_manager.filter(
            kind=OuterRef("kind"), status__in=HOLDING, term__overlap=OuterRef("term")
        )
        same = same.exclude(Q(pk=here) | Q(renews=here) | Q(amends=here))
        same = same.exclude(Q(renewed_by=here) | Q(amended_by=here))
        shared = rows_of("Partnership").filter(memoranda=OuterRef("pk"))
        shared = shared.filter(memoranda=OuterRef(OuterRef("pk")))
        both = Q()
        for side in Side:
            both &= Q(Exists(_shared_party(side)))
        return same.filter(Q(Exists(shared)) | both)

    def with_scan(self):
        return self.filter(has_scan())

    def without_scan(self):
        """Texts of which no signed copy is held; what is only being prepared has none yet."""
        return self.of_past().filter(~has_scan())

    def of_year(self, year: int):
        """Texts signed in that year, or in force on some day of it: what the yearly report on
        agreements is about (Law 70/2020/QH14, Article 46).
        """
        first, after = date(year, 1, 1), date(year + 1, 1, 1)
        ended_before = Q(status=MemorandumStatus.TERMINATED, ended_days__startswith__lt=first)
        return self.filter(
            Q(term__isnull=True) | Q(term__overlap=DateRange(first, after)) | signed_in(year),
            Q(signed_days__startswith__isnull=True) | Q(signed_days__startswith__lt=after),
            status__in=SIGNED,
        ).exclude(ended_before & ~signed_in(year))

    def in_chain_with(self, pk: int):
        """The text itself, what it renews or amends, and what renews or amends one of these."""
        return self.filter(pk__in=RawSQL(CHAIN, [pk], output_field=BigIntegerField()))


def _shared_party(side: str) -> QuerySet:
    """Parties of this side that both texts of the comparison name."""
    theirs = rows_of("MemorandumParty").filter(memorandum=OuterRef("pk"), side=side)
    ours = rows_of("MemorandumParty").filter(memorandum=OuterRef(OuterRef(OuterRef("pk"))))
    ours = ours.filter(side=side)
    return theirs.filter(
        Exists(ours.filter(unit=OuterRef("unit")))
        | Exists(ours.filter(organisation=OuterRef("organisation")))
    )
