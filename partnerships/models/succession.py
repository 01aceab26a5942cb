import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history
from partnerships.choices import SuccessionKind
from partnerships.models.reach import refresh_reach
from partnerships.models.unit import Unit

NO_CYCLE = """
    LOCK TABLE partnerships_unitreach IN SHARE ROW EXCLUSIVE MODE;
    IF EXISTS (
        WITH RECURSIVE later(id) AS (
            SELECT NEW.successor_id
            UNION
            SELECT step.successor_id
            FROM partnerships_unitsuccession step JOIN later ON step.predecessor_id = later.id
        )
        SELECT FROM later WHERE id = NEW.predecessor_id
    ) THEN
        RAISE 'a unit cannot succeed one of its own successors'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'succession_without_cycle';
    END IF;
    RETURN NEW;
"""
# succession_fault() is in migration 0003; Unit asks it too, when a day of its own is changed.
IN_TIME = """
    fault := succession_fault(NEW.predecessor_id, NEW.successor_id, NEW.kind, NEW."on");
    IF fault IS NOT NULL THEN
        RAISE 'a succession out of time or place'
            USING ERRCODE = 'check_violation', CONSTRAINT = fault;
    END IF;
    RETURN NULL;
"""

# Both ways from one unit, each in its own direction: never back again from what came after.
CHAIN = """
    WITH RECURSIVE later(id, unit) AS (
        SELECT id, successor_id FROM partnerships_unitsuccession WHERE predecessor_id = %s
        UNION
        SELECT step.id, step.successor_id
        FROM partnerships_unitsuccession step JOIN later ON step.predecessor_id = later.unit
    ), earlier(id, unit) AS (
        SELECT id, predecessor_id FROM partnerships_unitsuccession WHERE successor_id = %s
        UNION
        SELECT step.id, step.predecessor_id
        FROM partnerships_unitsuccession step JOIN earlier ON step.successor_id = earlier.unit
    )
    SELECT id FROM later UNION SELECT id FROM earlier
"""


class UnitSuccessionQuerySet(models.QuerySet):
    def around(self, unit: Unit):
        """All steps that led to a unit and all that lead on from it, however far."""
        return self.filter(pk__in=RawSQL(CHAIN, [unit.pk, unit.pk]))


@keep_history(of=("predecessor", "successor"))
class UnitSuccession(models.Model):
    """What became of a unit, or of a part of it, on a day. Merged and divided units have several
    rows; an abolished one has a row without successor until a decision names one.
    """

    uuid = public_id()
    predecessor = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("predecessor"), related_name="successions"
    )
    successor = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("successor"),
        related_name="precessions",
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=16, choices=SuccessionKind)
    on = models.DateField(_("on"))
    paper = models.ForeignKey(
        "partnerships.Paper",
        models.PROTECT,
        verbose_name=_("deciding paper"),
        related_name="+",
        null=True,
        blank=True,
    )

    objects = UnitSuccessionQuerySet.as_manager()

    refusals = {  # what the triggers below say no to
        "succession_without_cycle": _("A unit cannot succeed one of its own successors."),
        "succession_in_one_country": _("A unit is succeeded by a unit of its own country."),
        "successor_after_predecessor": _(
            "The predecessor ended on another day. Give the day on which it ended, or correct that."
        ),
        "successor_is_there": _(
            "The successor does not exist on that day. Check the day, or since when the successor "
            "exists."
        ),
        "successions_stay_in_time": _(
            "A succession names this unit on a day that would no longer be right. Correct the "
            "succession first."
        ),
    }

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="a_unit_succeeds_another_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_unit_succeeds_itself"
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.ABOLISHED, successor__isnull=True)
                | Q(successor__isnull=False) & ~Q(kind=SuccessionKind.ABOLISHED),
                name="only_the_abolished_has_no_successor",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="succession_without_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_CYCLE,
            ),
            pgtrigger.Trigger(
                name="succession_in_time",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("fault", "text")],
                func=IN_TIME,
            ),
            *refresh_reach(("predecessor_id", "successor_id")),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor or '—'}"
