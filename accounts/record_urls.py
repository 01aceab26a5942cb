"""What every record has: /records/<kind>/<uuid>/…, with the kind as in exchanges.meeting."""

from django.urls import path

from accounts.views import records

app_name = "records"
urlpatterns = [
    path("<str:kind>/<uuid:uuid>/history/", records.RecordHistory.as_view(), name="history"),
]
