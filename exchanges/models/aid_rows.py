import pgtrigger
from django.db import models
from django.db.models import Case, Count, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, public_id
from core.history import keep_history
from exchanges.choices import AidRole, LineKind
from partnerships.choices import HOME_COUNTRY
from partnerships.models import UnitReach
from partnerships.models.subject import UnitOrOrganisation

GIVER_IS_NOT_RECEIVER = """
    IF EXISTS (
        SELECT FROM exchanges_aidparty other
        WHERE other.project_id = NEW.project_id AND other.role <> NEW.role
            AND (other.unit_id = NEW.unit_id OR other.organisation_id = NEW.organisation_id)
        UNION ALL
        SELECT FROM exchanges_delivery
        WHERE project_id = NEW.project_id AND NEW.role = 'giver' AND withdrawn_reason = ''
            AND (unit_id = NEW.unit_id OR organisation_id = NEW.organisation_id)
    ) THEN
        RAISE 'nobody gives aid to themselves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'giver_is_not_receiver';
    END IF;
    RETURN NULL;
"""


SEVERAL, NOBODY = "several", "none"  # instead of the code of one partner country


def partner_country() -> Coalesce:
    """With which country the outer project is: its code, `SEVERAL`, or `NOBODY` named abroad."""
    code = Coalesce("unit__country", "organisation__country")
    abroad = AidParty.objects.filter(project=OuterRef("pk")).annotate(code=code)
    abroad = abroad.exclude(code=HOME_COUNTRY).order_by().values("project")
    counted = abroad.annotate(countries=Count("code", distinct=True), first=Min("code"))
    said = Case(
        When(countries__gt=1, then=Value(SEVERAL)),
        default=F("first"),
        output_field=models.CharField(),
    )
    return Coalesce(Subquery(counted.values(said=said)), Value(NOBODY))


class AidPartyQuerySet(ScopedQuerySet):
    def within(self, units):
        """Parties of the outer project that are, or sit in, one of these units or below."""
        reached = UnitReach.objects.filter(ancestor__in=units).values("unit")
        return self.filter(
            Q(unit__in=reached) | Q(organisation__seat__in=reached), project=OuterRef("pk")
        )


@keep_history(of=("project",))
class AidParty(UnitOrOrganisation):
    """A giver or a receiver. The amount of a joint gift is never split between its givers."""

    scope_paths = ("project__partnership", "unit", "organisation")

    uuid = public_id()
    project = models.ForeignKey(
        "exchanges.AidProject",
        models.PROTECT,
        verbose_name=_("aid project"),
        related_name="parties",
    )
    role = models.CharField(_("role"), max_length=16, choices=AidRole)

    refusals = {  # what the triggers below say no to
        "giver_is_not_receiver": _("Nobody gives aid to themselves."),
    }

    objects = AidPartyQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of aid")
        verbose_name_plural = _("parties of aid")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Trigger(
                name="giver_is_not_receiver",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GIVER_IS_NOT_RECEIVER,
            )
        ]

    def __str__(self):
        return str(self.who)


@keep_history(of=("project",))
class AidLine(models.Model):
    """One item of the aid, or a result of it: hectares planted, books, yield."""

    scope_paths = (
        "project__partnership",
        "project__parties__unit",
        "project__parties__organisation",
    )

    uuid = public_id()
    project = models.ForeignKey(
        "exchanges.AidProject",
        models.PROTECT,
        verbose_name=_("aid project"),
        related_name="lines",
    )
    kind = models.CharField(
        _("item or result"), max_length=8, choices=LineKind, default=LineKind.ITEM
    )
    what = models.CharField(_("what"), max_length=200)
    amount = AmountField(_("amount"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of aid")
        verbose_name_plural = _("lines of aid")
        ordering = ["pk"]

    def __str__(self):
        return self.what
