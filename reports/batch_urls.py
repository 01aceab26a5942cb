"""Addresses of batches and of a year's reviews as ZIP; part of reports/urls.py."""

from django.urls import path

from reports.views import batches, downloads

urlpatterns = [
    path("batches/", batches.ReviewBatchList.as_view(), name="review-batch-list"),
    path("batches/new/", batches.ReviewBatchCreate.as_view(), name="review-batch-create"),
    path("batches/<uuid:uuid>/", batches.ReviewBatchDetail.as_view(), name="review-batch-detail"),
    path(
        "batches/<uuid:uuid>/progress/",
        batches.ReviewBatchProgress.as_view(),
        name="review-batch-progress",
    ),
    path(
        "batches/<uuid:uuid>/cancel/",
        batches.ReviewBatchCancel.as_view(),
        name="review-batch-cancel",
    ),
    path(
        "batches/<uuid:uuid>/retry/",
        batches.ReviewBatchRetry.as_view(),
        name="review-batch-retry",
    ),
    path(
        "batches/<uuid:uuid>/volume/",
        batches.ReviewBatchVolume.as_view(),
        name="review-batch-volume",
    ),
    path("zip/", downloads.YearOfReviews.as_view(), name="review-zip"),
    path("zip/file/", downloads.YearOfReviewsFile.as_view(), name="review-zip-file"),
]
