"""Addresses of tables that are brought in; part of reports/urls.py."""

from django.urls import path

from reports.views import import_rows as rows
from reports.views import imports

urlpatterns = [
    path("imports/", imports.ImportList.as_view(), name="import-list"),
    path("imports/new/", imports.ImportCreate.as_view(), name="import-create"),
    path("imports/template/", imports.ImportTemplate.as_view(), name="import-template"),
    path("imports/<uuid:uuid>/", rows.ImportDetail.as_view(), name="import-detail"),
    path("imports/<uuid:uuid>/columns/", imports.ImportColumns.as_view(), name="import-columns"),
    path("imports/<uuid:uuid>/progress/", rows.ImportProgress.as_view(), name="import-progress"),
    path("imports/<uuid:uuid>/wrong/", rows.ImportWrong.as_view(), name="import-wrong"),
    path("imports/<uuid:uuid>/file/", rows.ImportFile.as_view(), name="import-file"),
    path("imports/<uuid:uuid>/accept/", rows.ImportAccept.as_view(), name="import-accept"),
    path("imports/<uuid:uuid>/undo/", rows.ImportUndo.as_view(), name="import-undo"),
    path("imports/<uuid:uuid>/stop/", rows.ImportStop.as_view(), name="import-stop"),
    path("imports/<uuid:uuid>/discard/", rows.ImportDiscard.as_view(), name="import-discard"),
]
