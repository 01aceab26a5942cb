import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history

LONGEST = 2000  # letters of a comment


class CommentQuerySet(models.QuerySet):
    def about(self, record):
        return self.filter(target_model=record._meta.label_lower, target=record.uuid)


@keep_history()
class Comment(models.Model):
    """A remark of one colleague to others on a record. It is no part of the record, and stands on
    no paper and in no export.

    Who may see the record reads it. It names its record without a foreign key, as the audit trail
    does: records of every kind are remarked on.
    """

    uuid = public_id()
    target_model = models.CharField(_("record type"), max_length=64)
    target = models.UUIDField(_("record"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("author"), related_name="+"
    )
    text = models.TextField(_("comment"), max_length=LONGEST, blank=True)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("who is asked"), blank=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), db_default=Now())
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["target", "written_at"], name="comments_of_a_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, text__regex=r"\S")
                | Q(removed_at__isnull=False, text=""),
                name="comment_says_something_until_it_is_removed",
                violation_error_message=_("Write the comment."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="stays_where_it_is",
                fields=["uuid", "target_model", "target", "author", "written_at"],
            ),
            pgtrigger.Protect(name="is_removed_not_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.text[:80]
