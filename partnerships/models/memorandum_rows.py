import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.choices import Side
from partnerships.models.memorandum import Memorandum
from partnerships.models.memorandum_rules import signed_here
from partnerships.models.person import Person
from partnerships.models.subject import UnitOrOrganisation


@keep_history(of=("memorandum",))
class MemorandumParty(UnitOrOrganisation):
    """A party of the text itself, whether or not a tie is bound by it."""

    scope_paths = ("memorandum__partnerships", "unit", "organisation")

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="parties"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)

    objects = ScopedQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of a memorandum")
        verbose_name_plural = _("parties of memoranda")
        ordering = ["pk"]

    def __str__(self):
        return str(self.who)


@keep_history(of=("memorandum",))
class Signatory(models.Model):
    """Who signed for a side, with the post held then; perhaps only the post is known."""

    scope_paths = (
        "memorandum__partnerships",
        "memorandum__parties__unit",
        "memorandum__parties__organisation",
    )

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="signatories"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="signatures",
        null=True,
        blank=True,
    )
    post = models.CharField(_("post"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(post=""),
                name="signatory_has_a_name_or_a_post",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_by_both",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=signed_here("OLD.memorandum_id"),
            )
        ]

    def __str__(self):
        return ", ".join(filter(None, [str(self.person or ""), self.post]))
