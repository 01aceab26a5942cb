"""Filters of the list of texts: by their state on a day, by what is held of them, by their tie."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from core.basis import Basis
from core.filters import later
from core.search import fold
from partnerships import owners
from partnerships.choices import MemorandumKind, MemorandumStatus, Side
from partnerships.common_filters import (
    AtPlace,
    DayFilter,
    InPeriod,
    OfLevel,
    PickedFilter,
    WithOrganisation,
)
from partnerships.filters import Entitled, choice, words, yes_or_no
from partnerships.models import Memorandum, MemorandumParty, Partnership, PartnershipParty

IN_FORCE, EXPIRED = "in_force", "expired"
STATES = [  # what a text is today, from its status and its days
    (IN_FORCE, _("in force")),
    (EXPIRED, _("expired")),
    (MemorandumStatus.RENEWED, _("renewed")),
    (MemorandumStatus.TERMINATED, _("terminated")),
    (MemorandumStatus.DRAFT, _("draft")),
    (MemorandumStatus.CLEARED, _("cleared")),
    (MemorandumStatus.GIVEN_UP, _("given up")),
]
DAYS = (30, 90, 180, 365)


def within() -> list[tuple[str, str]]:
    return [(str(n), ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in DAYS]


class MemorandumFilter(AtPlace, OfLevel, WithOrganisation, InPeriod, Entitled):
    period = ("signed_days", "term")

    state = choice(_("State"), STATES, method="as_it_is")
    on = DayFilter(label=_("In force on"), method="holding")
    within = choice(_("Ends within"), within, method="ending")
    kind = choice(_("Kind"), MemorandumKind.choices)
    basis = choice(_("Basis"), Basis.choices)
    country = choice(_("Country of the counterpart"), [], method="across")
    tie = words(_("Tie"), method="bound_to")
    scan = yes_or_no(_("Signed copy held"), method="scanned")
    overlap = yes_or_no(_("Overlapping"), method="overlapping")
    owner = later(
        PickedFilter(
            label=_("Who is told before it ends"),
            queryset=User.objects.none(),
            search_url="partnerships:former-owner-picker",
            search=owners.called,
        )
    )
    year = django_filters.NumberFilter(
        label=_("Signed or in force in the year"),
        method="of_year",
        min_value=1900,
        max_value=2200,
        decimal_places=0,
    )

    def __init__(self, *args, countries=(), **kwargs):
        """`countries` are the choices, uuid and name: the page has read them beside its counts."""
        super().__init__(*args, **kwargs)
        self.filters["country"].extra["choices"] = [(one["uuid"], one["name"]) for one in countries]
        if "owner" in self.filters:
            self.filters["owner"].extra["queryset"] = owners.colleagues(self.request.user)

    def as_it_is(self, rows, _name, wanted):
        today = timezone.localdate()
        if wanted == IN_FORCE:
            return rows.in_force(today)
        return rows.expired(today) if wanted == EXPIRED else rows.filter(status=wanted)

    def holding(self, rows, _name, day):
        return rows.in_force(day.days.lower) if day.days else rows

    def ending(self, rows, _name, days):
        return rows.ending(timezone.localdate(), within=int(days))

    def across(self, rows, _name, chosen):
        """By the parties of the text, or by those of the ties it binds."""
        there = Q(unit__country__uuid=chosen) | Q(organisation__country__uuid=chosen)
        own = MemorandumParty.objects.filter(there, side=Side.COUNTERPART)
        ties = PartnershipParty.objects.filter(there, side=Side.COUNTERPART)
        bound = Memorandum.objects.filter(partnerships__in=ties.values("partnership"))
        return rows.filter(Q(pk__in=own.values("memorandum")) | Q(pk__in=bound.values("pk")))

    def bound_to(self, rows, _name, typed):
        named = Partnership.objects.filter(
            Q(code__iexact=typed.strip()) | Q(folded__contains=fold(typed))
        )
        bound = Memorandum.objects.filter(partnerships__in=named.values("pk"))
        return rows.filter(pk__in=bound.values("pk"))

    def scanned(self, rows, _name, wanted):
        return rows.with_scan() if wanted == "true" else rows.without_scan()

    def overlapping(self, rows, _name, wanted):
        alone = rows.exclude(pk__in=rows.overlapping().order_by().values("pk"))
        return rows.overlapping() if wanted == "true" else alone

    def of_year(self, rows, _name, year):
        return rows.of_year(int(year))
