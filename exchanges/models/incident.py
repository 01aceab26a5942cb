from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis
from core.fields import PartialDateField, public_id
from core.history import keep_history
from exchanges.choices import IncidentKind, IncidentStatus
from exchanges.models.days import by_day
from partnerships.models import BorderMarker, Partnership, Unit
from partnerships.models.subject import sources


class IncidentQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Sensitive incidents need an explicit right, in scope or not."""
        rows = super().visible_to(user)
        return rows if getattr(user, "sees_sensitive", False) else rows.filter(sensitive=False)

    def happened_in(self, period):
        """Begun within the period, as far as is known."""
        return self.filter(happened_days__contained_by=period)

    def undated(self):
        return self.filter(happened_days__isnull=True)


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
    outcome = models.TextField(_("outcome"), blank=True, max_length=2000)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    sources = sources()

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
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:incident-detail", args=[self.uuid])
