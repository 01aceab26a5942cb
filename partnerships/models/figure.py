from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from partnerships.choices import Measure
from partnerships.models.subject import Subject, sources


@keep_history()
class StatedFigure(Subject):
    """A number that somebody published: shown beside what the register counts, never instead.

    Contradictions are kept; the one the office holds to be right is marked.
    """

    uuid = public_id()
    measure = models.CharField(_("measure"), max_length=24, choices=Measure)
    title = models.CharField(_("what is counted"), max_length=255, db_collation="vi-x-icu")
    value = AmountField(_("value"))
    when = PartialDateField(_("period, or as of"))
    stated_by = models.CharField(_("stated by"), max_length=200, blank=True)
    held = models.BooleanField(_("held to be right"), default=False)
    sources = sources()

    objects = ScopedQuerySet.as_manager()

    class Meta(Subject.Meta):
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["title", "id"], name="figure_by_title")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:stated-figure-detail", args=[self.uuid])


@keep_history()
class Note(Subject):
    """A fact that fits nowhere else: a common language, crops, customs, what is planned."""

    uuid = public_id()
    topic = models.CharField(_("topic"), max_length=120, db_collation="vi-x-icu")
    text = models.TextField(_("text"), max_length=4000)
    sources = sources()

    objects = ScopedQuerySet.as_manager()

    class Meta(Subject.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["topic", "pk"]
        indexes = [models.Index(fields=["topic", "id"], name="note_by_topic")]

    def __str__(self):
        return self.topic

    def get_absolute_url(self):
        return reverse("partnerships:note-detail", args=[self.uuid])
