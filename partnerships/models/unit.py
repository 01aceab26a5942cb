from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.basis import lacking
from core.fields import public_id
from core.history import keep_history
from core.search import folded_field, folded_index
from partnerships.choices import Level, NameKind
from partnerships.models.country import Country
from partnerships.models.decided import REFUSED, keep_what_was_decided
from partnerships.models.merged import MERGES, merged_into, merged_once
from partnerships.models.reach import refresh_reach
from partnerships.models.subject import decided
from partnerships.models.unit_rows import UnitNameQuerySet, UnitQuerySet

DAYS = Func("since", "until", function="DATERANGE", output_field=DateRangeField())
EXISTENCE = Func("valid_from", "valid_to", function="DATERANGE", output_field=DateRangeField())
WITHOUT_CODE = (Level.CLUSTER, Level.VILLAGE)
# The latest parent is copied to the unit, so that a list shows it without a second table.
LATEST_PARENT = """
    UPDATE partnerships_unit unit SET parent_id = latest.parent_id
    FROM (
        SELECT changed.unit_id, (
            SELECT parent_id FROM partnerships_unitparent belonging
            WHERE belonging.unit_id = changed.unit_id
            ORDER BY since DESC NULLS LAST, id DESC LIMIT 1
        ) AS parent_id
        FROM (SELECT DISTINCT unit_id FROM ({rows}) AS rows) AS changed
    ) AS latest
    WHERE unit.id = latest.unit_id AND unit.parent_id IS DISTINCT FROM latest.parent_id;
"""
# A succession says when its predecessor ended; changing that day afterwards must not belie it.
SUCCESSIONS_STAY_IN_TIME = """
    IF EXISTS (
        SELECT FROM partnerships_unitsuccession step
        WHERE NEW.id IN (step.predecessor_id, step.successor_id)
            AND succession_fault(
                step.predecessor_id, step.successor_id, step.kind, step."on"
            ) IS NOT NULL
    ) THEN
        RAISE 'a succession of the unit says another day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'successions_stay_in_time';
    END IF;
    RETURN NULL;
"""
NO_UNIT_ABOVE_ITSELF = """
    IF EXISTS (
        WITH RECURSIVE above(id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT up.parent_id FROM partnerships_unitparent up JOIN above ON up.unit_id = above.id
        )
        SELECT FROM above WHERE id = NEW.unit_id
    ) THEN
        RAISE 'a unit cannot belong to itself or to a unit below it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_unit_above_itself';
    END IF;
    IF (SELECT country_id FROM partnerships_unit WHERE id = NEW.unit_id) <>
        (SELECT country_id FROM partnerships_unit WHERE id = NEW.parent_id) THEN
        RAISE 'a unit belongs to one of its own country'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_belongs_in_its_country';
    END IF;
    RETURN NEW;
"""


