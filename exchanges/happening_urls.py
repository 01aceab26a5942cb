"""Addresses of activities and patrols."""

from django.urls import path

from exchanges.views import activities, activity_totals, patrol_pieces, patrols

urlpatterns = [
    path("activities/", activities.ActivityList.as_view(), name="activity-list"),
    path("activities/new/", activities.ActivityCreate.as_view(), name="activity-create"),
    path("activities/totals/", activity_totals.ActivityTotals.as_view(), name="activity-totals"),
    path("activities/<uuid:uuid>/", activities.ActivityDetail.as_view(), name="activity-detail"),
    path("activities/<uuid:uuid>/edit/", activities.ActivityEdit.as_view(), name="activity-edit"),
    path(
        "activities/<uuid:uuid>/withdraw/",
        activities.ActivityWithdraw.as_view(),
        name="activity-withdraw",
    ),
    path("patrols/", patrols.PatrolList.as_view(), name="patrol-list"),
    path("patrols/new/", patrols.PatrolCreate.as_view(), name="patrol-create"),
    path("patrols/markers/", patrols.PatrolMarkerPicker.as_view(), name="patrol-marker-picker"),
    path("patrols/<uuid:uuid>/", patrols.PatrolDetail.as_view(), name="patrol-detail"),
    path("patrols/<uuid:uuid>/edit/", patrols.PatrolEdit.as_view(), name="patrol-edit"),
    path("patrols/<uuid:uuid>/withdraw/", patrols.PatrolWithdraw.as_view(), name="patrol-withdraw"),
    path("ties/<uuid:uuid>/patrols/", patrol_pieces.TiePatrols.as_view(), name="tie-patrols"),
    path("units/<uuid:uuid>/patrols/", patrol_pieces.UnitPatrols.as_view(), name="unit-patrols"),
    path(
        "organisations/<uuid:uuid>/patrols/",
        patrol_pieces.OrganisationPatrols.as_view(),
        name="organisation-patrols",
    ),
]
