import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.choices import ArticleKind
from partnerships.models.memorandum import Memorandum
from partnerships.models.memorandum_rules import ARTICLES_STAY, CurrentTransaction
from partnerships.permissions import VIEW_REVISIONS

OF_THE_TEXT = (
    "memorandum__partnerships",
    "memorandum__parties__unit",
    "memorandum__parties__organisation",
)


@keep_history(of=("memorandum",), words_for=VIEW_REVISIONS)
class Article(models.Model):
    """One clause of a memorandum, the same line in each language.

    Of a text made here it is written while the text is a draft, and frozen from clearance on. Of
    a text from before it is a transcription of what was signed.
    """

    scope_paths = OF_THE_TEXT

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="articles"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(
        _("kind"), max_length=16, choices=ArticleKind, default=ArticleKind.ARTICLE
    )
    number = models.CharField(_("number in the text"), max_length=20, blank=True)
    text = models.JSONField(_("text"), default=dict)

    refusals = {  # what the trigger below says no to
        "articles_stay": _("The text is cleared or signed; its articles do not change any more."),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["position", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="articles_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=ARTICLES_STAY,
            )
        ]

    def __str__(self):
        return self.number or str(self.position)


@keep_history(of=("memorandum",))
class Correction(models.Model):
    """Why the record of a signed text was put right: a slip of transcription, never a change of
    what was signed. PostgreSQL lets the facts of a text signed here change only beside one.
    """

    scope_paths = OF_THE_TEXT

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="corrections"
    )
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    at = models.DateTimeField(_("at"), db_default=Now())
    transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="correction_has_a_reason",
                violation_error_message=_("Say what was wrong."),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="corrections_stay", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return self.reason


@keep_history()
class ExpiryWarning(models.Model):
    """A warning that was sent to the owner of a text, so many days before its term ends: once
    for each end, whatever is restarted.
    """

    scope_paths = OF_THE_TEXT

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="warnings"
    )
    days_before = models.PositiveSmallIntegerField(_("days before the end"))
    ends_on = models.DateField(_("first day it no longer holds"))
    sent_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("sent to"), related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"), db_default=Now())

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("expiry warning")
        verbose_name_plural = _("expiry warnings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "ends_on", "days_before"], name="a_warning_is_sent_once"
            )
        ]

    def __str__(self):
        return f"{self.days_before}"
