from datetime import date

import pgtrigger
from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis
from core.fields import PartialDateField, public_id
from core.history import keep_history
from partnerships.choices import PartnershipEventKind, Side
from partnerships.models.decided import REFUSED, TWICE, keep_what_was_decided, no_tie_twice
from partnerships.models.organisation import Organisation
from partnerships.models.reach import OF_TIES
from partnerships.models.subject import UnitOrOrganisation, decided, sources
from partnerships.models.unit import DAYS, Unit

HOME_SIDE_IN_VIETNAM = """
    IF COALESCE(
        (SELECT country_id = 'VN' FROM partnerships_unit WHERE id = NEW.unit_id),
        (SELECT country_id = 'VN' FROM partnerships_organisation WHERE id = NEW.organisation_id)
    ) <> (NEW.side = 'home') THEN
        RAISE 'the home side is in Vietnam, the counterpart is not'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'home_side_in_vietnam';
    END IF;
    RETURN NEW;
"""
REFRESH_REACH_OF_A_TIE = f"""{OF_TIES.format(ties="IN (OLD.partnership_id, NEW.partnership_id)")}
    RETURN NULL;
"""
# Written at commit, when all parties of the tie are there; Partnership's unique constraint does the
# rest, by an index: no other tie is read.
KEY_OF_THE_PARTIES = """
    UPDATE partnerships_partnership tie SET parties_key = (
        SELECT md5(string_agg(
            (side, unit_id, organisation_id, since, until)::text, ';'
            ORDER BY side, unit_id, organisation_id, since
        ))
        FROM partnerships_partnershipparty WHERE partnership_id = tie.id
    )
    WHERE tie.id IN (OLD.partnership_id, NEW.partnership_id);
    RETURN NULL;
"""


class PartnershipPartyQuerySet(ScopedQuerySet):
    def standing(self, on: date):
        """Parties that are in their tie on that day and exist as units or organisations."""
        return self._joined(on).filter(
            Q(unit__isnull=True) | Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gt=on),
            Q(organisation__isnull=True)
            | Q(organisation__until__isnull=True)
            | Q(organisation__until__gt=on),
        )

    def filling_both(self, on: date):
        """The ties, by number, with a standing party on either side, found in one go for all: what
        has ended is a set made once, where standing() looks at the unit of each party.
        """
        units = Unit.objects.filter(valid_to__lte=on).order_by().values("pk")
        organisations = Organisation.objects.filter(until__lte=on).order_by().values("pk")
        standing = self._joined(on).filter(
            Q(unit__isnull=True) | ~Q(unit__in=units),
            Q(organisation__isnull=True) | ~Q(organisation__in=organisations),
        )
        ties = standing.order_by().values("partnership")
        both = {f"at_{side}": BoolOr(Q(side=side)) for side in Side}
        return ties.annotate(**both).filter(**dict.fromkeys(both, True)).values("partnership")

    def _joined(self, on: date):
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gt=on)
        )


