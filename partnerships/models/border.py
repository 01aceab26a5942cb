from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from partnerships.models.country import Border
from partnerships.models.subject import sources
from partnerships.models.unit import Unit


def how_many(label) -> models.PositiveSmallIntegerField:
    """A number that a source states; empty where it does not."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


@keep_history()
class BorderProfile(models.Model):
    """What is known of the border of a unit, or of a whole border: length in km, places on it,
    gates and openings, as of a day. Of a whole border everybody may read.
    """

    scope_paths = ("unit",)
    open_rows = Q(unit__isnull=True)

    uuid = public_id()
    border = models.ForeignKey(
        Border, models.PROTECT, verbose_name=_("border"), related_name="profiles"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="border_profiles",
        null=True,
        blank=True,
    )
    length = AmountField(_("length"))
    home_provinces = how_many(_("provinces in Vietnam"))
    counterpart_provinces = how_many(_("provinces of the neighbour"))
    districts = how_many(_("border districts"))
    communes = how_many(_("border communes"))
    villages = how_many(_("border villages"))
    counterpart_communes = how_many(_("communes of the neighbour"))
    international_gates = how_many(_("international gates"))
    main_gates = how_many(_("main gates"))
    secondary_gates = how_many(_("secondary gates"))
    openings = how_many(_("border openings"))
    border_districts = models.ManyToManyField(
        Unit, verbose_name=_("border districts by name"), related_name="+", blank=True
    )
    faces = models.ManyToManyField(
        Unit, verbose_name=_("faces"), related_name="faced_by", blank=True
    )
    as_of = PartialDateField(_("as of"))
    sources = sources()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("border profile")
        verbose_name_plural = _("border profiles")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(length_unit__in=["", "km"]), name="border_is_measured_in_km"
            )
        ]

    def __str__(self):
        return str(self.unit or self.border)

    def get_absolute_url(self):
        return reverse("partnerships:border-profile-detail", args=[self.uuid])
