from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.fields import public_id


class CalendarFeed(models.Model):
    """A secret address under which a user's calendar can be read by a calendar program. Only the
    hash of the secret is kept; the address is shown once, and can be revoked at any time.
    """

    uuid = public_id()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("user"), related_name="feeds"
    )
    secret_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    read_at = models.DateTimeField(_("last read at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="a_user_has_one_calendar_address",
            ),
        ]

    def __str__(self):
        return str(self.user)


class Reminder(models.Model):
    """A letter that was sent to a user with what falls due: at most one a day, whatever is
    restarted.
    """

    uuid = public_id()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("user"), related_name="+"
    )
    on = models.DateField(_("day"))
    entries = models.PositiveSmallIntegerField(_("entries"), default=0)
    sent_at = models.DateTimeField(_("sent at"), db_default=Now())

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], name="a_reminder_is_sent_once_a_day"),
        ]

    def __str__(self):
        return f"{self.on:%d/%m/%Y}"
