from datetime import date

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import PartialDateField, earliest, is_one_day, public_id
from core.history import keep_history
from core.search import Folded
from exchanges import clocks
from exchanges.choices import MeetingKind, MeetingPlace, MeetingStatus
from exchanges.models.days import by_day, over_years, touching, year_of
from exchanges.models.meeting_tally import tallied
from exchanges.models.signed_rules import changed, signed_minutes_keep
from partnerships.choices import Side
from partnerships.models import BorderMarker, Cadence, Partnership, PartnershipParty, Unit
from partnerships.models.subject import sources

HELD_IN_THE_PAST = """
    IF NEW.status = 'held' AND lower(NEW.held_days) > CURRENT_DATE + 1 THEN
        RAISE 'a meeting held lies in the past'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'held_not_in_the_future';
    END IF;
    RETURN NEW;
"""
# Checked at commit, when the ties are there: a meeting of nobody would be seen by nobody.
OF_A_TIE_OR_A_UNIT = """
    IF NEW.unit_id IS NULL AND NOT EXISTS (
        SELECT FROM exchanges_meeting_partnerships WHERE meeting_id = NEW.id
    ) THEN
        RAISE 'a meeting names a tie or a unit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_names_a_tie_or_a_unit';
    END IF;
    RETURN NULL;
"""

TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


# A day put right must leave what was agreed before what a later meeting found of it.
ITEMS_TAKEN_UP_LATER = """
    IF EXISTS (
        SELECT FROM exchanges_agreeditemprogress progress
        JOIN exchanges_agreeditem item ON item.id = progress.item_id
        JOIN exchanges_meeting earlier ON earlier.id = item.meeting_id
        JOIN exchanges_meeting later ON later.id = progress.meeting_id
        WHERE NEW.id IN (earlier.id, later.id)
            AND upper(later.held_days) <= lower(earlier.held_days)
    ) THEN
        RAISE 'an agreed item is taken up at a later meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'taken_up_at_a_later_meeting';
    END IF;
    RETURN NULL;
"""
SAID_BY_MINUTES = (
    *("held_days", "begins", "ends", "status", "kind", "title", "unit_id", "host"),
    *("host_party_id", "place", "place_kind", "place_marker_id", "place_unit_id"),
)


NEWEST_FIRST, YEAR = earliest("held", descending=True), year_of("held")


class MeetingQuerySet(ScopedQuerySet):
    def held(self):
        return self.filter(status=MeetingStatus.HELD)

    def to_come(self):
        """Planned, whether the other side is invited yet or not."""
        return self.filter(status__in=TO_COME)

    def held_in(self, period):
        """Held wholly within the period, as far as is known."""
        return self.held().filter(held_days__contained_by=period)

    def of_no_one_year(self):
        """Whose days are known, but lie in several years."""
        return self.filter(Exact(YEAR, 0), held_days__isnull=False)

    def in_a_known_year(self):
        return self.held().filter(~Exact(YEAR, 0))

    def in_no_known_year(self):
        """On days of several years or on an unknown day, which an index finds by where it sorts."""
        unknown = Q(Exact(NEWEST_FIRST, Value(date.min)), held_days__isnull=True)
        return self.held().filter(Q(Exact(YEAR, 0), held_days__isnull=False) | unknown)

    def touching(self, days, *, oldest_first: bool = False):
        """Held wholly or partly in these days, as far as is known; the order of the list of them
        changes how they are found, not which.
        """
        return touching(self, "held", days, oldest_first=oldest_first)


