import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.choices import DecisionKind, Side
from partnerships.decree_177 import IN_FORCE, LAST_DAY_OF_NAME_AMENDMENTS
from partnerships.models.decision_rules import (
    DECIDED_ONCE,
    HEIR_FITS,
    NOTHING_LEFT,
    STANDS,
    TAKES_BACK,
)
from partnerships.models.subject import UnitOrOrganisation, just_one_of

OF_A_TIE = (DecisionKind.CARRIED_OVER, DecisionKind.ENDED)
OF_A_TEXT = (DecisionKind.PASSED_ON, DecisionKind.NAME_AMENDED)


class DecisionQuerySet(ScopedQuerySet):
    def standing(self):
        """Not taken back, and not one that takes back."""
        undone = Decision.objects.filter(takes_back=OuterRef("pk"))
        return self.filter(~Exists(undone), takes_back=None)


@keep_history()
class Decision(models.Model):
    """What was decided on a tie, a place or a text whose unit ended in a reform, and by whom.

    Decree 177/2025/NĐ-CP hands agreements of abolished districts to the provincial committee;
    everything else somebody has to decide. A decision is never changed or deleted: another one
    takes it back, and the register stands again as before it.
    """

    scope_paths = (
        "partnership",
        "unit",
        "memorandum__partnerships",
        "memorandum__parties__unit",
        "memorandum__parties__organisation",
    )

    uuid = public_id()
    kind = models.CharField(_("kind"), max_length=16, choices=DecisionKind)
    partnership = models.ForeignKey(
        "partnerships.Partnership",
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="decisions",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        "partnerships.Unit",
        models.PROTECT,
        verbose_name=_("place"),
        related_name="decisions",
        null=True,
        blank=True,
    )
    memorandum = models.ForeignKey(
        "partnerships.Memorandum",
        models.PROTECT,
        verbose_name=_("memorandum"),
        related_name="decisions",
        null=True,
        blank=True,
    )
    side = models.CharField(_("side"), max_length=16, choices=Side, blank=True)
    on = models.DateField(_("holds from"))
    decided_by = models.CharField(_("who decided"), max_length=200, blank=True)
    paper = models.ForeignKey(
        "partnerships.Paper",
        models.PROTECT,
        verbose_name=_("deciding paper"),
        related_name="decisions",
        null=True,
        blank=True,
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    takes_back = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("takes back"),
        related_name="taken_back_by",
        null=True,
        blank=True,
    )
    batch = models.UUIDField(_("recorded together"), null=True, blank=True, editable=False)

    refusals = {  # what the triggers below say no to
        "a_decision_stands": _(
            "A decision is not changed or deleted. Take it back by a new decision, then record the "
            "right one."
        ),
        "takes_back_a_decision_of_its_own": _(
            "Only a decision about the same tie, place or text can be taken back, and only once."
        ),
        "nothing_is_left_of_it": _("What the decision did is still there."),
        "decided_once": _("This was decided already. Open the list again."),
        "heir_is_there_on_the_day": _(
            "A successor does not exist on the day from which the decision holds. Check the day, "
            "or since when the successor exists."
        ),
        "heir_is_of_the_side": _(
            "A successor lies on the other side of the border. Choose one of the side that passes."
        ),
    }

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=just_one_of("partnership", "unit", "memorandum"),
                name="decision_is_of_a_tie_a_place_or_a_text",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_A_TIE, partnership__isnull=False)
                | Q(kind=DecisionKind.PLACED, unit__isnull=False)
                | Q(kind__in=OF_A_TEXT, memorandum__isnull=False)
                | Q(kind=DecisionKind.TAKEN_BACK),
                name="decision_is_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(side="") ^ Q(kind=DecisionKind.CARRIED_OVER),
                name="decision_names_the_side_that_passes",
            ),
            models.CheckConstraint(
                condition=Q(takes_back__isnull=False) ^ ~Q(kind=DecisionKind.TAKEN_BACK),
                name="decision_names_what_it_takes_back",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by="") | Q(paper__isnull=False),
                name="somebody_decided",
                violation_error_message=_("Say who decided, or name the deciding paper."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[DecisionKind.ENDED, DecisionKind.TAKEN_BACK])
                | ~Q(reason=""),
                name="an_end_and_a_taking_back_have_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.NAME_AMENDED)
                | Q(on__range=(IN_FORCE, LAST_DAY_OF_NAME_AMENDMENTS)),
                name="names_only_while_the_decree_allows_it",
                violation_error_message=_(
                    "An agreement is amended in its names only from 1/7/2025 until 28/2/2027 "
                    "(Decree 177/2025, Articles 5.4 and 10.2). After that it needs the opinions of "
                    "the ordinary procedure again."
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_decision_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=STANDS,
            ),
            pgtrigger.Trigger(
                name="takes_back_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=TAKES_BACK,
            ),
            pgtrigger.Trigger(
                name="decided_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DECIDED_ONCE,
            ),
            pgtrigger.Trigger(
                name="nothing_is_left_of_it",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=NOTHING_LEFT,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"

    def get_absolute_url(self):
        return reverse("partnerships:decision-detail", args=[self.uuid])

    @property
    def subject(self):
        return self.partnership or self.unit or self.memorandum


@keep_history(of=("decision",))
class DecisionHeir(UnitOrOrganisation):
    """Who a side or a text passes to, or the unit that a place now belongs to."""

    scope_paths = tuple(
        f"decision__{path}" for path in ("partnership", "unit", "memorandum__partnerships")
    )

    uuid = public_id()
    decision = models.ForeignKey(
        Decision, models.PROTECT, verbose_name=_("decision"), related_name="heirs"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("heir of a decision")
        verbose_name_plural = _("heirs of decisions")
        ordering = ["pk"]
        constraints = [
            *UnitOrOrganisation.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision", "unit", "organisation"],
                name="an_heir_is_named_once",
                nulls_distinct=False,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="heir_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("first", "record"), ("heir", "record")],
                func=HEIR_FITS,
            ),
            pgtrigger.Trigger(
                name="a_decision_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    RAISE 'a decision stands; another one takes it back'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_decision_stands';
                """,
            ),
        ]

    def __str__(self):
        return str(self.who)
