import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from exchanges.choices import DelegationRole
from exchanges.models.meeting import Meeting
from exchanges.models.signed_rules import signed_minutes_keep
from partnerships.choices import Side
from partnerships.models import PartnershipParty, Person, Post


@keep_history(of=("meeting",))
class Attendance(models.Model):
    """Somebody in the delegation of a side, with the post they came in."""

    scope_paths = ("meeting__partnerships", "meeting__unit")
    refusals = {
        "signed_minutes_keep_what_they_say": _(
            "The minutes are signed: who came stays as they say."
        ),
    }

    uuid = public_id()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="attendances"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    role = models.CharField(
        _("role"), max_length=16, choices=DelegationRole, default=DelegationRole.MEMBER
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="attendances"
    )
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        verbose_name=_("post"),
        related_name="attendances",
        null=True,
        blank=True,
    )
    party = models.ForeignKey(
        PartnershipParty,
        models.PROTECT,
        verbose_name=_("for the party"),
        related_name="attendances",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    present = models.BooleanField(_("present"), default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["side", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="a_person_is_in_one_delegation",
                violation_error_message=_("This person is in a delegation already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "side"],
                condition=Q(role=DelegationRole.HEAD),
                name="a_delegation_has_one_head",
                violation_error_message=_("A delegation has one head."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_minutes_keep_who_came",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=signed_minutes_keep("OLD.meeting_id", "NEW.meeting_id"),
            ),
        ]

    def __str__(self):
        return str(self.person)
