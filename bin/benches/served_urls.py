"""The addresses of the site, and those of its two peers."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpResponse
from django.urls import path

from config.urls import handler500, urlpatterns
from exchanges.models import Meeting

__all__ = ["handler500", "urlpatterns"]


def bare(request):
    """What every page pays: middleware, the session and who is signed in."""
    return HttpResponse(f"{request.user.pk}")


class MeetingAdmin(ModelAdmin):
    """The same rows, columns and order as our list shows them."""

    list_display = ("title", "held_days", "ties", "kind", "host", "status", "written")
    list_filter = ("kind", "status")
    list_select_related = ("minutes",)
    search_fields = ("title",)
    list_per_page = 50
    ordering = ("-held_days",)
    raw_id_fields = ("partnerships", "unit", "place_marker", "place_unit", "host_party", "cadence")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("partnerships")

    def ties(self, meeting):
        return "; ".join(tie.title for tie in meeting.partnerships.all())

    def written(self, meeting):
        return getattr(meeting, "minutes", None)


admin = AdminSite(name="bench")
admin.register(Meeting, MeetingAdmin)
urlpatterns = [*urlpatterns, path("bare/", bare), path("bench-admin/", admin.urls)]
