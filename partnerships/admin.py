from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import RecordAdmin
from partnerships.models import Border, Country, DayOff, Organisation, StepRule, Unit


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    list_display = ["name", "code", "paper_language", "time_zone"]
    search_fields = ["name", "code"]


@admin.register(Border)
class BorderAdmin(RecordAdmin):
    list_display = ["name", "code", "neighbour"]


class ReadOnly(RecordAdmin):
    """To choose from (a user's units and organisation); it is changed on the pages, by services."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Unit)
class UnitAdmin(ReadOnly):
    list_display = ["__str__", "level", "parent", "country", "valid_to"]
    list_filter = ["level", "country"]
    list_select_related = ["parent", "country"]
    search_fields = ["name", "code"]


@admin.register(Organisation)
class OrganisationAdmin(ReadOnly):
    list_display = ["name", "kind", "seat", "country"]
    list_filter = ["kind", "country"]
    list_select_related = ["seat", "country"]
    search_fields = ["name"]


@admin.register(StepRule)
class StepRuleAdmin(RecordAdmin):
    """A step that was loaded or entered keeps its place, limit and beginning: what the law changes
    is a new row at the same place with its first day, so that the past stays as it was.
    """

    list_display = [
        *("procedure", "position", "title", "asked_of", "limit_days", "working_days"),
        *("required", "since", "until"),
    ]
    list_filter = ["procedure"]
    search_fields = ["title", "asked_of", "law"]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("procedure", "position", "title", "asked_of", "limit_days"),
                    *("working_days", "required", "law", "since", "until"),
                ),
                "description": _(
                    "Does a limit change? Add a new step at the same place of the same procedure, "
                    "with the day from which it counts: from that day it replaces this one. Texts "
                    "whose clearance has begun keep the limits they began with."
                ),
            },
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return ("procedure", "position", "limit_days", "working_days", "required", "since")


@admin.register(DayOff)
class DayOffAdmin(RecordAdmin):
    """Days that the government moved; public holidays themselves need no row."""

    list_display = ["day", "country", "works", "words"]
    list_filter = ["country", "works"]
    search_fields = ["words"]

    def has_delete_permission(self, request, obj=None):
        """A day entered by mistake goes; its history stays."""
        return self.admin_site.has_permission(request)
