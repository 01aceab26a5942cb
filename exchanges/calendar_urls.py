from django.urls import path

from exchanges.views import calendar, calendar_feed, calendar_settings, dues

urlpatterns = [
    path("meetings/due/", dues.Dues.as_view(), name="due-list"),
    path("ties/<uuid:uuid>/dues/", dues.TieDues.as_view(), name="tie-dues"),
    path("units/<uuid:uuid>/dues/", dues.UnitDues.as_view(), name="unit-dues"),
    path("calendar/", calendar.Calendar.as_view(), name="calendar"),
    path("calendar/plan/", calendar.CalendarPlan.as_view(), name="calendar-plan"),
    path(
        "calendar/settings/",
        calendar_settings.CalendarSettings.as_view(),
        name="calendar-settings",
    ),
    path(
        "calendar/settings/reminders/",
        calendar_settings.RemindersChoose.as_view(),
        name="reminders-choose",
    ),
    path(
        "calendar/settings/address/",
        calendar_settings.FeedMake.as_view(),
        name="calendar-feed-make",
    ),
    path(
        "calendar/settings/address/revoke/",
        calendar_settings.FeedRevoke.as_view(),
        name="calendar-feed-revoke",
    ),
    path("calendar/feed/<str:secret>.ics", calendar_feed.feed, name="calendar-feed"),
]
