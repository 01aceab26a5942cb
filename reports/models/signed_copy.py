import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from core.access import ScopedQuerySet
from core.history import keep_history
from partnerships.models import StoredFile
from reports.choices import HowSigned, ScanState, Verdict
from reports.models.review_paper import ReviewPaper

OF_A_FINAL_PAPER = """
    IF NOT EXISTS (
        SELECT FROM reports_reviewpaper
        WHERE id = NEW.paper_id AND final AND status = 'built' AND pdf_sha256 <> ''
    ) THEN
        RAISE 'only a final paper that is built comes back signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_copy_of_a_final_paper';
    END IF;
    RETURN NEW;
"""
# The lock makes a signature and the withdrawal of its copy wait for each other.
CARRIES_A_SIGNATURE = """
    IF NEW.withdrawn_reason <> '' AND OLD.withdrawn_reason = '' THEN
        PERFORM FROM reports_reviewpaper WHERE id = NEW.paper_id FOR UPDATE;
        IF EXISTS (
            SELECT FROM reports_papersignature
            WHERE copy_id = NEW.id AND taken_back_reason = ''
        ) THEN
            RAISE 'a copy with recorded signatures stays'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'signatures_of_a_copy_first';
        END IF;
    END IF;
    RETURN NEW;
"""
# The lock makes this and the archiving of the review wait for each other.
ARCHIVED_WITH_IT = """
    IF OLD.is_master AND OLD.withdrawn_reason = ''
            AND (NOT NEW.is_master OR NEW.withdrawn_reason <> '') THEN
        PERFORM FROM reports_annualreview review
            JOIN reports_reviewpaper paper ON paper.review_id = review.id
            WHERE paper.id = NEW.paper_id FOR UPDATE OF review;
        IF EXISTS (
            SELECT FROM reports_reviewpaper paper
            JOIN reports_annualreview review ON review.id = paper.review_id
            WHERE paper.id = NEW.paper_id AND review.status = 'archived'
        ) THEN
            RAISE 'a review is archived with its master'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'archived_review_keeps_its_master';
        END IF;
    END IF;
    RETURN NEW;
"""

WHOLE = Q(verdict=Verdict.COMPLETE) | (Q(verdict=Verdict.UNREAD) & ~Q(vouched_reason=""))


class SignedCopyQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        rows = super().visible_to(user)
        if not getattr(user, "sees_sensitive", False):
            rows = rows.filter(paper__is_sensitive=False)
        return rows.masters() if getattr(user, "role", "") == Role.READER else rows

    def standing(self):
        return self.filter(withdrawn_reason="")

    def whole(self):
        """Those that may be the master; see `is_whole`."""
        return self.filter(WHOLE)

    def masters(self):
        """What readers get: the copy that counts."""
        return self.standing().filter(is_master=True)


@keep_history()
class SignedCopy(StoredFile):
    """A final paper that came back signed: the scan of the wet-signed and sealed paper, or our
    very file with digital signatures added. Who signed for which side is a PaperSignature.

    `findings` tells what was read: of a scan {"pages": [{"page", "code", "printed"}], "missing",
    "foreign", "unread"}, of a signed PDF nothing but what `signatures` says of each signature.
    """

    scope_paths = ("paper__review__series__partnerships", "paper__review__series__unit")
    belongs_to = ("paper",)
    master_per_language = False

    paper = models.ForeignKey(
        ReviewPaper, models.PROTECT, verbose_name=_("paper"), related_name="signed_copies"
    )
    how = models.CharField(_("how it was signed"), max_length=16, choices=HowSigned)
    state = models.CharField(
        _("state"), max_length=16, choices=ScanState, default=ScanState.WAITING
    )
    verdict = models.CharField(_("what it is"), max_length=16, choices=Verdict, blank=True)
    findings = models.JSONField(_("what was read"), default=dict, blank=True)
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("vouched for by"),
        related_name="+",
        null=True,
        blank=True,
    )
    vouched_reason = models.CharField(
        _("how the pages without a code were checked"), max_length=500, blank=True
    )

    refusals = {  # what the triggers below say no to
        "signed_copy_of_a_final_paper": _("Only a final paper that is built comes back signed."),
        "signatures_of_a_copy_first": _(
            "Signatures are recorded on this copy. Take them back first, with a reason."
        ),
        "archived_review_keeps_its_master": _(
            "The review is archived with this copy as its master. It stays."
        ),
    }

    objects = SignedCopyQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        verbose_name = _("signed copy")
        verbose_name_plural = _("signed copies")
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(
                fields=["paper", "sha256"],
                condition=Q(withdrawn_reason=""),
                name="a_paper_has_a_signed_copy_once",
                violation_error_message=_("This file is already with the paper."),
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(is_master=True, withdrawn_reason=""),
                name="a_paper_has_one_master",
                violation_error_message=_("Another copy is the master of this paper."),
            ),
            models.CheckConstraint(
                condition=(Q(state=ScanState.READ) & ~Q(verdict=""))
                | (~Q(state=ScanState.READ) & Q(verdict="")),
                name="a_copy_that_was_read_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(vouched_reason="", vouched_by__isnull=True)
                | (~Q(vouched_reason="") & Q(vouched_by__isnull=False, verdict=Verdict.UNREAD)),
                name="only_unread_pages_are_vouched_for",
                violation_error_message=_("Only pages without a readable code can be vouched for."),
            ),
            models.CheckConstraint(
                condition=Q(is_master=False) | WHOLE,
                name="the_master_is_the_whole_paper",
                violation_error_message=_(
                    "Only a copy with every page of this paper can be the master."
                ),
            ),
        ]
        triggers = [
            *StoredFile.Meta.triggers,
            pgtrigger.ReadOnly(name="of_that_paper", fields=["paper", "how"]),
            pgtrigger.Trigger(
                name="of_a_final_paper",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_A_FINAL_PAPER,
            ),
            pgtrigger.Trigger(
                name="signatures_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CARRIES_A_SIGNATURE,
            ),
            pgtrigger.Trigger(
                name="archived_with_it",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ARCHIVED_WITH_IT,
            ),
            pgtrigger.Protect(
                name="read_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state=ScanState.READ)
                & (
                    pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                    | pgtrigger.Q(old__verdict__df=pgtrigger.F("new__verdict"))
                    | pgtrigger.Q(old__findings__df=pgtrigger.F("new__findings"))
                ),
            ),
        ]

    def get_absolute_url(self):
        return reverse("reports:signed-copy-detail", args=[self.uuid])

    @property
    def record(self):
        return self.paper

    @property
    def may_be_master(self) -> bool:
        """What partnerships.services.files asks before it marks a file."""
        return self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether it may be the master and carry signatures."""
        return self.verdict == Verdict.COMPLETE or bool(
            self.verdict == Verdict.UNREAD and self.vouched_reason
        )


class ScanReading(models.Model):
    """A scan whose pages are being read; the row goes when it is done. It has no history."""

    copy = models.OneToOneField(
        SignedCopy, models.CASCADE, primary_key=True, related_name="reading"
    )
    token = models.UUIDField(null=True)  # the worker that has claimed it
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    page = models.PositiveSmallIntegerField(default=0)  # how many are read
    error = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(token__isnull=True, heartbeat__isnull=True)
                | Q(token__isnull=False, heartbeat__isnull=False),
                name="a_reading_has_a_heartbeat",
            ),
        ]

    def __str__(self):
        return f"reading of {self.copy_id}"
