from django.urls import path

from exchanges.aid_urls import urlpatterns as of_aid
from exchanges.calendar_urls import urlpatterns as of_the_calendar
from exchanges.file_urls import urlpatterns as of_files
from exchanges.happening_urls import urlpatterns as of_happenings
from exchanges.incident_urls import urlpatterns as of_incidents
from exchanges.letter_urls import urlpatterns as of_letters
from exchanges.meeting_urls import urlpatterns as of_meetings
from exchanges.promise_urls import urlpatterns as of_promises
from exchanges.views import (
    agreed_chosen,
    agreed_items,
    filing,
    fragments,
    meetings,
    minutes,
    minutes_chosen,
    minutes_filing,
    pickers,
    signatures,
    tie_aid,
    unit_pieces,
    words,
)

app_name = "exchanges"

MEETINGS = [
    path("meetings/", meetings.MeetingList.as_view(), name="meeting-list"),
    path("meetings/new/", meetings.MeetingCreate.as_view(), name="meeting-create"),
    path("meetings/people/", pickers.AttendeePicker.as_view(), name="attendee-picker"),
    path("meetings/ties/", pickers.MeetingTiePicker.as_view(), name="meeting-tie-picker"),
    path("meetings/<uuid:uuid>/", meetings.MeetingDetail.as_view(), name="meeting-detail"),
    path("meetings/<uuid:uuid>/edit/", meetings.MeetingEdit.as_view(), name="meeting-edit"),
    path(
        "meetings/<uuid:uuid>/minutes/new/",
        minutes_filing.MinutesCreate.as_view(),
        name="minutes-create",
    ),
]

MINUTES = [
    path("minutes/<uuid:uuid>/", minutes.MinutesDetail.as_view(), name="minutes-detail"),
    path("minutes/<uuid:uuid>/edit/", minutes_filing.MinutesEdit.as_view(), name="minutes-edit"),
    path(
        "meetings/chosen/submit-minutes/",
        minutes_chosen.MinutesSubmitChosen.as_view(),
        name="minutes-submit-chosen",
    ),
    path("minutes/<uuid:uuid>/submit/", minutes.MinutesSubmit.as_view(), name="minutes-submit"),
    path("minutes/<uuid:uuid>/return/", minutes.MinutesReturn.as_view(), name="minutes-return"),
    path("minutes/<uuid:uuid>/agree/", minutes.MinutesAgree.as_view(), name="minutes-agree"),
    path("minutes/<uuid:uuid>/reopen/", minutes.MinutesReopen.as_view(), name="minutes-reopen"),
    path("minutes/<uuid:uuid>/sign/", signatures.MinutesSign.as_view(), name="minutes-sign"),
    path(
        "minutes/<uuid:uuid>/archive/", signatures.MinutesArchive.as_view(), name="minutes-archive"
    ),
    path("minutes/<uuid:uuid>/restore/", words.MinutesRestore.as_view(), name="minutes-restore"),
    path("minutes/<uuid:uuid>/word/", words.MinutesWordOut.as_view(), name="minutes-word-out"),
    path("minutes/<uuid:uuid>/word/back/", words.MinutesWordIn.as_view(), name="minutes-word-in"),
    path(
        "minutes/<uuid:uuid>/word/check/",
        words.MinutesWordCheck.as_view(),
        name="minutes-word-check",
    ),
    path(
        "minutes/<uuid:uuid>/versions/", words.MinutesRevisions.as_view(), name="minutes-revisions"
    ),
]

OTHERS = [
    path("agreed-items/", agreed_items.AgreedItemList.as_view(), name="agreed-item-list"),
    path(
        "agreed-items/chosen/progress/",
        agreed_chosen.AgreedItemMoveChosen.as_view(),
        name="agreed-item-move-chosen",
    ),
    path(
        "agreed-items/chosen/owner/",
        agreed_chosen.AgreedItemAssignChosen.as_view(),
        name="agreed-item-assign-chosen",
    ),
    path("agreed-items/open/", agreed_items.AgreedItemOpen.as_view(), name="agreed-item-open"),
    path(
        "agreed-items/<uuid:uuid>/",
        agreed_items.AgreedItemDetail.as_view(),
        name="agreed-item-detail",
    ),
    path(
        "agreed-items/<uuid:uuid>/edit/",
        agreed_items.AgreedItemEdit.as_view(),
        name="agreed-item-edit",
    ),
    path(
        "agreed-items/<uuid:uuid>/reopen/",
        agreed_items.AgreedItemReopen.as_view(),
        name="agreed-item-reopen",
    ),
]

OF_A_TIE = [
    path(
        "ties/<uuid:uuid>/meetings/new/",
        filing.TieMeetingCreate.as_view(),
        name="tie-meeting-create",
    ),
    path("ties/<uuid:uuid>/meetings/", fragments.TieMeetings.as_view(), name="tie-meetings"),
    path(
        "ties/<uuid:uuid>/agreed-items/",
        fragments.TieAgreedItems.as_view(),
        name="tie-agreed-items",
    ),
    path("ties/<uuid:uuid>/aid/", tie_aid.TieAid.as_view(), name="tie-aid"),
    path("ties/<uuid:uuid>/activities/", fragments.TieActivities.as_view(), name="tie-activities"),
]

OF_A_UNIT = [
    path(
        "units/<uuid:uuid>/meetings/new/",
        filing.UnitMeetingCreate.as_view(),
        name="unit-meeting-create",
    ),
    path("units/<uuid:uuid>/meetings/", unit_pieces.UnitMeetings.as_view(), name="unit-meetings"),
    path("units/<uuid:uuid>/aid/", unit_pieces.UnitAid.as_view(), name="unit-aid"),
    path(
        "units/<uuid:uuid>/activities/",
        unit_pieces.UnitActivities.as_view(),
        name="unit-activities",
    ),
]

OF_A_PERSON = [
    path("people/<uuid:uuid>/meetings/", fragments.PersonMeetings.as_view(), name="person-meetings")
]

OF_AN_ORGANISATION = [
    path(
        "organisations/<uuid:uuid>/meetings/",
        fragments.OrganisationMeetings.as_view(),
        name="organisation-meetings",
    ),
    path(
        "organisations/<uuid:uuid>/aid/",
        fragments.OrganisationAid.as_view(),
        name="organisation-aid",
    ),
    path(
        "organisations/<uuid:uuid>/activities/",
        fragments.OrganisationActivities.as_view(),
        name="organisation-activities",
    ),
]

urlpatterns = [
    *of_aid,
    *of_the_calendar,
    *of_files,
    *of_happenings,
    *of_incidents,
    *of_letters,
    *of_meetings,
    *of_promises,
    *MEETINGS,
    *MINUTES,
    *OTHERS,
    *OF_A_TIE,
    *OF_A_UNIT,
    *OF_AN_ORGANISATION,
    *OF_A_PERSON,
]
