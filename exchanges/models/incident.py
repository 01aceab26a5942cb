import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import PartialDateField, public_id
from core.history import keep_history
from exchanges.choices import IncidentKind, IncidentStatus
from exchanges.models.days import IN_THE_PAST, by_day, in_the_past, why_withdrawn
from exchanges.models.happened import HappenedQuerySet, filed_by
from exchanges.models.meeting import Meeting
from partnerships.models import BorderMarker, Partnership, Unit
from partnerships.models.subject import sources

STATES_WITH_OUTCOME = (IncidentStatus.SETTLED, IncidentStatus.CLOSED)


class IncidentQuerySet(HappenedQuerySet):
    def visible_to(self, user):
        """Sensitive incidents need an explicit right, in scope or not; who filed one sees it."""
        rows = super().visible_to(user)
        if getattr(user, "sees_sensitive", False):
            return rows
        return rows.filter(Q(sensitive=False) | Q(filed_by=user.pk))


@keep_history()
class Incident(models.Model):
    """Something that happened on the border and was taken up with the other side.

    Nothing here is a state secret (Law 117/2025/QH15): no plans, forces, routes or assessments.
    """

    scope_paths = ("partnership", "unit", "marker", "marker__unit")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    kind = models.CharField(_("kind"), max_length=16, choices=IncidentKind)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    status = models.CharField(
        _("status"), max_length=16, choices=IncidentStatus, default=IncidentStatus.REPORTED
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="incidents",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="incidents",
        null=True,
        blank=True,
    )
    marker = models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=_("at the marker"),
        related_name="incidents",
        null=True,
        blank=True,
    )
    counterpart = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit of the other side"),
        related_name="+",
        null=True,
        blank=True,
    )
    happened = PartialDateField(_("happened"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    account = models.TextField(_("what happened"), blank=True, max_length=4000)
    outcome = models.TextField(_("outcome"), blank=True, max_length=2000)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    meetings = models.ManyToManyField(
        Meeting, verbose_name=_("meetings about it"), related_name="incidents", blank=True
    )
    filed_by = filed_by()
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("verified by"),
        related_name="+",
        null=True,
        blank=True,
    )
    withdrawn_reason = why_withdrawn()
    sources = sources()

    refusals = IN_THE_PAST

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="incident_by_title"),
            *by_day("happened", "incident"),
        ]
        constraints = [
            models.CheckConstraint(  # or nobody would see it
                condition=Q(partnership__isnull=False)
                | Q(unit__isnull=False)
                | Q(marker__isnull=False),
                name="incident_names_a_tie_a_unit_or_a_marker",
                violation_error_message=_("Name a tie, a unit or a marker."),
            ),
            models.CheckConstraint(
                condition=when_made_here(
                    ~Q(
                        status__in=[
                            IncidentStatus.VERIFIED,
                            IncidentStatus.RAISED,
                            IncidentStatus.SETTLED,
                        ]
                    )
                    | Q(verified_by__isnull=False)
                ),
                name="a_verified_incident_names_who_verified",
                violation_error_message=_("Somebody verifies the report first."),
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=models.F("filed_by")),
                name="nobody_verifies_their_own_incident",
                violation_error_message=_("Somebody else verifies what you filed."),
            ),
            models.CheckConstraint(
                condition=when_made_here(
                    ~Q(status__in=[IncidentStatus.SETTLED, IncidentStatus.CLOSED]) | ~Q(outcome="")
                ),
                name="a_settled_incident_has_an_outcome",
                violation_error_message=_("Say how it ended."),
            ),
        ]
        triggers = [in_the_past("happened")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:incident-detail", args=[self.uuid])

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        return lacking(
            {
                _("day"): self.happened.days,
                _("place"): self.place or self.marker_id or self.unit_id,
                _("outcome"): self.outcome or self.status not in STATES_WITH_OUTCOME,
            }
        )


class IncidentMoveQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """As the incident: a sensitive one hides its course too."""
        seen = Incident.objects.visible_to(user)
        return self.filter(incident__in=seen) if user.is_authenticated else self.none()


@keep_history(of=("incident",))
class IncidentMove(models.Model):
    """A step in the course of an incident: from which state to which, when, and why. It stays."""

    scope_paths = tuple(f"incident__{path}" for path in Incident.scope_paths)

    uuid = public_id()
    incident = models.ForeignKey(
        Incident, models.PROTECT, verbose_name=_("incident"), related_name="moves"
    )
    before = models.CharField(_("from"), max_length=16, choices=IncidentStatus)
    after = models.CharField(_("to"), max_length=16, choices=IncidentStatus)
    happened = PartialDateField(_("day"))
    words = models.CharField(_("in which way, or why"), max_length=500, blank=True)

    objects = IncidentMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an incident")
        verbose_name_plural = _("steps of incidents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(
                    before__in=[IncidentStatus.SETTLED, IncidentStatus.CLOSED],
                    after=IncidentStatus.VERIFIED,
                )
                | ~Q(words=""),
                name="an_incident_reopens_for_a_reason",
                violation_error_message=_("Say why it begins again."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="moves_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return self.get_after_display()
