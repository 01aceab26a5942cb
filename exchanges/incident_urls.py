"""Addresses of incidents, their course and their pieces on other pages."""

from django.urls import path

from exchanges.views import (
    border_pieces,
    fragments,
    incident_courses,
    incident_forms,
    incidents,
    unit_pieces,
)

AT = "incidents/<uuid:uuid>"

urlpatterns = [
    path("incidents/", incidents.IncidentList.as_view(), name="incident-list"),
    path("incidents/new/", incident_forms.IncidentCreate.as_view(), name="incident-create"),
    path("incidents/find/", incidents.IncidentPicker.as_view(), name="incident-picker"),
    path(
        "incidents/meetings/",
        incidents.IncidentMeetingPicker.as_view(),
        name="incident-meeting-picker",
    ),
    path(f"{AT}/", incidents.IncidentDetail.as_view(), name="incident-detail"),
    path(f"{AT}/edit/", incident_forms.IncidentEdit.as_view(), name="incident-edit"),
    path(f"{AT}/withdraw/", incident_forms.IncidentWithdraw.as_view(), name="incident-withdraw"),
    path(f"{AT}/verify/", incident_courses.IncidentVerify.as_view(), name="incident-verify"),
    path(f"{AT}/raise/", incident_courses.IncidentRaise.as_view(), name="incident-raise"),
    path(f"{AT}/settle/", incident_courses.IncidentSettle.as_view(), name="incident-settle"),
    path(f"{AT}/close/", incident_courses.IncidentClose.as_view(), name="incident-close"),
    path(f"{AT}/reopen/", incident_courses.IncidentReopen.as_view(), name="incident-reopen"),
    path("ties/<uuid:uuid>/incidents/", fragments.TieIncidents.as_view(), name="tie-incidents"),
    path(
        "units/<uuid:uuid>/incidents/", unit_pieces.UnitIncidents.as_view(), name="unit-incidents"
    ),
    path(
        "markers/<uuid:uuid>/incidents/",
        border_pieces.MarkerIncidents.as_view(),
        name="marker-incidents",
    ),
    path(
        "meetings/<uuid:uuid>/incidents/",
        border_pieces.MeetingIncidents.as_view(),
        name="meeting-incidents",
    ),
]
