import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.models.border import BorderMarker
from partnerships.models.organisation import Organisation
from partnerships.models.subject import just_one_of
from partnerships.models.unit import Unit

ALONG_ITS_BORDER = """
    IF NEW.from_marker_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM partnerships_bordermarker first, partnerships_bordermarker last
        WHERE first.id = NEW.from_marker_id AND last.id = NEW.to_marker_id
            AND first.border_id = last.border_id AND first.place <= last.place
    ) AND NEW.to_marker_id IS NOT NULL THEN
        RAISE 'a section runs along one border'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'section_runs_along_its_border';
    END IF;
    RETURN NEW;
"""


def section_end(label) -> models.ForeignKey:
    return models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=label,
        related_name="+",
        null=True,
        blank=True,
    )


@keep_history(of=("organisation",))
class Charge(models.Model):
    """An organisation, such as a border guard station, has charge of a unit, a tie or a section of
    the border from one marker to another, for a time: its people then see what belongs to it.
    """

    scope_paths = ("organisation", "unit", "partnership")

    uuid = public_id()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="charges"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="charges",
        null=True,
        blank=True,
    )
    partnership = models.ForeignKey(
        "partnerships.Partnership",
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="charges",
        null=True,
        blank=True,
    )
    from_marker = section_end(_("from the marker"))
    to_marker = section_end(_("to the marker"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("first day it is no more"), null=True, blank=True)

    refusals = {  # what the trigger below says no to
        "section_runs_along_its_border": _(
            "Both markers stand on one border, the first before the second or the same."
        ),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="charge_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=just_one_of("unit", "partnership", "from_marker"),
                name="charge_is_of_a_unit_a_tie_or_a_section",
                violation_error_message=_("Name a unit, a tie or a section of the border."),
            ),
            models.CheckConstraint(
                condition=Q(from_marker__isnull=True, to_marker__isnull=True)
                | Q(from_marker__isnull=False, to_marker__isnull=False),
                name="section_has_two_ends",
                violation_error_message=_("Name the first and the last marker of the section."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="section_runs_along_its_border",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ALONG_ITS_BORDER,
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.of}"

    @property
    def of(self):
        """The unit, the tie, or the section in words: "mốc 320 – 331/2"."""
        section = self.from_marker_id and _("markers %(first)s – %(last)s") % {
            "first": self.from_marker,
            "last": self.to_marker,
        }
        return self.unit or self.partnership or section
