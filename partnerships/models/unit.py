from collections import defaultdict
from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history
from core.search import fold, folded_field, folded_index
from partnerships.choices import Level, NameKind
from partnerships.models.country import Country
from partnerships.models.reach import TieReach, UnitReach, charged_on, seated_within

DAYS = Func("since", "until", function="DATERANGE", output_field=DateRangeField())
# refresh_reach() is in the first migration; models/reach.py says what reach is.
REFRESH_REACH_OF_A_UNIT = """
    IF TG_OP <> 'UPDATE' OR OLD.parent_id IS DISTINCT FROM NEW.parent_id
        OR OLD.valid_to IS DISTINCT FROM NEW.valid_to THEN
        PERFORM refresh_reach(OLD.id, NEW.id, OLD.parent_id, NEW.parent_id);
    END IF;
    RETURN NULL;
"""
# The latest parent is copied to the unit, so that a list shows it without a second table.
LATEST_PARENT = """
    UPDATE partnerships_unit SET parent_id = (
        SELECT parent_id FROM partnerships_unitparent
        WHERE unit_id = COALESCE(NEW.unit_id, OLD.unit_id)
        ORDER BY since DESC NULLS LAST, id DESC LIMIT 1
    ) WHERE id = COALESCE(NEW.unit_id, OLD.unit_id);
    PERFORM refresh_reach(OLD.unit_id, NEW.unit_id, OLD.parent_id, NEW.parent_id);
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
    RETURN NEW;
"""


class UnitQuerySet(models.QuerySet):
    def reach(self, *, organisation: int | None = None, on: date | None = None):
        """Ids of the ties, units and organisations that users of these units may see, and what
        their own organisation is party to or has charge of on that day (today).
        """
        units = UnitReach.objects.filter(ancestor__in=self).values_list(Value("Unit"), "unit")
        ties = TieReach.objects.filter(unit__in=self).values_list(Value("Partnership"), "tie")
        ids = units.union(ties, seated_within(self), *charged_on(organisation, on or today()))
        reach = defaultdict(list)
        for end, pk in ids:
            reach[end].append(pk)
        return reach

    def existing(self, on: date):
        """Units that exist on that day, as far as is known."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        )

    def named(self, typed: str):
        """Units with a name like this, typed with or without tone marks, in any script."""
        wanted = fold(typed)
        other = UnitName.objects.filter(folded__contains=wanted).values("unit")
        return self.filter(Q(folded__contains=wanted) | Q(pk__in=other))


def today() -> date:
    return timezone.localdate()


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
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="unit_lies_on_the_globe",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="refresh_reach",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=REFRESH_REACH_OF_A_UNIT,
            )
        ]

    def __str__(self):
        return f"{self.word} {self.name}".strip()

    def get_absolute_url(self):
        return reverse("partnerships:unit-detail", args=[self.uuid])

    def exists_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on < self.valid_to
        )


@keep_history()
class UnitParent(models.Model):
    """The unit above, from a day until a day; the last one is copied to `Unit.parent`."""

    uuid = public_id()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parents")
    parent = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("belongs to"), related_name="ever_above"
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("first day it is no more"), null=True, blank=True)

    refusals = {  # what the triggers below say no to
        "no_unit_above_itself": _("A unit cannot belong to itself or to a unit below it."),
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
            pgtrigger.Trigger(
                name="latest_parent",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=LATEST_PARENT,
            ),
        ]

    def __str__(self):
        return f"{self.unit} → {self.parent}"


@keep_history()
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
