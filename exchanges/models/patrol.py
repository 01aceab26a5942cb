import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import PartialDateField, is_one_day, public_id
from core.history import keep_history
from exchanges.models.days import IN_THE_PAST, by_day, in_the_past, why_withdrawn
from exchanges.models.happened import HappenedQuerySet, filed_by
from exchanges.models.incident import Incident
from partnerships.choices import Side
from partnerships.models import Border, BorderMarker, Partnership
from partnerships.models.subject import UnitOrOrganisation, sources

MARKERS_OF_THE_BORDER = """
    IF EXISTS (
        SELECT FROM partnerships_bordermarker
        WHERE id IN (NEW.from_marker_id, NEW.to_marker_id) AND border_id <> NEW.border_id
    ) THEN
        RAISE 'the markers of a patrol stand on one border'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'markers_of_one_border';
    END IF;
    RETURN NEW;
"""
# Checked at commit, when its parties are there: a patrol of nobody would be seen by nobody.
OF_OUR_SIDE = """
    IF NOT EXISTS (
        SELECT FROM exchanges_patrolparty WHERE patrol_id = {patrol} AND side = 'home'
    ) AND EXISTS (SELECT FROM exchanges_patrol WHERE id = {patrol}) THEN
        RAISE 'a patrol names a unit of the home side'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patrol_of_our_side';
    END IF;
    RETURN NULL;
"""


def of_our_side(patrol: str, operation) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="of_our_side",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=OF_OUR_SIDE.format(patrol=patrol),
    )


@keep_history()
class Patrol(models.Model):
    """A patrol of both sides along the line, recorded after it took place: from which marker to
    which, who went, what was found.

    Plans, routes and times of patrols to come are state secrets and have no place here
    (Law 117/2025/QH15).
    """

    scope_paths = ("partnership", "parties__unit", "parties__organisation")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="patrols",
        null=True,
        blank=True,
    )
    border = models.ForeignKey(
        Border, models.PROTECT, verbose_name=_("border"), related_name="patrols"
    )
    from_marker = models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=_("from the marker"),
        related_name="patrols_from",
        null=True,
        blank=True,
    )
    to_marker = models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=_("to the marker"),
        related_name="patrols_to",
        null=True,
        blank=True,
    )
    happened = PartialDateField(_("day of the patrol"))
    note = models.TextField(_("note"), max_length=2000, blank=True)
    filed_by = filed_by()
    withdrawn_reason = why_withdrawn()
    sources = sources()

    refusals = IN_THE_PAST | {  # what the triggers below say no to
        "markers_of_one_border": _(
            "Both markers stand on the same border. Choose others, or the other border."
        ),
        "patrol_of_our_side": _("Name the station or unit of the home side that went."),
    }

    objects = HappenedQuerySet.as_manager()

    class Meta:
        verbose_name = _("patrol")
        verbose_name_plural = _("patrols")
        ordering = ["-pk"]
        indexes = by_day("happened", "patrol")
        constraints = [
            models.CheckConstraint(
                condition=when_made_here(
                    is_one_day("happened")
                    & Q(from_marker__isnull=False)
                    & Q(to_marker__isnull=False)
                ),
                name="a_patrol_of_our_own_has_its_day_and_markers",
                violation_error_message=_("Give the day, and the first and the last marker."),
            ),
        ]
        triggers = [
            in_the_past("happened"),
            pgtrigger.Trigger(
                name="markers_of_one_border",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=MARKERS_OF_THE_BORDER,
            ),
            of_our_side("NEW.id", pgtrigger.Insert | pgtrigger.Update),
        ]

    def __str__(self):
        if self.from_marker_id and self.to_marker_id:
            return str(
                _("Patrol from marker %(first)s to %(last)s")
                % {"first": self.from_marker.label, "last": self.to_marker.label}
            )
        return str(_("Patrol"))

    def get_absolute_url(self):
        return reverse("exchanges:patrol-detail", args=[self.uuid])

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        return lacking(
            {
                _("day of the patrol"): self.happened.is_full,
                _("first and last marker"): self.from_marker_id and self.to_marker_id,
                _("signed patrol record"): [
                    one for one in self.attachments.all() if not one.withdrawn_reason
                ],
            }
        )


@keep_history(of=("patrol",))
class PatrolParty(UnitOrOrganisation):
    """A station, company or unit that went, on which side, and with how many people."""

    scope_paths = ("patrol__partnership", "unit", "organisation")

    uuid = public_id()
    patrol = models.ForeignKey(
        Patrol, models.PROTECT, verbose_name=_("patrol"), related_name="parties"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    people = models.PositiveSmallIntegerField(_("people"), null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of a patrol")
        verbose_name_plural = _("parties of patrols")
        ordering = ["-side", "pk"]
        constraints = [
            *UnitOrOrganisation.Meta.constraints,
            models.UniqueConstraint(
                fields=["patrol", "unit", "organisation"],
                name="a_party_patrols_once",
                nulls_distinct=False,
                violation_error_message=_("This party is on the patrol already."),
            ),
        ]
        triggers = [of_our_side("OLD.patrol_id", pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return str(self.who)


class PatrolFindingQuerySet(ScopedQuerySet):
    def open_to(self, user):
        """Without what belongs to a sensitive incident that this user may not see."""
        if getattr(user, "sees_sensitive", False):
            return self
        hidden = Incident.objects.filter(sensitive=True).exclude(filed_by=user.pk)
        return self.exclude(incident__in=hidden)

    def visible_to(self, user):
        return super().visible_to(user).open_to(user)


@keep_history(of=("patrol",))
class PatrolFinding(models.Model):
    """What a patrol found at a marker or on its way, and the incident that came of it."""

    scope_paths = ("patrol__partnership", "patrol__parties__unit", "patrol__parties__organisation")

    uuid = public_id()
    patrol = models.ForeignKey(
        Patrol, models.PROTECT, verbose_name=_("patrol"), related_name="findings"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    marker = models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=_("at the marker"),
        related_name="findings",
        null=True,
        blank=True,
    )
    what = models.CharField(_("what was found"), max_length=500)
    incident = models.ForeignKey(
        Incident,
        models.PROTECT,
        verbose_name=_("incident"),
        related_name="findings",
        null=True,
        blank=True,
    )

    objects = PatrolFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of a patrol")
        verbose_name_plural = _("findings of patrols")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what
