import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from partnerships.choices import CommitmentForm, CommitmentStatus
from partnerships.models.article import Article
from partnerships.models.commitment_rules import CLAUSE_OF_THE_TEXT, GIVES_TO_OTHERS
from partnerships.models.memorandum import Memorandum
from partnerships.models.organisation import Organisation
from partnerships.models.paper import Paper
from partnerships.models.partnership import Partnership
from partnerships.models.subject import UnitOrOrganisation, just_one_of, sources
from partnerships.models.unit import Unit


@keep_history()
class Commitment(models.Model):
    """What one side promised: the amount is for each receiver, each time.

    The interval in months may be unstated; then nothing is multiplied and no instalment expected.
    """

    scope_paths = (
        "memorandum__partnerships",
        "memorandum__parties__unit",
        "memorandum__parties__organisation",
        "partnership",
        "giver",
        "giver_organisation",
        "receivers__unit",
        "receivers__organisation",
    )

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.REPORTED)
    memorandum = models.ForeignKey(
        Memorandum,
        models.PROTECT,
        verbose_name=_("memorandum"),
        related_name="commitments",
        null=True,
        blank=True,
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="commitments",
        null=True,
        blank=True,
    )
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        verbose_name=_("article"),
        related_name="commitments",
        null=True,
        blank=True,
    )
    clause = models.CharField(_("clause, as the text names it"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    giver = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("giver"),
        related_name="commitments",
        null=True,
        blank=True,
    )
    giver_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("giver, an organisation"),
        related_name="commitments",
        null=True,
        blank=True,
    )
    form = models.CharField(_("form"), max_length=16, choices=CommitmentForm)
    amount = AmountField(_("amount"))
    interval_months = models.PositiveSmallIntegerField(
        _("interval in months"), null=True, blank=True
    )
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    status = models.CharField(
        _("status"), max_length=16, choices=CommitmentStatus, default=CommitmentStatus.OPEN
    )
    settled = PartialDateField(_("fulfilled, lapsed or waived"))
    settled_reason = models.CharField(_("why"), max_length=500, blank=True)
    settled_paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        verbose_name=_("paper that says so"),
        related_name="settled_commitments",
        null=True,
        blank=True,
    )
    sources = sources()

    refusals = {  # what the triggers below say no to
        "article_is_of_the_text": _("Choose an article of the memorandum itself."),
        "nobody_promises_to_themselves": _("Nobody promises to themselves."),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["title", "id"], name="commitment_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=just_one_of("giver", "giver_organisation"),
                name="commitment_has_one_giver",
                violation_error_message=_("Name one giver."),
            ),
            models.CheckConstraint(
                condition=Q(memorandum__isnull=False) | Q(partnership__isnull=False),
                name="commitment_stands_in_a_text_or_a_tie",
                violation_error_message=_("Name the memorandum or the tie."),
            ),
            models.CheckConstraint(
                condition=Q(interval_months__isnull=True) | Q(interval_months__gt=0),
                name="commitment_interval_is_not_zero",
            ),
            models.CheckConstraint(
                condition=when_made_here(
                    ~Q(status=CommitmentStatus.WAIVED) | Q(settled_paper__isnull=False)
                ),
                name="commitment_is_waived_by_a_paper",
                violation_error_message=_("Name the paper that waives it."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="article_is_of_the_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CLAUSE_OF_THE_TEXT,
            ),
            pgtrigger.Trigger(
                name="gives_to_others",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=GIVES_TO_OTHERS % "NEW.id",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:commitment-detail", args=[self.uuid])

    @property
    def from_whom(self):
        return self.giver or self.giver_organisation

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        return lacking(
            {
                _("amount"): str(self.amount),
                _("interval"): self.interval_months,
                _("day of the beginning"): self.since.is_full,
                _("end"): self.until.days,
            }
        )


@keep_history(of=("commitment",))
class CommitmentReceiver(UnitOrOrganisation):
    """One of those who are each to receive what was promised."""

    scope_paths = ("commitment__partnership", "commitment__giver", "unit", "organisation")

    uuid = public_id()
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, verbose_name=_("commitment"), related_name="receivers"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("receiver of a commitment")
        verbose_name_plural = _("receivers of commitments")
        ordering = ["pk"]
        constraints = [
            *UnitOrOrganisation.Meta.constraints,
            models.UniqueConstraint(
                fields=["commitment", "unit"], name="a_unit_receives_a_commitment_once"
            ),
            models.UniqueConstraint(
                fields=["commitment", "organisation"],
                name="an_organisation_receives_a_commitment_once",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="gives_to_others",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GIVES_TO_OTHERS % "NEW.commitment_id",
            )
        ]

    def __str__(self):
        return str(self.who)
