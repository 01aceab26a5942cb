import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import TransactionNow


class AuditEvent(models.Model):
    """One business act: who did what, when and why. Only ever added to.

    It names its record without a foreign key, so that it neither blocks nor follows a deletion.
    """

    action = models.CharField(_("action"), max_length=64)
    target_model = models.CharField(_("record type"), max_length=64)
    target = models.UUIDField(_("record"))
    by = models.CharField(_("done by"), max_length=150)
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(_("details"), default=dict)
    at = models.DateTimeField(_("done at"), auto_now_add=True)
    # When the transaction began, as row history has it: what was written with this act is found
    # by it. Empty of acts from before it was kept.
    moment = models.DateTimeField(null=True, editable=False, db_default=TransactionNow())

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target", "at"], name="audit_of_a_record")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.action} {self.target_model}:{self.target}"
