import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from exchanges.models.meeting import Meeting
from exchanges.models.signed_rules import signed_minutes_keep


@keep_history(of=("meeting",))
class AgendaItem(models.Model):
    """One point of what a meeting is to speak of, in each language; printed with the invitation.

    No positions or instructions of our side: those are kept outside (Law 117/2025/QH15).
    """

    scope_paths = ("meeting__partnerships", "meeting__unit")

    uuid = public_id()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="agenda"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    text = models.JSONField(_("text"), default=dict)
    starts = models.TimeField(_("from, Vietnamese time"), null=True, blank=True)

    refusals = {
        "signed_minutes_keep_what_they_say": _(
            "The minutes are signed: the agenda stays as they say."
        ),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("point of the agenda")
        verbose_name_plural = _("agenda")
        ordering = ["position", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="signed_minutes_keep_the_agenda",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=signed_minutes_keep("OLD.meeting_id", "NEW.meeting_id"),
            ),
        ]

    def __str__(self):
        return self.text.get("vi", {}).get("text", "")
