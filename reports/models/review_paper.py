import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from core.languages import NAMES
from partnerships.choices import Side
from reports.choices import PaperCopy, PaperKind, PaperLayout, PaperStatus

FINAL_JOINT_PAPER_IS_AGREED = """
    IF NEW.final AND NEW.kind = 'joint' AND EXISTS (
        SELECT FROM jsonb_each(NEW.content->'narrative') AS part(key, text),
            unnest(NEW.languages) AS language
        WHERE part.text->language->>'state' IS DISTINCT FROM 'agreed'
    ) THEN
        RAISE 'a final joint paper prints agreed texts only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'final_joint_paper_is_agreed';
    END IF;
    RETURN NEW;
"""
AGREEMENTS_ARE_INTERNAL = """
    IF NEW.kind = 'joint' AND EXISTS (
        SELECT FROM reports_annualreview review
        JOIN reports_reviewseries series ON series.id = review.series_id
        WHERE review.id = NEW.review_id AND series.purpose = 'agreements'
    ) THEN
        RAISE 'the report on agreements is for our own side'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_are_reported_inside';
    END IF;
    RETURN NEW;
"""
# The lock makes a return to draft and an order of a final paper wait for each other.
FINAL_ONCE_SENT = """
    IF NEW.final AND (SELECT status NOT IN ('sent', 'archived')
        FROM reports_annualreview WHERE id = NEW.review_id FOR UPDATE) THEN
        RAISE 'papers are drafts until the review is sent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'papers_are_final_once_sent';
    END IF;
    RETURN NEW;
"""


class ReviewPaperQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).open_to(user)

    def open_to(self, user):
        """Of a review that the user sees: readers get the final papers only, and what tells of a
        sensitive incident is for those with that right.
        """
        rows = self if getattr(user, "sees_sensitive", False) else self.filter(is_sensitive=False)
        return rows.filter(final=True) if getattr(user, "role", "") == Role.READER else rows

    def locked_with_review(self):
        """For this transaction alone: archiving the review waits, or was before."""
        return self.select_related("review").select_for_update(of=("self", "review"))


@keep_history(of=("review",))
class ReviewPaper(models.Model):
    """One printed text of a review: a draft with a watermark, or the final one of its kind.

    The PDF shows `content`, copied when the paper was ordered, and nothing else. Its foot carries
    the first 12 digits of `content_hash`; a PDF cannot print its own hash.
    """

    scope_paths = ("review__series__partnerships", "review__series__unit")

    uuid = public_id()
    review = models.ForeignKey(
        "reports.AnnualReview", models.PROTECT, verbose_name=_("review"), related_name="papers"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=PaperKind)
    copy = models.CharField(_("copy"), max_length=16, choices=PaperCopy, default=PaperCopy.HOME)
    layout = models.CharField(
        _("layout"), max_length=16, choices=PaperLayout, default=PaperLayout.COLUMNS
    )
    languages = ArrayField(models.CharField(max_length=3), verbose_name=_("languages"))
    number = models.CharField(_("document number"), max_length=60, blank=True)
    code = models.CharField(_("code"), max_length=80, unique=True)
    final = models.BooleanField(_("final"))
    content = models.JSONField(encoder=DjangoJSONEncoder)
    content_hash = models.CharField(max_length=64)
    is_sensitive = models.GeneratedField(  # it tells of a sensitive incident
        expression=Q(content__sensitive__incidents__0__isnull=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    status = models.CharField(
        _("status"), max_length=16, choices=PaperStatus, default=PaperStatus.BUILDING
    )
    pdf = models.FileField(blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)

    objects = ReviewPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a review")
        verbose_name_plural = _("papers of reviews")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind", "copy"],
                condition=Q(final=True),
                name="one_final_paper_of_a_kind",
                violation_error_message=_("The final paper of this kind has been ordered."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.JOINT) | Q(copy=PaperCopy.HOME),
                name="the_internal_report_has_one_copy",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="content_frozen",
                fields=[
                    "review",
                    "kind",
                    "copy",
                    "layout",
                    "languages",
                    "number",
                    "code",
                    "final",
                    "content",
                    "content_hash",
                ],
            ),
            pgtrigger.Protect(
                name="built_pdf_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__pdf_sha256="")
                & (
                    pgtrigger.Q(old__pdf__df=pgtrigger.F("new__pdf"))
                    | pgtrigger.Q(old__pdf_sha256__df=pgtrigger.F("new__pdf_sha256"))
                    | pgtrigger.Q(old__pages__df=pgtrigger.F("new__pages"))
                ),
            ),
            pgtrigger.Trigger(
                name="final_joint_paper_is_agreed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=FINAL_JOINT_PAPER_IS_AGREED,
            ),
            pgtrigger.Trigger(
                name="agreements_are_internal",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=AGREEMENTS_ARE_INTERNAL,
            ),
            pgtrigger.Trigger(
                name="papers_are_final_once_sent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=FINAL_ONCE_SENT,
            ),
            pgtrigger.Protect(
                name="final_papers_are_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__final=True),
            ),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return self.review.get_absolute_url()

    @property
    def spoken(self) -> str:
        """Its languages by name: "Vietnamese – Lao"."""
        return " – ".join(str(NAMES[code][0]) for code in self.languages if code in NAMES)

    @property
    def sides(self) -> list[str]:
        """Who signs it: both sides a joint paper, ours alone the internal report."""
        return Side.values if self.kind == PaperKind.JOINT else [Side.HOME.value]

    @property
    def is_built(self) -> bool:
        return self.status == PaperStatus.BUILT

    def get_pdf_url(self):
        return reverse("reports:review-paper-pdf", args=[self.uuid])
