from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking
from core.fields import public_id
from core.history import keep_history
from core.search import fold, folded_field, folded_index
from partnerships.choices import (
    Level,
    PartnershipEventKind,
    PartnershipKind,
    PartnershipStatus,
    Side,
)
from partnerships.models.merged import MERGES, called_or_merged, merged_into, merged_once
from partnerships.models.party import PartnershipEvent, PartnershipParty
from partnerships.models.subject import sources

# Whatever an old copy of the row says: only the trigger of the parties writes the key.
KEY_IS_DERIVED = """
    IF pg_trigger_depth() = 1 THEN
        NEW.parties_key := OLD.parties_key;
    END IF;
    RETURN NEW;
"""

# UNION, not UNION ALL: a ring of frames, if some script made one, would never end.
BELOW = """
    WITH RECURSIVE below(id) AS (
        {frames}
        UNION
        SELECT tie.id FROM partnerships_partnership tie JOIN below ON tie.frame_id = below.id
    )
    SELECT id FROM below
"""
# The lock makes two officers who put two ties under each other at once take turns.
NO_RING_OF_FRAMES = """
    IF NEW.frame_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('frames of ties'));
    IF EXISTS (
        WITH RECURSIVE above(id) AS (
            SELECT NEW.frame_id
            UNION
            SELECT tie.frame_id FROM partnerships_partnership tie JOIN above ON tie.id = above.id
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        RAISE 'a tie stands under no tie below it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_ring_of_frames';
    END IF;
    RETURN NEW;
"""


def home_papers() -> list[str]:
    return ["vi"]


def _ended(on: date) -> Exists:
    events = PartnershipEvent.objects.filter(partnership=OuterRef("pk"))
    return Exists(events.filter(kind=PartnershipEventKind.ENDED).begun(on))


class PartnershipQuerySet(ScopedQuerySet):
    def named(self, typed: str):
        """Ties with a title or code like this, typed with or without tone marks; a tie goes by
        those of the duplicates that were merged into it too.
        """
        return called_or_merged(self, Q(folded__contains=fold(typed)))

    def kept(self):
        """Without those found to be the same as another and merged into it."""
        return self.filter(merged_into=None)

    def under(self, frames: "PartnershipQuerySet"):
        """Those ties and all below them, however deep."""
        try:
            sql, params = frames.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # whoever reaches nothing
            return self.none()
        return self.filter(pk__in=RawSQL(BELOW.format(frames=sql), params))

    def frames(self):
        """Ties that have others under them."""
        return self.filter(
            Exists(Partnership.objects.kept().filter(frame=OuterRef("pk")).order_by())
        )

    def framed(self):
        """Ties that stand under another or have others under them."""
        below = Partnership.objects.kept().filter(frame=OuterRef("pk")).order_by()
        return self.filter(Q(frame__isnull=False) | Exists(below))

    def with_status(self, on: date):
        """Adds `status`, one of PartnershipStatus, as it is on that day.

        Without an event a tie is active, since when is unknown. A side is vacant when none of its
        parties is in the tie any more, or all of them have ended as units or organisations.
        """
        events = PartnershipEvent.objects.filter(partnership=OuterRef("pk"))
        filled = PartnershipParty.objects.standing(on).filter(partnership=OuterRef("pk"))
        suspended = Exists(events.filter(kind=PartnershipEventKind.SUSPENDED).lasting(on))
        vacant = ~Exists(filled.filter(side=Side.HOME)) | ~Exists(
            filled.filter(side=Side.COUNTERPART)
        )
        return self.annotate(
            status=models.Case(
                models.When(_ended(on), then=Value(PartnershipStatus.ENDED)),
                models.When(vacant, then=Value(PartnershipStatus.VACANT)),
                models.When(suspended, then=Value(PartnershipStatus.SUSPENDED)),
                default=Value(PartnershipStatus.ACTIVE),
                output_field=models.CharField(),
            )
        )

    def vacant(self, on: date):
        """Those that with_status() calls vacant, found in one go through all parties; whether a
        tie has ended is asked of these alone.
        """
        filled = PartnershipParty.objects.filling_both(on)
        return self.exclude(pk__in=filled).exclude(_ended(on))

    def suspended(self, on: date):
        """Those that with_status() calls suspended; it is asked of the few that an event rests."""
        events = PartnershipEvent.objects.filter(kind=PartnershipEventKind.SUSPENDED).lasting(on)
        resting = self.filter(pk__in=events.order_by().values("partnership"))
        return resting.with_status(on).filter(status=PartnershipStatus.SUSPENDED)

    def with_established(self):
        """Adds `established_days` and `established_words` of the first known establishment."""
        first = PartnershipEvent.objects.filter(
            partnership=OuterRef("pk"), kind=PartnershipEventKind.ESTABLISHED
        ).order_by("since_days", "pk")
        return self.annotate(
            established_days=models.Subquery(first.values("since_days")[:1]),
            established_words=Coalesce(models.Subquery(first.values("since_words")[:1]), Value("")),
        )


