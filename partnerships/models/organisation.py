import re

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.db.models.lookups import IContains
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from core.history import keep_history
from core.search import fold, folded_field, folded_index
from partnerships.choices import OrganisationKind
from partnerships.models.country import Country
from partnerships.models.merged import MERGES, called_or_merged, merged_into, merged_once
from partnerships.models.reach import OF_TIES
from partnerships.models.unit import Unit

OTHER_SCRIPTS = re.compile("[\u0e00-\u1dff\u2e80-\uffff]")  # Lao, Khmer, Chinese and others
SEAT_IN_ITS_COUNTRY = """
    IF NEW.seat_id IS NOT NULL AND NEW.country_id <>
        (SELECT country_id FROM partnerships_unit WHERE id = NEW.seat_id) THEN
        RAISE 'an organisation sits in its own country'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_sits_in_its_country';
    END IF;
    RETURN NEW;
"""
# A tie of agencies is in reach through their seats. A new organisation is party to none, so nothing
# waits for the lock; an older one may just have become party to one, and the lock waits for that.
PARTY_TO = "SELECT partnership_id FROM partnerships_partnershipparty WHERE organisation_id = NEW.id"
REFRESH_REACH_OF_A_SEAT = f"""
    IF OLD.seat_id IS DISTINCT FROM NEW.seat_id
        AND (TG_OP = 'UPDATE' OR EXISTS ({PARTY_TO})) THEN
        {OF_TIES.format(ties=f"IN ({PARTY_TO})")}
    END IF;
    RETURN NULL;
"""


class OrganisationQuerySet(models.QuerySet):
    def kept(self):
        """Without those found to be the same as another and merged into it."""
        return self.filter(merged_into=None)

    def named(self, typed: str):
        """Organisations with a name like this, typed with or without tone marks or in another
        script; one goes by the names of the duplicates that were merged into it too.
        """
        called = Q(folded__contains=fold(typed))
        if OTHER_SCRIPTS.search(typed):
            called = Q(IContains(Cast("other_names", models.TextField()), typed.strip()))
        return called_or_merged(self, called)


@keep_history()
class Organisation(models.Model):
    """A department, association, station, company, hospital, school or NGO, with the unit it sits
    in; of a foreign one perhaps only the country is known.
    """

    uuid = public_id()
    name = models.CharField(_("name"), max_length=200, db_collation="vi-x-icu")
    folded = folded_field("name")
    other_names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"))
    seat = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("seat"),
        related_name="organisations",
        null=True,
        blank=True,
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("first day it is no more"), null=True, blank=True)
    sources = models.ManyToManyField(
        "partnerships.Source",
        verbose_name=_("sources"),
        related_name="organisation_set",
        blank=True,
    )
    merged_into = merged_into()

    refusals = MERGES | {  # what the triggers below say no to
        "organisation_sits_in_its_country": _("The seat lies in the country of the organisation."),
    }

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        indexes = [
            folded_index("organisation_by_folded_name"),
            models.Index(fields=["name", "id"], name="organisation_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="organisation_ends_after_it_starts"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="organisation_sits_in_its_country",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SEAT_IN_ITS_COUNTRY,
            ),
            pgtrigger.Trigger(
                name="refresh_reach",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=REFRESH_REACH_OF_A_SEAT,
            ),
            merged_once("partnerships_organisation"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partnerships:organisation-detail", args=[self.uuid])
