"""Filters of what is owed, of instalments and of deliveries."""

from datetime import date
from uuid import UUID

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import FoldedWords, RecordFilter
from core.form_fields import CURRENCIES
from core.search import Folded, fold
from exchanges.balances import Direction
from exchanges.choices import STILL_DUE, InstalmentState
from exchanges.filters import YearFilter
from exchanges.owing import from_us, of_tie, with_partner
from partnerships.common_filters import AtPlace, Common, InPeriod, OfLevel, WithOrganisation
from partnerships.models import Commitment, Organisation, Partnership, Unit

NEIGHBOURS = (("LA", _("Laos")), ("CN", _("China")), ("KH", _("Cambodia")))
NAMED = {"tie": Partnership, "partner": Unit, "partner_body": Organisation}
ANY_GIVEN, OPEN = "given", "open"


class OwedFilter(RecordFilter):
    """What the page of balances is cut down by. A tie or a partner is named by the page that leads
    here, and only then offered: the box says which it is, and can be emptied.
    """

    year = django_filters.NumberFilter(
        label=_("Year"), min_value=1945, max_value=2200, method="of_year"
    )
    direction = django_filters.ChoiceFilter(
        label=_("Direction"), choices=Direction.choices, method="towards"
    )
    country = django_filters.ChoiceFilter(
        label=_("Country of the partner"), choices=NEIGHBOURS, method="across"
    )
    currency = django_filters.ChoiceFilter(
        label=_("Currency"),
        choices=[(code, code) for code in CURRENCIES],
        field_name="amount_unit",
    )
    tie = django_filters.ChoiceFilter(label=_("Tie"), method="in_tie")
    partner = django_filters.ChoiceFilter(label=_("Partner"), method="with_unit")
    partner_body = django_filters.ChoiceFilter(label=_("Partner"), method="with_body")

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        for name, model in NAMED.items():
            found = self._named(model, (data or {}).get(name, ""))
            if found:
                self.filters[name].extra["choices"] = [(str(found.uuid), str(found))]
            else:
                del self.filters[name]

    def _named(self, model, wanted: str):
        try:
            rows = model.objects.filter(uuid=UUID(wanted))
        except ValueError:
            return None
        names_are_public = model in (Unit, Organisation)
        return (rows if names_are_public else rows.visible_to(self.request.user)).first()

    def of_year(self, rows, _name, year):
        first = date(int(year), 1, 1)
        after = date(int(year) + 1, 1, 1)
        return rows.filter(period__startswith__gte=first, period__startswith__lt=after)

    def towards(self, rows, _name, wanted):
        ours = from_us("commitment__")
        return rows.filter(ours) if wanted == Direction.OWED_BY_US else rows.exclude(ours)

    def across(self, rows, _name, code):
        return rows.filter(across(code, "commitment__"))

    def in_tie(self, rows, _name, uuid):
        return rows.filter(of_tie(Partnership.objects.filter(uuid=uuid), "commitment__"))

    def with_unit(self, rows, _name, uuid):
        return with_partner(rows).filter(partner_uuid=uuid, partner_kind="unit")

    def with_body(self, rows, _name, uuid):
        return with_partner(rows).filter(partner_uuid=uuid, partner_kind="organisation")

    def promises(self, rows: QuerySet) -> QuerySet:
        """The same cut of promises themselves: those without interval are due in no year."""
        said = self.form.cleaned_data if self.form.is_valid() else {}
        if said.get("direction"):
            ours = from_us()
            by_us = said["direction"] == Direction.OWED_BY_US
            rows = rows.filter(ours) if by_us else rows.exclude(ours)
        if said.get("country"):
            rows = rows.filter(across(said["country"], ""))
        if said.get("currency"):
            rows = rows.filter(amount_unit=said["currency"])
        if said.get("tie"):
            rows = rows.filter(of_tie(Partnership.objects.filter(uuid=said["tie"])))
        for name, path in (("partner", "unit"), ("partner_body", "organisation")):
            if said.get(name):
                giver = "giver" if path == "unit" else "giver_organisation"
                who = Q(**{f"{giver}__uuid": said[name]}) | Q(
                    **{f"receivers__{path}__uuid": said[name]}
                )
                rows = rows.filter(pk__in=rows.model.objects.filter(who).values("pk"))
        return rows


def across(code: str, prefix: str) -> Q:
    """Promises between us and that country: its giver, or a receiver of it, sits there."""
    found = Q()
    for path in (
        "giver__country",
        "giver_organisation__country",
        "receivers__unit__country",
        "receivers__organisation__country",
    ):
        found |= Q(**{f"{path}__code": code})
    name = f"{prefix.removesuffix('__')}__in" if prefix else "pk__in"
    return Q(**{name: Commitment.objects.filter(found).values("pk")})


class InstalmentFilter(AtPlace, OfLevel, WithOrganisation, InPeriod, OwedFilter):
    period = ("period",)

    q = django_filters.CharFilter(label=_("Title"), method="called", max_length=200)
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            (OPEN, _("still owed")),
            (ANY_GIVEN, _("something was given")),
            *InstalmentState.choices,
        ],
        method="kept_so",
    )

    def called(self, rows, _name, typed):
        return rows.annotate(folded_now=Folded(F("commitment__title"))).filter(
            folded_now__contains=fold(typed)
        )

    def kept_so(self, rows, _name, wanted):
        if wanted == OPEN:
            return rows.filter(kept__in=STILL_DUE)
        if wanted == ANY_GIVEN:
            return rows.filter(any_given=True)
        return rows.filter(kept=wanted)


class DeliveryFilter(Common, WithOrganisation):
    period = ("given_days",)

    q = FoldedWords("what", label=_("Words"))
    year = YearFilter("given")
    standing = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("yes", _("given")), ("no", _("taken back"))],
        method="that_stand",
    )
    matched = django_filters.ChoiceFilter(
        label=_("Instalment"),
        choices=[("yes", _("counted for one")), ("no", _("for none"))],
        method="counted",
    )

    def that_stand(self, rows, _name, wanted):
        return (
            rows.filter(withdrawn_reason="")
            if wanted == "yes"
            else rows.exclude(withdrawn_reason="")
        )

    def counted(self, rows, _name, wanted):
        return rows.filter(instalment__isnull=wanted == "no")
