from django.contrib import admin

from accounts.admin_site import RecordAdmin
from partnerships.models import Border, Country, Organisation, Unit


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
