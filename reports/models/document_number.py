import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from reports.models.review_paper import ReviewPaper

# The counter row is locked by whoever takes a number, so the one before is there or never comes.
WITHOUT_A_GAP = """
    IF NEW.own AND NOT EXISTS (
        SELECT FROM reports_numbercounter counter
        WHERE counter.office_id = NEW.office_id AND counter.kind = NEW.kind
            AND counter.year = NEW.year
            AND (NEW.number = counter.after + 1 OR (NEW.number > counter.after AND EXISTS (
                SELECT FROM reports_documentnumber before
                WHERE before.office_id = NEW.office_id AND before.kind = NEW.kind
                    AND before.year = NEW.year AND before.number = NEW.number - 1
            )))
    ) THEN
        RAISE 'our own numbers have no gap'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'numbers_have_no_gap';
    END IF;
    RETURN NEW;
"""

# A start moved later would be a gap; a counter taken out would come back with another start.
START_STAYS = """
    IF (TG_OP = 'DELETE' OR (OLD.after, OLD.office_id, OLD.kind, OLD.year)
                IS DISTINCT FROM (NEW.after, NEW.office_id, NEW.kind, NEW.year))
            AND EXISTS (
        SELECT FROM reports_documentnumber given
        WHERE given.own AND given.office_id = OLD.office_id AND given.kind = OLD.kind
            AND given.year = OLD.year
    ) THEN
        RAISE 'numbers were given from this counter: its start stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_counter_keeps_its_start';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""

OF_A_FINAL_REPORT = """
    IF NOT EXISTS (
        SELECT FROM reports_reviewpaper
        WHERE id = NEW.paper_id AND final AND kind = 'internal'
    ) THEN
        RAISE 'only a final internal report has a document number'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'numbers_are_of_final_reports';
    END IF;
    RETURN NEW;
"""


class NumberCounter(models.Model):
    """The last number an office gave to a type of paper in a year, where it numbers them itself.

    `after` is the number the registry's own book stood at when we began. A row that is locked and
    counted up is the only way to a number; it changes with each, so DocumentNumber is the history.
    """

    office = models.ForeignKey(Office, models.PROTECT, verbose_name=_("office"))
    kind = models.CharField(_("type of paper"), max_length=10)
    year = models.PositiveSmallIntegerField(_("year"))
    after = models.PositiveIntegerField(_("number before ours"), default=0)
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("counter of document numbers")
        verbose_name_plural = _("counters of document numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year"], name="one_counter_per_office_type_and_year"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("after")), name="a_counter_goes_up_from_its_start"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="start_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=START_STAYS,
            ),
        ]

    def __str__(self):
        return f"{self.office}, {self.kind} {self.year}: {self.last}"


@keep_history()
class DocumentNumber(models.Model):
    """The number of an internal report: "05/BC-SNgV", per office, type and year from 01
    (Decree 30/2020/ND-CP, Annex I). Ours from the counter (`own`), else the one that the registry
    clerk gave.
    """

    scope_paths = ("paper__review__series__partnerships", "paper__review__series__unit")

    uuid = public_id()
    office = models.ForeignKey(Office, models.PROTECT, verbose_name=_("office"))
    kind = models.CharField(_("type of paper"), max_length=10)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    own = models.BooleanField(_("given by this register"))
    dated = models.DateField(_("day of the paper"))
    paper = models.OneToOneField(
        ReviewPaper, models.PROTECT, verbose_name=_("paper"), related_name="document_number"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("given by"), related_name="+"
    )
    given_at = models.DateTimeField(_("given at"), db_default=Now())

    refusals = {  # what the triggers below say no to
        "numbers_have_no_gap": _("The number before this one was not given."),
        "numbers_are_of_final_reports": _("Only the final internal report has a document number."),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("document number")
        verbose_name_plural = _("document numbers")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year", "number"],
                name="a_number_is_given_once",
                violation_error_message=_("Another paper of this year has this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="numbers_begin_with_one",
                violation_error_message=_("Numbers begin with 1."),
            ),
            models.CheckConstraint(
                condition=Q(dated__year=F("year")), name="a_number_is_of_the_year_of_its_day"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="numbers_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="numbers_without_a_gap",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=WITHOUT_A_GAP,
            ),
            pgtrigger.Trigger(
                name="of_a_final_report",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_A_FINAL_REPORT,
            ),
        ]

    def __str__(self):
        return self.symbol

    @property
    def symbol(self) -> str:
        """05/BC-SNgV"""
        return f"{self.number:02d}/{self.kind}-{self.office.code}"
