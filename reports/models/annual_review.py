from datetime import date, timedelta
from functools import reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from core.telling import Cut
from exchanges.models import Meeting
from reports.choices import ISSUED, ReviewStatus
from reports.models.review_series import ReviewSeries
from reports.permissions import COMMENT_REVIEW

REMARKS = frozenset({"review.commented", "review.comment_settled"})
FROZEN_WITH_IT = (
    "series",
    "period",
    "edition",
    "cut_off",
    "languages",
    "narrative",
    "figures",
    "figures_hash",
    "meeting",
    "one_text",
)
# waits_to_be_placed() is in the migrations of partnerships: a village whose commune was divided. A
# review of the time before the division prints the commune of that time and need not wait.
PLACES_ARE_SETTLED = """
    IF NEW.status = 'sent' AND EXISTS (
        SELECT FROM reports_reviewseries_partnerships reviewed
        JOIN partnerships_partnershipparty party USING (partnership_id)
        WHERE reviewed.reviewseries_id = NEW.series_id AND party.until IS NULL
            AND waits_to_be_placed(party.unit_id, upper(NEW.period))
        UNION ALL
        SELECT FROM reports_reviewseries series
        WHERE series.id = NEW.series_id AND waits_to_be_placed(series.unit_id, upper(NEW.period))
    ) THEN
        RAISE 'a village of a divided commune is placed before its review is issued'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'places_are_settled_before_issue';
    END IF;
    RETURN NEW;
"""


# What came back signed is what is put away; an internal report has the head's signature alone.
ARCHIVED_IS_SIGNED = """
    IF NEW.status = 'archived' AND NOT EXISTS (
        SELECT FROM reports_reviewpaper paper
        WHERE paper.review_id = NEW.id AND paper.final
            AND paper.kind = CASE WHEN EXISTS (
                SELECT FROM reports_reviewpaper joint
                WHERE joint.review_id = NEW.id AND joint.final AND joint.kind = 'joint'
            ) THEN 'joint' ELSE 'internal' END
            AND EXISTS (
                SELECT FROM reports_signedcopy copy
                WHERE copy.paper_id = paper.id AND copy.is_master AND copy.withdrawn_reason = ''
            )
            AND (
                SELECT count(*) FROM reports_papersignature signed
                WHERE signed.paper_id = paper.id AND signed.taken_back_reason = ''
            ) >= CASE paper.kind WHEN 'joint' THEN 2 ELSE 1 END
    ) THEN
        RAISE 'a review is archived with its signed copy'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'archived_review_is_signed';
    END IF;
    RETURN NEW;
"""


def changed(*names: str) -> pgtrigger.Q:
    return reduce(
        or_, [pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in names]
    )


def home_language() -> list[str]:
    return ["vi"]


class AnnualReviewQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return super().visible_to(user).open_to(user)

    def open_to(self, user):
        """Of what is in their area, readers see what was issued; the others see work too."""
        only_issued = getattr(user, "role", "") == Role.READER
        return self.filter(status__in=ISSUED) if only_issued else self

    def not_issued(self):
        return self.exclude(status__in=ISSUED)

    def with_superseded(self):
        """Adds `superseded`: whether a later edition of the same period was issued."""
        later = self.model.objects.filter(
            series=models.OuterRef("series"),
            period=models.OuterRef("period"),
            edition__gt=models.OuterRef("edition"),
            status__in=ISSUED,
        )
        return self.annotate(superseded=models.Exists(later.order_by()))


