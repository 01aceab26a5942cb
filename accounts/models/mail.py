from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.choices import HOUR, MailState
from core.fields import public_id
from core.history import keep_history

DIGEST = "digest"
STALE = 600  # seconds: longer than a worker may take over anything

# From which state a mail comes into which. What was sent stays sent, whoever writes what; and of
# two workers the second cannot take what the first is sending, even with a careless statement.
ITS_WAY = """
    IF NEW.user_id <> OLD.user_id OR NEW.what <> OLD.what OR NEW."on" <> OLD."on" THEN
        RAISE 'a mail keeps whom it goes to, what it is and its day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_mail_stays_the_same_mail';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('waiting', 'sending'),
        ('sending', 'sent'), ('sending', 'dropped'), ('sending', 'waiting'),
        ('sending', 'failed'), ('sending', 'uncertain'),
        ('uncertain', 'sent'), ('uncertain', 'waiting'), ('failed', 'waiting')
    ) THEN
        RAISE 'a mail does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_mail_goes_its_way';
    END IF;
    IF OLD.state = 'sending' AND NEW.state = 'sending' AND NEW.token <> OLD.token THEN
        RAISE 'a mail that is being sent has one worker'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_mail_is_claimed_once';
    END IF;
    RETURN NEW;
"""


@keep_history()
class MailChoice(models.Model):
    """Whether a user gets notices by e-mail at all, and at which hour of Vietnam the mail of the
    day comes; without it they do, at seven.
    """

    uuid = public_id()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("user"),
        related_name="mail_choice",
    )
    by_mail = models.BooleanField(_("by e-mail"), default=True)
    hour = models.PositiveSmallIntegerField(_("hour of the daily e-mail"), default=HOUR)

    class Meta:
        verbose_name = _("choice of e-mail")
        verbose_name_plural = _("choices of e-mail")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hour__range=(0, 23)), name="daily_mail_comes_at_an_hour_of_the_day"
            ),
        ]

    def __str__(self):
        return f"{self.hour:02}:00" if self.by_mail else "–"


class MailQuerySet(models.QuerySet):
    def due(self):
        """Those that a worker may take now."""
        return self.filter(state=MailState.WAITING, not_before__lte=Now())

    def silent(self):
        """Their worker took them and has not been heard of since."""
        long_ago = Now() - timedelta(seconds=STALE)
        return self.filter(state=MailState.SENDING, claimed_at__lt=long_ago)

    def settled(self, days: int):
        """With which nothing can happen any more, since so many days."""
        long_ago = Now() - timedelta(days=days)
        over = Q(state=MailState.SENT, sent_at__lt=long_ago) | Q(state=MailState.DROPPED)
        return self.filter(over, made_at__lt=long_ago)

    def doubtful(self):
        """What only a person can decide: refused too often, or not known to have been sent."""
        return self.filter(state__in=(MailState.FAILED, MailState.UNCERTAIN))


class NoticeMail(models.Model):
    """A mail with notices on its way to one user: of one notice at once, or of a day's.

    It holds no words: what it says is asked anew when it is sent. It passes away, so it has no
    history.
    """

    uuid = public_id()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="+"
    )
    what = models.CharField(_("what"), max_length=36, default=DIGEST)  # or the uuid of a notice
    on = models.DateField(_("day"))
    state = models.CharField(
        _("state"), max_length=12, choices=MailState, default=MailState.WAITING
    )
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    not_before = models.DateTimeField(_("not before"), db_default=Now())
    token = models.UUIDField(null=True, blank=True, editable=False)  # of the worker that took it
    claimed_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # The name of the kind of fault alone: what a mail server says may hold an address.
    error = models.CharField(_("last fault"), max_length=80, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail with notices")
        verbose_name_plural = _("e-mails with notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["state"],
                condition=Q(state__in=[MailState.WAITING, MailState.SENDING]),
                name="mails_on_their_way",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "what", "on"], name="a_mail_is_made_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="mail_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENDING)
                | Q(token__isnull=False, claimed_at__isnull=False),
                name="a_mail_being_sent_has_a_worker",
            ),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | ~Q(state=MailState.SENT) & Q(sent_at__isnull=True),
                name="a_sent_mail_has_its_moment",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="goes_its_way",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ITS_WAY,
            )
        ]

    def __str__(self):
        return f"{self.on:%d/%m/%Y}"

    @property
    def is_digest(self) -> bool:
        return self.what == DIGEST
