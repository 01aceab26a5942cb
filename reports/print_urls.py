"""The addresses of prints: of each record the part of its page, and the file."""

from django.urls import path

from reports.views import prints_of as texts
from reports.views import prints_of_meetings as meetings

PRINTS = (
    (
        "text",
        "memorandum-prints",
        texts.MemorandumPrints,
        "memorandum-print",
        texts.MemorandumPrint,
    ),
    ("aid", "aid-prints", texts.AidPrints, "aid-print", texts.AidPrint),
    (
        "letter",
        "clearance-letter",
        texts.ClearanceLetter,
        "clearance-letter-file",
        texts.ClearanceLetterFile,
    ),
    ("meeting", "meeting-prints", meetings.MeetingPrints, "meeting-print", meetings.MeetingPrint),
    (
        "invitation",
        "meeting-invitation",
        meetings.MeetingInvitation,
        "meeting-invitation-file",
        meetings.MeetingInvitationFile,
    ),
    ("minutes", "minutes-prints", meetings.MinutesPrints, "minutes-print", meetings.MinutesPrint),
    ("official", "letter-prints", meetings.LetterPrints, "letter-print", meetings.LetterPrint),
    ("patrol", "patrol-prints", meetings.PatrolPrints, "patrol-print", meetings.PatrolPrint),
    ("series", "tie-series", meetings.TieSeries, "tie-series-file", meetings.TieSeriesFile),
)

urlpatterns = [
    address
    for kind, shown, page, file, pdf in PRINTS
    for address in (
        path(f"prints/{kind}/<uuid:uuid>/", page.as_view(), name=shown),
        path(f"prints/{kind}/<uuid:uuid>/pdf/", pdf.as_view(), name=file),
    )
]
