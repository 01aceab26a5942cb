from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from exchanges.choices import Acceptance
from exchanges.models.aid_project import AidProject
from partnerships.models import Step, StepQuerySet

OF_THE_PROJECT = (
    "project__partnership",
    "project__parties__unit",
    "project__parties__organisation",
)


@keep_history(of=("project",))
class AidStep(Step):
    """A step of the procedure that aid made here goes through (Decrees 305 and 313/2025/ND-CP)."""

    scope_paths = OF_THE_PROJECT

    project = models.ForeignKey(
        AidProject, models.PROTECT, verbose_name=_("aid project"), related_name="steps"
    )

    objects = StepQuerySet.as_manager()

    class Meta(Step.Meta):
        verbose_name = _("step of aid")
        verbose_name_plural = _("steps of aid")
        constraints = [
            *Step.Meta.constraints,
            models.UniqueConstraint(
                fields=["project", "position"], name="a_project_has_a_step_once"
            ),
        ]


@keep_history(of=("project",))
class AidStage(models.Model):
    """A part of a project with its planned and its real end, and what it cost."""

    scope_paths = OF_THE_PROJECT

    uuid = public_id()
    project = models.ForeignKey(
        AidProject, models.PROTECT, verbose_name=_("aid project"), related_name="stages"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    what = models.CharField(_("what is done"), max_length=200)
    planned = PartialDateField(_("planned for"))
    done = PartialDateField(_("done"))
    amount = AmountField(_("amount"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage of aid")
        verbose_name_plural = _("stages of aid")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what


@keep_history(of=("project",))
class HandOver(models.Model):
    """How aid was handed over and accepted: who stood for each side, and what they found.

    The day is that of the project. Names and posts are as in the record that both sides sign.
    """

    scope_paths = OF_THE_PROJECT

    uuid = public_id()
    project = models.OneToOneField(
        AidProject, models.PROTECT, verbose_name=_("aid project"), related_name="hand_over"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    giver_name = models.CharField(_("who handed over"), max_length=120, blank=True)
    giver_post = models.CharField(_("post of who handed over"), max_length=200, blank=True)
    receiver_name = models.CharField(_("who received"), max_length=120, blank=True)
    receiver_post = models.CharField(_("post of who received"), max_length=200, blank=True)
    condition = models.TextField(_("in what condition"), max_length=2000, blank=True)
    acceptance = models.CharField(_("acceptance"), max_length=16, choices=Acceptance, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [
            models.CheckConstraint(
                condition=Q(acceptance="") | Q(accepted_on__isnull=False),
                name="acceptance_has_a_day",
                violation_error_message=_("Say on which day it was accepted."),
            ),
            models.CheckConstraint(
                condition=~Q(acceptance=Acceptance.WITH_REMARKS) | ~Q(remarks=""),
                name="acceptance_with_remarks_says_them",
                violation_error_message=_("Write the remarks."),
            ),
        ]

    def __str__(self):
        return str(self.project)