@keep_history()
class AnnualReview(models.Model):
    """One edition of the review of a series over a period of free dates.

    Offices report every year by 15 November (Law 70/2020/QH14, Article 46.3). Until it is sent
    it may go back to draft; after that a correction is a new edition. `narrative` holds one text
    in several languages per section; `figures` are the numbers as they were when it was frozen.
    `one_text`: the yearly meeting signs one text, so the joint paper is its minutes (DESIGN.md 4).
    """

    scope_paths = ("series__partnerships", "series__unit")

    uuid = public_id()
    series = models.ForeignKey(
        ReviewSeries, models.PROTECT, verbose_name=_("series"), related_name="reviews"
    )
    period = DateRangeField(_("period"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    cut_off = models.DateField(_("cut-off day"), null=True, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3), default=home_language, verbose_name=_("languages")
    )
    status = models.CharField(
        _("status"), max_length=16, choices=ReviewStatus, default=ReviewStatus.DRAFT
    )
    reason = models.CharField(_("reason of the return"), max_length=500, blank=True)
    narrative = models.JSONField(_("narrative"), default=dict, blank=True)
    figures = models.JSONField(_("figures"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    figures_hash = models.CharField(_("hash of the figures"), max_length=64, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("review meeting"),
        related_name="reviews",
        null=True,
        blank=True,
    )
    one_text = models.BooleanField(
        _("the joint paper is the minutes of the meeting"), default=False
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    refusals = {  # what the triggers below say no to
        "places_are_settled_before_issue": _(
            "The commune of a village in this review was divided. Say first to which commune the "
            "village belongs now: it is on the work list."
        ),
        "archived_review_is_signed": _(
            "Bring the signed copy as the master and record who signed before you archive."
        ),
    }

    objects = AnnualReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual review")
        verbose_name_plural = _("annual reviews")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period", "edition"], name="one_review_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False)
                & Q(period__startswith__isnull=False)
                & Q(period__endswith__isnull=False),
                name="review_has_a_first_and_a_last_day",
                violation_error_message=_("A period has a first and a last day."),
            ),
            models.CheckConstraint(
                condition=Q(status=ReviewStatus.DRAFT) | ~Q(figures_hash=""),
                name="a_frozen_review_has_its_figures",
            ),
            models.CheckConstraint(
                condition=Q(one_text=False) | Q(meeting__isnull=False),
                name="one_text_is_of_a_meeting",
                violation_error_message=_("Choose the meeting whose minutes the paper is."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(ISSUED), issued_on__isnull=False)
                | (~Q(status__in=sorted(ISSUED)) & Q(issued_on__isnull=True)),
                name="an_issued_review_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["status"], name="review_by_status")]
        triggers = [
            pgtrigger.Trigger(
                name="places_are_settled",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PLACES_ARE_SETTLED,
            ),
            pgtrigger.Protect(
                name="content_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status=ReviewStatus.DRAFT) & changed(*FROZEN_WITH_IT),
            ),
            pgtrigger.Protect(
                name="what_was_sent_stays_sent",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=sorted(ISSUED))
                & ~pgtrigger.Q(new__status__in=sorted(ISSUED)),
            ),
            pgtrigger.Protect(
                name="what_is_archived_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status=ReviewStatus.ARCHIVED)
                & ~pgtrigger.Q(new__status=ReviewStatus.ARCHIVED),
            ),
            pgtrigger.Protect(
                name="issue_day_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__issued_on__isnull=False) & changed("issued_on"),
            ),
            pgtrigger.Trigger(
                name="archived_is_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ARCHIVED_IS_SIGNED,
            ),
            pgtrigger.Protect(
                name="frozen_reviews_are_kept",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__status=ReviewStatus.DRAFT),
            ),
        ]

    def __str__(self):
        return f"{self.series}, {self.period_words}"

    def get_absolute_url(self):
        return reverse("reports:annual-review-detail", args=[self.uuid])

    @property
    def last_day(self) -> date:
        return self.period.upper - timedelta(days=1)

    @property
    def year(self) -> int | None:
        """The year, if the period is just a calendar year."""
        first, after = self.period.lower, self.period.upper
        whole = (first.month, first.day) == (1, 1) and after == date(first.year + 1, 1, 1)
        return first.year if whole else None

    @property
    def period_words(self) -> str:
        if self.year:
            return str(self.year)
        return f"{self.period.lower:%d/%m/%Y} – {self.last_day:%d/%m/%Y}"

    @property
    def code(self) -> str:
        """QSN-VXA-2024/1: what opens the code of its papers. Other periods spell their days."""
        days = f"{self.period.lower:%Y%m%d}-{self.last_day:%Y%m%d}"
        return f"{self.series.code}-{self.year or days}/{self.edition}"

    def history_for(self, user) -> Cut:
        """Readers are told what became of it since it was issued: drafts, returns and their
        reasons are not theirs. Remarks on it are between officer and head.
        """
        without = frozenset() if COMMENT_REVIEW.held_by(user) else REMARKS
        if user.role != Role.READER:
            return Cut(without=without)
        issued = self.events.filter(status__in=ISSUED).order_by("pgh_id")
        since = issued.values_list("pgh_created_at", flat=True).first()
        return Cut(since or timezone.now(), without)

    @property
    def is_issued(self) -> bool:
        return self.status in ISSUED