@keep_history(exclude=["parties_key"])
class Partnership(models.Model):
    """A tie across the border: province with province, district with district, and so on.

    The home side is in Vietnam. The code is readable and given once; the parties, their times
    and the status are rows of their own.
    """

    scope_paths = ("", "merged_into")

    uuid = public_id()
    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    folded = folded_field("title", "code")
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.REPORTED)
    kind = models.CharField(_("kind"), max_length=16, choices=PartnershipKind)
    level = models.CharField(_("level"), max_length=16, choices=Level)
    frame = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("parent tie"),
        related_name="ties",
        null=True,
        blank=True,
    )
    fields_of_work = models.CharField(_("fields of work"), max_length=300, blank=True)
    paper_languages = ArrayField(
        models.CharField(max_length=3), default=home_papers, verbose_name=_("languages of papers")
    )
    # What tells the parties and their times apart from those of other ties; kept by their trigger.
    parties_key = models.CharField(max_length=32, null=True, editable=False)  # noqa: DJ001
    sources = sources()
    merged_into = merged_into()

    refusals = MERGES | {
        "no_ring_of_frames": _("A tie cannot stand under itself or under a tie below it."),
    }

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        ordering = ["title"]
        indexes = [
            folded_index("tie_by_folded_title"),
            models.Index(fields=["title", "id"], name="tie_by_title"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(paper_languages__contains=["vi"]),
                name="papers_of_a_tie_have_a_vietnamese_text",
                violation_error_message=_(
                    "Papers have a Vietnamese text (Law 70/2020/QH14, Article 7)."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(frame=models.F("pk")), name="a_tie_is_not_its_own_frame"
            ),
            models.UniqueConstraint(
                fields=["kind", "parties_key"],
                name="same_parties_kind_and_time_once",
                violation_error_message=_(
                    "These parties have a tie of this kind in this time already."
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="parties_key_is_derived",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=KEY_IS_DERIVED,
            ),
            merged_once("partnerships_partnership"),
            pgtrigger.Trigger(
                name="no_ring_of_frames",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("frame_id"),
                func=NO_RING_OF_FRAMES,
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:partnership-detail", args=[self.uuid])

    def status_on(self, on: date) -> PartnershipStatus:
        found = Partnership.objects.filter(pk=self.pk).with_status(on).values_list("status")
        return PartnershipStatus(found.get()[0])

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        parties = list(self.parties.all())
        changes = list(self.changes.all())
        established = [e for e in changes if e.kind == PartnershipEventKind.ESTABLISHED]
        return lacking(
            {
                _("home side"): [p for p in parties if p.side == Side.HOME],
                _("counterpart side"): [p for p in parties if p.side == Side.COUNTERPART],
                _("day it was established"): any(e.since.is_full for e in established),
            }
        )
