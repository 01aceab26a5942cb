import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history
from partnerships.choices import SuccessionKind
from partnerships.models.unit import Unit

REFRESH_REACH_OF_A_SUCCESSION = """
    PERFORM refresh_reach(
        OLD.predecessor_id, NEW.predecessor_id, OLD.successor_id, NEW.successor_id
    );
    RETURN NULL;
"""
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


@keep_history()
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

    refusals = {  # what the triggers below say no to
        "succession_without_cycle": _("A unit cannot succeed one of its own successors."),
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
                name="refresh_reach",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=REFRESH_REACH_OF_A_SUCCESSION,
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor or '—'}"
