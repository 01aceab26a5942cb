from datetime import date

import django_filters
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import FoldedWords, RecordFilter, later
from core.form_fields import CURRENCIES
from exchanges.aid_by_year import of_year, with_year
from exchanges.choices import (
    GIVEN,
    AgreedItemStatus,
    AidDirection,
    AidForm,
    AidModality,
    AidRole,
    AidSector,
    AidStatus,
    ItemOwner,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
)
from exchanges.models import (
    AgreedItem,
    AidParty,
    AidProject,
    AidStep,
    ExchangeRate,
    Meeting,
    Minutes,
    YearPlan,
)
from exchanges.models.aid_rows import NOBODY, SEVERAL, partner_country
from partnerships.choices import HOME_COUNTRY
from partnerships.common_filters import (
    AtPlace,
    Common,
    InPeriod,
    OfLevel,
    WithCountry,
    WithOrganisation,
    WithTie,
)
from partnerships.models import Country, Partnership


def partner_choices() -> list[tuple[str, str]]:
    """The other countries of the register, and what is with several of them or with none."""
    abroad = Country.objects.exclude(code=HOME_COUNTRY).values_list("code", "name")
    return [*abroad, (SEVERAL, _("Several countries")), (NOBODY, _("No partner named"))]


class YearFilter(django_filters.NumberFilter):
    """Wholly or partly in that year, as far as is known."""

    def __init__(self, field: str, **kwargs):
        super().__init__(f"{field}_days", label=_("Year"), min_value=1945, max_value=2200, **kwargs)

    def filter(self, rows, year):
        if year in (None, ""):
            return rows
        return self.within(rows, DateRange(date(int(year), 1, 1), date(int(year) + 1, 1, 1)))

    def within(self, rows, days: DateRange):
        return rows.filter(**{f"{self.field_name}__overlap": days})


class MeetingYearFilter(YearFilter):
    """The same over a table that grows to a million."""

    def within(self, rows, days: DateRange):
        return self.parent.within(rows, days)


class MeetingFilter(Common):
    period = ("held_days",)

    q = FoldedWords("title", label=_("Words in the title"))
    kind = django_filters.ChoiceFilter(choices=MeetingKind, label=_("Kind"))
    status = django_filters.ChoiceFilter(
        choices=[("to_come", _("To come")), *MeetingStatus.choices],
        method="in_status",
        label=_("Status"),
    )
    minutes = django_filters.ChoiceFilter(
        choices=[
            ("none", _("none recorded")),
            ("to_check", _("filed by others, to be checked")),
            *MinutesStatus.choices,
        ],
        method="with_minutes",
        label=_("Minutes"),
    )
    year = MeetingYearFilter("held")
    time = later(
        django_filters.ChoiceFilter(
            choices=[("known", _("known to the year")), ("unknown", _("not known to the year"))],
            method="known_or_not",
            label=_("Time of the meeting"),
        )
    )

    class Meta:
        model = Meeting
        fields = ["q", "kind", "status", "minutes", "year"]

    def within(self, rows, days):
        """Found in the order in which the list stands."""
        return rows.touching(days, oldest_first=self.data.get("sort") == "held")

    def in_status(self, rows, name, value):
        return rows.to_come() if value == "to_come" else rows.filter(status=value)

    def with_minutes(self, rows, name, value):
        if value == "none":
            return rows.held().filter(minutes__isnull=True)
        if value == "to_check":
            filed = Minutes.objects.filter(status=MinutesStatus.SUBMITTED)
            return rows.filter(
                pk__in=filed.exclude(filed_by=self.request.user.pk).values("meeting")
            )
        return rows.filter(minutes__status=value)

    def known_or_not(self, rows, name, value):
        """Of those that were held."""
        return rows.in_a_known_year() if value == "known" else rows.in_no_known_year()


class TieFilter(AtPlace, WithCountry, OfLevel):
    q = django_filters.CharFilter(
        method="named", label=_("Name or code of the tie"), max_length=200
    )

    class Meta:
        model = Partnership
        fields = ["q"]

    def named(self, rows, name, value):
        return rows.named(value)


class AgreedItemFilter(Common):
    period = ("due", "meeting__held_days")

    q = FoldedWords("title", label=_("Words"))
    status = django_filters.ChoiceFilter(choices=AgreedItemStatus, label=_("Status"))
    owner = django_filters.ChoiceFilter(choices=ItemOwner.choices[1:], label=_("Owner"))
    lacking = django_filters.ChoiceFilter(
        choices=[("due", _("no due day")), ("owner", _("no owner")), ("open", _("still open"))],
        method="that_lack",
        label=_("Still lacking"),
    )

    class Meta:
        model = AgreedItem
        fields = ["q", "status", "owner", "lacking"]

    def that_lack(self, rows, name, value):
        rows = rows.open()
        lacking = {"due": Q(due__isnull=True), "owner": Q(owner="")}.get(value, Q())
        return rows.filter(lacking)