@keep_history()
class Unit(models.Model):
    """A place as an administrative being in time. Neither its name nor its code is identity:
    codes are used again, and a commune may inherit the name of its abolished district.
    """

    uuid = public_id()
    word = models.CharField(_("type, in the country's own word"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=200, db_collation="vi-x-icu")
    folded = folded_field("word", "name")
    level = models.CharField(_("level"), max_length=16, choices=Level)
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"))
    parent = models.ForeignKey(  # kept by the trigger of UnitParent: write there
        "self",
        models.PROTECT,
        verbose_name=_("belongs to"),
        related_name="children",
        null=True,
        blank=True,
        editable=False,
    )
    code = models.CharField(_("official code"), max_length=20, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("first day it is no more"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    sources = models.ManyToManyField(
        "partnerships.Source", verbose_name=_("sources"), related_name="unit_set", blank=True
    )
    merged_into = merged_into()

    refusals = MERGES

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        indexes = [
            folded_index("unit_by_folded_name"),
            models.Index(fields=["name", "id"], name="unit_by_name"),
            models.Index(fields=["code", "valid_from"], name="unit_by_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="unit_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="unit_lies_on_the_globe",
            ),
            ExclusionConstraint(
                name="a_code_names_one_unit_at_a_time",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (EXISTENCE, RangeOperators.OVERLAPS),
                ],
                condition=~Q(code="") & Q(merged_into__isnull=True),
                violation_error_message=_(
                    "Another unit has this official code in that time. Codes are used again only "
                    "after the first unit has ended: check the days, or the code."
                ),
            ),
        ]
        triggers = [
            # What a row of UnitParent changes here, its own triggers write down.
            *refresh_reach(
                ("id", "parent_id"),
                watched=("valid_to",),
                first="IF pg_trigger_depth() > 1 THEN RETURN NULL; END IF;",
            ),
            merged_once("partnerships_unit"),
            pgtrigger.Trigger(
                name="successions_stay_in_time",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("valid_from", "valid_to"),
                timing=pgtrigger.Deferred,
                func=SUCCESSIONS_STAY_IN_TIME,
            ),
        ]

    def __str__(self):
        return f"{self.word} {self.name}".strip()

    def get_absolute_url(self):
        return reverse("partnerships:unit-detail", args=[self.uuid])

    @property
    def picked_as(self) -> str:
        """How forms offer it: a commune may bear the name of the district it lay in, so the unit
        above is told (where it was read along) and, of an ended one, until when it was.
        """
        above = self._state.fields_cache.get("parent")
        ended = self.valid_to and _("until %(date)s") % {"date": f"{self.valid_to:%d/%m/%Y}"}
        return " · ".join(str(part) for part in (self, above, ended) if part)

    def name_on(self, on: date) -> str:
        """Its Vietnamese name on that day, without its type: a dated former name, or today's."""
        named = [one for one in self.names.all() if one.language == "vi" and one.until]
        held = [one for one in named if one.kind != NameKind.ALIAS and one.holds(on)]
        return max(held, key=lambda one: one.since or date.min).text if held else self.name

    def missing(self) -> list[str]:
        """What an office would still look for; villages have no official code."""
        own = self.country.paper_language
        official = {name.language for name in self.names.all() if name.kind == NameKind.OFFICIAL}
        return lacking(
            {
                _("official code"): self.code or self.level in WITHOUT_CODE,
                _("name in its own script"): own == "vi" or own in official,
            }
        )

    def exists_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on < self.valid_to
        )


@keep_history(of=("unit",))
class UnitParent(models.Model):
    """The unit above, from a day until a day; the last one is copied to `Unit.parent`."""

    uuid = public_id()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parents")
    parent = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("belongs to"), related_name="ever_above"
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("first day it is no more"), null=True, blank=True)

    joined_by = decided("+", _("placed by"))
    left_by = decided("+", _("taken away by"))

    refusals = REFUSED | {  # what the triggers below say no to
        "no_unit_above_itself": _("A unit cannot belong to itself or to a unit below it."),
        "unit_belongs_in_its_country": _("A unit belongs to one of its own country."),
    }

    class Meta:
        verbose_name = _("place in the tree")
        verbose_name_plural = _("places in the tree")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="belonging_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="a_unit_has_one_parent_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=_("The unit belongs to another in that time already."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_unit_above_itself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_UNIT_ABOVE_ITSELF,
            ),
            *refresh_reach(
                ("unit_id", "parent_id"), watched=("since", "until"), first=LATEST_PARENT
            ),
            *keep_what_was_decided(
                "partnerships_unitparent",
                "decision.kind = 'placed' AND decision.unit_id = now.unit_id",
                joined_by_id=("since",),
                left_by_id=("until",),
            ),
        ]

    def __str__(self):
        return f"{self.unit} → {self.parent}"

    def holds(self, on: date) -> bool:
        return (self.since or date.min) <= on < (self.until or date.max)


@keep_history(of=("unit",))
class UnitName(models.Model):
    """A name of a unit besides the Vietnamese one of today: another script, a former name, an
    alias or a misspelling that sources use. Unchecked: no native reader has confirmed it.
    """

    uuid = public_id()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    language = models.CharField(_("language"), max_length=3)
    text = models.CharField(_("name"), max_length=200)
    folded = folded_field("text")
    kind = models.CharField(_("kind"), max_length=16, choices=NameKind, default=NameKind.OFFICIAL)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("first day it is no more"), null=True, blank=True)
    checked = models.BooleanField(_("checked by a native reader"), default=False)

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of a unit")
        verbose_name_plural = _("names of units")
        ordering = ["language", "pk"]
        indexes = [folded_index("unit_name_by_folded_text")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="unit_name_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["unit", "language", "text", "since"],
                name="a_unit_is_called_so_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return self.text

    def holds(self, on: date) -> bool:
        return (self.since or date.min) <= on < (self.until or date.max)
