import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, public_id
from core.history import keep_history
from partnerships.models.commitment import Commitment, CommitmentReceiver
from partnerships.models.commitment_rules import OF_THE_PROMISE


@keep_history(of=("commitment",))
class Instalment(models.Model):
    """What a promise with a stated interval makes due to one receiver in one period.

    `period` is half-open; the amount is that of the promise as it was when the row was made. How
    far it was met is counted from the deliveries, never stored.
    """

    scope_paths = (
        "commitment__memorandum__partnerships",
        "commitment__memorandum__parties__unit",
        "commitment__memorandum__parties__organisation",
        "commitment__partnership",
        "commitment__giver",
        "commitment__giver_organisation",
        "receiver__unit",
        "receiver__organisation",
    )

    uuid = public_id()
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="instalments"
    )
    receiver = models.ForeignKey(
        CommitmentReceiver,
        models.PROTECT,
        verbose_name=_("receiver"),
        related_name="instalments",
        null=True,
        blank=True,
    )
    period = DateRangeField(_("period"))
    amount = AmountField(_("amount"))

    refusals = {  # what the trigger below says no to
        "instalment_is_of_the_promise": _(
            "Instalments are expected of a promise whose interval is stated, for its receivers."
        ),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "receiver", "period"],
                nulls_distinct=False,
                name="an_instalment_is_expected_once",
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False)
                & Q(period__startswith__isnull=False, period__endswith__isnull=False),
                name="instalment_has_a_period",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_the_promise",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OF_THE_PROMISE,
            )
        ]

    def __str__(self):
        return f"{self.period.lower:%d/%m/%Y}"