@keep_history(of=("partnership",))
class PartnershipParty(UnitOrOrganisation):
    """A unit or organisation on one side of a tie. A side may have several at once, or none."""

    scope_paths = ("partnership",)

    uuid = public_id()
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, verbose_name=_("tie"), related_name="parties"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("first day it is no more"), null=True, blank=True)
    carried_over_by = models.ForeignKey(
        "partnerships.Paper",
        models.PROTECT,
        verbose_name=_("carried over by"),
        related_name="+",
        null=True,
        blank=True,
    )

    joined_by = decided("joined", _("joined by decision"))
    left_by = decided("left", _("left by decision"))

    refusals = (
        REFUSED
        | TWICE
        | {  # what the triggers below say no to
            "home_side_in_vietnam": _("The home side is in Vietnam, the counterpart side is not."),
        }
    )

    objects = PartnershipPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            *UnitOrOrganisation.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="party_ends_after_it_starts",
                violation_error_message=_("A party leaves the tie after it joined it."),
            ),
            *(
                ExclusionConstraint(
                    name=f"{who}_once_at_a_time_in_a_tie",
                    expressions=[
                        ("partnership", RangeOperators.EQUAL),
                        (who, RangeOperators.EQUAL),
                        (DAYS, RangeOperators.OVERLAPS),
                    ],
                    violation_error_message=_("This party is in the tie already in that time."),
                )
                for who in ("unit", "organisation")
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="home_side_in_vietnam",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=HOME_SIDE_IN_VIETNAM,
            ),
            pgtrigger.Trigger(
                name="refresh_reach",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=REFRESH_REACH_OF_A_TIE,
            ),
            pgtrigger.Trigger(
                name="key_of_the_parties",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=KEY_OF_THE_PARTIES,
            ),
            *keep_what_was_decided(
                "partnerships_partnershipparty",
                "decision.kind = 'carried_over' AND decision.side = now.side"
                " AND decision.partnership_id = now.partnership_id",
                joined_by_id=("side", "since", "carried_over_by_id"),
                left_by_id=("until",),
            ),
            no_tie_twice(),
        ]

    def __str__(self):
        return str(self.who)

    def ended_on(self) -> date | None:
        """First day it is no longer a party: it left the tie, or ended as a unit."""
        own = self.unit.valid_to if self.unit else self.organisation.until
        return min(filter(None, [self.until, own]), default=None)

    def stood(self, on: date) -> bool:
        """As `standing`, asked of one party: it was in its tie on that day, and existed."""
        end = self.ended_on()
        return (self.since is None or self.since <= on) and (end is None or on < end)


# The days a tie is surely suspended: from the first day it may have begun, to the last day it may
# have ended.
SUSPENDED = Func(
    F("since_days__startswith"),
    F("until_days__endswith"),
    function="DATERANGE",
    output_field=DateRangeField(),
)


class PartnershipEventQuerySet(ScopedQuerySet):
    def begun(self, on: date):
        """Begun by that day; an event without a date counts as begun."""
        return self.filter(Q(since_days__isnull=True) | Q(since_days__startswith__lte=on))

    def lasting(self, on: date):
        """Begun by that day and not known to have ended."""
        return self.begun(on).filter(
            Q(until_days__isnull=True)
            | Q(until_days__endswith__isnull=True)
            | Q(until_days__endswith__gt=on)
        )


@keep_history(of=("partnership",))
class PartnershipEvent(models.Model):
    """What befell a tie: established, suspended for a time, ended, carried over."""

    scope_paths = ("partnership",)

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.REPORTED)
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.PROTECT, verbose_name=_("tie"), related_name="changes"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=PartnershipEventKind)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    paper = models.ForeignKey(
        "partnerships.Paper",
        models.PROTECT,
        verbose_name=_("paper"),
        related_name="+",
        null=True,
        blank=True,
    )
    decision = decided("+", _("decision"))
    sources = sources()

    objects = PartnershipEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a tie")
        verbose_name_plural = _("events of ties")
        ordering = [Coalesce("since_days__startswith", date.max), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_days__isnull=True)
                | Q(since_days__isnull=True)
                | Q(until_days__endswith__isnull=True)
                | Q(since_days__startswith__isnull=True)
                | Q(until_days__endswith__gt=F("since_days__startswith")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The end comes after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PartnershipEventKind.SUSPENDED)
                | Q(until_days__isnull=True, until_words=""),
                name="only_a_suspension_lasts",
                violation_error_message=_("Only a suspension has an end."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[PartnershipEventKind.SUSPENDED, PartnershipEventKind.ENDED])
                | ~Q(reason=""),
                name="a_suspended_or_ended_tie_has_a_reason",
                violation_error_message=_("Say why the tie was suspended or ended."),
            ),
            ExclusionConstraint(
                name="suspensions_of_a_tie_do_not_overlap",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    (SUSPENDED, RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=PartnershipEventKind.SUSPENDED),
                violation_error_message=_("The tie is suspended already in that time."),
            ),
        ]
        triggers = keep_what_was_decided(
            "partnerships_partnershipevent",
            "decision.kind = now.kind AND decision.partnership_id = now.partnership_id",
            decision_id=("kind", "since_days", "paper_id", "reason"),
        )

    def __str__(self):
        return f"{self.get_kind_display()} {self.since}".strip()
