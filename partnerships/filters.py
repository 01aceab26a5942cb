import django_filters
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import RecordFilter
from core.search import Folded, fold
from partnerships.choices import (
    CommitmentStatus,
    Level,
    Measure,
    MemorandumKind,
    OrganisationKind,
    PaperKind,
    PartnershipKind,
    PartnershipStatus,
    Side,
)
from partnerships.models import (
    Border,
    Country,
    Organisation,
    Partnership,
    PartnershipParty,
    Unit,
)

ALL = _("all")


def choice(label, choices, **more) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=ALL, **more)


def yes_or_no(label, **more) -> django_filters.ChoiceFilter:
    return choice(label, [("true", _("yes")), ("false", _("no"))], **more)


def country(label, **more) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=label, queryset=Country.objects.all(), to_field_name="uuid", empty_label=ALL, **more
    )


def words(label, **more) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, max_length=200, **more)


class Named(RecordFilter):
    """A box for part of a name, typed with or without tone marks."""

    q = words(_("Name"), method="called")

    def called(self, rows, _name, typed):
        return rows.named(typed)


class Entitled(RecordFilter):
    """The same for records whose title has no folded copy of its own: few, so it is folded now."""

    q = words(_("Title"), method="called")
    column = "title"

    def called(self, rows, _name, typed):
        return rows.annotate(folded_now=Folded(F(self.column))).filter(
            folded_now__contains=fold(typed)
        )


class PartnershipFilter(RecordFilter):
    q = words(_("Name of a side"), method="called")
    country = country(_("Country of the counterpart"), method="across")
    level = choice(_("Level"), Level.choices)
    kind = choice(_("Kind"), PartnershipKind.choices)
    status = choice(_("Status"), PartnershipStatus.choices)

    def called(self, rows, _name, typed):
        """By its title or code, or by the name of any party in any script."""
        parties = PartnershipParty.objects.filter(
            Q(unit__in=Unit.objects.named(typed).values("pk"))
            | Q(organisation__in=Organisation.objects.named(typed).values("pk"))
        )
        by_title = Partnership.objects.named(typed).values("pk")
        return rows.filter(Q(pk__in=by_title) | Q(pk__in=parties.values("partnership")))

    def across(self, rows, _name, chosen):
        at = PartnershipParty.objects.filter(
            Q(unit__country=chosen) | Q(organisation__country=chosen), side=Side.COUNTERPART
        )
        return rows.filter(pk__in=at.values("partnership"))


class UnitFilter(Named):
    level = choice(_("Level"), Level.choices)
    country = country(_("Country"))
    ended = yes_or_no(_("No more"), method="gone")

    def gone(self, rows, _name, wanted):
        ended = Q(valid_to__lte=timezone.localdate())
        return rows.filter(ended) if wanted == "true" else rows.exclude(ended)


class OrganisationFilter(Named):
    kind = choice(_("Kind"), OrganisationKind.choices)
    country = country(_("Country"))


class PersonFilter(Named):
    pass


class MemorandumFilter(Entitled):
    kind = choice(_("Kind"), MemorandumKind.choices)
    expired = yes_or_no(_("Expired"), method="run_out")

    def run_out(self, rows, _name, wanted):
        gone = Q(term__endswith__lte=timezone.localdate())
        return rows.filter(gone) if wanted == "true" else rows.exclude(gone)


class CommitmentFilter(Entitled):
    status = choice(_("Status"), CommitmentStatus.choices)
    unstated = yes_or_no(_("Interval not stated"), method="open_ended")

    def open_ended(self, rows, _name, wanted):
        return rows.filter(interval_months__isnull=wanted == "true")


class StatedFigureFilter(Entitled):
    measure = choice(_("Measure"), Measure.choices)


class NoteFilter(Entitled):
    column = "topic"


class PaperFilter(Entitled):
    kind = choice(_("Kind"), PaperKind.choices)


class BorderProfileFilter(RecordFilter):
    border = django_filters.ModelChoiceFilter(
        label=_("Border"), queryset=Border.objects.all(), to_field_name="uuid", empty_label=ALL
    )
