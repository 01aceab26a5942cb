from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import lacking
from core.fields import public_id
from core.history import keep_history
from exchanges.choices import AgreedItemStatus, ItemOwner
from exchanges.models.meeting import Meeting
from partnerships.models.subject import UnitOrOrganisation, sources

STILL_OPEN = (AgreedItemStatus.OPEN, AgreedItemStatus.IN_HAND)


class AgreedItemQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(status__in=STILL_OPEN)


@keep_history()
class AgreedItem(models.Model):
    """What the two sides agreed to do. It stays open from meeting to meeting until it is done, or
    dropped by a later decision. Owner and due day may be unstated; those are listed.
    """

    scope_paths = ("meeting__partnerships", "meeting__unit")

    uuid = public_id()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("agreed at"), related_name="agreed_items"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    title = models.CharField(_("what"), max_length=500, db_collation="vi-x-icu")
    text = models.JSONField(_("text"), default=dict, blank=True)
    owner = models.CharField(_("owner"), max_length=16, choices=ItemOwner, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=AgreedItemStatus, default=AgreedItemStatus.OPEN
    )
    closed = models.DateField(_("closed"), null=True, blank=True)
    proof = models.CharField(_("proof or decision that closed it"), max_length=500, blank=True)
    sources = sources()

    objects = AgreedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed item")
        verbose_name_plural = _("agreed items")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["title", "id"], name="agreed_item_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[AgreedItemStatus.DONE, AgreedItemStatus.DROPPED])
                | Q(closed__isnull=False) & ~Q(proof=""),
                name="a_closed_item_has_a_day_and_a_proof",
                violation_error_message=_("Give the day and the proof, or the decision."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:agreed-item-detail", args=[self.uuid])

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        if self.status not in STILL_OPEN:
            return []
        return lacking({_("owner"): self.owner, _("due day"): self.due})


@keep_history()
class AgreedItemParty(UnitOrOrganisation):
    """A party that is to do it, where the minutes name one."""

    scope_paths = ("item__meeting__partnerships", "item__meeting__unit", "unit", "organisation")

    uuid = public_id()
    item = models.ForeignKey(
        AgreedItem, models.PROTECT, verbose_name=_("agreed item"), related_name="parties"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of an agreed item")
        verbose_name_plural = _("parties of agreed items")
        ordering = ["pk"]

    def __str__(self):
        return str(self.who)
