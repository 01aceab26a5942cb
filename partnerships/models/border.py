import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from core.search import fold, folded_field, folded_index
from partnerships.choices import GateKind
from partnerships.models.country import Border
from partnerships.models.subject import sources
from partnerships.models.unit import Unit

ON_ITS_BORDER = """
    IF (SELECT country_id <> 'VN' FROM partnerships_unit WHERE id = NEW.unit_id)
        OR (
            SELECT unit.country_id <> border.neighbour_id
            FROM partnerships_unit unit, partnerships_border border
            WHERE unit.id = NEW.counterpart_id AND border.id = NEW.border_id
        ) {more} THEN
        RAISE 'a border lies between Vietnam and one neighbour'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'units_of_the_border';
    END IF;
    RETURN NEW;
"""
SAME_BORDER = """
        OR (SELECT border_id <> NEW.border_id FROM partnerships_bordermarker
            WHERE id = NEW.marker_id)
"""
UNITS_OF_THE_BORDER = {
    "units_of_the_border": _(
        "One unit lies in Vietnam, the other in the neighbour of this border, and the marker "
        "stands on it. Choose others, or another border."
    ),
}


def sides_of_the_border(*, marker: bool = False) -> pgtrigger.Trigger:
    """Refuses a unit of another country, or a marker of another border."""
    return pgtrigger.Trigger(
        name="sides_of_the_border",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=ON_ITS_BORDER.format(more=SAME_BORDER if marker else ""),
    )


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


class BorderMarkerQuerySet(models.QuerySet):
    def numbered(self, typed: str):
        """Markers whose number begins so: "1088" finds 1088/1 and 1088/2."""
        return self.filter(label__startswith=typed.strip())


@keep_history()
class BorderMarker(models.Model):
    """A boundary marker, known by its number: 1088, 1088/2, 53(1). Numbers are public; surveyed
    positions are not kept (Law 117/2025/QH15).

    `place` orders the markers along the border: the numbers do, but for those added between.
    """

    uuid = public_id()
    border = models.ForeignKey(
        Border, models.PROTECT, verbose_name=_("border"), related_name="markers"
    )
    number = models.PositiveIntegerField(_("number"))
    suffix = models.CharField(_("suffix, such as /2 or (1)"), max_length=6, blank=True)
    label = models.GeneratedField(
        expression=Concat(Cast("number", models.CharField()), "suffix"),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )
    place = models.PositiveIntegerField(_("order along the border"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit in Vietnam"),
        related_name="markers",
        null=True,
        blank=True,
    )
    counterpart = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit of the neighbour"),
        related_name="markers_from_outside",
        null=True,
        blank=True,
    )

    refusals = UNITS_OF_THE_BORDER

    objects = BorderMarkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("boundary marker")
        verbose_name_plural = _("boundary markers")
        ordering = ["border", "place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suffix__regex=r"^(/[0-9]{1,3}|\([0-9]{1,2}\))?$"),
                name="marker_has_a_known_suffix",
                violation_error_message=_("A suffix is written /2 or (1)."),
            ),
            models.UniqueConstraint(
                fields=["border", "number", "suffix"],
                name="a_marker_is_there_once",
                violation_error_message=_("This marker is in the register already."),
            ),
            models.UniqueConstraint(
                fields=["border", "place"],
                name="one_marker_at_a_place",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Another marker stands at this place in the order."),
            ),
        ]
        triggers = [sides_of_the_border()]

    def __str__(self):
        return f"{self.number}{self.suffix}"

    def get_absolute_url(self):
        return reverse("partnerships:border-marker-detail", args=[self.uuid])

    @property
    def picked_as(self) -> str:
        """How it is offered as a choice: every border counts its markers from the beginning."""
        return f"{self} ({self.border})"


class GateQuerySet(models.QuerySet):
    def named(self, typed: str):
        return self.filter(folded__contains=fold(typed))


@keep_history()
class Gate(models.Model):
    """A place where people and goods cross: an international, main or secondary gate, or an
    opening. What was published of it everybody may read.
    """

    uuid = public_id()
    border = models.ForeignKey(
        Border, models.PROTECT, verbose_name=_("border"), related_name="gates"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=GateKind)
    name = models.CharField(_("name"), max_length=200, db_collation="vi-x-icu")
    counterpart_name = models.CharField(_("name on the other side"), max_length=200, blank=True)
    folded = folded_field("name", "counterpart_name")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit in Vietnam"),
        related_name="gates",
        null=True,
        blank=True,
    )
    counterpart = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit of the neighbour"),
        related_name="gates_from_outside",
        null=True,
        blank=True,
    )
    marker = models.ForeignKey(
        BorderMarker,
        models.PROTECT,
        verbose_name=_("at the marker"),
        related_name="gates",
        null=True,
        blank=True,
    )
    since = PartialDateField(_("open since"))
    until = PartialDateField(_("closed since"))
    sources = sources()

    refusals = UNITS_OF_THE_BORDER

    objects = GateQuerySet.as_manager()

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates and openings")
        ordering = ["name"]
        indexes = [
            folded_index("gate_by_folded_name"),
            models.Index(fields=["name", "id"], name="gate_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_days__isnull=True)
                | Q(since_days__isnull=True)
                | Q(until_days__endswith__isnull=True)
                | Q(since_days__startswith__isnull=True)
                | Q(until_days__endswith__gt=F("since_days__startswith")),
                name="gate_closes_after_it_opens",
                violation_error_message=_("The end comes after the beginning."),
            ),
        ]
        triggers = [sides_of_the_border(marker=True)]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partnerships:gate-detail", args=[self.uuid])
