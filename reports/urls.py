from django.urls import path

from reports import batch_urls, import_urls, print_urls, signing_urls
from reports.views import annual_reviews as reviews
from reports.views import drift, home_due, home_parts, reviews_chosen, reviews_of, words
from reports.views import review_comments as comments
from reports.views import review_papers as papers
from reports.views import review_preparing as preparing
from reports.views import review_series as series
from reports.views import review_steps as steps
from reports.views import review_writing as writing

app_name = "reports"

urlpatterns = [
    path("", reviews.AnnualReviewList.as_view(), name="annual-review-list"),
    path(
        "chosen/freeze/",
        reviews_chosen.AnnualReviewFreezeChosen.as_view(),
        name="annual-review-freeze-chosen",
    ),
    path(
        "chosen/approve/",
        reviews_chosen.AnnualReviewApproveChosen.as_view(),
        name="annual-review-approve-chosen",
    ),
    path(
        "chosen/archive/",
        reviews_chosen.AnnualReviewArchiveChosen.as_view(),
        name="annual-review-archive-chosen",
    ),
    path("new/", preparing.AnnualReviewCreate.as_view(), name="annual-review-create"),
    path(
        "new/agreements/",
        preparing.AgreementsReportCreate.as_view(),
        name="agreements-report-create",
    ),
    path("meetings/find/", preparing.ReviewMeetingPicker.as_view(), name="review-meeting-picker"),
    path(
        "comments/<uuid:uuid>/settle/",
        comments.ReviewCommentSettle.as_view(),
        name="review-comment-settle",
    ),
    path("ties/find/", series.TiePicker.as_view(), name="tie-picker"),
    path("units/find/", series.UnitPicker.as_view(), name="unit-picker"),
    path("of-tie/<uuid:uuid>/", reviews_of.TieReviews.as_view(), name="tie-reviews"),
    path("of-unit/<uuid:uuid>/", reviews_of.UnitReviews.as_view(), name="unit-reviews"),
    path("series/", series.ReviewSeriesList.as_view(), name="review-series-list"),
    path("series/<uuid:uuid>/", series.ReviewSeriesDetail.as_view(), name="review-series-detail"),
    path("series/<uuid:uuid>/edit/", series.ReviewSeriesEdit.as_view(), name="review-series-edit"),
    path("papers/<uuid:uuid>/retry/", papers.ReviewPaperRetry.as_view(), name="review-paper-retry"),
    path("papers/<uuid:uuid>/pdf/", papers.ReviewPaperPdf.as_view(), name="review-paper-pdf"),
    path(
        "papers/<uuid:uuid>/progress/",
        papers.ReviewPaperProgress.as_view(),
        name="review-paper-progress",
    ),
    *print_urls.urlpatterns,
    *signing_urls.urlpatterns,
    *batch_urls.urlpatterns,
    *import_urls.urlpatterns,
    path("home/due/", home_due.HomeDue.as_view(), name="home-due"),
    path("home/texts/", home_due.HomeTexts.as_view(), name="home-texts"),
    path("home/vacant/", home_due.HomeVacant.as_view(), name="home-vacant"),
    path("home/state/", home_parts.HomeState.as_view(), name="home-state"),
    path("home/lacking/", home_parts.HomeLacking.as_view(), name="home-lacking"),
    path("home/register/", home_parts.HomeRegister.as_view(), name="home-register"),
    path("<uuid:uuid>/", reviews.AnnualReviewDetail.as_view(), name="annual-review-detail"),
    path(
        "<uuid:uuid>/figures/", reviews.AnnualReviewFigures.as_view(), name="annual-review-figures"
    ),
    path("<uuid:uuid>/write/", writing.AnnualReviewWrite.as_view(), name="annual-review-write"),
    path("<uuid:uuid>/collect/", steps.AnnualReviewCollect.as_view(), name="annual-review-collect"),
    path("<uuid:uuid>/freeze/", steps.AnnualReviewFreeze.as_view(), name="annual-review-freeze"),
    path("<uuid:uuid>/approve/", steps.AnnualReviewApprove.as_view(), name="annual-review-approve"),
    path("<uuid:uuid>/return/", steps.AnnualReviewReturn.as_view(), name="annual-review-return"),
    path("<uuid:uuid>/send/", steps.AnnualReviewSend.as_view(), name="annual-review-send"),
    path("<uuid:uuid>/edition/", steps.AnnualReviewEdition.as_view(), name="annual-review-edition"),
    path("<uuid:uuid>/word/", words.AnnualReviewWordOut.as_view(), name="annual-review-word-out"),
    path(
        "<uuid:uuid>/word/back/", words.AnnualReviewWordIn.as_view(), name="annual-review-word-in"
    ),
    path(
        "<uuid:uuid>/word/check/",
        words.AnnualReviewWordCheck.as_view(),
        name="annual-review-word-check",
    ),
    path(
        "<uuid:uuid>/versions/",
        words.AnnualReviewRevisions.as_view(),
        name="annual-review-revisions",
    ),
    path(
        "<uuid:uuid>/change/",
        preparing.AnnualReviewChange.as_view(),
        name="annual-review-change",
    ),
    path("<uuid:uuid>/archive/", steps.AnnualReviewArchive.as_view(), name="annual-review-archive"),
    path(
        "<uuid:uuid>/comments/new/",
        comments.ReviewCommentCreate.as_view(),
        name="review-comment-create",
    ),
    path("<uuid:uuid>/drift/", drift.AnnualReviewDrift.as_view(), name="annual-review-drift"),
    path("<uuid:uuid>/papers/new/", papers.ReviewPaperOrder.as_view(), name="review-paper-create"),
]
