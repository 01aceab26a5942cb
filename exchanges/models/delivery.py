import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis, lacking
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from exchanges.models.aid_project import AidProject
from exchanges.models.delivery_rules import (
    GIVER_IS_NOT_RECEIVER,
    NOT_BEFORE_APPROVAL,
    WITHIN_THE_APPROVAL,
)
from exchanges.models.happened import TakenBackQuerySet
from partnerships.models import Commitment, Instalment, Organisation, Unit
from partnerships.models.subject import sources

OF_THE_PROMISE = (
    "project__partnership",
    "project__parties__unit",
    "project__parties__organisation",
    "commitment__memorandum__partnerships",
    "commitment__memorandum__parties__unit",
    "commitment__memorandum__parties__organisation",
    "commitment__partnership",
    "commitment__giver",
    "commitment__giver_organisation",
    "unit",
    "organisation",
)


@keep_history(of=("project", "commitment"))
class Delivery(models.Model):
    """Something that was given, of a project or to keep a promise: to whom, when, how much.

    The receiver may be unstated. More than was exactly approved needs a reason; more than a
    qualified approval ("over", "nearly") is only flagged.
    """

    scope_paths = OF_THE_PROMISE

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    project = models.ForeignKey(
        AidProject,
        models.PROTECT,
        verbose_name=_("aid project"),
        related_name="deliveries",
        null=True,
        blank=True,
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        verbose_name=_("commitment"),
        related_name="deliveries",
        null=True,
        blank=True,
    )
    instalment = models.ForeignKey(
        Instalment,
        models.PROTECT,
        verbose_name=_("instalment it meets"),
        related_name="deliveries",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("receiver"),
        related_name="deliveries",
        null=True,
        blank=True,
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("receiver, an organisation"),
        related_name="deliveries",
        null=True,
        blank=True,
    )
    given = PartialDateField(_("given"))
    what = models.CharField(_("what was given"), max_length=200, blank=True)
    amount = AmountField(_("amount"))
    over_reason = models.CharField(_("why more than was approved"), max_length=300, blank=True)
    withdrawn_reason = models.CharField(_("why it was taken back"), max_length=300, blank=True)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "delivered_after_the_approval": _(
            "Nothing is delivered before the aid is approved. Record the approval first."
        ),
        "delivered_not_in_the_future": _("A delivery lies in the past."),
        "instalment_of_the_same_promise": _("Choose an instalment of this commitment."),
        "over_the_approval_with_a_reason": _(
            "This is more than was approved. Say why, or correct the amount."
        ),
        "nobody_delivers_to_themselves": _("Nobody gives aid to themselves."),
    }

    objects = TakenBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False) | Q(commitment__isnull=False),
                name="delivery_of_a_project_or_a_promise",
                violation_error_message=_("Name the aid or the commitment."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(organisation__isnull=True),
                name="delivery_has_one_receiver",
                violation_error_message=_("Name either a unit or an organisation."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="not_before_approval",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NOT_BEFORE_APPROVAL,
            ),
            pgtrigger.Trigger(
                name="within_the_approval",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WITHIN_THE_APPROVAL,
            ),
            pgtrigger.Trigger(
                name="giver_is_not_receiver",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GIVER_IS_NOT_RECEIVER,
            ),
        ]

    def __str__(self):
        return self.what or str(self.amount) or gettext("A delivery")

    def get_absolute_url(self):
        return reverse("exchanges:delivery-detail", args=[self.uuid])

    @property
    def who(self):
        """The receiver, if it is known."""
        return self.unit or self.organisation

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        return lacking(
            {
                _("receiver"): self.who,
                _("amount"): str(self.amount),
                _("day it was given"): self.given.is_full,
                _("proof"): [one for one in self.attachments.all() if not one.withdrawn_reason],
            }
        )
