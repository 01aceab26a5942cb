"""Addresses of the lists that somebody has had built as files."""

from django.urls import path

from reports.views import list_exports as exports

urlpatterns = [
    path("", exports.ExportList.as_view(), name="export-list"),
    path("progress/", exports.ExportProgress.as_view(), name="export-progress"),
    path("order/", exports.ExportOrder.as_view(), name="export-order"),
    path("file/", exports.ExportFile.as_view(), name="export-file"),
]