@keep_history()
class Meeting(models.Model):
    """A meeting of the two sides of one or more ties, planned or held.

    It is counted once per tie, and once in a roll-up. A meeting that no tie covers names a unit.
    """

    scope_paths = ("partnerships", "unit")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    partnerships = models.ManyToManyField(
        Partnership, verbose_name=_("ties"), related_name="meetings", blank=True
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="meetings",
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=16, choices=MeetingKind)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    status = models.CharField(
        _("status"), max_length=16, choices=MeetingStatus, default=MeetingStatus.PLANNED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    planned = models.DateField(_("planned for"), null=True, blank=True)
    held = PartialDateField(pgettext_lazy("a meeting", "held"))
    begins = models.TimeField(_("begins, Vietnamese time"), null=True, blank=True)
    ends = models.TimeField(_("ends, Vietnamese time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_kind = models.CharField(
        _("where"), max_length=8, choices=MeetingPlace, default=MeetingPlace.INDOORS, blank=True
    )
    place_marker = models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=_("at the marker"),
        related_name="meetings",
        null=True,
        blank=True,
    )
    place_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("in the unit"),
        related_name="+",
        null=True,
        blank=True,
    )
    host = models.CharField(_("host"), max_length=16, choices=Side, blank=True)
    host_party = models.ForeignKey(
        PartnershipParty,
        models.PROTECT,
        verbose_name=_("host party"),
        related_name="hosted",
        null=True,
        blank=True,
    )
    host_reason = models.CharField(
        _("why the turn of the hosts was broken"), max_length=300, blank=True
    )
    cadence = models.ForeignKey(
        Cadence,
        models.PROTECT,
        verbose_name=_("meets the cadence"),
        related_name="meetings",
        null=True,
        blank=True,
    )
    year_reviewed = models.PositiveSmallIntegerField(_("year reviewed"), null=True, blank=True)
    year_planned = models.PositiveSmallIntegerField(_("year planned"), null=True, blank=True)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "held_not_in_the_future": _("A meeting that was held lies in the past."),
        "meeting_names_a_tie_or_a_unit": _("Name a tie or a unit."),
        "taken_up_at_a_later_meeting": _(
            "Items that were agreed before would be taken up too early: correct that meeting first."
        ),
        "signed_minutes_keep_what_they_say": _(
            "The minutes are signed: the meeting stays as they say."
        ),
    }

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="meeting_by_title"),
            models.Index(fields=["status"], name="meeting_by_status"),
            *by_day("held", "meeting"),
            models.Index(
                NEWEST_FIRST, "id", name="meeting_to_come", condition=Q(status__in=TO_COME)
            ),
            models.Index("kind", NEWEST_FIRST, "id", name="meeting_by_kind"),
            models.Index(NEWEST_FIRST, name="meeting_over_years", condition=over_years("held")),
            GinIndex(OpClass(Folded("title"), "gin_trgm_ops"), name="meeting_by_folded_title"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[MeetingStatus.POSTPONED, MeetingStatus.CANCELLED])
                | ~Q(reason=""),
                name="a_meeting_put_off_has_a_reason",
                violation_error_message=_("Say why the meeting was postponed or cancelled."),
            ),
            models.CheckConstraint(
                condition=when_made_here(~Q(status=MeetingStatus.HELD) | is_one_day("held")),
                name="a_meeting_of_our_own_has_a_full_date",
                violation_error_message=_("Give the day on which the meeting was held."),
            ),
            models.CheckConstraint(
                condition=Q(place_marker__isnull=True) | Q(place_kind=MeetingPlace.MARKER),
                name="a_meeting_at_a_marker_says_so",
                violation_error_message=_("Choose “At a marker” for a meeting at a marker."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(begins__isnull=False) & Q(ends__gt=F("begins")),
                name="a_meeting_ends_after_it_begins",
                violation_error_message=_("The meeting ends after it begins."),
            ),
            models.CheckConstraint(
                condition=(Q(year_reviewed__isnull=True) | Q(year_reviewed__range=(1945, 2200)))
                & (Q(year_planned__isnull=True) | Q(year_planned__range=(1945, 2200))),
                name="meeting_is_about_years_of_our_time",
                violation_error_message=_("Give the year with four digits, such as 2024."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="held_not_in_the_future",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=HELD_IN_THE_PAST,
            ),
            pgtrigger.Trigger(
                name="of_a_tie_or_a_unit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=OF_A_TIE_OR_A_UNIT,
            ),
            pgtrigger.Trigger(
                name="signed_minutes_keep_their_meeting",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(changed(*SAID_BY_MINUTES)),
                func=signed_minutes_keep("NEW.id"),
            ),
            pgtrigger.Trigger(
                name="items_taken_up_later",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Condition(changed("held_days")),
                func=ITEMS_TAKEN_UP_LATER,
            ),
            *tallied(),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:meeting-detail", args=[self.uuid])

    @property
    def day(self) -> date | None:
        """On which it was held, or else is to be; None where it is not known to the day."""
        if self.status == MeetingStatus.HELD:
            return self.held.days.lower if self.held.is_full else None
        return self.planned

    def begins_over_there(self, time_zone: str):
        """The time on the clocks of the other side, for a day and time that are known."""
        if not (self.begins and self.day):
            return None
        return clocks.over_there(self.begins, self.day, time_zone)

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        if self.status != MeetingStatus.HELD:
            return []
        return lacking(
            {
                _("day of the meeting"): self.held.is_full,
                _("place"): self.place or self.place_unit_id,
                _("host"): self.host,
                _("minutes"): hasattr(self, "minutes"),
            }
        )