class AidFilter(RecordFilter):
    """By what the list and the overview of aid are cut down."""

    direction = django_filters.ChoiceFilter(choices=AidDirection, label=_("Direction"))
    sector = django_filters.ChoiceFilter(choices=AidSector, label=_("Sector"))
    partner = django_filters.ChoiceFilter(
        choices=partner_choices, method="with_partner", label=_("Partner country")
    )
    modality = django_filters.ChoiceFilter(choices=AidModality.choices[1:], label=_("Modality"))
    form = django_filters.ChoiceFilter(choices=AidForm.choices[1:], label=_("Form"))

    class Meta:
        model = AidProject
        fields = ["direction", "sector", "partner", "modality", "form"]

    def with_partner(self, rows, name, value):
        return rows.annotate(partner_country=partner_country()).filter(partner_country=value)


class AidProjectFilter(AtPlace, OfLevel, WithTie, WithOrganisation, InPeriod, AidFilter):
    period = ("handed_over_days",)

    q = FoldedWords("title", label=_("Words in the title"))
    status = django_filters.ChoiceFilter(
        choices=[("given", _("Handed over, accepted or closed")), *AidStatus.choices],
        method="in_status",
        label=_("Status"),
    )
    year = django_filters.NumberFilter(
        method="in_year", label=_("Year of the hand-over"), min_value=1945, max_value=2200
    )
    time = django_filters.ChoiceFilter(
        choices=[("known", _("known to the year")), ("unknown", _("not known to the year"))],
        method="known_or_not",
        label=_("Time of the hand-over"),
    )
    currency = django_filters.ChoiceFilter(
        choices=[*((code, code) for code in CURRENCIES), ("none", _("no amount in figures"))],
        method="in_currency",
        label=_("Currency"),
    )
    lacking = django_filters.ChoiceFilter(
        choices=[
            ("reason", _("a promise or a reason")),
            ("giver", _("giver")),
            ("receiver", _("receiver")),
            ("amount", _("amount")),
            ("hand_over", _("record of the hand-over")),
            ("answer", _("an answer that is overdue")),
        ],
        method="that_lack",
        label=_("Still lacking"),
    )

    class Meta:
        model = AidProject
        fields = ["q", "status", *AidFilter.Meta.fields, "year", "time", "currency", "lacking"]

    def in_status(self, rows, name, value):
        return rows.filter(status__in=GIVEN if value == "given" else [value])

    def in_year(self, rows, name, value):
        return of_year(rows, int(value))

    def known_or_not(self, rows, name, value):
        return with_year(rows).filter(year__isnull=value == "unknown")

    def in_currency(self, rows, name, value):
        return rows.filter(amount_unit="" if value == "none" else value)

    def that_lack(self, rows, name, value):
        return rows.filter(WITHOUT[value]())


def _without(role: str) -> Q:
    return Q(~Exists(AidParty.objects.filter(project=OuterRef("pk"), role=role)))


def _overdue() -> Q:
    late = AidStep.objects.overdue(timezone.localdate()).filter(project=OuterRef("pk"))
    return Q(Exists(late), status=AidStatus.PROPOSED)


WITHOUT = {
    "reason": lambda: Q(commitment__isnull=True, occasion=""),
    "giver": lambda: _without(AidRole.GIVER),
    "receiver": lambda: _without(AidRole.RECEIVER),
    "amount": lambda: Q(amount_number__isnull=True, amount_words=""),
    "hand_over": lambda: Q(status__in=GIVEN, hand_over__isnull=True),
    "answer": _overdue,
}


class YearPlanFilter(AtPlace, WithCountry, OfLevel):
    q = FoldedWords("unit__name", label=_("Name of the unit"))
    year = django_filters.NumberFilter(label=_("Year"), min_value=1950, max_value=2100)
    direction = django_filters.ChoiceFilter(choices=AidDirection, label=_("Direction"))

    class Meta:
        model = YearPlan
        fields = ["q", "year", "direction"]


class ExchangeRateFilter(InPeriod):
    period = ("on",)

    currency = django_filters.ChoiceFilter(
        choices=[(code, code) for code in CURRENCIES], label=_("Currency")
    )
    year = django_filters.NumberFilter(
        "on", lookup_expr="year", label=_("Year"), min_value=1945, max_value=2200
    )

    class Meta:
        model = ExchangeRate
        fields = ["currency", "year"]
