import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from reports.choices import Section


class ReviewCommentQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(settled_at=None)


@keep_history()
class ReviewComment(models.Model):
    """A remark between officer and head on a part of a review, or on the whole of it.

    It never prints. It stays as it was written; who answered it settles it.
    """

    scope_paths = ("review__series__partnerships", "review__series__unit")

    uuid = public_id()
    review = models.ForeignKey(
        "reports.AnnualReview", models.PROTECT, verbose_name=_("review"), related_name="comments"
    )
    section = models.CharField(_("part"), max_length=24, choices=Section, blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("written by"), related_name="+"
    )
    written_at = models.DateTimeField(_("written at"), db_default=Now())
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("settled by"),
        related_name="+",
        null=True,
        blank=True,
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a review")
        verbose_name_plural = _("comments on reviews")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="a_comment_says_something",
                violation_error_message=_("Write the comment."),
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="a_settled_comment_says_by_whom",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="comments_stay",
                fields=["review", "section", "text", "written_by", "written_at"],
            ),
            pgtrigger.Protect(name="comments_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return self.review.get_absolute_url()
