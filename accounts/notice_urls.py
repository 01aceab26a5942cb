"""What one is told of."""

from django.urls import path

from accounts.views import notices

app_name = "notices"
urlpatterns = [
    path("", notices.NoticeList.as_view(), name="list"),
    path("mark/", notices.MarkNotices.as_view(), name="mark"),
    path("settings/", notices.NoticeSettings.as_view(), name="settings"),
]
