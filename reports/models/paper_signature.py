import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.choices import Side
from partnerships.models import Person, Post
from reports.models.review_paper import ReviewPaper
from reports.models.signed_copy import SignedCopy

# The lock makes a signature and the withdrawal of its copy wait for each other.
SIGNED_AS_THE_COPY_SHOWS = """
    PERFORM FROM reports_reviewpaper WHERE id = NEW.paper_id FOR UPDATE;
    IF NOT EXISTS (
        SELECT FROM reports_signedcopy copy
        WHERE copy.id = NEW.copy_id AND copy.paper_id = NEW.paper_id
            AND copy.withdrawn_reason = ''
            AND (copy.verdict = 'complete' OR copy.verdict = 'unread' AND copy.vouched_reason <> '')
    ) THEN
        RAISE 'a signature is recorded on a whole copy of its paper'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_on_a_whole_copy';
    END IF;
    IF NEW.side = 'counterpart' AND EXISTS (
        SELECT FROM reports_reviewpaper WHERE id = NEW.paper_id AND kind = 'internal'
    ) THEN
        RAISE 'the internal report is signed by our side alone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'internal_report_is_ours';
    END IF;
    IF NEW.signed_on > CURRENT_DATE + 1 THEN
        RAISE 'a signature lies in the past'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_not_signed_in_the_future';
    END IF;
    IF EXISTS (
        SELECT FROM reports_reviewpaper paper
        JOIN reports_annualreview review ON review.id = paper.review_id
        WHERE paper.id = NEW.paper_id AND review.issued_on > NEW.signed_on
    ) THEN
        RAISE 'a paper is signed once it is issued'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_once_issued';
    END IF;
    RETURN NEW;
"""
# The lock makes this and the archiving of the review wait for each other.
STAYS_ONCE_ARCHIVED = """
    PERFORM FROM reports_annualreview review
        JOIN reports_reviewpaper paper ON paper.review_id = review.id
        WHERE paper.id = OLD.paper_id FOR UPDATE OF review;
    IF EXISTS (
        SELECT FROM reports_reviewpaper paper
        JOIN reports_annualreview review ON review.id = paper.review_id
        WHERE paper.id = OLD.paper_id AND review.status = 'archived'
    ) THEN
        RAISE 'the signatures of an archived review stay'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'archived_signatures_stay';
    END IF;
    RETURN NEW;
"""


class PaperSignatureQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """As the paper: one that tells of a sensitive incident is not there for everybody."""
        rows = super().visible_to(user)
        sees = getattr(user, "sees_sensitive", False)
        return rows if sees else rows.filter(paper__is_sensitive=False)

    def standing(self):
        return self.filter(taken_back_reason="")


@keep_history(of=("copy",))
class PaperSignature(models.Model):
    """Who signed a paper for which side, in which post, on which day, and on which copy it is
    seen. A slip is taken back with a reason, until the review is archived.
    """

    scope_paths = ("paper__review__series__partnerships", "paper__review__series__unit")

    uuid = public_id()
    paper = models.ForeignKey(
        ReviewPaper, models.PROTECT, verbose_name=_("paper"), related_name="signatures"
    )
    copy = models.ForeignKey(
        SignedCopy, models.PROTECT, verbose_name=_("signed copy"), related_name="recorded"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("who signed"), related_name="papers_signed"
    )
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        verbose_name=_("post"),
        related_name="papers_signed",
        null=True,
        blank=True,
    )
    signed_on = models.DateField(_("signed on"))
    taken_back_reason = models.CharField(_("why it was taken back"), max_length=500, blank=True)

    refusals = {  # what the triggers below say no to
        "signed_on_a_whole_copy": _(
            "Record a signature on a copy that has every page of this paper."
        ),
        "internal_report_is_ours": _("The internal report is signed by our side alone."),
        "paper_not_signed_in_the_future": _("A signature lies in the past."),
        "signed_once_issued": _("The paper was issued later than that day. Correct the day."),
        "archived_signatures_stay": _("The review is archived: its signatures stay."),
    }

    objects = PaperSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature of a paper")
        verbose_name_plural = _("signatures of papers")
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "side"],
                condition=Q(taken_back_reason=""),
                name="a_side_signs_a_paper_once",
                violation_error_message=_("This side has signed already."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="signatures_are_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="signed_as_recorded",
                fields=["paper", "copy", "side", "person", "post", "signed_on"],
            ),
            pgtrigger.Trigger(
                name="signed_as_the_copy_shows",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=SIGNED_AS_THE_COPY_SHOWS,
            ),
            pgtrigger.Trigger(
                name="stays_once_archived",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAYS_ONCE_ARCHIVED,
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.person}"
